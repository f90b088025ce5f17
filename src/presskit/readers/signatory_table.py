"""A table of signatures (CSV, XLSX) → signatories; rows whose answer is unclear → questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from presskit.diagnostics import Reading
from presskit.formats.kit_yaml import flow
from presskit.model.people import Signatory, SignatoryKind
from presskit.model.question import Choice, Edit, EditKind, Question, question_id
from presskit.readers import import_rules as rules
from presskit.readers.tables import columns, vocabulary
from presskit.readers.tables.cells import Found, Grid, Row, spaced
from presskit.readers.tables.row_reader import OPEN_REASONS, Reason, RefusedRow, SignedRow
from presskit.readers.tables.rows import read_rows
from presskit.readers.tables.sheets import apart, chosen
from presskit.readers.tables.table_file import grids
from presskit.readers.tables.vocabulary import Role
from presskit.source import Span

__all__ = [
    "INPUT",
    "MEANINGS",
    "OPEN_REASONS",
    "ROSTER",
    "Heads",
    "Reason",
    "RefusedRow",
    "SignatoryTable",
    "SignedRow",
    "entry_edit",
    "entry_of",
    "input_span",
    "read",
    "row_question",
    "row_questions",
    "sign_edit",
]  # fmt: skip

Heads = tuple[tuple[str, str], ...]
MEANINGS = {role.value.replace(" ", "-"): role for role in Role if role is not Role.FORM} | {"ignored": Role.FORM}
"""What may be said that a column is, as the command line calls it."""


@dataclass(frozen=True, slots=True)
class SignatoryTable:
    """What a table holds: the signatures, and the rows with a name that are none, such as a form's «no»."""

    entries: tuple[SignedRow, ...] = ()
    refused: tuple[RefusedRow, ...] = ()


def read(name: str, data: bytes, language: str = "en", heads: Heads = ()) -> Reading[SignatoryTable]:
    """Return the signatures of the table ``data``, which the user calls ``name``.

    ``language`` (BCP 47) is that of names whose column does not say. The kind of file is recognised by its bytes. Spans
    count rows and columns as the spreadsheet shows them, from 1, the row of the heads included. ``heads`` are pairs of one
    of ``MEANINGS`` and the head of the column that has it, where the head alone does not say.
    """
    told = {vocabulary.plain(head): MEANINGS[meaning] for meaning, head in heads}
    sheets = grids(name, data)
    found: Found = list(sheets.diagnostics)
    rows: list[SignedRow | RefusedRow] = []
    for grid, reason in chosen(name, sheets.value, found, told) if sheets.value is not None else ():
        rows += (apart(each, reason, grid.sheet) if reason else each for each in _rows(grid, language, found, told))
    signed = tuple(each for each in rows if isinstance(each, SignedRow))
    return Reading(SignatoryTable(signed, tuple(each for each in rows if isinstance(each, RefusedRow))), tuple(found))


def _rows(grid: Grid, language: str, found: Found, told: columns.Told) -> list[SignedRow | RefusedRow]:
    """Return the rows of one sheet; none, and an error, where no column has names."""
    row = columns.heads_row(grid, told)
    if told and row is None:
        message = f"no column of «{grid.sheet or grid.source}» has a head that was named"
        found.append(rules.NO_NAMES.at(grid.span(grid.rows[0].number), message, "write each head as the table does"))
        return []
    known = columns.read(grid, row, found, told)
    if known is None:
        return []
    _report_rows(grid, row, known, found)
    if row and row.number == grid.rows[-1].number:
        found.append(rules.NO_NAMES.at(grid.span(row.number), "no row stands below the heads", "is it the right file?"))
    rows = [*read_rows(grid, row.number if row else 0, known, language, found)]
    _report_both([each for each in rows if isinstance(each, RefusedRow) and each.reason is Reason.WHO], len(rows), row, found)
    return rows


def _report_both(both: Sequence[RefusedRow], count: int, heads: Row | None, found: Found) -> None:
    """Report the rows in which a person and an organisation stand: all at once where every row is one."""
    hint = "write «Affiliation» above the organisations where persons sign, «Contact» above the persons otherwise"
    if heads and both and len(both) == count:
        message = "every row names a person and an organisation: who signs?"
        found.append(rules.WHO_SIGNS.at(replace(both[0].span, line=heads.number), message, hint))
        return
    for row in both:
        message = f"«{row.signatory.name.default}» and «{_other(row)}» stand in one row: who signs?"
        found.append(rules.SIGNER.at(row.span, message, hint))


def _other(row: RefusedRow) -> str:
    return row.other.name.default if row.other else ""


def _report_rows(grid: Grid, heads: Row | None, known: columns.Columns, found: Found) -> None:
    """Report rows above the heads, and what of the list is hidden in the spreadsheet."""
    head = heads.number if heads else 0
    if heads and any(columns.has_name(row) for row in grid.rows if row.number < head):
        message = "the heads are read from this row; a row above it, with fewer of them, is not read"
        found.append(rules.REPEATED_HEADS.at(grid.span(head), message))
    for row in [each for each in grid.rows if each.number < head]:
        message = f"«{spaced(row.text())[:80]}» stands above the heads; it is not read"
        found.append(rules.ABOVE.at(grid.span(row.number), message))
    public = [index for role, index in known.roles if role not in {Role.PRIVATE, Role.NUMBER, Role.FORM}]
    hidden, what = grid.concealed(head, [*public, *(index for index, _ in known.questions)])
    if what:
        place = grid.span(hidden[0]) if hidden else Span(grid.source)
        related = [(grid.span(number), "this one too") for number in hidden[1:]]
        found.append(rules.HIDDEN.at(
            place, f"hidden, or filtered away, in the spreadsheet, but read: {what}",
            "delete in the table what does not belong to the list", related,
        ))  # fmt: skip


_SHOWN = 8
INPUT = "input"
"""The folder of the kit in which the files that were received are kept; no output is made of them."""
ROSTER = "signatories.yaml"


def input_span(span: Span) -> Span:
    """Return a place in the copy of the input that the kit keeps; parts of a Word file are places in the file."""
    name = re.sub(r" \([\w ]+\)$", "", span.source).replace("/", "-").lstrip("-.")
    return replace(span, source=f"{INPUT}/{name}")


def sign_edit(text: str, coalition: str = "") -> Edit:
    """Return the edit that adds an entry to the signatories."""
    return Edit(ROSTER, EditKind.SIGN, coalition, text)


def entry_edit(name: str, text: str = "") -> Edit:
    """Return the edit that puts entries in the place of the signatory called ``name``, or takes it out."""
    return Edit(ROSTER, EditKind.ENTRY, name, text)


def entry_of(signatory: Signatory) -> str:
    """Return a signatory as an entry of the list in signatories.yaml, in one line."""
    return f"  - {flow(signatory)}"


def row_question(refusal: RefusedRow, coalition: str = "") -> Question:
    """Return the question whether a row of a table is a signature. ``coalition`` is the kit's, which the name would go to."""
    name, place = refusal.signatory.name.default, input_span(refusal.span)
    choices: tuple[Choice, ...]
    if refusal.reason is Reason.NO_ENTRY:
        kind = "row"
        title = f"«{name}» stands in the place of a name: who signs in this row, if anybody does?"
        choices = (Choice("name", "somebody signs here", "", (sign_edit("  - {value}", coalition),), "the name"),)
    else:
        kind = "consent"
        title = f"does «{name}» sign? {_objection(refusal)}"
        signs = [each for each in (refusal.signatory, refusal.other) if each]
        keys = ("signs",) if len(signs) == 1 else ("person", "organisation")
        edits = ((sign_edit(entry_of(each), coalition),) for each in signs)
        same = len({each.name.default for each in signs}) < len(signs)
        labels = (f"«{each.name.default}» signs" + (f", as a{_KINDS[each.kind]}" if same else "") for each in signs)
        choices = tuple(Choice(key, label, "", edit) for key, label, edit in zip(keys, labels, edits, strict=True))
    return Question(question_id(kind, place.source, name, refusal.text), kind, title, place, refusal.text, choices)


_KINDS = {SignatoryKind.PERSON: " person", SignatoryKind.ORGANISATION: "n organisation"}


def _objection(refusal: RefusedRow) -> str:
    """Return in a sentence what speaks against a signature."""
    if refusal.reason is Reason.WHO:
        return "The list names a person and an organisation in one row." if refusal.other is None else _beside(refusal.other)
    if refusal.reason is Reason.TWICE:
        return refusal.said
    if refusal.reason is Reason.SHEET:
        return f"In the workbook it stands on the sheet «{refusal.said}»."
    if refusal.reason is Reason.STRUCK:
        return f"The list says «{refusal.said}», struck through."
    if refusal.under:
        what = f"«{refusal.said}» stands" if refusal.said else "nothing stands"
        return f"In the list {what} under «{refusal.under}»."
    return f"The list says «{refusal.said}»." if refusal.said else "The cell of the answer is empty."


def _beside(other: Signatory) -> str:
    return f"In the list «{other.name.default}» stands in the same row."


def row_questions(rows: Sequence[tuple[RefusedRow, str]]) -> Iterator[Question]:
    """Yield the questions about rows, each with the kit's coalition: one for all rows of which the list says the same.

    Rows of which it says what is not known as an answer at all, in a column that is known, are asked one by one.
    """
    alike: dict[tuple[str, ...], list[tuple[RefusedRow, str]]] = {}
    for row, owner in rows:
        alone = row.reason not in _TOGETHER or (row.reason is Reason.UNCLEAR and row.said and not row.under)
        key = (row.span.source, str(row.span.line)) if alone else (row.span.source, row.reason, row.under, row.said)
        alike.setdefault(key, []).append((row, owner))
    for group in alike.values():
        yield row_question(*group[0]) if len(group) == 1 else _group_question(group)


_TOGETHER = frozenset({Reason.UNCLEAR, Reason.WHO, Reason.SHEET})


def _group_question(group: Sequence[tuple[RefusedRow, str]]) -> Question:
    """Return the one question whether all of several rows are signatures."""
    rows = [row for row, _ in group]
    names, first, place = [row.signatory.name.default for row in rows], rows[0], input_span(rows[0].span)
    shown = "», «".join(names[:_SHOWN]) + ("», …" if len(names) > _SHOWN else "»")
    signs = [("sign", f"all {len(names)} sign", [row.signatory for row in rows])]
    objection = _objection(first)
    if all(row.other for row in rows):
        organisations = [row.other for row in rows if row.other]
        signs = [("persons", "the persons sign", signs[0][2]), ("organisations", "the organisations sign", organisations)]
        objection = f"In the list organisations stand beside them, such as «{organisations[0].name.default}»."
    owners = [owner for _, owner in group]
    choices = tuple(
        Choice(key, label, "", tuple(sign_edit(entry_of(each), owner) for each, owner in zip(who, owners, strict=True)))
        for key, label, who in signs
    )
    return Question(
        question_id("consent", place.source, first.under, first.said, *names), "consent",
        f"do these {len(names)} sign: «{shown}? {objection}", place, "\n".join(row.text for row in rows), choices, len(group),
    )  # fmt: skip
