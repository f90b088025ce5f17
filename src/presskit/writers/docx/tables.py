"""Tables of a statement in a Word file: a head row that is repeated on each page, borders, aligned columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from presskit.bidi import Direction
from presskit.model.document import Alignment
from presskit.writers.docx.xml import name, put, w

if TYPE_CHECKING:
    from presskit.writers.docx.xml import Element

__all__ = ["table"]

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_HEAD = "F2F0EE"


def table(rows: Sequence[Sequence[Element]], alignments: Sequence[Alignment], width: int, base: Direction) -> Element:
    """Return a table of the rows' paragraphs, one a cell, the head first; ``width`` is in twentieths of a point."""
    each = width // len(alignments)
    borders = w("tblBorders", *(w(edge, val="single", sz=4, space=0, color="A6A6A6") for edge in _EDGES))
    way = [w("bidiVisual")] if base == "rtl" else []
    properties = w("tblPr", *way, w("tblW", w=each * len(alignments), type="dxa"), borders, w("tblLayout", type="fixed"))
    grid = w("tblGrid", *(w("gridCol", w=each) for _ in alignments))
    return w("tbl", properties, grid, *(_row(row, alignments, each, head=not at) for at, row in enumerate(rows)))


def _row(cells: Sequence[Element], alignments: Sequence[Alignment], width: int, *, head: bool) -> Element:
    made = [_cell(cell, alignment, width, head=head) for cell, alignment in zip(cells, alignments, strict=True)]
    return w("tr", w("trPr", w("cantSplit"), *([w("tblHeader")] if head else [])), *made)


def _cell(paragraph: Element, alignment: Alignment, width: int, *, head: bool) -> Element:
    """Return a cell. ``left`` and ``right`` are the leading and the trailing edge in a paragraph from right to left."""
    if alignment:
        put(next(paragraph.iter(name("pPr"))), w("jc", val=alignment))
    shade = [w("shd", val="clear", color="auto", fill=_HEAD)] if head else []
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *shade), paragraph)
