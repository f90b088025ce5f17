"""What the styles and lists of a Word file say about a paragraph: heading, title, quote, list and number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presskit.readers.importing.docx_package import Package, attribute, children
from presskit.readers.importing.lines import Mark, Style

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Lists", "Look", "Styles"]

_MOST_STEPS = 20  # a style is based on another, which may be based on the first in a damaged file


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is by its style."""

    style: Style = ""
    level: int = 2
    list_id: str = ""
    depth: int = 0


def _child(element: Element | None, *names: str) -> Element | None:
    for name in names:
        element = next(iter(children(element, name)), None)
    return element


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles by id."""

    by_id: Mapping[str, Element] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> Styles:
        """Return those of a file; raises ``BadPartError``."""
        root = package.beside("styles.xml")
        return cls({attribute(each, "styleId"): each for each in children(root, "style")})

    def look(self, paragraph: Element) -> Look:
        """Return what ``paragraph`` is by its own properties and by its style, with the styles that it is based on."""
        properties = _child(paragraph, "pPr")
        chain = self._chain(attribute(_child(properties, "pStyle"), "val"))
        sources = [properties, *(_child(each, "pPr") for each in chain)]
        style, level = _named(chain)
        outline = next((value for each in sources if (value := attribute(_child(each, "outlineLvl"), "val"))), "")
        if not style and outline.isdigit() and int(outline) < 9:
            style, level = "heading", int(outline) + 1
        numbered = next((found for each in sources if (found := _child(each, "numPr")) is not None), None)
        depth = attribute(_child(numbered, "ilvl"), "val")
        return Look(style, level, attribute(_child(numbered, "numId"), "val"), int(depth) if depth.isdigit() else 0)

    def character(self, name: str) -> str:
        """Return the name of a character style, in lower case."""
        return attribute(_child(self.by_id.get(name), "name"), "val").lower()

    def _chain(self, name: str) -> list[Element]:
        chain: list[Element] = []
        while name in self.by_id and len(chain) < _MOST_STEPS:
            chain.append(self.by_id[name])
            name = attribute(_child(chain[-1], "basedOn"), "val")
        return chain


def _named(chain: list[Element]) -> tuple[Style, int]:
    """Return what the names of styles say; Word keeps the English ones in every language."""
    for each in chain:
        name = attribute(_child(each, "name"), "val").lower()
        heading = re.fullmatch(r"heading (\d)", name)
        if heading:
            return "heading", int(heading[1])
        if name == "title":
            return "title", 1
        if name == "subtitle":
            return "subtitle", 2
        if name in {"quote", "intense quote", "quotations"}:
            return "quote", 2
    return "", 2


@dataclass(slots=True)
class Lists:
    """The lists of a file, and how far each has counted."""

    formats: Mapping[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> Lists:
        """Return those of a file; raises ``BadPartError``."""
        root = package.beside("numbering.xml")
        levels = {attribute(each, "abstractNumId"): children(each, "lvl") for each in children(root, "abstractNum")}
        formats = {}
        for number in children(root, "num"):
            abstract = attribute(_child(number, "abstractNumId"), "val")
            for level in levels.get(abstract, ()):
                start = attribute(_child(level, "start"), "val")
                kind = attribute(_child(level, "numFmt"), "val")
                depth = attribute(level, "ilvl")
                if depth.isdigit():
                    formats[attribute(number, "numId"), int(depth)] = (kind, int(start) if start.isdigit() else 1)
        return cls(formats)

    def mark(self, look: Look) -> Mark | None:
        """Count on, and return the mark of a paragraph; None where it is in no list. List «0» means: no longer in one."""
        if not look.list_id or look.list_id == "0":
            return None
        kind, start = self.formats.get((look.list_id, look.depth), ("bullet", 1))
        if kind in {"bullet", "none"}:
            return Mark("•")
        place = (look.list_id, look.depth)
        self.counts[place] = self.counts.get(place, start - 1) + 1
        for deeper in [key for key in self.counts if key[0] == look.list_id and key[1] > look.depth]:
            del self.counts[deeper]
        return Mark(f"{self.counts[place]}.", self.counts[place])
