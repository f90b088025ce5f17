"""The structure tree (ISO 32000-1, 14.7): its blocks of text in reading order, and what is painted for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias

import pikepdf

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.coercion import Budget
from presskit.formats.pdf_file.values import Block, Box, Glyphs, Mark, Owner, Page, Place, Structure, Words

__all__ = ["read_structure"]

BLOCKS = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "LBody", "Caption", "Figure", "TD", "TH", "Note"})
DEPTH = 200
Key: TypeAlias = tuple[Owner, int]


@dataclass(frozen=True, slots=True)
class _Content:
    """A marked content of the tree, or an element: in the order in which an element holds them."""

    key: Key | None = None
    element: _Element | None = None


@dataclass(slots=True)
class _Element:
    """A structure element; ``tag`` is of the standard where the file's role map says which."""

    tag: str
    alt: str
    page: Any
    kids: list[_Content] = field(default_factory=list)


@dataclass(slots=True)
class _Tree:
    """Reads elements: each once, none too deep."""

    roles: Mapping[str, str]
    budget: Budget
    seen: set[tuple[int, int]] = field(default_factory=set)

    def element(self, holder: Any, page: Any, depth: int) -> _Element:
        tag = coercion.name(coercion.get(holder, "/S"))
        spoken = coercion.text(coercion.get(holder, "/Alt")) or coercion.text(coercion.get(holder, "/ActualText"))
        page = coercion.get(holder, "/Pg") or page
        found = _Element(self.roles.get(tag, tag), spoken, page)
        for kid in coercion.items(coercion.get(holder, "/K")):
            self.budget.step()
            content = self._content(kid, page, depth)
            if content:
                found.kids.append(content)
        return found

    def _content(self, kid: Any, page: Any, depth: int) -> _Content | None:
        if isinstance(kid, int):
            return _Content(key=(coercion.key(page), kid))
        if coercion.name(coercion.get(kid, "/Type")) == "MCR":
            owner = coercion.get(kid, "/Stm") or coercion.get(kid, "/Pg") or page
            return _Content(key=(coercion.key(owner), int(coercion.number(coercion.get(kid, "/MCID"), -1))))
        if coercion.get(kid, "/S") is None or depth > DEPTH or coercion.key(kid) in self.seen:
            return None
        self.seen |= {coercion.key(kid)} - {(0, 0)}
        return _Content(element=self.element(kid, page, depth + 1))


@dataclass(frozen=True, slots=True)
class _Painted:
    """What is painted under an identifier: the glyphs of its words, and the box around everything."""

    glyphs: Glyphs
    place: Place


def read_structure(pdf: pikepdf.Pdf, pages: Sequence[Page], budget: Budget) -> Structure:
    """Return the tags of a file, with the blocks of text as the pages paint them."""
    root = coercion.get(pdf.Root, "/StructTreeRoot")
    marked = coercion.get(pdf.Root, "/MarkInfo", "/Marked") is True
    if root is None:
        return Structure(marked=marked)
    roles = {key.removeprefix("/"): coercion.name(value) for key, value in coercion.entries(coercion.get(root, "/RoleMap"))}
    tree = _Tree(roles, budget).element(root, None, 0)
    painted = _painted(pages)
    elements = list(_elements(tree))
    return Structure(
        there=True,
        marked=marked,
        suspect=coercion.get(pdf.Root, "/MarkInfo", "/Suspects") is True,
        blocks=tuple(_blocks(tree, painted)),
        keys=frozenset(kid.key for each in elements for kid in each.kids if kid.key),
        figures=tuple(_place(each, painted) for each in elements if each.tag == "Figure" and not each.alt.strip()),
    )


def _painted(pages: Sequence[Page]) -> dict[Key, _Painted]:
    marks: dict[Key, list[tuple[int, Mark]]] = {}
    for page in pages:
        for mark in page.marks:
            if mark.content.key:
                marks.setdefault(mark.content.key, []).append((page.number, mark))
    return {key: _gathered(each) for key, each in marks.items()}


def _gathered(marks: list[tuple[int, Mark]]) -> _Painted:
    words = [mark for _, mark in marks if isinstance(mark, Words)]
    return _Painted(tuple(each for word in words for each in word.glyphs), Place(marks[0][0], _around([m for _, m in marks])))


def _around(marks: Sequence[Mark]) -> Box:
    lefts, bottoms, rights, tops = zip(*(mark.box for mark in marks), strict=True)
    return (min(lefts), min(bottoms), max(rights), max(tops))


def _elements(element: _Element) -> Iterator[_Element]:
    yield element
    for kid in element.kids:
        if kid.element:
            yield from _elements(kid.element)


def _blocks(element: _Element, painted: Mapping[Key, _Painted]) -> Iterator[Block]:
    """Yield the blocks below ``element``, in order. A block that holds blocks is none itself."""
    for kid in (each.element for each in element.kids if each.element):
        if kid.tag in BLOCKS and not any(each.tag in BLOCKS for each in islice(_elements(kid), 1, None)):
            found = [painted.get(key) for key in _keys(kid)]
            pieces = tuple(each.glyphs if each else () for each in found)
            yield Block(kid.tag, pieces, kid.alt, tuple(each.place if each else None for each in found))
        else:
            yield from _blocks(kid, painted)


def _keys(element: _Element) -> Iterator[Key]:
    """Yield the marked contents of an element and of those in it, in order."""
    for kid in element.kids:
        if kid.key:
            yield kid.key
        if kid.element:
            yield from _keys(kid.element)


def _place(element: _Element, painted: Mapping[Key, _Painted]) -> Place | None:
    return next((painted[key].place for key in _keys(element) if key in painted), None)
