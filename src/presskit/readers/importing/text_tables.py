"""Rows of a table that was pasted into a text: their cells, and what the heads of the columns say of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from presskit.language.data import fold, folded_options
from presskit.readers.importing.affiliations import is_affiliation
from presskit.readers.importing.headings import has_contact
from presskit.readers.importing.lines import InputLine
from presskit.readers.tables.vocabulary import Role, recognise

__all__ = ["TableRow", "cells_of", "read_row", "roles_of"]

_ANYBODY = (Role.PERSON, Role.FULL_NAME, Role.BARE_NAME)
_LEFT_OUT = frozenset({Role.NUMBER, Role.JOINED, Role.TIMESTAMP, Role.NOTE, Role.PRIVATE})


@dataclass(frozen=True, slots=True)
class TableRow:
    """Who a row names, and its other cells. ``person``: what she is stands behind the first comma of ``words``.

    ``kept``: cells of columns that name nobody, such as towns, are in none of these.
    """

    words: str
    others: tuple[str, ...] = ()
    person: bool = False
    kept: bool = False


def cells_of(line: InputLine, words: str) -> list[str]:
    """Return the cells of a row, empty ones too; of a Word file or of pasted text."""
    return [cell.strip() for cell in re.split(r"\t|\s\|\s", line.raw.strip("\n") if line.style == "row" else words)]


def roles_of(cells: Sequence[str]) -> tuple[Role | None, ...]:
    """Return what the columns say if ``cells`` are their heads, one of them that of the names; empty otherwise."""
    roles = tuple(_role(cell) for cell in cells)
    known = all(role or not cell for role, cell in zip(roles, cells, strict=True))
    return roles if known or {Role.NAME, *_ANYBODY} & set(roles) else ()


def _role(head: str) -> Role | None:
    """Return what a column says; a note where its head is known as one that says something else, as «Town» does."""
    role = recognise(head).role if head else None
    other = head and not role and re.fullmatch(folded_options("consent", "other_heads"), fold(head))
    return Role.NOTE if other else role


def read_row(cells: Sequence[str], roles: Sequence[Role | None]) -> TableRow:
    """Return who a row names. Without heads, or with others than the row has cells, it is the first cell with letters."""
    named = [cell for cell in cells if any(map(str.isalpha, cell))]
    if len(roles) != len(cells):
        return TableRow(named[0], tuple(named[1:]))
    by_role = {role: cell for role, cell in zip(reversed(roles), reversed(cells), strict=True) if role and cell}
    anybody = next((by_role[role] for role in _ANYBODY if role in by_role), "")
    name = by_role.get(Role.NAME, "")
    if not (anybody or name):
        return TableRow(named[0], tuple(named[1:]))
    columns = [(role, cell) for role, cell in zip(roles, cells, strict=True) if any(map(str.isalpha, cell))]
    if anybody and (name or Role.PERSON in by_role or Role.AFFILIATION in by_role):
        titled = " ".join(filter(None, (by_role.get(Role.TITLE, ""), anybody)))
        kept = {Role.PRIVATE, Role.AFFILIATION, Role.NAME}
        behind = [
            cell for role, cell in columns
            if (role in kept or (role in {None, Role.NOTE} and is_affiliation(cell))) and not has_contact(cell)
        ]  # fmt: skip
        rest = [cell for role, cell in columns if role in {Role.COUNTRY, None} and cell not in {*behind, anybody}]
        return TableRow(", ".join((titled, *behind)), tuple(rest), person=True)
    others = [cell for role, cell in columns if role not in _LEFT_OUT and cell not in {name, anybody}]
    return TableRow(name or anybody, tuple(others), kept=any(role in _LEFT_OUT - {Role.NUMBER} for role, _ in columns))


def with_tabbed_rows(lines: Sequence[InputLine]) -> tuple[InputLine, ...]:
    """Return lines with those as rows of a table that stand together, each with its parts put apart by tabs."""
    tabbed = ["\t" in line.raw and line.style == "" and line.mark is None for line in lines]
    beside = [any(tabbed[max(0, n - 1) : n]) or any(tabbed[n + 1 : n + 2]) for n in range(len(lines))]
    return tuple(
        line if not is_tabbed else replace(line, style="row") if together else replace(line, raw=line.raw.replace("\t", " "))
        for line, is_tabbed, together in zip(lines, tabbed, beside, strict=True)
    )
