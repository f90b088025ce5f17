"""Check: pictures have the pixels that print shops ask for."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import pictures_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "picture-below-300-dpi", Severity.NOTE, "A picture has less than 300 dpi",
    "Print shops ask for 300 pixels an inch. Down to 150 it can be printed, and looks a little soft.",
)  # fmt: skip
LEAST, WANTED = 150, 298


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for place, picture in pictures_of(file):
        if LEAST <= picture.dpi < WANTED and not picture.image.mask:
            message = f"The picture has {picture.dpi:.0f} dpi as it is placed."
            yield finding(RULE, file.name, message, "Use a larger original if there is one.", place)


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.NOTE})
