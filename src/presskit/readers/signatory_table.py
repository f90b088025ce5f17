"""A table of signatures (CSV, XLSX) → signatories; rows whose answer is unclear → questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from presskit.diagnostics import Diagnostic, Reading
from presskit.formats.kit_yaml import flow
from presskit.model.people import Signatory
from presskit.model.question import Choice, Edit, EditKind, Question, question_id
from presskit.readers import import_rules as rules
from presskit.readers.tables import columns
from presskit.readers.tables.cells import Found, Grid, Row, spaced
from presskit.readers.tables.rows import Reason, RefusedRow, SignedRow, read_rows
from presskit.readers.tables.table_file import LIMIT, grids
from presskit.readers.tables.vocabulary import Role
from presskit.source import Span

__all__ = [
    "INPUT",
    "LIMIT",
    "OPEN_REASONS",
    "ROSTER",
    "Reason",
    "RefusedRow",
    "SignatoryTable",
    "SignedRow",
    "entry_of",
    "input_span",
    "read",
    "row_question",
    "row_questions",
    "sign_edit",
]  # fmt: skip

@dataclass(frozen=True, slots=True)
class SignatoryTable:
    """What a table holds: the signatures, and the rows with a name that are none, such as a form's «no»."""

    entries: tuple[SignedRow, ...] = ()
    refused: tuple[RefusedRow, ...] = ()


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
    rows = [*read_rows(grid, row.number if row else 0, known, language, found)]
    signed = tuple(each for each in rows if isinstance(each, SignedRow))
    return Reading(SignatoryTable(signed, tuple(each for each in rows if isinstance(each, RefusedRow))), tuple(found))


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


_SHOWN = 8
INPUT = "input"
"""The folder of the kit in which the files that were received are kept; no output is made of them."""
ROSTER = "signatories.yaml"
OPEN_REASONS = frozenset({Reason.UNCLEAR, Reason.NOT_YET, Reason.NO_ENTRY, Reason.STRUCK})
"""Why a row of a table is asked about: whether it is a signature depends on somebody's answer."""


def input_span(span: Span) -> Span:
    """Return a place in the copy of the input that the kit keeps; parts of a Word file are places in the file."""
    name = re.sub(r" \([\w ]+\)$", "", span.source).replace("/", "-").lstrip("-.")
    return replace(span, source=f"{INPUT}/{name}")


def sign_edit(text: str, coalition: str = "") -> Edit:
    """Return the edit that adds an entry to the signatories."""
    return Edit(ROSTER, EditKind.SIGN, coalition, text)


def entry_of(signatory: Signatory) -> str:
    """Return a signatory as an entry of the list in signatories.yaml, in one line."""
    return f"  - {flow(signatory)}"


def row_question(refusal: RefusedRow, coalition: str = "") -> Question:
    """Return the question whether a row of a table is a signature. ``coalition`` is the kit's, which the name would go to."""
    name, place = refusal.signatory.name.default, input_span(refusal.span)
    if refusal.reason is Reason.NO_ENTRY:
        kind = "row"
        asked = f"«{name}» stands in the place of a name: who signs in this row, if anybody does?"
        choices = (Choice("name", "somebody signs here", "", (sign_edit("  - {value}", coalition),), "the name"),)
    else:
        kind = "consent"
        asked = f"does «{name}» sign? {_objection(refusal)}"
        choices = (Choice("signs", f"«{name}» signs", "", (sign_edit(entry_of(refusal.signatory), coalition),)),)
    return Question(question_id(kind, place.source, name, refusal.text), kind, asked, place, refusal.text, choices)


def _objection(refusal: RefusedRow) -> str:
    """Return in a sentence what speaks against a signature."""
    if refusal.reason is Reason.STRUCK:
        return f"The list says «{refusal.said}», struck through."
    if refusal.under:
        what = f"«{refusal.said}» stands" if refusal.said else "nothing stands"
        return f"In the list {what} under «{refusal.under}»."
    return f"The list says «{refusal.said}»." if refusal.said else "The cell of the answer is empty."


def row_questions(rows: Sequence[tuple[RefusedRow, str]]) -> Iterator[Question]:
    """Yield the questions about rows, each with the kit's coalition: one for all rows of which the list says the same.

    Rows of which it says what is not known as an answer at all, in a column that is known, are asked one by one.
    """
    alike: dict[tuple[str, ...], list[tuple[RefusedRow, str]]] = {}
    for row, owner in rows:
        single = row.reason is not Reason.UNCLEAR or (row.said and not row.under)
        key = (str(row.span.line),) if single else (row.span.source, row.under, row.said)
        alike.setdefault(key, []).append((row, owner))
    for group in alike.values():
        yield row_question(*group[0]) if len(group) == 1 else _group_question(group)


def _group_question(group: Sequence[tuple[RefusedRow, str]]) -> Question:
    """Return the one question whether all of several rows are signatures."""
    names = [row.signatory.name.default for row, _ in group]
    first, place = group[0][0], input_span(group[0][0].span)
    edits = tuple(sign_edit(entry_of(row.signatory), owner) for row, owner in group)
    shown = "», «".join(names[:_SHOWN]) + ("», …" if len(names) > _SHOWN else "»")
    return Question(
        question_id("consent", place.source, first.under, first.said, *names), "consent",
        f"do these {len(names)} sign: «{shown}? {_objection(first)}", place, "\n".join(row.text for row, _ in group),
        (Choice("sign", f"all {len(names)} sign", "", edits),), len(group),
    )  # fmt: skip
