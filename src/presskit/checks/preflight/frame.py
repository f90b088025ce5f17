"""What a preflight check is: a rule, how it looks, and how bad its findings are in a file that claims this or that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.edition import Edition
from presskit.model.people import OutputName
from presskit.source import Span

if TYPE_CHECKING:
    from presskit.formats.pdf_file import Box, Place

__all__ = ["Choose", "Finding", "PreflightCheck", "Purpose", "claimed", "everywhere", "examine", "finding", "for_screens"]

F = TypeVar("F")
Choose: TypeAlias = Callable[[str, OutputName], Edition | None]
"""Finds the edition that a file was made of, by the file's language and by what it was made for."""

MOST = 12
"""So many findings of one check are told one by one."""
SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class Purpose(StrEnum):
    """What a file says it is made for. A file can claim several; GENERAL stands where it claims nothing."""

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
class PreflightCheck(Generic[F]):
    """One check of a finished file. ``grades`` says for which purposes it is made, and how bad a finding is there.

    ``look`` is given the file and, where it was made of a kit, the edition that it must say.
    """

    rule: Rule
    check: Callable[[F, Edition | None], Iterable[Finding]]
    grades: Mapping[Purpose, Severity]


def everywhere(severity: Severity) -> Mapping[Purpose, Severity]:
    """Return grades that are the same whatever a file claims."""
    return dict.fromkeys(Purpose, severity)


def claimed(severity: Severity, general: Severity | None = None) -> Mapping[Purpose, Severity]:
    """Return grades that are strict where a file claims a standard, and ``general`` where it claims none."""
    grades = dict.fromkeys((Purpose.PRINT, Purpose.ARCHIVE, Purpose.ACCESSIBLE), severity)
    return {**grades, Purpose.GENERAL: general} if general else grades


def for_screens(severity: Severity, general: Severity) -> Mapping[Purpose, Severity]:
    """Return grades of a check that is not made of files for print."""
    return {Purpose.ACCESSIBLE: severity, Purpose.ARCHIVE: severity, Purpose.GENERAL: general}


def finding(  # noqa: PLR0913 -- a finding's parts, one by one
    rule: Rule, name: str, message: str, hint: str, place: Place | None = None, *, page: int = 0
) -> Finding:
    """Return a finding in the file ``name``: at a place, on a page, or in the file as a whole."""
    number = place.page if place else page
    span = Span(name, number, unit="page") if number else Span(name)
    return Finding(rule.at(span, message, hint), (place.box,) if place else ())


def examine(
    file: F, checks: Iterable[PreflightCheck[F]], purposes: Collection[Purpose], edition: Edition | None
) -> list[Finding]:
    """Return what the checks find in a file, in the order of the checks and of the pages."""
    found: list[Finding] = []
    for check in checks:
        severity = next((s for s in SEVERITIES if any(check.grades.get(p) is s for p in purposes)), None)
        if severity is not None:
            each = _together(list(check.check(file, edition)))
            found.extend(_graded(one, severity) for one in _bounded(each))
    return found


def _graded(one: Finding, severity: Severity) -> Finding:
    return replace(one, diagnostic=replace(one.diagnostic, severity=severity))


def _together(found: Sequence[Finding]) -> list[Finding]:
    """Return one finding for all that say the same of a page, with all their boxes."""
    groups: dict[Diagnostic, list[Box]] = {}
    for each in found:
        groups.setdefault(each.diagnostic, []).extend(each.boxes)
    return [Finding(_counted(diagnostic, len(boxes)), tuple(boxes)) for diagnostic, boxes in groups.items()]


def _counted(diagnostic: Diagnostic, count: int) -> Diagnostic:
    if count < 2:
        return diagnostic
    return replace(diagnostic, message=f"{diagnostic.message} There are {count} such places on this page.")


def _bounded(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first findings of a check; of a longer row of them, one more that says how many there are."""
    rest = iter(found)
    yield from islice(rest, MOST)
    last = next(rest, None)
    if last:
        message = f"There are {1 + sum(1 for _ in rest)} more findings like those before, the first of them here."
        yield replace(last, diagnostic=replace(last.diagnostic, message=message))
