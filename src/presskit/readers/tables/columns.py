"""The row of the heads, and what each column of a grid says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from presskit.readers import import_rules as rules
from presskit.readers.tables.cells import Found, Grid, Row, letters, spaced, visible
from presskit.readers.tables.vocabulary import (
    Answer,
    Head,
    Role,
    answer,
    asks_to_sign,
    in_doubt,
    is_about_else,
    is_another_question,
    is_bare,
    is_like_answer,
    makes_conditional,
    plain,
    recognise,
)

__all__ = ["Columns", "heads_row", "read"]

_LOOK = 15
_OF_MEMBERS = frozenset({"active", "open"})
_LONGEST_ANSWER = 120
_NOT_OF_ANSWERS = frozenset({Role.NOTE, Role.CONFIRMED_BY, Role.CONFIRMED_ON, Role.HOW, Role.PRIVATE, Role.NUMBER})
_DATA = re.compile(r"@|://|\bwww\.|^\S+\.[a-z]{2,4}$|^\W*\d[\d\W]*\S{0,4}$")
_ANY_NAME = frozenset({Role.NAME, Role.BARE_NAME, Role.FULL_NAME, Role.PERSON})
_UNSURE = frozenset({Role.BARE_NAME, Role.FULL_NAME})
_KNOWN = "known heads: Organisation, Name (Arabic), Acronym, Country, Coalition, Person, Affiliation, Date, Withdrawn, Note"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column, counted from 0, says what. ``names`` pairs a language, or nothing, with each column of names.

    ``questions`` are columns of answers whose heads are not known: a «no» may be about the signature. In those of
    ``doubtful`` a cross may say yes or no.
    """

    names: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, int], ...] = ()
    roles: tuple[tuple[Role, int], ...] = ()
    private: frozenset[int] = frozenset()
    questions: tuple[tuple[int, str], ...] = ()
    heads: str = ""
    doubtful: frozenset[int] = frozenset()

    def of(self, role: Role) -> int | None:
        """Return the column of a role."""
        return dict(self.roles).get(role)


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    words: str
    head: Head

    @property
    def called(self) -> str:
        return f"«{self.words}» (column {letters(self.index)})" if self.words else f"column {letters(self.index)}"


def heads_row(grid: Grid) -> Row | None:
    """Return the row that heads the columns: one of the first in which a head of names is known."""
    rows = [row for row in grid.rows[:_LOOK] if not row.wide]
    return next((row for row in rows if _names_in(row)), None)


def _names_in(row: Row) -> bool:
    return any(recognise(cell.text).role in _ANY_NAME for cell in row.cells if 0 < len(cell.text) <= 300)


def read(grid: Grid, row: Row | None, found: Found) -> Columns | None:
    """Return what each column says; None with an error where the names cannot be told."""
    if row is None:
        return _without_heads(grid, found)
    full = [column for column in _columns(grid, row) if column.words or _values(grid, row, column)]
    columns = _settled(grid, row, full, found)
    if columns is None:
        return None
    columns = [
        replace(each, head=Head(Role.NUMBER)) if each.head.role is Role.STATUS and not _is_of_signing(grid, row, each) else each
        for each in (_signing(grid, row, column) for column in columns)
    ]
    answers = [column for column in columns if column.head.role in {Role.AGREES, Role.STATUS}]
    more = [column for column in answers if any(column.head == other.head for other in answers[: answers.index(column)])]
    asked = [column for column in columns if column in more or _is_asked(grid, row, column)]
    used = _once(grid, row, [column for column in columns if column not in asked], found)
    _report_private(grid, row, used, found)
    names = tuple((column.head.language, column.index) for column in used if column.head.role is Role.NAME)
    people = tuple((column.head.language, column.index) for column in used if column.head.role is Role.PERSON)
    roles = tuple((column.head.role, column.index) for column in used if column.head.role)
    private = frozenset(column.index for column in used if column.head.role is Role.PRIVATE)
    questions = tuple((column.index, column.words) for column in asked)
    doubtful = frozenset(each.index for each in (*answers, *asked) if in_doubt(_texts(grid, row, each)))
    return Columns(names, people, roles, private, questions, row.text(), doubtful)


def _without_heads(grid: Grid, found: Found) -> Columns | None:
    """Read a list of one column as names; complain of any other."""
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


def _columns(grid: Grid, row: Row) -> Iterator[_Column]:
    for index in range(grid.width):
        words = spaced(row.cell(index).text)
        yield _Column(index, words, recognise(words) if len(words) <= 300 else Head(None))


def _values(grid: Grid, row: Row, column: _Column) -> int:
    """Return how many cells below the head are not empty."""
    return sum(each.number > row.number and not each.cell(column.index).empty for each in grid.rows)


def _texts(grid: Grid, row: Row, column: _Column) -> list[str]:
    """Return what stands in a column below its head, without empty cells."""
    texts = (spaced(each.cell(column.index).text) for each in grid.rows if each.number > row.number)
    return [text for text in texts if text]


def _like(texts: Sequence[str]) -> int:
    return sum(is_like_answer(text) and len(text) <= _LONGEST_ANSWER for text in texts)


def _signing(grid: Grid, row: Row, column: _Column) -> _Column:
    """Return a column as one of answers, if its head speaks of signing, and is a question or stands above answers.

    What stands under another head, and is nothing but answers of which one is no, is a column that is not known.
    """
    if column.head.role in _NOT_OF_ANSWERS:
        texts = _texts(grid, row, column)
        said = [answer(text) for text in texts if re.search(r"[^\W\d_]", text)]
        full = _like(texts) == len(texts) and Answer.NO in said
        return replace(column, head=Head(None)) if full else column
    if column.head.role is not None or is_another_question(column.words) or not asks_to_sign(column.words):
        return column
    texts = _texts(grid, row, column)
    asks = re.search("[?؟;]", column.words) or 2 * _like(texts) >= len(texts)
    return replace(column, head=Head(Role.AGREES)) if texts and asks else column


def _is_asked(grid: Grid, row: Row, column: _Column) -> bool:
    """Tell whether a column that is not known holds answers, and not each of them a yes."""
    if column.head.role is not None or is_another_question(column.words) or is_about_else(column.words):
        return False
    texts = _texts(grid, row, column)
    marks = all(map(is_bare, texts)) and (not all(text.isdigit() for text in texts) or len(set(texts)) > 1)
    like = 2 * _like(texts) >= len(texts) and any(answer(text) in {Answer.YES, Answer.NO} for text in texts)
    if not texts or not (marks or (like and not all(text.isdigit() for text in texts))):
        return False
    blank = marks and len(texts) < sum(each.number > row.number for each in grid.rows)
    return blank or any(answer(text) is not Answer.YES for text in texts)


def _may_answer(grid: Grid, row: Row, column: _Column) -> bool:
    """Tell whether a column that is not known may say who signs: its words are neither data nor names."""
    if column.head.role is not None or is_another_question(column.words) or is_about_else(column.words):
        return False
    texts = [text for text in _texts(grid, row, column) if re.search(r"[^\W\d_]", text) and not _DATA.search(text)]
    if not texts or all(answer(text) is Answer.YES for text in texts):
        return False
    if "?" in column.words or asks_to_sign(column.words) or _like(texts):
        return True
    named = [text for text in texts if all(word[:1].isupper() or len(word) < 4 for word in re.findall(r"[^\W\d_]+", text))]
    return not (len(texts) > 2 and 5 * len(named) >= 4 * len(texts) and 5 * len(set(texts)) >= 4 * len(texts))


def _is_of_signing(grid: Grid, row: Row, column: _Column) -> bool:
    """Tell whether a status says anything about signatures: «Member» and «Registered» do not."""
    full = [text for text in _texts(grid, row, column) if plain(text) not in _OF_MEMBERS]
    return any(answer(text) is not Answer.UNKNOWN or makes_conditional(text) for text in full)


def _settled(grid: Grid, row: Row, columns: Sequence[_Column], found: Found) -> list[_Column] | None:
    """Decide whether «Name» is an organisation's or a person's by the heads beside it; None where it could be both."""
    unsure = [column for column in columns if column.head.role in _UNSURE]
    sure = [column for column in columns if column.head.role is Role.NAME]
    plain = [column for column in unsure if not column.head.language and _values(grid, row, column)]
    if plain and [column for column in sure if not column.head.language]:
        message = f"{plain[0].called} and {sure[0].called}: who signs, the person or the organisation?"
        hint = "write «Person» and «Affiliation» where persons sign, «Confirmed by» or «Contact» where organisations do"
        found.append(rules.WHO_SIGNS.at(grid.span(row.number, plain[0].index), message, hint))
        return None
    personal = not sure and _of_persons(columns)
    role = Role.PERSON if personal else Role.NAME
    return [replace(each, head=replace(each.head, role=role)) if each in unsure else each for each in columns]


def _of_persons(columns: Sequence[_Column]) -> bool:
    roles = {column.head.role for column in columns}
    return bool({Role.TITLE, Role.AFFILIATION, Role.FULL_NAME} & roles)


def _once(grid: Grid, row: Row, columns: Sequence[_Column], found: Found) -> list[_Column]:
    """Return the known columns; report those that are not known, and those whose head stands twice."""
    used: dict[Head, _Column] = {}
    private = []
    unknown = []
    for column in columns:
        count = _values(grid, row, column)
        if column.head.role in {Role.PRIVATE, Role.NUMBER}:
            private.append(column)
        elif _may_answer(grid, row, column):
            unknown.append(column)
        elif column.head.role is None or column.head in used:
            _report_unknown(grid, row, column, count, found)
        elif count or column.head not in used:
            used[column.head] = column
    _ask_about(grid, row, unknown, found)
    return [*used.values(), *private]


def _ask_about(grid: Grid, row: Row, columns: Sequence[_Column], found: Found) -> None:
    """Report, once, the columns that may say who signs."""
    told = []
    for column in columns:
        texts = list(dict.fromkeys(_texts(grid, row, column)))
        some = "», «".join(text if len(text) <= 40 else f"{text[:39]}…" for text in texts[:3])
        told.append(f"{column.called}: «{some}»" + (" …" if len(texts) > 3 else ""))
    if told:
        message = f"a column is not understood, and may say who signs: {'; '.join(told)}"
        found.append(rules.COLUMN_ASKED.at(grid.span(row.number, columns[0].index), message, _KNOWN))


def _report_unknown(grid: Grid, row: Row, column: _Column, count: int, found: Found) -> None:
    if not count and not visible(column.words):
        return
    reason = "says what another column says already" if column.head.role else "has a head that is not known"
    message = f"{column.called} {reason}: its {count} values are not taken over"
    found.append(rules.COLUMN.at(grid.span(row.number, column.index), message, _KNOWN))


def _report_private(grid: Grid, row: Row, columns: Sequence[_Column], found: Found) -> None:
    private = [column for column in columns if column.head.role is Role.PRIVATE and _values(grid, row, column)]
    if private:
        message = f"{', '.join(column.called for column in private)}: personal data, not taken over into the kit"
        hint = "write «Confirmed by» above the column that says who confirmed the signature: that is kept, in «consent»"
        found.append(rules.PRIVATE.at(grid.span(row.number, private[0].index), message, hint))
