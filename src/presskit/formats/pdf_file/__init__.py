"""A PDF looked into: parsed once by pikepdf into plain values, with limits for broken and hostile files."""

from __future__ import annotations

from presskit.formats.pdf_file.colour import Colour, ColourSpace
from presskit.formats.pdf_file.reading import UnreadableError, read_pdf
from presskit.formats.pdf_file.values import (
    Block,
    Box,
    Font,
    Glyphs,
    Image,
    Intent,
    LinkAnnotation,
    Metadata,
    Page,
    PaintedImage,
    PaintedObject,
    PaintedText,
    PdfFile,
    Place,
    Structure,
)

__all__ = [
    "Block",
    "Box",
    "Colour",
    "ColourSpace",
    "Font",
    "Glyphs",
    "Image",
    "Intent",
    "LinkAnnotation",
    "Metadata",
    "Page",
    "PaintedImage",
    "PaintedObject",
    "PaintedText",
    "PdfFile",
    "Place",
    "Structure",
    "UnreadableError",
    "read_pdf",
]
