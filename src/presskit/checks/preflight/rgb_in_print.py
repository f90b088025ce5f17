"""Check: a PDF for print holds no colours of screens."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import marks_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "rgb-in-print", Severity.ERROR, "A colour of a PDF for print is RGB",
    "Presses print with four inks. RGB is turned into them by whatever rule the shop has set: black text becomes a mix of "
    "four inks, and colours change.",
)  # fmt: skip
KINDS = {"text": "Text", "fill": "A surface", "stroke": "A line", "shading": "A gradient", "image": "A picture"}


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for page, mark in marks_of(file):
        if mark.colour.space.family in {"rgb", "lab"}:
            message = f"{KINDS[mark.kind]} is in {mark.colour.space}."
            hint = "Convert it to CMYK with the profile of the print shop, such as FOGRA39."
            yield finding(RULE, file.name, message, hint, Place(page.number, mark.box))


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.ERROR})
