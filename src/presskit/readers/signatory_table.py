"""A table of signatures (CSV, XLSX) → signatories; every row that is not empty is an entry, or is reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presskit.diagnostics import Diagnostic, Reading
from presskit.readers.tables import columns, rules
from presskit.readers.tables.grid import Found, Grid, Row
from presskit.readers.tables.heads import Role
from presskit.readers.tables.rows import Entry, Reason, Refusal, entries
from presskit.readers.tables.table_file import LIMIT, grids
from presskit.readers.tables.values import spaced
from presskit.source import Span

__all__ = ["LIMIT", "Entry", "Reason", "Refusal", "SignatoryTable", "read"]


@dataclass(frozen=True, slots=True)
class SignatoryTable:
    """What a table holds: the signatures, and the rows with a name that are none, such as a form's «no»."""

    entries: tuple[Entry, ...] = ()
    refused: tuple[Refusal, ...] = ()


def read(name: str, data: bytes, language: str = "en") -> Reading[SignatoryTable]:
    """Return the signatures of the table ``data``, which the user calls ``name``.

    ``language`` (BCP 47) is that of names whose column does not say. What the file is, is told by its bytes. Spans
    count rows and columns as the spreadsheet shows them, from 1, the row of the heads included.
    """
    sheets = grids(name, data)
    found: Found = list(sheets.diagnostics)
    grid = _chosen(name, sheets.value, found) if sheets.value is not None else None
    if grid is None:
        return Reading(SignatoryTable(), tuple(found))
    row = columns.heads_row(grid)
    known = columns.read(grid, row, found)
    if known is None:
        return Reading(SignatoryTable(), tuple(found))
    _report_rows(grid, row, known, found)
    if row and row.number == grid.rows[-1].number:
        found.append(rules.NO_NAMES.at(grid.span(row.number), "no row stands below the heads", "is it the right file?"))
    rows = [*entries(grid, row.number if row else 0, known, language, found)]
    signed = tuple(each for each in rows if isinstance(each, Entry))
    return Reading(SignatoryTable(signed, tuple(each for each in rows if isinstance(each, Refusal))), tuple(found))


def _chosen(name: str, grids: Sequence[Grid], found: Found) -> Grid | None:
    """Return the one sheet with names; more than one is an error, and what is left unread is reported."""
    full = [grid for grid in grids if grid.rows]
    named = [grid for grid in full if columns.heads_row(grid)] or full
    if not named:
        found.append(rules.NO_NAMES.at(Span(name), "nothing stands in the table", "check that this is the right file"))
        return None
    if len(named) > 1:
        sheets = ", ".join(f"«{grid.sheet}» ({len(grid.rows)} rows{', hidden' if grid.hidden else ''})" for grid in named)
        message = f"several sheets could hold the signatures: {sheets}; none is read"
        found.append(rules.SHEETS.at(Span(name), message, "save the sheet that is meant as a file of its own"))
        return None
    found.extend(_left(name, grid, named[0]) for grid in full if grid is not named[0])
    return named[0]


def _left(name: str, grid: Grid, used: Grid) -> Diagnostic:
    message = f"the sheet «{grid.sheet}» is not read: its {len(grid.rows)} rows hold no names; «{used.sheet}» is"
    return rules.SHEET_LEFT.at(Span(name), message, "write «Organisation» above its names if it is meant")


def _report_rows(grid: Grid, heads: Row | None, known: columns.Columns, found: Found) -> None:
    """Report rows above the heads, and what of the list is hidden in the spreadsheet."""
    for row in grid.rows if heads else ():
        if heads and row.number < heads.number:
            message = f"«{spaced(row.text())[:80]}» stands above the heads; it is not read"
            found.append(rules.ABOVE.at(grid.span(row.number), message))
    said = [index for role, index in known.roles if role not in {Role.PRIVATE, Role.NUMBER}]
    hidden, told = grid.concealed(heads.number if heads else 0, [*said, *(index for index, _ in known.questions)])
    if told:
        place = grid.span(hidden[0]) if hidden else Span(grid.source)
        related = [(grid.span(number), "this one too") for number in hidden[1:]]
        hint = "delete in the table what does not belong to the list"
        message = f"hidden, or filtered away, in the spreadsheet, but read: {told}"
        found.append(rules.HIDDEN.at(place, message, hint, related))
