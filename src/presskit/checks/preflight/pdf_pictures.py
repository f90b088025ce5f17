"""Preflight of PDFs: resolution, smoothing and metadata of pictures."""

from __future__ import annotations

from presskit.checks.preflight.check_base import Defect, PreflightCheck, Purpose, claimed, everywhere
from presskit.checks.preflight.page_objects import Defects, PdfCheck, pictures_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECKS"]

PRINT, SCREEN = 150, 100


def _coarse_picture(file: PdfFile, _: Edition | None) -> Defects:
    limit = PRINT if any(intent.subtype == "GTS_PDFX" for intent in file.intents) else SCREEN
    for place, picture in pictures_of(file):
        if 0 < picture.dpi < limit and min(picture.image.width, picture.image.height) > 1:
            pixels = f"{picture.image.width} × {picture.image.height} pixels"
            message = f"The picture has {picture.dpi:.0f} dpi as it is placed ({pixels})."
            yield Defect(message, "Use a larger original, or place it smaller.", place)


LEAST, WANTED = 150, 298


def _picture_below_300_dpi(file: PdfFile, _: Edition | None) -> Defects:
    for place, picture in pictures_of(file):
        if LEAST <= picture.dpi < WANTED and not picture.image.mask:
            message = f"The picture has {picture.dpi:.0f} dpi as it is placed."
            yield Defect(message, "Use a larger original if there is one.", place)


def _picture_smoothed(file: PdfFile, _: Edition | None) -> Defects:
    for place, picture in pictures_of(file):
        if picture.image.smoothed:
            message = "The picture asks viewers to interpolate between its pixels."
            yield Defect(message, "Export as PDF/A anew, without smoothing of pictures.", place)


def _pdf_picture_data(file: PdfFile, _: Edition | None) -> Defects:
    for place, picture in pictures_of(file):
        if picture.image.tells:
            message = f"The picture tells {', '.join(picture.image.tells)}."
            yield Defect(message, "Save the picture without its metadata, and place it anew.", place)


CHECKS: tuple[PdfCheck, ...] = (
    PreflightCheck(Rule(
        "coarse-picture", Severity.WARNING, "A picture is too coarse",
        "Below 150 pixels an inch (100 on a screen) a picture looks like a mosaic.",
    ), claimed(Severity.WARNING, general=Severity.NOTE), _coarse_picture),
    PreflightCheck(Rule(
        "picture-below-300-dpi", Severity.NOTE, "A picture has less than 300 dpi",
        "Print shops ask for 300 pixels an inch. Down to 150 it can be printed, and looks a little soft.",
    ), {Purpose.PRINT: Severity.NOTE}, _picture_below_300_dpi),
    PreflightCheck(Rule(
        "picture-smoothed", Severity.ERROR, "A picture is to be smoothed by the viewer",
        "Each viewer does it in its own way, so an archive may not ask for it (ISO 19005-2, 6.2.8): a validator refuses the "
        "file.",
    ), {Purpose.ARCHIVE: Severity.ERROR}, _picture_smoothed),
    PreflightCheck(Rule(
        "pdf-picture-data", Severity.WARNING, "A photograph in the PDF tells where or with what it was taken",
        "Cameras write the place, the time and their number into a photograph, and a PDF carries them. A photograph of a "
        "witness can lead to the house.",
    ), everywhere(Severity.WARNING), _pdf_picture_data),
)  # fmt: skip
