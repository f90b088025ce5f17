"""Check: nothing lies over the pages of a PDF for print."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import meets
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "annotation-in-print", Severity.ERROR, "An annotation lies on a page for print",
    "Links, notes and form fields are for screens. PDF/X forbids them inside the bleed, for they may be printed or not.",
)  # fmt: skip
HARMLESS = {"TrapNet", "PrinterMark", "Popup"}


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for page in file.pages:
        for kind, box in page.annotations:
            if kind not in HARMLESS and meets(box, page.bleed):
                message = f"An annotation of the kind {kind or 'unknown'} lies on the page."
                yield finding(RULE, file.name, message, "Export for print without links and notes.", Place(page.number, box))


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.ERROR})
