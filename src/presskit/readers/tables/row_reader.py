"""One row of a table, read by the heads of its columns; signed rows, and rows that are no signature, with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from presskit.diagnostics import Rule
from presskit.model.people import Signatory
from presskit.readers.tables import cells, vocabulary
from presskit.readers.tables.cells import Cell, Found, Grid, Row
from presskit.readers.tables.columns import Columns
from presskit.readers.tables.vocabulary import Answer, Role
from presskit.source import Span

__all__ = ["ADDRESS", "OPEN_REASONS", "Reason", "RefusedRow", "RowReader", "SignedRow"]

ADDRESS = re.compile(r"(?<![^\s|<>@])[^\s|<>@]+@[^\s|<>@]+\.[^\s|<>@]+")


@dataclass(frozen=True, slots=True)
class SignedRow:
    """One signature of a table: who signs, the coalition that the table names, and the row it comes from.

    ``text`` is the row's words without contact data; ``sender`` is a digest of it.
    """

    signatory: Signatory
    coalition: str
    span: Span
    text: str
    sender: str = ""


class Reason(StrEnum):
    """Why a row with a name is no entry."""

    SAID_NO = "said no"
    NOT_YET = "not confirmed"
    UNCLEAR = "answer not understood"
    NO_ENTRY = "hardly a signature"
    WITHDRAWN = "withdrawn, no day given"
    STRUCK = "struck through"
    WHO = "a person or an organisation"
    TWICE = "in the list more than once"
    SHEET = "on another sheet"


OPEN_REASONS = frozenset({
    Reason.UNCLEAR, Reason.NOT_YET, Reason.NO_ENTRY, Reason.STRUCK, Reason.WHO, Reason.TWICE, Reason.SHEET,
})  # fmt: skip
"""Why a row of a table is asked about: whether it is a signature depends on somebody's answer."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row with a name that is not a signature; there is a finding about it too. ``said`` are the words that speak against it.

    ``under`` is the head of their column, if presskit does not know that head. ``other`` may sign instead of ``signatory``.
    """

    signatory: Signatory
    reason: Reason
    span: Span
    text: str
    coalition: str = ""
    said: str = ""
    under: str = ""
    other: Signatory | None = None


@dataclass(slots=True)
class RowReader:
    """The reader of the rows of one grid below row ``after``.

    ``sent``: some rows have the time at which the form was sent; ``remarks`` are words of the present row for its note.
    """

    grid: Grid
    columns: Columns
    language: str
    found: Found
    after: int
    numbered: bool = False
    sent: bool = False
    remarks: list[str] = field(default_factory=list)

    def at(self, rule: Rule, row: Row, column: int, message: str, hint: str = "") -> None:
        """Report a cell."""
        self.found.append(rule.at(self.grid.span(row.number, column), message, hint))

    @property
    def named(self) -> list[int]:
        """The columns with names of any kind."""
        spare = (self.columns.spare,) if self.columns.spare >= 0 else ()
        return [*(index for _, index in (*self.columns.names, *self.columns.people)), *self.columns.parts, *spare]

    def index(self, role: Role) -> int:
        """Return the column that says something; -1 where none does."""
        return dict(self.columns.roles).get(role, -1)

    def cell(self, row: Row, role: Role) -> Cell:
        """Return the cell of the column that says something; an empty one where none does."""
        return row.cell(self.index(role)) if self.index(role) >= 0 else Cell("")

    def text(self, row: Row, role: Role) -> str:
        """Return the words of that cell; empty where nothing in it can be seen."""
        text = cells.spaced(self.cell(row, role).text)
        return text if cells.visible(text) else ""

    def answer(self, row: Row, index: int) -> Answer:
        """Return what the cell of a column answers."""
        return vocabulary.answer(cells.spaced(row.cell(index).text), doubtful=index in self.columns.doubtful)

    def not_read(self, rule: Rule, row: Row, role: Role, problem: str, hint: str) -> None:
        """Report a cell that cannot be read as what its column says, and put its words into the note."""
        text = self.text(row, role)
        self.remarks.append(f"{role} as received: «{text}»")
        self.at(rule, row, self.index(role), f"«{text}»{problem}", hint)

    def words(self, row: Row) -> str:
        """Return the words of a row without contact data."""
        shown = (cell.text for index, cell in enumerate(row.cells) if index not in self.columns.private and not cell.empty)
        return ADDRESS.sub("…@…", " | ".join(map(cells.spaced, shown)))
