"""What a preflight check is: a rule, its severity by what a file claims, and the function that yields defects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from presskit.checks import bounded
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.edition import Edition
from presskit.model.outputs import Format

if TYPE_CHECKING:
    from presskit.formats.ooxml.values import DocxFile
    from presskit.formats.pdf_file import Box, PdfFile

__all__ = [
    "Choose", "Defect", "Finding", "PreflightCheck", "Purpose", "claimed", "everywhere", "examine", "for_screens", "graded",
    "too_large",
]  # fmt: skip

F = TypeVar("F")
P = TypeVar("P")
Choose: TypeAlias = Callable[[str, Format], Edition | None]
"""Finds the edition that a file was made of, by the file's language and by what it was made for."""

MOST = 12
"""Findings of one check that are reported one by one; the others are counted."""
MAILABLE = 10_000_000
"""Bytes that most mail servers accept."""
SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class Purpose(StrEnum):
    """What a file claims to be made for: any number of standards, or GENERAL where it claims none."""

    PRINT = "print"
    ARCHIVE = "archive"
    ACCESSIBLE = "accessible"
    TRANSLATION = "translation"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic whose span counts pages, and the boxes on that page that it is about, in points."""

    diagnostic: Diagnostic
    boxes: tuple[Box, ...] = ()

    @property
    def page(self) -> int:
        """The page, from 1; 0 where it is about the file as a whole."""
        return self.diagnostic.span.line if self.diagnostic.span.unit == "page" else 0


@dataclass(frozen=True, slots=True)
class Defect(Generic[P]):
    """What a check yields: the message, the place in the file (None: the whole file), and a hint, where the check has none."""

    message: str
    place: P | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class PreflightCheck(Generic[F, P]):
    """One check of a finished file: its rule, its severity by purpose, the function that makes it, and what to do.

    A file that claims none of the purposes of ``grades`` is not checked. ``check`` is given the file and, where it was made
    of a kit, the edition whose words it must have.
    """

    rule: Rule
    grades: Mapping[Purpose, Severity]
    check: Callable[[F, Edition | None], Iterable[Defect[P]]]
    hint: str = ""


def everywhere(severity: Severity) -> Mapping[Purpose, Severity]:
    """Return grades that are the same for every purpose."""
    return dict.fromkeys(Purpose, severity)


def claimed(severity: Severity, general: Severity | None = None) -> Mapping[Purpose, Severity]:
    """Return the severity where a file claims a standard, and ``general`` where it claims none."""
    grades = dict.fromkeys((Purpose.PRINT, Purpose.ARCHIVE, Purpose.ACCESSIBLE), severity)
    return {**grades, Purpose.GENERAL: general} if general else grades


def for_screens(severity: Severity, general: Severity) -> Mapping[Purpose, Severity]:
    """Return grades of a check that is not made of files for print."""
    return {Purpose.ACCESSIBLE: severity, Purpose.ARCHIVE: severity, Purpose.GENERAL: general}


def graded(ours: Severity, general: Severity) -> Mapping[Purpose, Severity]:
    """Return grades of a file as presskit wrote it for translators, and of one that another program has saved."""
    return {Purpose.TRANSLATION: ours, Purpose.GENERAL: general}


def too_large(file: PdfFile | DocxFile) -> Iterator[Defect[P]]:
    """Yield a defect for a file of more bytes than can be mailed."""
    if file.size > MAILABLE:
        yield Defect(
            f"The file has {file.size / 1_000_000:.1f} MB; mail servers refuse more than about 10 MB.",
            hint="Use smaller pictures, or publish a link to it.",
        )


def examine(
    file: F,
    checks: Iterable[PreflightCheck[F, P]],
    purposes: Collection[Purpose],
    edition: Edition | None,
    located: Callable[[Rule, F, Defect[P]], Finding],
) -> list[Finding]:
    """Return what the checks find in a file, in the order of the checks and of the pages. ``located`` gives it its place."""
    findings: list[Finding] = []
    for check in checks:
        severity = next((s for s in SEVERITIES if any(check.grades.get(p) is s for p in purposes)), None)
        if severity is not None:
            rule = replace(check.rule, severity=severity)
            defects = (replace(each, hint=each.hint or check.hint) for each in check.check(file, edition))
            findings += bounded(_together(located(rule, file, each) for each in defects), MOST, _with_message)
    return findings


def _with_message(finding: Finding, message: str) -> Finding:
    return replace(finding, diagnostic=replace(finding.diagnostic, message=message))


def _together(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield one finding for all with the same message and page, with all their boxes."""
    groups: dict[Diagnostic, list[Box]] = {}
    for each in findings:
        groups.setdefault(each.diagnostic, []).extend(each.boxes)
    for diagnostic, boxes in groups.items():
        number = f" There are {len(boxes)} such places on this page." if len(boxes) > 1 else ""
        yield Finding(replace(diagnostic, message=diagnostic.message + number), tuple(boxes))
