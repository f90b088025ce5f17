"""The table that went out (id, source, target), found again whatever columns were put beside it; other tables are text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

from presskit.formats.ooxml.tree import Cell, Extent, TableBlock, words_of

__all__ = ["Columns", "TableRow", "columns_of", "rows_of"]

_HEADS = ("id", "source", "target")


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row by the column that they begin in, from 0."""

    extent: Extent
    cells: dict[int, Cell]

    def words(self, column: int) -> str:
        """Return the words of a cell, one space apart."""
        return words_of(self.cells[column].blocks) if column in self.cells else ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the table has what. ``headed``: its first row says so; ``titles`` are that row's words by column."""

    source: int
    target: int
    headed: bool
    titles: dict[int, str]


def rows_of(table: TableBlock) -> list[TableRow]:
    """Return the rows of a table."""
    found = []
    for row in table.rows:
        starts = accumulate((cell.span for cell in row.cells), initial=0)
        found.append(TableRow(row.words, dict(zip(starts, row.cells, strict=False))))
    return found


def columns_of(rows: Sequence[TableRow], keys: Collection[str]) -> Columns | None:
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
