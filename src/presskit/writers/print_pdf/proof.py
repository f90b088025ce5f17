"""Proofs to look at before the printing: the sheets with their edges drawn in, and all pages on one picture.

Neither says that it is PDF/X, so that nobody prints from them.
"""

from __future__ import annotations

import io
import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.artefact import Artefact
from presskit.formats.pdfium import opened
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.typesetting.job import Pages
from presskit.writers.pdf import saved
from presskit.writers.print_pdf import write
from presskit.writers.print_pdf.sheet import ENCODING, FONT, PDF_VERSION, text_width

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["MARK", "write_contact_sheet", "write_proof"]

MARK = "PROOF — not for printing"
_TRIM, _BLEED, _WORDS = "0.85 0 0.9 0 K", "0 0.9 0.9 0 K", "0 0.75 0.75 0 K"
"""The lines' colours: green where the page is cut, red where its artwork ends; the words' outlines."""
ACROSS, HEIGHT, GAP = 4, 800, 32
"""A contact sheet has up to four pages in a row, each so many pixels high, with room around it."""


def write_proof(edition: Edition, resources: Resources, pages: Pages) -> Artefact:
    """Return the print PDF with its edges drawn in colour and :data:`MARK` across each page."""
    import pikepdf

    printed = write(edition, resources, pages)
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        del pdf.trailer.Info["/GTS_PDFXVersion"], pdf.Root["/OutputIntents"], pdf.Root["/Metadata"]
        for page in pdf.pages:
            page.contents_add(pdf.make_stream(_drawn(page, resources.fonts)))
        data = saved(pdf, force_version=PDF_VERSION)
    return replace(printed, name=f"{edition.name}-proof.pdf", data=data, diagnostics=())


def _drawn(page: Any, fonts: Path) -> bytes:
    """Return the instructions that draw a page's edges, and the mark from corner to corner."""
    trim, bleed = ([float(side) for side in box] for box in (page.TrimBox, page.BleedBox))
    edges = [f"{_BLEED} {_rectangle(bleed)}"] if bleed != trim else []
    return "\n".join(["q 0.4 w", *edges, f"{_TRIM} {_rectangle(trim)}", _words(trim, fonts), "Q"]).encode()


def _rectangle(box: list[float]) -> str:
    left, bottom, right, top = box
    return f"{left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re S"


def _words(box: list[float], fonts: Path) -> str:
    """Return the mark as outlines, so that what lies under it can be read."""
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    turn, length = math.atan2(high, wide), 0.8 * math.hypot(wide, high)
    size, cos, sin = length / text_width(MARK, 1, fonts), math.cos(turn), math.sin(turn)
    x = (left + right) / 2 - cos * length / 2 + sin * size / 3
    y = (bottom + top) / 2 - sin * length / 2 - cos * size / 3
    matrix = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.3f} {y:.3f} Tm"
    return f"{_WORDS} 0.6 w BT {FONT} {size:.3f} Tf 1 Tr {matrix} <{MARK.encode(ENCODING).hex()}> Tj ET"


def write_contact_sheet(edition: Edition, resources: Resources, pages: Pages) -> Artefact:
    """Return a PNG with the sheets of the proof side by side, in the order of reading."""
    with opened(write_proof(edition, resources, pages).data) as document:
        pictures = [page.render(scale=HEIGHT / page.get_height()).to_pil().convert("RGB") for page in document]
    rows = [pictures[at : at + ACROSS] for at in range(0, len(pictures), ACROSS)]
    out = io.BytesIO()
    _side_by_side(rows, from_the_right=edition.direction == "rtl").save(out, "PNG", optimize=True)
    return Artefact(f"{edition.name}-contact.png", "image/png", out.getvalue(), edition.language, len(pictures))


def _side_by_side(rows: list[list[Image.Image]], *, from_the_right: bool) -> Image.Image:
    """Return the pictures in rows on grey, equally apart."""
    from PIL import Image

    wide = max(picture.width for row in rows for picture in row) + GAP
    across = max(len(row) for row in rows)
    sheet = Image.new("RGB", (across * wide + GAP, len(rows) * (HEIGHT + GAP) + GAP), (208, 206, 204))
    for down, row in enumerate(rows):
        for number, picture in enumerate(row):
            column = across - 1 - number if from_the_right else number
            sheet.paste(picture, (GAP + column * wide, GAP + down * (HEIGHT + GAP)))
    return sheet
