"""Check: small black text is printed in black alone."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import inked, marks_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Colour, PdfFile, Place, Words
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "rich-black-text", Severity.ERROR, "Small text is black of several inks",
    "The four plates never meet to a hair: black letters get coloured edges, and small ones cannot be read.",
)  # fmt: skip
LARGE = 24.0
"""Points from which letters may be a rich black."""


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for page, mark in marks_of(file):
        if isinstance(mark, Words) and mark.size < LARGE and _is_rich_black(mark.colour):
            message = f"Text of {mark.size:.0f} pt is black of several inks: {inked(mark.colour)}."
            yield finding(RULE, file.name, message, "Make it K 100 alone.", Place(page.number, mark.box))


def _is_rich_black(colour: Colour) -> bool:
    """Tell whether a colour is dark and nearly without hue, and still more than black ink."""
    if colour.process is None:
        return False
    *others, black = colour.process
    hueless = max(others) - min(others) < 0.35
    return max(others) > 0.02 and hueless and black + min(others) > 0.7


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.ERROR})
