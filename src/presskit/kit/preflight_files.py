"""Finished files of the disk → what the preflight finds in them, with the kit that they were made of beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from presskit.checks.preflight import DOCX, MEDIA_TYPES, PDF, Choose, Finding, preflight
from presskit.diagnostics import Diagnostic
from presskit.intake import MEGABYTE
from presskit.kit.loading import read_file
from presskit.language.tags import primary
from presskit.model.edition import Edition, for_output
from presskit.model.outputs import Format
from presskit.model.release import Kit
from presskit.source import Span

__all__ = ["CheckedFile", "check_file", "chooser", "is_finished_file"]

LIMIT = 500 * MEGABYTE
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
    """Tell whether ``path`` is meant as a finished file: by its ending, or by its first bytes."""
    try:
        return not path.is_dir() and bool(_media_type(path))
    except OSError:
        return False


def _media_type(path: Path) -> str:
    """Return the media type of a file; empty where nothing tells it."""
    known = MEDIA_TYPES.get(path.suffix.lower(), "")
    if known or not path.is_file():
        return known
    with path.open("rb") as file:
        begin = file.read(8)
    return next((kind for head, kind in HEADS.items() if begin.startswith(head)), "")


def check_file(path: Path, choose: Choose | None = None) -> CheckedFile:
    """Read and check one file. Whatever it is, what is wrong with it is a finding."""
    name, found = str(path), list[Diagnostic]()
    media_type = _media_type(path) or PDF
    data = read_file(path, Span(name), LIMIT, found)
    if data is None:
        return CheckedFile(name, b"", media_type, tuple(map(Finding, found)))
    return CheckedFile(name, data, media_type, tuple(preflight(name, data, media_type, choose)))


def chooser(kit: Kit) -> Choose:
    """Return what finds the edition of a file among the languages of a kit."""
    from presskit.editions import merge

    written = [tag for tag in kit.release.languages if kit.statement(tag) is not None]

    def choose(language: str, output: Format) -> Edition | None:
        same = [tag for tag in written if tag.lower() == language.lower()]
        close = [tag for tag in written if primary(tag) == primary(language)]
        only = written if not language and len(written) == 1 else []
        tag = next(iter([*same, *close, *only]), None)
        return for_output(merge(kit, tag).value, output) if tag else None

    return choose
