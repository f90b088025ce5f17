"""Check: no page is empty by mistake."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, claimed, finding
from presskit.checks.preflight.marks import meets
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "empty-page", Severity.WARNING, "A page is empty",
    "It is printed and paid for, and a reader wonders what is missing.",
)  # fmt: skip


def _check(file: PdfFile, edition: Edition | None) -> Iterator[Finding]:
    padding = _padding(len(file.pages), edition)
    for page in () if file.unseen else file.pages[: len(file.pages) - padding]:
        if not any(meets(mark.box, page.trim) and not mark.colour.white for mark in page.marks):
            message = "Nothing is on the page."
            yield finding(RULE, file.name, message, "Take it out, if it is not meant so.", page=page.number)


def _padding(pages: int, edition: Edition | None) -> int:
    """Return how many empty pages may stand at the end, where the kit asks for a multiple of 2 or 4."""
    return min(pages - 1, edition.print.pad - 1) if edition else 0


CHECK = PreflightCheck(RULE, _check, claimed(Severity.WARNING, general=Severity.WARNING))
