"""The sheet: its size, margins and columns (ECMA-376, part 1, 17.6)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from presskit.bidi import Direction
from presskit.model.release import PageSize
from presskit.writers.docx.template import Place
from presskit.writers.docx.xml import value, w

if TYPE_CHECKING:
    from presskit.writers.docx.xml import Element

__all__ = ["Page"]

SHEETS = {PageSize.A4: (11906, 16838), PageSize.LETTER: (12240, 15840), PageSize.A5: (8391, 11906)}
MARGINS = {"top": 1417, "right": 1361, "bottom": 1304, "left": 1361, "header": 737, "footer": 624, "gutter": 0}
GAP = 450


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet with the template's margins; lengths are twentieths of a point."""

    size: PageSize
    direction: Direction
    margins: Element

    @classmethod
    def of(cls, size: PageSize, direction: Direction, template: Element | None) -> Page:
        """Return the sheet with the margins of a template, where they leave room for text."""
        margins = w("pgMar", **MARGINS)
        for attribute in MARGINS:
            if value(template, attribute).isdigit():
                margins.set(qn(f"w:{attribute}"), value(template, attribute))
        page = cls(size, direction, margins)
        return page if min(page.room) > 2000 else cls(size, direction, w("pgMar", **MARGINS))

    @property
    def room(self) -> tuple[int, int]:
        """Width and height of the text."""
        (width, height), side = SHEETS[self.size], {each: int(value(self.margins, each)) for each in MARGINS}
        return width - side["left"] - side["right"] - side["gutter"], height - side["top"] - side["bottom"]

    def section(self, columns: int = 1, furniture: Mapping[Place, str] | None = None) -> Element:
        """Return a ``w:sectPr``. The first section brings the headers and footers, which the others inherit (17.10)."""
        width, height = SHEETS[self.size]
        section = w("sectPr")
        for (tag, kind), link in sorted((furniture or {}).items(), key=lambda each: (each[0][0] != "header", each[0][1])):
            reference = w(f"{tag}Reference", type=kind)
            reference.set(qn("r:id"), link)
            section.append(reference)
        count = {"num": columns} if columns > 1 else {}
        section.extend(
            [
                w("type", val="nextPage" if furniture else "continuous"),
                w("pgSz", w=width, h=height),
                copy.deepcopy(self.margins),
                w("cols", **count, space=GAP),
                *([w("titlePg")] if furniture else []),
                *([w("bidi")] if self.direction == "rtl" else []),
            ]
        )
        return section
