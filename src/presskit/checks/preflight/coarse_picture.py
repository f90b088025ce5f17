"""Check: pictures have pixels enough."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, claimed, finding
from presskit.checks.preflight.marks import pictures_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "coarse-picture", Severity.WARNING, "A picture is too coarse",
    "Below 150 pixels an inch (100 on a screen) a picture looks like a mosaic.",
)  # fmt: skip
PRINT, SCREEN = 150, 100


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    limit = PRINT if any(intent.subtype == "GTS_PDFX" for intent in file.intents) else SCREEN
    for place, picture in pictures_of(file):
        if 0 < picture.dpi < limit and min(picture.image.width, picture.image.height) > 1:
            pixels = f"{picture.image.width} × {picture.image.height} pixels"
            message = f"The picture has {picture.dpi:.0f} dpi as it is placed ({pixels})."
            yield finding(RULE, file.name, message, "Use a larger original, or place it smaller.", place)


CHECK = PreflightCheck(RULE, _check, claimed(Severity.WARNING, general=Severity.NOTE))
