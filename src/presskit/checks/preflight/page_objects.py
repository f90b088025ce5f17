"""The objects of PDF pages as checks go through them: words, marks, pictures; their places, lengths and inks in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, TypeVar

from presskit.checks.preflight.check_base import Defect, Finding, PreflightCheck
from presskit.diagnostics import Rule
from presskit.formats.pdf_file import Box, Colour, PaintedObject, PaintedText, PdfFile, Place
from presskit.source import Span

__all__ = [
    "MILLIMETRE", "Defects", "PdfCheck", "inks_of", "located", "marks_of", "marks_of_kind", "meets", "millimetres", "size_of",
]  # fmt: skip

Mark = TypeVar("Mark", bound=PaintedObject)
PdfCheck: TypeAlias = PreflightCheck[PdfFile, Place | int]
"""A check of PDFs. The place of a defect is a box on a page, or the number of a page."""
Defects: TypeAlias = Iterator[Defect[Place | int]]

MILLIMETRE = 72 / 25.4
NEAR = 0.05
"""Points by which boxes may miss each other; numbers in PDFs are rounded."""


def located(rule: Rule, file: PdfFile, defect: Defect[Place | int]) -> Finding:
    """Return the finding of a defect: in a box on a page, on a page, or in the file as a whole."""
    if (place := defect.place) is None:
        return Finding(rule.at(Span(file.name), defect.message, defect.hint))
    page, boxes = (place, ()) if isinstance(place, int) else (place.page, (place.box,))
    return Finding(rule.at(Span(file.name, page, unit="page"), defect.message, defect.hint), boxes)


def marks_of(file: PdfFile) -> Iterator[tuple[Place, PaintedObject]]:
    """Yield each visible mark inside the bleed with its place; what lies outside are the printer's marks."""
    return (
        (Place(page.number, mark.box), mark)
        for page in file.pages for mark in page.marks
        if meets(mark.box, page.bleed) and not (isinstance(mark, PaintedText) and not mark.visible)
    )


def marks_of_kind(file: PdfFile, kind: type[Mark]) -> Iterator[tuple[Place, Mark]]:
    """Yield each mark of a kind, words or pictures, with its place; also such as are not visible."""
    return ((Place(page.number, mark.box), mark) for page in file.pages for mark in page.marks if isinstance(mark, kind))


def meets(one: Box, other: Box) -> bool:
    """Return whether two boxes share more than an edge."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return across > -NEAR and up > -NEAR


def size_of(box: Box) -> tuple[float, float]:
    """Return the width and height in points."""
    return (box[2] - box[0], box[3] - box[1])


def millimetres(points: float) -> str:
    """Return a length as «12.5 mm»."""
    return f"{points / MILLIMETRE:.1f}".removesuffix(".0") + " mm"


def inks_of(colour: Colour) -> str:
    """Return a colour's inks as «C 60 M 40 Y 40 K 100»."""
    process = colour.process or (0, 0, 0, 0)
    return " ".join(f"{name} {100 * share:.0f}" for name, share in zip("CMYK", process, strict=True))
