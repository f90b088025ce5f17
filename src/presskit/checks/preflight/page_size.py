"""Check: all pages have one size, which is that of the release."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, claimed, finding
from presskit.checks.preflight.marks import MILLIMETRE, millimetres, size_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "page-size", Severity.WARNING, "A page has another size",
    "A sheet of another size stops a folding machine, and a home printer shrinks it or cuts it off.",
)  # fmt: skip
SLACK = 1.5
"""Points: rounded sheets such as 595 × 842 are A4."""
SHEETS = {"A4": (210, 297), "Letter": (215.9, 279.4), "A5": (148, 210)}


def _check(file: PdfFile, edition: Edition | None) -> Iterator[Finding]:
    wanted = _sheet(edition) if edition else size_of(file.pages[0].trim)
    for page in file.pages:
        size = size_of(page.trim)
        if any(abs(one - other) > SLACK for one, other in zip(size, wanted, strict=True)):
            message = f"The page is {_says(size)}, and not {_says(wanted)}."
            yield finding(RULE, file.name, message, "Give all pages one size.", Place(page.number, page.trim))


def _sheet(edition: Edition) -> tuple[float, float]:
    across, up = SHEETS[edition.page.value]
    return (across * MILLIMETRE, up * MILLIMETRE)


def _says(size: tuple[float, float]) -> str:
    return " × ".join(map(millimetres, size))


CHECK = PreflightCheck(RULE, _check, claimed(Severity.WARNING, general=Severity.NOTE))
