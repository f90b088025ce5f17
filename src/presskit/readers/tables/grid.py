"""What CSV and XLSX have in common: rows of cells, with the numbers that a spreadsheet shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from presskit.diagnostics import Diagnostic
from presskit.source import Span

__all__ = ["EMPTY", "MAX_CELLS", "MAX_COLUMNS", "MAX_ROWS", "Cell", "Found", "Grid", "Row", "letters"]

MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 400_000
_SHOWN = 20

Found = list[Diagnostic]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the spreadsheet shows it. ``day`` is set for date cells; ``flaw`` says why a formula shows nothing.

    ``struck``: a line goes through its words, or through some of them.
    """

    text: str
    day: date | None = None
    flaw: Literal["", "formula", "error"] = ""
    struck: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing stands here."""
        return not self.flaw and not self.text.strip()


EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty. ``number`` counts from 1, as the spreadsheet does, the heads included.

    ``wide``: its one cell is merged across several columns, as that of a title is.
    """

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False
    wide: bool = False

    def cell(self, index: int) -> Cell:
        """Return the cell of a column counted from 0; an empty one where the row is shorter."""
        return self.cells[index] if index < len(self.cells) else EMPTY

    def text(self) -> str:
        """Return the words of the row."""
        return " | ".join(cell.text.strip() for cell in self.cells if not cell.empty)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a CSV file or of one sheet. ``merged`` holds, by row and column from 0, what a cell took over.

    ``hidden`` tells that the sheet is, ``hidden_columns`` which of its columns are, from 0.
    """

    source: str
    rows: tuple[Row, ...]
    sheet: str = ""
    merged: frozenset[tuple[int, int]] = frozenset()
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()

    def span(self, row: int, column: int = -1) -> Span:
        """Return the place of a row and of a column counted from 0."""
        return Span(self.source, row, column + 1, "row")

    def concealed(self, after: int, columns: Iterable[int] | None = None) -> tuple[tuple[int, ...], str]:
        """Return the hidden rows after number ``after``, and in words all that a spreadsheet does not show of the list.

        Of hidden columns those of ``columns`` are told, all with words in them where it is None.
        """
        rows = tuple(row.number for row in self.rows if row.hidden and row.number > after)
        used = {at for row in self.rows for at, cell in enumerate(row.cells) if not cell.empty}
        hidden = sorted(self.hidden_columns & (used if columns is None else used & set(columns)))
        parts = [f"row{'s' if len(rows) > 1 else ''} {_some(rows)}"] if rows else []
        parts += [f"column{'s' if len(hidden) > 1 else ''} {', '.join(map(letters, hidden))}"] if hidden else []
        parts += [f"the sheet «{self.sheet}»"] if self.hidden else []
        return rows, "; ".join(parts)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row.cells) for row in self.rows), default=0)


def _some(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:_SHOWN])) + (f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else "")


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column counted from 0: A, B, … AA."""
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
