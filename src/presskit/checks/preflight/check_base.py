"""What a preflight check is: a rule, its severity by what a file claims, and the function that yields defects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.edition import Edition
from presskit.model.outputs import Format

if TYPE_CHECKING:
    from presskit.formats.pdf_file import Box

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
    """What a check yields: the message, what to do about it, and the place in the file; None for the file as a whole."""

    message: str
    hint: str
    place: P | None = None


@dataclass(frozen=True, slots=True)
class PreflightCheck(Generic[F, P]):
    """One check of a finished file: its rule, its severity by purpose, and the function that makes it.

    A file that claims none of the purposes of ``grades`` is not checked. ``check`` is given the file and, where it was made
    of a kit, the edition whose words it must have.
    """

    rule: Rule
    grades: Mapping[Purpose, Severity]
    check: Callable[[F, Edition | None], Iterable[Defect[P]]]


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


def too_large(size: int) -> Iterator[Defect[P]]:
    """Yield a defect for a file of more bytes than can be mailed."""
    if size > MAILABLE:
        yield Defect(
            f"The file has {size / 1_000_000:.1f} MB; mail servers refuse more than about 10 MB.",
            "Use smaller pictures, or publish a link to it.",
        )


def examine(
    file: F,
    checks: Iterable[PreflightCheck[F, P]],
    purposes: Collection[Purpose],
    edition: Edition | None,
    located: Callable[[Rule, F, Defect[P]], Finding],
) -> list[Finding]:
    """Return what the checks find in a file, in the order of the checks and of the pages. ``located`` gives it its place."""
    found: list[Finding] = []
    for check in checks:
        severity = next((s for s in SEVERITIES if any(check.grades.get(p) is s for p in purposes)), None)
        if severity is not None:
            each = _together([located(check.rule, file, defect) for defect in check.check(file, edition)])
            found += [replace(one, diagnostic=replace(one.diagnostic, severity=severity)) for one in _bounded(each)]
    return found


def _together(found: Sequence[Finding]) -> list[Finding]:
    """Return one finding for all with the same message and page, with all their boxes."""
    groups: dict[Diagnostic, list[Box]] = {}
    for each in found:
        groups.setdefault(each.diagnostic, []).extend(each.boxes)
    return [Finding(_counted(diagnostic, len(boxes)), tuple(boxes)) for diagnostic, boxes in groups.items()]


def _counted(diagnostic: Diagnostic, count: int) -> Diagnostic:
    if count < 2:
        return diagnostic
    return replace(diagnostic, message=f"{diagnostic.message} There are {count} such places on this page.")


def _bounded(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first ``MOST`` findings of a check, and one more that counts the others."""
    rest = iter(found)
    yield from islice(rest, MOST)
    last = next(rest, None)
    if last:
        message = f"There are {1 + sum(1 for _ in rest)} more findings like those before, the first of them here."
        yield replace(last, diagnostic=replace(last.diagnostic, message=message))
