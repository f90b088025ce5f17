"""A press list (CSV, XLSX) → recipients and who is not to be written to, in one reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from presskit.diagnostics import Diagnostic, Reading
from presskit.mail import leaving, list_columns, rules
from presskit.mail.addresses import Recipient
from presskit.mail.list_columns import Layout
from presskit.mail.list_heads import Column
from presskit.mail.list_rows import Rows
from presskit.model.question import Answer, Question
from presskit.readers.tables import table_file
from presskit.readers.tables.grid import Found, Grid
from presskit.source import Span

__all__ = ["Column", "PressList", "read"]


@dataclass(frozen=True, slots=True)
class PressList:
    """The recipients in the order of the rows; the addresses, as they are compared, that may get nothing; what is asked.

    As long as a question is open, nobody is to be written to by this list: each is an error among the findings, too.
    """

    recipients: tuple[Recipient, ...] = ()
    opted_out: frozenset[str] = frozenset()
    questions: tuple[Question, ...] = ()


def read(
    name: str,
    data: bytes,
    language: str = "",
    mapping: Mapping[Column, str] | None = None,
    answers: Mapping[str, Answer] | None = None,
) -> Reading[PressList]:
    """Return what the table ``data`` says, which the user calls ``name``.

    ``language`` is that of rows which say none; where it is empty, they are findings. ``mapping`` says which head, or
    which letter, a column has; ``answers`` hold by a question's id what a person answered. Spans count rows and columns as
    the spreadsheet shows them.
    """
    table = table_file.grids(name, data)
    found: Found = list(table.diagnostics)
    sheets = list_columns.sheets(name, table.value, found) if table.value is not None else list_columns.Sheets()
    off = frozenset(address for sheet in sheets.off for address in leaving.everybody(sheet, found))
    grid = sheets.chosen
    if grid is None:
        return Reading(PressList(opted_out=off), tuple(found))
    where = list_columns.layout(grid, mapping or {}, found)
    gone = leaving.leaving(grid, where, answers or {}, found)
    found += [note for at, note in list_columns.unknown(grid, where) if not gone.is_about(at)]
    found += _hidden(grid, where)
    questions = tuple(verdict.question for verdict in gone.verdicts.values() if verdict.question)
    found += map(_asked, questions)
    rows = Rows(grid, where, language, gone.rows, gone.opted_out | off, found)
    recipients = tuple(recipient for row in grid.rows if row.number > where.head for recipient in rows.recipients(row))
    return Reading(PressList(recipients, gone.opted_out | off, questions), (*found, *rows.summary()))


def _asked(question: Question) -> Diagnostic:
    answers = ", ".join(choice.key for choice in question.possible)
    message = f"{question.asked} In it: {question.excerpt}"
    return rules.OPT_OUT_COLUMN.at(question.place, message, f"presskit answer DIR {question.id} ANSWER: {answers}")


def _hidden(grid: Grid, where: Layout) -> Iterator[Diagnostic]:
    """Yield one finding about all that a spreadsheet does not show of the list."""
    rows, told = grid.concealed(where.head)
    if told:
        place = grid.span(rows[0]) if rows else Span(grid.source)
        message = f"hidden, or filtered away, and read all the same: {told}"
        yield rules.HIDDEN.at(place, message, "delete what is not meant, or show it")
