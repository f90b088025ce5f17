"""Check: the smallest text needs no plates to meet."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import inked, marks_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place, Words
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "small-text-in-inks", Severity.WARNING, "Very small text is printed in several inks",
    "Where plates are off by a tenth of a millimetre, letters of less than 6 pt in three or four inks blur.",
)  # fmt: skip
SMALL = 6.0
"""Points."""
TRACE = 0.1
"""The share of an ink from which it shows at an edge."""


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for page, mark in marks_of(file):
        inks = [share for share in mark.colour.process or () if share >= TRACE]
        if isinstance(mark, Words) and mark.size < SMALL and len(inks) > 2 and mark.text.strip():
            message = f"Text of {mark.size:.1f} pt is printed in {len(inks)} inks: {inked(mark.colour)}."
            hint = "Make it larger, or of one ink or two."
            yield finding(RULE, file.name, message, hint, Place(page.number, mark.box))


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.WARNING})
