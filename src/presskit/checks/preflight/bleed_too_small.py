"""Check: a page for print goes on beyond its trim."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import MILLIMETRE, millimetres
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Page, PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "bleed-too-small", Severity.WARNING, "The bleed is too small",
    "A knife misses by a millimetre or two. Where colour ends at the trim, a white edge shows; print shops ask for 3 mm.",
)  # fmt: skip
WANTED = 3 * MILLIMETRE
SLACK = 0.3
"""Points."""


def _check(file: PdfFile, edition: Edition | None) -> Iterator[Finding]:
    wanted = min(WANTED, edition.print.bleed * MILLIMETRE) if edition else WANTED
    for page in file.pages:
        least = min(_margins(page))
        if least < wanted - SLACK:
            message = f"The bleed is {millimetres(max(0, least))} where it is smallest."
            hint = f"Export the page with {millimetres(WANTED)} of bleed on all sides."
            yield finding(RULE, file.name, message, hint, Place(page.number, page.trim))


def _margins(page: Page) -> tuple[float, float, float, float]:
    """Return how far the bleed goes beyond the trim: left, bottom, right, top."""
    trim, bleed = page.trim, page.bleed
    return (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.WARNING})
