"""A press list's grid → which column says what: by its heads, by what the user maps, or by its cells alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from presskit.diagnostics import Diagnostic
from presskit.mail import rules
from presskit.mail.list_heads import Column, column_of
from presskit.readers.tables.grid import Found, Grid, Row, letters
from presskit.readers.tables.heads import plain
from presskit.readers.tables.tidy import spaced
from presskit.source import Span

__all__ = ["Columns", "chosen", "columns"]

_LOOK = 15
_ENOUGH = 200
Columns = dict[Column, int]


def chosen(name: str, grids: Sequence[Grid], found: Found) -> Grid | None:
    """Return the one sheet with addresses; none or several of them are an error."""
    held = [grid for grid in grids if _by_cells(grid) is not None]
    if len(held) == 1:
        return held[0]
    if held:
        message = f"several sheets hold addresses: {', '.join(f'«{grid.sheet}»' for grid in held)}; none is read"
        found.append(rules.SHEETS.at(Span(name), message, "save the sheet that is meant as a file of its own"))
    else:
        found.append(rules.NO_ADDRESSES.at(Span(name), "no cell of the table holds an e-mail address", "is it the right file?"))
    return None


def columns(grid: Grid, mapping: Mapping[Column, str], found: Found) -> tuple[int, Columns]:
    """Return the number of the row of heads, 0 for none, and the columns; without an address column there are none."""
    row = _heads_row(grid, mapping)
    known = _known(grid, row, found) if row else {}
    known |= _mapped(grid, row, mapping, known, found)
    if Column.EMAIL not in known:
        at = _by_cells(grid)
        first = grid.rows[0]
        headed = at is not None and "@" not in first.cell(at).text
        message = f"the addresses are those of column {letters(at or 0)}; no head says so"
        hint = "write «E-mail», «Name», «Language» above the columns"
        found.append(rules.NO_HEADS.at(grid.span(first.number), message, hint))
        return (row or first).number if headed or row else 0, {**known, Column.EMAIL: at or 0}
    return row.number if row else 0, known


def _by_cells(grid: Grid) -> int | None:
    """Return the column in which most cells hold an @."""
    rows = grid.rows[:_ENOUGH]
    counts = [sum("@" in row.cell(at).text for row in rows) for at in range(grid.width)]
    best = max(counts, default=0)
    return counts.index(best) if best else None


def _heads_row(grid: Grid, mapping: Mapping[Column, str]) -> Row | None:
    """Return the row that heads the columns: it names addresses, or is one that a mapping speaks of, and holds none."""
    asked = {plain(head) for head in mapping.values()}

    def heads(row: Row) -> bool:
        texts = [cell.text for cell in row.cells if not cell.empty]
        named = any(column_of(text) is Column.EMAIL or plain(text) in asked for text in texts)
        return named and not any("@" in text for text in texts)

    return next((row for row in grid.rows[:_LOOK] if heads(row)), None)


def _known(grid: Grid, row: Row, found: Found) -> Columns:
    known: Columns = {}
    for at, cell in enumerate(row.cells):
        column = column_of(cell.text)
        if column and column not in known:
            known[column] = at
        elif not cell.empty:
            found.append(_unknown(grid, row, at, cell.text))
    return known


def _unknown(grid: Grid, row: Row, at: int, head: str) -> Diagnostic:
    message = f"«{spaced(head)[:60]}» (column {letters(at)}) is not known, or stands twice; it has no effect"
    hint = "known: " + ", ".join(column.value for column in Column) + "; or name it: --map name=HEAD"
    return rules.COLUMN.at(grid.span(row.number, at), message, hint)


def _mapped(grid: Grid, row: Row | None, mapping: Mapping[Column, str], known: Columns, found: Found) -> Columns:
    """Return the columns that the user named; each is taken from what its head would say by itself."""
    places = {plain(cell.text): at for at, cell in enumerate(row.cells)} if row else {}
    mapped: Columns = {}
    for column, head in mapping.items():
        at = places.get(plain(head), _lettered(head, grid.width))
        if at is None:
            heads = ", ".join(f"«{spaced(cell.text)}»" for cell in row.cells if not cell.empty) if row else "none"
            message = f"there is no column «{head}» for «{column.value}»; the heads are: {heads}"
            found.append(rules.MAPPED.at(grid.span(row.number if row else 0), message, "or name the column's letter: A, B"))
        else:
            mapped[column] = at
    for column in [each for each, at in known.items() if at in mapped.values() and mapped.get(each) != at]:
        del known[column]
    return mapped


def _lettered(name: str, width: int) -> int | None:
    return next((at for at in range(width) if letters(at) == name.strip().upper()), None)
