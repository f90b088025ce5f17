"""The pages of a file: their boxes, what is painted on them, and what lies over them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.colour_spaces import colour_space
from presskit.formats.pdf_file.graphics_state import Graphics, Matrix
from presskit.formats.pdf_file.interpreter import Interpreter, ResourceCache
from presskit.formats.pdf_file.limits import PAGES, TooMuchError
from presskit.formats.pdf_file.operators import OPERATORS
from presskit.formats.pdf_file.values import Box, BoxName, Link, Mark, Page

__all__ = ["read_pages"]

NAMES: tuple[BoxName, ...] = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
LETTER: Box = (0.0, 0.0, 612.0, 792.0)
NEST = 64


def read_pages(pdf: pikepdf.Pdf, cache: ResourceCache) -> Iterator[tuple[tuple[int, int], Page]]:
    """Yield each page with the key of its object."""
    places = _destinations(pdf, cache)
    for index, page in enumerate(pdf.pages):
        if index >= PAGES:
            cache.unseen.append(f"pages after the {PAGES}th")
            return
        yield coercion.key(page.obj), _page(index + 1, page.obj, cache, places)


def _page(number: int, page: Any, cache: ResourceCache, places: set[str]) -> Page:
    unit = coercion.number(coercion.get(page, "/UserUnit"), 1.0)
    found = {name: coercion.box(_inherited(page, f"/{name}"), unit) for name in NAMES}
    boxes: dict[BoxName, Box] = {name: box for name, box in found.items() if box is not None}
    boxes.setdefault("MediaBox", LETTER)
    annotations = coercion.items(coercion.get(page, "/Annots"))[:5000]
    group = coercion.get(page, "/Group", "/CS")
    return Page(
        number=number,
        boxes=boxes,
        marks=_marks(number, page, boxes, unit, cache),
        links=tuple(_link(each, unit, places) for each in annotations if _kind(each) == "Link"),
        annotations=tuple((_kind(each), _rectangle(each, unit)) for each in annotations),
        group=None if group is None else colour_space(group, coercion.get(page, "/Resources")),
        rotation=int(coercion.number(_inherited(page, "/Rotate"))) % 360,
    )


def _inherited(page: Any, name: str) -> Any:
    """Return an attribute that a page may have from its parents (ISO 32000-1, 7.7.3.4)."""
    for _ in range(NEST):
        value = coercion.get(page, name)
        if value is not None or page is None:
            return value
        page = coercion.get(page, "/Parent")
    return None


def _marks(number: int, page: Any, boxes: dict[BoxName, Box], unit: float, cache: ResourceCache) -> tuple[Mark, ...]:
    """Return what the page paints, as far as it can be read; the rest is kept in ``cache.unseen``."""
    base: Matrix = (unit, 0.0, 0.0, unit, 0.0, 0.0)
    state = Graphics(matrix=base, clip=boxes["MediaBox"])
    interpreter = Interpreter(OPERATORS, cache, coercion.key(page), _inherited(page, "/Resources"), state)
    try:
        interpreter.run(each for each in coercion.items(coercion.get(page, "/Contents")) if coercion.is_stream(each))
    except TooMuchError as problem:
        cache.unseen.append("the last pages" if cache.budget.spent else f"page {number}: {problem}")
    return tuple(interpreter.marks)


def _kind(annotation: Any) -> str:
    return coercion.name(coercion.get(annotation, "/Subtype"))


def _rectangle(annotation: Any, unit: float) -> Box:
    return coercion.box(coercion.get(annotation, "/Rect"), unit) or (0.0, 0.0, 0.0, 0.0)


def _link(annotation: Any, unit: float, places: set[str]) -> Link:
    action = coercion.get(annotation, "/A")
    target = coercion.text(coercion.get(action, "/URI"))
    there = coercion.get(annotation, "/Dest")
    if there is None and coercion.name(coercion.get(action, "/S")) == "GoTo":
        there = coercion.get(action, "/D")
    named = coercion.text(there) or coercion.name(there)
    lost = (action is None and there is None) or (bool(named) and named not in places)
    return Link(
        box=_rectangle(annotation, unit),
        target=target,
        contents=coercion.text(coercion.get(annotation, "/Contents")),
        lost=lost,
        tagged=coercion.get(annotation, "/StructParent") is not None,
    )


def _destinations(pdf: pikepdf.Pdf, cache: ResourceCache) -> set[str]:
    """Return the names of places in the file (12.3.2.3)."""
    names = {key.removeprefix("/") for key, _ in coercion.entries(coercion.get(pdf.Root, "/Dests"))}
    leaves = coercion.walk(coercion.get(pdf.Root, "/Names", "/Dests"), "/Kids", "/Names", cache.budget)
    return names | {coercion.text(each) for each in leaves if isinstance(each, pikepdf.String)}
