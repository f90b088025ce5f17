"""The rows of a press list that say who is not to be written to → addresses as they are compared, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from presskit.diagnostics import Diagnostic
from presskit.mail import opt_out, rules
from presskit.mail.addresses import Mailbox, addresses_in, same_address
from presskit.mail.headers import one_line
from presskit.mail.list_columns import Layout
from presskit.mail.list_heads import Column
from presskit.mail.opt_out_words import Asks, Says, says, tells
from presskit.model.question import Answer
from presskit.readers.tables.grid import Found, Grid, Row, letters
from presskit.readers.tables.heads import plain

__all__ = ["Leaving", "everybody", "leaving"]

_ABOUT = {
    Column.NAME: Asks.NAMES,
    Column.FIRST: Asks.NAMES,
    Column.LAST: Asks.NAMES,
    Column.OUTLET: Asks.NAMES,
    Column.GROUPS: Asks.GROUPS,
    Column.SUPPRESSED: Asks.LEFT,
}
_APART = frozenset({Column.EMAIL, Column.LANGUAGE, Column.COUNTRY, Column.TRUSTED, Column.ATTACHMENTS})
"""Columns of which the cells have one meaning that is read elsewhere."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """The verdict on each column from 0, the rows that say it, and the addresses that are not to be written to."""

    verdicts: Mapping[int, opt_out.Verdict]
    rows: frozenset[int]
    opted_out: frozenset[str]

    def is_about(self, column: int) -> bool:
        """Tell whether a column says who is not to be written to, or may say it."""
        return column in self.verdicts and self.verdicts[column].known


def leaving(grid: Grid, where: Layout, answers: Mapping[str, Answer], found: Found) -> Leaving:
    """Return what the columns and rows of a list say of who is not to be written to."""
    rows = [row for row in grid.rows if row.number > where.head]
    named = {at: column for column, at in where.known.items()}
    verdicts = {
        at: opt_out.judged(grid.source, _column(grid, where, rows, at, named.get(at)), answers)
        for at in range(grid.width) if named.get(at) not in _APART and at not in where.addresses
    }  # fmt: skip
    marked = [row for row in rows if _is_off(row, where, verdicts)]
    present = {plain(name) for row in rows if row not in marked and (name := _name(row, where))}
    off = {same_address(box.address) for row in marked for box in _meant(grid, where, row, present, found)}
    found.extend(_section(grid, row) for row in rows if _is_section(row))
    return Leaving(verdicts, frozenset(row.number for row in marked), frozenset(off))


def everybody(grid: Grid, found: Found) -> frozenset[str]:
    """Return all addresses of a sheet whose name says that nobody in it is to be written to."""
    cells = [(row.number, at, cell.text) for row in grid.rows for at, cell in enumerate(row.cells) if "@" in cell.text]
    return frozenset(
        same_address(box.address) for number, at, text in cells for box in _boxes(grid, number, at, text, found)
    )


def _column(grid: Grid, where: Layout, rows: list[Row], at: int, known: Column | None) -> opt_out.Column:
    cells = (row.cell(at).text for row in rows)
    about = _ABOUT.get(known) if known else None
    if about is None and _postal(where, at):
        about = Asks.ELSE
    return opt_out.Column.of(where.heads[at], cells, grid.span(where.head or rows[0].number, at), letters(at), about)


def _postal(where: Layout, at: int) -> bool:
    """Tell whether «do not mail» is about letters: CiviCRM has «do not email» beside it."""
    heads = set(map(plain, where.heads))
    return plain(where.heads[at]) == "do not mail" and bool(heads & {"do not email", "do not e mail"})


def _is_off(row: Row, where: Layout, verdicts: Mapping[int, opt_out.Verdict]) -> bool:
    if any(verdict.takes_off(row.cell(at).text) for at, verdict in verdicts.items()):
        return True
    return any("@" in row.cell(at).text and _remarked(row.cell(at).text) for at in where.addresses)


def _remarked(text: str) -> bool:
    """Tell whether it stands beside an address, in its own cell, that nothing is to be sent to it."""
    rest = " ".join(word for word in text.replace("(", " ").replace(")", " ").split() if "@" not in word)
    return bool(rest) and (says(rest) in {Says.OFF, Says.WEAKLY_OFF} or tells(rest))


def _meant(grid: Grid, where: Layout, row: Row, present: set[str], found: Found) -> Iterator[Mailbox]:
    """Yield whom a row takes off; where nobody can be told for sure, it is an error."""
    texts = [text for at in where.addresses if (text := row.cell(at).text.strip())]
    for text in texts:
        yield from _boxes(grid, row.number, where.addresses[0], text, found)
    name = _name(row, where)
    if not texts and plain(name) in present:
        message = f"row {row.number} takes «{name[:60]}» off the list without an address, and another row writes to that name"
        hint = "write the address into this row, or mark the other row too"
        found.append(rules.OPT_OUT_ADDRESS.at(grid.span(row.number, where.addresses[0]), message, hint))


def _boxes(grid: Grid, number: int, at: int, text: str, found: Found) -> tuple[Mailbox, ...]:
    """Return whom a cell names; where that is not clear, it is an error."""
    read = addresses_in(text)
    if not read.clear:
        message = f"row {number} takes «{one_line(text)[:80]}» off the list, and that is no address that can be read"
        hint = "write the address as it is, or write it into suppressed.txt and delete the row"
        found.append(rules.OPT_OUT_ADDRESS.at(grid.span(number, at), message, hint))
    return (*read.boxes, *read.hints)


def _name(row: Row, where: Layout) -> str:
    parts = (Column.NAME, Column.FIRST, Column.LAST)
    return " ".join(one_line(row.cell(where.known[part]).text) for part in parts if part in where.known).strip()


def _is_section(row: Row) -> bool:
    """Tell whether nothing but «unsubscribed» stands in a row: those below may be meant."""
    filled = [cell.text for cell in row.cells if not cell.empty]
    return len(filled) == 1 and "@" not in filled[0] and (says(filled[0].rstrip(" :")) is Says.OFF or tells(filled[0]))


def _section(grid: Grid, row: Row) -> Diagnostic:
    message = f"row {row.number} says «{one_line(row.text())[:60]}» and nothing else: perhaps the rows below it are meant"
    hint = "give the list a column «Unsubscribed» with «yes» in those rows, and delete this one"
    return rules.OPT_OUT_ADDRESS.at(grid.span(row.number), message, hint)
