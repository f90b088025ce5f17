"""Finished files of the disk → what the preflight finds in them, with the kit that they were made of beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from presskit.checks.preflight import DOCX, MEDIA_TYPES, PDF, Choose, Finding, preflight
from presskit.diagnostics import Diagnostic
from presskit.kit import rules
from presskit.kit.loading import read_file
from presskit.kit.received import CHECKING, spent, worked
from presskit.kit.zipped import is_zip
from presskit.language.tags import primary
from presskit.limits import FINISHED_BYTES
from presskit.model.edition import Edition, for_output
from presskit.model.outputs import Format
from presskit.model.release import Kit
from presskit.sandbox.limits import StoppedError
from presskit.source import Span

__all__ = ["CheckedFile", "check_file", "chooser", "is_finished_file"]

HEADS = {b"%PDF-": PDF, b"PK\x03\x04": DOCX, b"\xd0\xcf\x11\xe0": DOCX}
"""How files begin, where their names do not tell what they are."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was checked. ``data`` is empty where it could not be read."""

    name: str
    data: bytes
    media_type: str
    findings: tuple[Finding, ...]


def is_finished_file(path: Path) -> bool:
    """Return whether ``path`` is a finished file by its ending, or by its first bytes."""
    try:
        return not path.is_dir() and bool(_media_type(path))
    except OSError:
        return False


def _media_type(path: Path) -> str:
    """Return the media type of a file; empty where nothing tells it."""
    known = MEDIA_TYPES.get(path.suffix.lower(), "")
    if known or not path.is_file() or is_zip(path):
        return known
    with path.open("rb") as file:
        start = file.read(8)
    return next((media_type for head, media_type in HEADS.items() if start.startswith(head)), "")


def check_file(path: Path, kit: Kit | None = None) -> CheckedFile:
    """Read one file, and check it in a worker. Whatever it is, what is wrong with it is a finding.

    With a ``kit``, its words are compared with the edition that it was made of.
    """
    name, found = str(path), list[Diagnostic]()
    media_type = _media_type(path) or PDF
    data = read_file(path, Span(name), FINISHED_BYTES, found)
    if data is None:
        return CheckedFile(name, b"", media_type, tuple(map(Finding, found)))
    try:
        findings = worked(f"{__name__}:findings", len(data), CHECKING, (name, data, media_type, kit), _LOADS[media_type])
    except StoppedError as stopped:
        told = spent(stopped, f"«{name}»", CHECKING.for_size(len(data)))
        stopping = rules.NOT_CHECKED.at(Span(name), f"{told.message}, so it was not checked to its end", told.hint)
        return CheckedFile(name, b"", media_type, (Finding(stopping),))
    return CheckedFile(name, data, media_type, findings)


_LOADS = {PDF: ("presskit.checks.preflight.pdf_checks",), DOCX: ("presskit.checks.preflight.docx_checks",)}


def findings(name: str, data: bytes, media_type: str, kit: Kit | None) -> tuple[Finding, ...]:
    """Return what is found in a file; this is what a worker does."""
    return tuple(preflight(name, data, media_type, chooser(kit) if kit else None))


def chooser(kit: Kit) -> Choose:
    """Return what finds the edition of a file among the languages of a kit."""
    from presskit.editions import merge

    written = [tag for tag in kit.release.languages if kit.statement(tag) is not None]

    def choose(language: str, output: Format) -> Edition | None:
        same = [tag for tag in written if tag.lower() == language.lower()]
        close = [tag for tag in written if primary(tag) == primary(language)]
        tag = next(iter([*same, *close, *(written if not language and len(written) == 1 else [])]), None)
        return for_output(merge(kit, tag).value, output) if tag else None

    return choose
