"""A media list's grid → which column says what: by its heads, by what the user maps, or by its cells alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from presskit.diagnostics import Diagnostic
from presskit.language.data import options, words
from presskit.mail import rules
from presskit.mail.opt_out_words import Meaning, Topic, meaning_of, topic_of
from presskit.readers.tables.cells import Found, Grid, Row, letters, spaced
from presskit.readers.tables.vocabulary import plain
from presskit.source import Span

__all__ = ["Column", "Columns", "Layout", "Sheets", "column_of", "layout", "sheets", "unknown"]

class Column(StrEnum):
    """What a column says; the values are the names by which a user maps a column.

    What says that somebody is not to be written to is known by :mod:`presskit.mail.opt_out`, whatever its head; under
    ``suppressed`` a user names a column of which that holds for all that stands there.
    """

    EMAIL = "email"
    NAME = "name"
    FIRST = "first-name"
    LAST = "last-name"
    OUTLET = "outlet"
    LANGUAGE = "language"
    COUNTRY = "country"
    GROUPS = "groups"
    TRUSTED = "embargo"
    ATTACHMENTS = "attachments"
    SUPPRESSED = "suppressed"


_INSIDE = (Column.EMAIL, Column.TRUSTED, Column.LANGUAGE)
"""Columns that a word inside a head tells."""


@cache
def _exact() -> dict[str, Column]:
    return {plain(word): column for column in Column for word in words("media_list", column.name.lower()) if plain(word)}


def column_of(head: str) -> Column | None:
    """Return what a column under ``head`` says; None where that is not known."""
    text = plain(head) if len(head) <= 200 else ""
    inside = (each for each in _INSIDE if text and re.search(options("media_list", f"{each.name.lower()}_inside"), text))
    return _exact().get(text) or next(inside, None)


_LOOK = 15
_ENOUGH = 200
_CONSENTS = frozenset({Topic.LEAVING, Topic.LEFT, Topic.CONSENT})
Columns = dict[Column, int]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The one sheet that is the list, and those whose name says that they hold who is not to be written to."""

    chosen: Grid | None = None
    off: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand: ``head`` is the number of the row of heads, 0 for none; ``addresses`` are all columns of addresses.

    ``heads`` holds the head of each column, ``known`` those columns that say what is known; one of them is the addresses'.
    """

    head: int
    heads: tuple[str, ...]
    known: Columns
    addresses: tuple[int, ...]


def sheets(name: str, grids: Sequence[Grid], found: Found) -> Sheets:
    """Return the sheets that hold addresses; where no one of them, or no single one, can be the list, it is an error."""
    held = [grid for grid in grids if _by_cells(grid) is not None]
    off = tuple(grid for grid in held if len(held) > 1 and meaning_of(grid.sheet) in {Meaning.OFF, Meaning.WEAKLY_OFF})
    lists = [grid for grid in held if grid not in off]
    if len(lists) == 1:
        return Sheets(lists[0], off)
    if lists:
        names = ", ".join(f"«{grid.sheet}»{' (hidden)' if grid.hidden else ''}" for grid in lists)
        found.append(rules.SHEETS.at(
            Span(name),
            f"several sheets hold addresses: {names}; none is read",
            "save the sheet that is meant as a file of its own",
        ))
    else:
        found.append(rules.NO_ADDRESSES.at(Span(name), "no cell of the table holds an e-mail address", "is it the right file?"))
    return Sheets(off=off)


def layout(grid: Grid, mapping: Mapping[Column, str], found: Found) -> Layout:
    """Return where things stand in a grid that holds addresses."""
    row = _heads_row(grid, mapping)
    held = _held(grid)
    mapped = _mapped(grid, row, mapping, found)
    called = _known(row, held) if row else {}
    known = {column: at for column, at in called.items() if at not in mapped.values()} | mapped
    if Column.EMAIL not in known:
        at = known[Column.EMAIL] = _by_cells(grid) or 0
        reason = f"no head says so{f', «{spaced(row.cell(at).text)[:60]}» is not known' if row else ''}"
        found.append(rules.NO_HEADS.at(
            grid.span(row.number if row else grid.rows[0].number),
            f"the addresses are those of column {letters(at)}; {reason}",
            "write «E-mail», «Name», «Language» above the columns",
        ))
    heads = tuple(spaced(row.cell(at).text) if row else "" for at in range(grid.width))
    return Layout(row.number if row else 0, heads, known, _of_addresses(known, heads, held))


def _held(grid: Grid) -> list[tuple[int, int]]:
    """Return for each column how many of its first cells hold an @, and how many hold anything."""
    cells = [[row.cell(at).text for row in grid.rows[:_ENOUGH]] for at in range(grid.width)]
    return [(sum("@" in text for text in column), sum(bool(text.strip()) for text in column)) for column in cells]


def _by_cells(grid: Grid) -> int | None:
    """Return the column in which most cells hold an @."""
    counts = [count for count, _ in _held(grid)]
    best = max(counts, default=0)
    return counts.index(best) if best else None


def _of_addresses(known: Columns, heads: Sequence[str], held: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return every column of addresses: the one that is written to, those called so, and those that are full of them."""
    more = (
        at for at, (count, filled) in enumerate(held)
        if count and (2 * count > filled or column_of(heads[at]) is Column.EMAIL)
    )  # fmt: skip
    return tuple(dict.fromkeys((known[Column.EMAIL], *more)))


def _heads_row(grid: Grid, mapping: Mapping[Column, str]) -> Row | None:
    """Return the row that heads the columns: it names addresses, or what a mapping speaks of, or stands above the first."""
    mapped_heads = {plain(head) for head in mapping.values()}

    def named(row: Row) -> bool:
        return any(column_of(text) is Column.EMAIL or plain(text) in mapped_heads for text in _texts(row))

    first = grid.rows[:_LOOK]
    bare = [row for row in first if not any("@" in text for text in _texts(row))]
    above = bare[: next((at for at, row in enumerate(first) if row not in bare), len(bare))]
    return next(filter(named, bare), None) or max(above, key=_headlike, default=None)


def _headlike(row: Row) -> tuple[int, int]:
    texts = _texts(row)
    return sum(bool(column_of(text)) or topic_of(text) is not Topic.UNKNOWN for text in texts), len(texts)


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells if not cell.empty]


def _known(row: Row, held: Sequence[tuple[int, int]]) -> Columns:
    """Return the columns that their heads name; that of the addresses is the one called so which holds most of them."""
    known: Columns = {}
    for at, cell in enumerate(row.cells):
        column = column_of(cell.text)
        if column and column not in known and topic_of(cell.text) not in _CONSENTS:
            known[column] = at
    called = [at for at, cell in enumerate(row.cells) if column_of(cell.text) is Column.EMAIL and held[at][0]]
    if called:
        known[Column.EMAIL] = max(called, key=lambda at: (held[at][0], -at))
    elif any(count for count, _ in held):
        known.pop(Column.EMAIL, None)
    return known


def unknown(grid: Grid, where: Layout) -> Iterator[tuple[int, Diagnostic]]:
    """Yield the columns that have a head and say nothing that is known, each with a note about it."""
    hint = "known: " + ", ".join(column.value for column in Column) + "; or map the column by its head: name=HEAD"
    for at, head in enumerate(where.heads):
        if head and at not in where.known.values():
            yield at, rules.COLUMN.at(
                grid.span(where.head, at),
                f"«{head[:60]}» (column {letters(at)}) is not known, or stands twice; it has no effect",
                hint,
            )


def _mapped(grid: Grid, row: Row | None, mapping: Mapping[Column, str], found: Found) -> Columns:
    """Return the columns that the user named, whatever their heads would say by themselves."""
    places = {plain(cell.text): at for at, cell in enumerate(row.cells)} if row else {}
    by_letters = {letters(at): at for at in range(grid.width)}
    mapped: Columns = {}
    for column, head in mapping.items():
        at = places.get(plain(head), by_letters.get(head.strip().upper()))
        if at is None:
            heads = ", ".join(f"«{spaced(cell.text)}»" for cell in row.cells if not cell.empty) if row else "none"
            found.append(rules.MAPPED.at(
                grid.span(row.number if row else 0),
                f"there is no column «{head}» for «{column.value}»; the heads are: {heads}",
                "or name the column's letter: A, B",
            ))
        else:
            mapped[column] = at
    return mapped
