"""The row of the heads, and what each column of a grid says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from presskit.readers import import_rules as rules
from presskit.readers.tables.cells import Found, Grid, Row, spaced, visible
from presskit.readers.tables.column import Column, head_by_cells, is_unclear, may_answer
from presskit.readers.tables.vocabulary import Head, Role, count_known, in_doubt, plain, recognise
from presskit.readers.tables.who_signs import PARTS, Both, settled, who_signs

__all__ = ["NOTHING_TOLD", "Columns", "Told", "has_name", "heads_row", "read"]

Told = Mapping[str, Role]
"""What somebody says that columns are: heads, as :func:`plain` compares them, each with its meaning."""
NOTHING_TOLD: Told = MappingProxyType({})
_LOOK = 15
_ANY_NAME = frozenset({Role.NAME, Role.BARE_NAME, Role.FULL_NAME, Role.PERSON, Role.FIRST_NAME, Role.LAST_NAME})
_NOT_TOLD = frozenset({Role.NUMBER, Role.FORM})
_NOT_TAKEN = frozenset({Role.PRIVATE, *_NOT_TOLD})
_KNOWN = "known heads: Organisation, Name (Arabic), Acronym, Country, Coalition, Person, Affiliation, Date, Withdrawn, Note"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column, counted from 0, says what. ``names`` and ``people`` are pairs of a language (may be empty) and a column.

    ``parts`` are the columns of first, middle and last names, in this order; ``spare`` is one with names for rows in which
    those are empty. ``both`` says who signs where a row names a person and an organisation. ``questions`` are columns of
    answers whose heads are not known: a «no» may be about the signature. In those of ``doubtful`` a cross may say yes or no.
    """

    names: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, int], ...] = ()
    roles: tuple[tuple[Role, int], ...] = ()
    private: frozenset[int] = frozenset()
    questions: tuple[tuple[int, str], ...] = ()
    heads: str = ""
    doubtful: frozenset[int] = frozenset()
    parts: tuple[int, ...] = ()
    spare: int = -1
    both: Both = Both.ASKED
    exported: bool = False


def heads_row(grid: Grid, told: Told = NOTHING_TOLD) -> Row | None:
    """Return the row that heads the columns: of the first with a head of names, the one with the most heads that are known.

    ``told`` is what somebody said about heads; a row with one of them heads the columns.
    """
    if told:
        return next((row for row in grid.rows[:_LOOK] if any(plain(cell.text) in told for cell in row.cells)), None)
    named = [row for row in grid.rows[:_LOOK] if has_name(row)]
    return max(named, key=lambda row: (count_known(cell.text for cell in row.cells), -row.number), default=None)


def has_name(row: Row) -> bool:
    """Return whether a head of names is known in a row that is no title across the sheet."""
    return not row.wide and any(recognise(c.text).role in _ANY_NAME for c in row.cells if 0 < len(c.text) <= 300)


def read(grid: Grid, row: Row | None, found: Found, told: Told = NOTHING_TOLD) -> Columns | None:
    """Return what each column says; None, and an error in ``found``, where it is not clear which are the names."""
    if row is None:
        return _without_heads(grid, found)
    full = [column for column in _columns(grid, row, told) if column.words or column.count]
    columns = [_by_cells(column, told) for column in settled(full)]
    answers = [column for column in columns if column.head.role in {Role.AGREES, Role.STATUS}]
    more = [column for n, column in enumerate(answers) if any(column.head == other.head for other in answers[:n])]
    asked = [column for column in columns if column in more or is_unclear(column)]
    used = _once(grid, row, [column for column in columns if column not in asked], found)
    _report_private(grid, row, used, found)
    names, people = (
        tuple((each.head.language, each.index) for each in used if each.head.role is role) for role in (Role.NAME, Role.PERSON)
    )
    return Columns(
        names, people,
        roles=tuple((column.head.role, column.index) for column in used if column.head.role),
        private=frozenset(column.index for column in used if column.head.role in _NOT_TAKEN - {Role.NUMBER}),
        questions=tuple((column.index, column.words) for column in asked),
        heads=row.text(),
        doubtful=frozenset(column.index for column in (*answers, *asked) if in_doubt(column.texts)),
        parts=tuple(each.index for part in PARTS for each in used if each.head.role is part),
        spare=next((each.index for each in used if each.head.role is Role.FULL_NAME), -1),
        both=who_signs(used),
        exported=any(column.head.role is Role.FORM for column in used),
    )  # fmt: skip


def _without_heads(grid: Grid, found: Found) -> Columns | None:
    """Return a list of one column as names; None, and an error, for any other."""
    used = {index for row in grid.rows for index, cell in enumerate(row.cells) if not cell.empty}
    first = grid.rows[0]
    if len(used) == 1:
        message = f"no head is known in row {first.number}; the column is read as names of organisations from there on"
        found.append(rules.NO_HEADS.at(grid.span(first.number), message, "write «Organisation» or «Person» above the names"))
        return Columns((("", used.pop()),))
    heads = ", ".join(f"«{spaced(cell.text)[:40]}»" for cell in first.cells[:12] if not cell.empty)
    message = f"no column is known to hold names; row {first.number} says: {heads}"
    hint = "write «Organisation» above the names of organisations, «Person» above those of persons"
    found.append(rules.NO_NAMES.at(grid.span(first.number), message, hint))
    return None


def _by_cells(column: Column, told: Told) -> Column:
    return column if plain(column.words) in told else replace(column, head=head_by_cells(column))


def _columns(grid: Grid, row: Row, told: Told) -> Iterator[Column]:
    for index in range(grid.width):
        words = spaced(row.cell(index).text)
        below = tuple(each.cell(index) for each in grid.rows if each.number > row.number)
        known = recognise(words) if len(words) <= 300 else Head(None)
        yield Column(index, words, Head(told[plain(words)]) if plain(words) in told else known, below)


def _once(grid: Grid, row: Row, columns: Sequence[Column], found: Found) -> list[Column]:
    """Return the known columns; report those that are not known, and those whose head stands twice."""
    used: dict[Head, Column] = {}
    private = []
    unknown = []
    for column in columns:
        if column.head.role in _NOT_TAKEN:
            private.append(column)
        elif may_answer(column):
            unknown.append(column)
        elif column.head.role and column.head not in used:
            used[column.head] = column
        elif column.count or visible(column.words):
            reason = "says what another column says already" if column.head.role else "has a head that is not known"
            message = f"{column.title} {reason}: its {column.count} values are not taken over"
            found.append(rules.COLUMN.at(grid.span(row.number, column.index), message, _KNOWN))
    if unknown:
        message = f"a column is not understood, and may say who signs: {'; '.join(map(_sample, unknown))}"
        found.append(rules.COLUMN_ASKED.at(grid.span(row.number, unknown[0].index), message, _KNOWN))
    return [*used.values(), *private]


def _sample(column: Column) -> str:
    """Return what a column is called, and the first of its different texts."""
    texts = list(dict.fromkeys(column.texts))
    first = "», «".join(text if len(text) <= 40 else f"{text[:39]}…" for text in texts[:3])
    return f"{column.title}: «{first}»" + (" …" if len(texts) > 3 else "")


def _report_private(grid: Grid, row: Row, columns: Sequence[Column], found: Found) -> None:
    private = [column for column in columns if column.head.role is Role.PRIVATE and column.count]
    if private:
        message = f"{', '.join(column.title for column in private)}: personal data, not taken over into the kit"
        hint = "write «Confirmed by» above the column that says who confirmed the signature: that is kept, in «consent»"
        found.append(rules.PRIVATE.at(grid.span(row.number, private[0].index), message, hint))
