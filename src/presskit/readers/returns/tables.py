"""The table that went out (id, source, target), found again whatever columns were put beside it; other tables are text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presskit.formats.docx_file.words import span_of
from presskit.readers.importing.docx_package import local, within
from presskit.typography import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Columns", "Row", "columns_of", "rows_of"]

_HEADS = ("id", "source", "target")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by the column that they begin in, from 0."""

    element: Element
    cells: dict[int, Element]

    def words(self, column: int) -> str:
        """Return the words of a cell, one space apart."""
        found = self.cells.get(column)
        pieces = found.iter() if found is not None else ()
        return " ".join(clean("".join(each.text or "" for each in pieces if local(each) == "t")).split())


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the table has what. ``headed``: its first row says so; ``titles`` are that row's words by column."""

    source: int
    target: int
    headed: bool
    titles: dict[int, str]


def rows_of(table: Element) -> list[Row]:
    """Return the rows of a table, those in content controls among them."""
    found = []
    for row in within(table, "tr"):
        cells: dict[int, Element] = {}
        at = 0
        for cell in within(row, "tc"):
            cells[at] = cell
            at += span_of(cell)
        found.append(Row(row, cells))
    return found


def columns_of(rows: Sequence[Row], keys: Collection[str]) -> Columns | None:
    """Return the columns of the table that went out, by its head, or by ``keys`` in its first column; None for another."""
    titles = {column: rows[0].words(column) for column in rows[0].cells} if rows else {}
    named = {head: column for head in _HEADS for column, title in titles.items() if _is(title, head)}
    if named.get("id") == 0 and "target" in named:
        return Columns(named.get("source", 1), named["target"], headed=True, titles=titles)
    width = max((len(row.cells) for row in rows), default=0)
    if width > 2 and any(row.words(0) in keys for row in rows):
        headed = bool(rows) and rows[0].words(0) not in keys
        return Columns(1, 2, headed=headed, titles=titles if headed else {})
    return None


def _is(title: str, head: str) -> bool:
    said = title.casefold()
    return said == head or said.startswith(f"{head} (")
