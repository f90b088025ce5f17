"""The structure tree (ISO 32000-1, 14.7): its blocks of text in reading order, and what is painted for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias

import pikepdf

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.coercion import Budget
from presskit.formats.pdf_file.values import Block, Glyphs, Owner, Page, PaintedObject, PaintedText, Place, Structure

__all__ = ["read_structure"]

BLOCKS = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "LBody", "Caption", "Figure", "TD", "TH", "Note"})
DEPTH = 200
Key: TypeAlias = tuple[Owner, int]


@dataclass(slots=True)
class _Element:
    """A structure element; ``tag`` is of the standard where the file's role map says which.

    ``kids`` are the marked contents and elements that it holds, in their order.
    """

    tag: str
    alt: str
    kids: list[Key | _Element] = field(default_factory=list)


@dataclass(slots=True)
class _Tree:
    """Reads elements: each once, none too deep."""

    roles: Mapping[str, str]
    budget: Budget
    seen: set[tuple[int, int]] = field(default_factory=set)

    def element(self, holder: Any, page: Any, depth: int) -> _Element:
        tag = coercion.name(coercion.get(holder, "/S"))
        alt = coercion.text(coercion.get(holder, "/Alt")) or coercion.text(coercion.get(holder, "/ActualText"))
        page = coercion.get(holder, "/Pg") or page
        element = _Element(self.roles.get(tag, tag), alt)
        for each in coercion.items(coercion.get(holder, "/K")):  # no comprehension, whose frame would count in the recursion
            kid = self._kid(each, page, depth)
            element.kids.extend((kid,) if kid else ())
        return element

    def _kid(self, holder: Any, page: Any, depth: int) -> Key | _Element | None:
        self.budget.step()
        if isinstance(holder, int):
            return (coercion.key(page), holder)
        if coercion.name(coercion.get(holder, "/Type")) == "MCR":
            owner = coercion.get(holder, "/Stm") or coercion.get(holder, "/Pg") or page
            return (coercion.key(owner), int(coercion.number(coercion.get(holder, "/MCID"), -1)))
        if coercion.get(holder, "/S") is None or depth > DEPTH or coercion.key(holder) in self.seen:
            return None
        self.seen |= {coercion.key(holder)} - {(0, 0)}
        return self.element(holder, page, depth + 1)


Painted: TypeAlias = tuple[Glyphs, Place]
"""What is painted under an identifier: the glyphs of its words, and the box around everything."""


def read_structure(pdf: pikepdf.Pdf, pages: Sequence[Page], budget: Budget) -> Structure:
    """Return the tags of a file, with the blocks of text as the pages paint them."""
    root = coercion.get(pdf.Root, "/StructTreeRoot")
    marked = coercion.get(pdf.Root, "/MarkInfo", "/Marked") is True
    if root is None:
        return Structure(marked=marked)
    roles = {key.removeprefix("/"): coercion.name(value) for key, value in coercion.entries(coercion.get(root, "/RoleMap"))}
    tree = _Tree(roles, budget).element(root, None, 0)
    painted, elements = _painted(pages), list(_elements(tree))
    return Structure(
        marked=marked,
        suspect=coercion.get(pdf.Root, "/MarkInfo", "/Suspects") is True,
        blocks=tuple(_blocks(tree, painted)),
        keys=frozenset(kid for each in elements for kid in each.kids if isinstance(kid, tuple)),
        figures=tuple(
            next((painted[key][1] for key in _keys(each) if key in painted), None)
            for each in elements
            if each.tag == "Figure" and not each.alt.strip()
        ),
    )


def _painted(pages: Sequence[Page]) -> dict[Key, Painted]:
    marks: dict[Key, list[tuple[int, PaintedObject]]] = {}
    for number, mark in ((page.number, mark) for page in pages for mark in page.marks):
        if mark.content.key:
            marks.setdefault(mark.content.key, []).append((number, mark))
    return {key: _gathered(each) for key, each in marks.items()}


def _gathered(marks: list[tuple[int, PaintedObject]]) -> Painted:
    glyphs = tuple(glyph for _, mark in marks if isinstance(mark, PaintedText) for glyph in mark.glyphs)
    lefts, bottoms, rights, tops = zip(*(mark.box for _, mark in marks), strict=True)
    return glyphs, Place(marks[0][0], (min(lefts), min(bottoms), max(rights), max(tops)))


def _elements(element: _Element) -> Iterator[_Element]:
    """Yield an element and those in it, in order."""
    yield element
    for kid in element.kids:
        yield from _elements(kid) if isinstance(kid, _Element) else ()


def _blocks(element: _Element, painted: Mapping[Key, Painted]) -> Iterator[Block]:
    """Yield the blocks below ``element``, in order. A block that holds blocks is none itself."""
    for kid in (each for each in element.kids if isinstance(each, _Element)):
        if kid.tag in BLOCKS and not any(each.tag in BLOCKS for each in islice(_elements(kid), 1, None)):
            pieces = [painted.get(key, ((), None)) for key in _keys(kid)]
            yield Block(kid.tag, tuple(glyphs for glyphs, _ in pieces), tuple(place for _, place in pieces))
        else:
            yield from _blocks(kid, painted)


def _keys(element: _Element) -> Iterator[Key]:
    """Yield the marked contents of an element and of those in it, in order."""
    for kid in element.kids:
        yield from _keys(kid) if isinstance(kid, _Element) else (kid,)
