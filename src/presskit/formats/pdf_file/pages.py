"""The pages of a file: their boxes, what is painted on them, and what lies over them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from presskit.formats.pdf_file import plain
from presskit.formats.pdf_file.colour_spaces import colour_space
from presskit.formats.pdf_file.limits import PAGES, TooMuchError
from presskit.formats.pdf_file.matrix import Matrix
from presskit.formats.pdf_file.operators import OPERATORS
from presskit.formats.pdf_file.painter import Painter, Shelf
from presskit.formats.pdf_file.state import Graphics
from presskit.formats.pdf_file.values import Box, BoxName, Link, Mark, Page

__all__ = ["read_pages"]

NAMES: tuple[BoxName, ...] = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
LETTER: Box = (0.0, 0.0, 612.0, 792.0)
NEST = 64


def read_pages(pdf: pikepdf.Pdf, shelf: Shelf) -> Iterator[tuple[tuple[int, int], Page]]:
    """Yield each page with the key of its object."""
    places = _destinations(pdf, shelf)
    for index, page in enumerate(pdf.pages):
        if index >= PAGES:
            shelf.unseen.append(f"pages after the {PAGES}th")
            return
        yield plain.key(page.obj), _page(index + 1, page.obj, shelf, places)


def _page(number: int, page: Any, shelf: Shelf, places: set[str]) -> Page:
    unit = plain.number(plain.get(page, "/UserUnit"), 1.0)
    found = {name: plain.box(_inherited(page, f"/{name}"), unit) for name in NAMES}
    boxes: dict[BoxName, Box] = {name: box for name, box in found.items() if box is not None}
    boxes.setdefault("MediaBox", LETTER)
    annotations = plain.items(plain.get(page, "/Annots"))[:5000]
    group = plain.get(page, "/Group", "/CS")
    return Page(
        number=number,
        boxes=boxes,
        marks=_marks(number, page, boxes, unit, shelf),
        links=tuple(_link(each, unit, places) for each in annotations if _kind(each) == "Link"),
        annotations=tuple((_kind(each), _rectangle(each, unit)) for each in annotations),
        group=None if group is None else colour_space(group, plain.get(page, "/Resources")),
        rotation=int(plain.number(_inherited(page, "/Rotate"))) % 360,
    )


def _inherited(page: Any, name: str) -> Any:
    """Return an attribute that a page may have from its parents (ISO 32000-1, 7.7.3.4)."""
    for _ in range(NEST):
        value = plain.get(page, name)
        if value is not None or page is None:
            return value
        page = plain.get(page, "/Parent")
    return None


def _marks(number: int, page: Any, boxes: dict[BoxName, Box], unit: float, shelf: Shelf) -> tuple[Mark, ...]:
    """Return what the page paints, as far as it can be read; the rest is told on the shelf."""
    base: Matrix = (unit, 0.0, 0.0, unit, 0.0, 0.0)
    state = Graphics(matrix=base, clip=boxes["MediaBox"])
    painter = Painter(OPERATORS, shelf, plain.key(page), _inherited(page, "/Resources"), state)
    try:
        painter.run(each for each in plain.items(plain.get(page, "/Contents")) if plain.is_stream(each))
    except TooMuchError as problem:
        shelf.unseen.append("the last pages" if shelf.budget.spent else f"page {number}: {problem}")
    return tuple(painter.marks)


def _kind(annotation: Any) -> str:
    return plain.name(plain.get(annotation, "/Subtype"))


def _rectangle(annotation: Any, unit: float) -> Box:
    return plain.box(plain.get(annotation, "/Rect"), unit) or (0.0, 0.0, 0.0, 0.0)


def _link(annotation: Any, unit: float, places: set[str]) -> Link:
    action = plain.get(annotation, "/A")
    target = plain.text(plain.get(action, "/URI"))
    there = plain.get(annotation, "/Dest")
    if there is None and plain.name(plain.get(action, "/S")) == "GoTo":
        there = plain.get(action, "/D")
    named = plain.text(there) or plain.name(there)
    lost = (action is None and there is None) or (bool(named) and named not in places)
    return Link(
        box=_rectangle(annotation, unit),
        target=target,
        contents=plain.text(plain.get(annotation, "/Contents")),
        lost=lost,
        tagged=plain.get(annotation, "/StructParent") is not None,
    )


def _destinations(pdf: pikepdf.Pdf, shelf: Shelf) -> set[str]:
    """Return the names of places in the file (12.3.2.3)."""
    names = {key.removeprefix("/") for key, _ in plain.entries(plain.get(pdf.Root, "/Dests"))}
    leaves = plain.walk(plain.get(pdf.Root, "/Names", "/Dests"), "/Kids", "/Names", shelf.budget)
    return names | {plain.text(each) for each in leaves if isinstance(each, pikepdf.String)}
