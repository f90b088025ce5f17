"""Check: fonts are the house's, or have others that stand in for them."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.fonts import FACES
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-font", Severity.WARNING, "A font may be missing elsewhere",
    "Word takes any font in its place, with which Arabic letters may not join, unless the table of fonts names a good one.",
)  # fmt: skip
HOUSE = {face.family for face in FACES}
COMMON = {
    "Aptos", "Arial", "Calibri", "Cambria", "Courier New", "Georgia", "Helvetica", "Liberation Sans", "Liberation Serif",
    "Segoe UI", "Symbol", "Tahoma", "Times New Roman", "Verdana", "Wingdings",
}  # fmt: skip
"""Fonts that nearly every computer has, or one of the same widths."""


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    known = {entry.name for entry in file.styles.fonts if entry.stands_in or entry.embedded} | COMMON
    listed = {entry.name for entry in file.styles.fonts}
    told = set[str]()
    for font, spot in ((run.font, paragraph.spot) for paragraph in file.paragraphs for run in paragraph.runs):
        if font and font not in known and not (font in HOUSE and font in listed) and font not in told:
            told.add(font)
            message = f"The font «{font}» has no other that stands in for it."
            yield found(RULE, file, message, "Use the fonts of the template, or add it to its table of fonts.", spot)


CHECK = PreflightCheck(RULE, _check, graded(Severity.WARNING, Severity.NOTE))
