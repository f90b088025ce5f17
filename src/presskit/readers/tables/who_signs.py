"""Whether the persons of a table sign, or the organisations beside them, by the heads and by which cells are empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from presskit.readers.tables.column import Column
from presskit.readers.tables.vocabulary import Head, Role, is_filler, is_nobody, names_kind, plain

__all__ = ["PARTS", "Both", "settled", "who_signs"]

PARTS = (Role.FIRST_NAME, Role.MIDDLE_NAME, Role.LAST_NAME, Role.SECOND_LAST_NAME)
"""The parts of a person's name, in the order in which they are printed."""
_UNSURE = frozenset({Role.BARE_NAME, Role.FULL_NAME})
_NAMES = frozenset({Role.NAME, Role.PERSON, *PARTS, *_UNSURE})
_OF_PERSONS = frozenset({Role.TITLE, Role.AFFILIATION, Role.FULL_NAME})
_OF_ORGANISATIONS = frozenset({Role.ACRONYM, Role.COALITION})


class Both(Enum):
    """Who signs in a row that names a person and an organisation."""

    PERSON = auto()
    ORGANISATION = auto()
    ASKED = auto()


def settled(columns: Sequence[Column]) -> list[Column]:
    """Return the columns, those of names with the role that the other columns give them.

    Beside «Apellidos», «Nombre» is a first name; beside «Organisation», «Name» is a person's; alone it is an organisation's.
    """
    columns = _completed(_without_empty(columns))
    roles = {column.head.role for column in columns if not column.head.language}
    if not roles & _NAMES and Role.AFFILIATION in roles:
        return [_as(column, Role.NAME) if column.head.role is Role.AFFILIATION else column for column in columns]
    if roles & set(PARTS):
        return [_as(column, Role.FULL_NAME) if column.head.role in _UNSURE else column for column in columns]
    personal = bool(roles & (_OF_PERSONS if Role.NAME not in roles else _UNSURE))
    role = Role.PERSON if personal else Role.NAME
    return [_as(column, role) if column.head.role in _UNSURE else column for column in columns]


def who_signs(columns: Sequence[Column]) -> Both:
    """Return who signs where a row names both; ``ASKED`` where neither heads nor empty cells tell.

    Whoever is named in every row signs, where the other is missing in some: an organisation cannot sign without a name, nor
    can a person.
    """
    people = [column for column in columns if column.head.role in {*PARTS, Role.PERSON}]
    organisations = [column for column in columns if column.head.role is Role.NAME]
    roles = {column.head.role for column in columns if column.count}
    if not people or not organisations or Role.KIND in roles:
        return Both.ASKED
    with_person, with_organisation = _filled(people), _filled(organisations)
    if with_organisation < with_person:
        return Both.PERSON
    explicit = any(column.head.role is Role.PERSON and names_kind(column.words) is Role.PERSON for column in people)
    asked = (column for column in columns if column.head.role is Role.AGREES)
    spoken_of = any(names_kind(word) is Role.NAME for column in asked for word in plain(column.words).split())
    by_heads = bool(roles & _OF_ORGANISATIONS) or spoken_of
    if not explicit and (with_person < with_organisation or (by_heads and with_person <= with_organisation)):
        return Both.ORGANISATION
    return Both.ASKED


def _filled(columns: Sequence[Column]) -> set[int]:
    """Return the rows in which one of the columns says something, counted from the first below the heads."""
    return {row for column in columns for row, cell in enumerate(column.cells) if not is_nobody(cell.text)}


def _as(column: Column, role: Role) -> Column:
    return replace(column, head=Head(role, column.head.language))


def _without_empty(columns: Sequence[Column]) -> list[Column]:
    """Return the columns; of those of names the ones that say nothing, as a form adds them, are the form's own."""
    full = [column for column in columns if column.head.role in _NAMES and _says(column)]
    named = [column for column in columns if column.head.role in {*_UNSURE, Role.NAME}]
    own = {column.index for column in named if not _says(column) or _is_of_form(column, columns)}
    if not [column for column in full if column.index not in own]:
        return list(columns)
    empty = {column.index for column in columns if column.head.role in _NAMES and not _says(column)}
    return [_as(column, Role.FORM) if column.index in own | empty else column for column in columns]


def _says(column: Column) -> bool:
    return any(not is_filler(text) for text in dict.fromkeys(column.texts))


def _is_of_form(column: Column, columns: Sequence[Column]) -> bool:
    """Return whether a column «Name» is that of a form: behind the time and the address of who filled it in."""
    before = [each.head.role for each in columns if each.index < column.index][-3:]
    return before == [Role.FORM, Role.TIMESTAMP, Role.PRIVATE]


def _completed(columns: Sequence[Column]) -> list[Column]:
    """Return the columns, a «Name» beside first names as the last name, and beside last names as the first."""
    roles = {column.head.role for column in columns}
    missing = None
    if Role.LAST_NAME in roles and Role.FIRST_NAME not in roles:
        missing = Role.FIRST_NAME
    elif Role.FIRST_NAME in roles and Role.LAST_NAME not in roles:
        missing = Role.LAST_NAME
    bare = [column for column in columns if column.head.role in _UNSURE and not column.head.language]
    if missing is None or len(bare) != 1 or _holds(bare[0], [each for each in columns if each.head.role in PARTS]):
        return list(columns)
    return [_as(column, missing) if column is bare[0] else column for column in columns]


def _holds(whole: Column, parts: Sequence[Column]) -> bool:
    """Return whether a column has the words of parts of names in most rows: then it holds whole names."""
    pairs = [(plain(cell.text), plain(part.cells[row].text)) for part in parts for row, cell in enumerate(whole.cells)]
    full = [f" {part} " in f" {name} " for name, part in pairs if name and part]
    return 2 * sum(full) > len(full)
