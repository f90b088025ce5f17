"""Whether a row with a name is a signature: what its answers say, and whether somebody is to be asked."""

from __future__ import annotations

import hashlib

from presskit.diagnostics import Rule
from presskit.model.people import Signatory
from presskit.readers import import_rules as rules
from presskit.readers.tables import cells, vocabulary
from presskit.readers.tables.cells import Row
from presskit.readers.tables.row_reader import ADDRESS, Reason, RefusedRow, RowReader, SignedRow
from presskit.readers.tables.vocabulary import Answer, Role

__all__ = ["judged"]


def _quoted(text: str) -> str:
    return f"«{text}»" if text else "an empty cell"


_JUDGED: dict[Reason, tuple[Rule, str, str]] = {
    Reason.SAID_NO: (rules.NOT_SIGNED, "«{name}» answered «{said}»: not a signature", ""),
    Reason.NOT_YET: (
        rules.NOT_CONFIRMED, "«{name}» has the status «{said}»: not a signature yet",
        "ask, and import the row again when it is confirmed",
    ),
    Reason.UNCLEAR: (
        rules.UNDECIDED, "{quoted} is not known as an answer: does «{name}» sign?", "write yes or no",
    ),
    Reason.STRUCK: (
        rules.UNDECIDED, "«{said}» is struck through in the spreadsheet: does «{name}» sign?",
        "delete the row, or take the line away",
    ),
    Reason.WITHDRAWN: (
        rules.WITHDRAWN, "«{name}» withdrew, but no day is given that can be read",
        "write the day of the withdrawal, year-month-day, into a column «Withdrawn»",
    ),
}  # fmt: skip


def _questioned(reader: RowReader, row: Row) -> tuple[str, str] | None:
    """Report and return an answer other than yes in a column whose head is not known, and that head."""
    name = cells.spaced(row.cell(min(reader.named)).text)
    for index, head in reader.columns.questions:
        text = cells.spaced(row.cell(index).text)
        column = (each.cell(index) for each in reader.grid.rows if each.number > reader.after)
        marked = all(vocabulary.is_bare(cell.text) for cell in column if not cell.empty)
        if (text or marked) and reader.answer(row, index) is not Answer.YES:
            hint = "write «Do you agree?» above answers about the signature, and leave other questions out"
            reader.at(rules.UNDECIDED, row, index, f"{_quoted(text)} stands under «{head}»: does «{name}» sign?", hint)
            return text, head
    return None


def judged(reader: RowReader, row: Row, signatory: Signatory, other: Signatory | None = None) -> SignedRow | RefusedRow:
    """Return the entry, or the refusal of what is no signature or of two that could be meant, and report it."""
    coalition = cells.spaced(reader.cell(row, Role.COALITION).text)
    span, words, name = signatory.span, reader.words(row), signatory.name.default
    if vocabulary.is_filler(name):
        message = f"«{name}» stands in the place of a name: is this row a signature?"
        reader.at(rules.NO_ENTRY, row, min(reader.named), message, "delete the row, or write the name")
        return RefusedRow(signatory, Reason.NO_ENTRY, span, words, coalition)
    if not signatory.withdrawn and (verdict := _verdict(reader, row)):
        reason, said, index = verdict
        rule, message, hint = _JUDGED[reason]
        reader.at(rule, row, index, message.format(name=name, said=said, quoted=_quoted(said)), hint)
        return RefusedRow(signatory, reason, span, words, coalition, said, other=other)
    asked = _questioned(reader, row)
    if asked:
        return RefusedRow(signatory, Reason.UNCLEAR, span, words, coalition, *asked, other)
    if other:
        return RefusedRow(signatory, Reason.WHO, span, words, coalition, other=other)
    return SignedRow(signatory, coalition, span, words, _sender(row))


def _sender(row: Row) -> str:
    """Return a digest of the addresses of a row, by which two answers of one person are told from those of namesakes."""
    found = {match.group().casefold() for cell in row.cells for match in ADDRESS.finditer(cells.spaced(cell.text))}
    return hashlib.sha256(" ".join(sorted(found)).encode()).hexdigest()[:16] if found else ""


_REASONS = {
    Answer.NO: Reason.SAID_NO,
    Answer.NOT_YET: Reason.NOT_YET,
    Answer.UNKNOWN: Reason.UNCLEAR,
    Answer.WITHDRAWN: Reason.WITHDRAWN,
}


def _verdict(reader: RowReader, row: Row) -> tuple[Reason, str, int] | None:
    """Return why a row is no signature, by which word of which column; None where nothing speaks against it."""
    answers = [reader.index(role) for role in (Role.AGREES, Role.STATUS)]
    decisive = (*reader.named, *answers, *(index for index, _ in reader.columns.questions))
    struck = [index for index in decisive if index >= 0 and row.cell(index).struck]
    if struck:
        return Reason.STRUCK, cells.spaced(row.cell(struck[0]).text), struck[0]
    left = reader.text(row, Role.WITHDRAWN)
    if left and vocabulary.answer(left) is not Answer.NO:
        return Reason.WITHDRAWN, left, reader.index(Role.WITHDRAWN)
    if verdict := _kept_back(reader, row):
        return verdict
    for index in reversed(answers):
        said = cells.spaced(row.cell(index).text) if index >= 0 else ""
        if said and reader.answer(row, index) is not Answer.YES:
            return _REASONS[reader.answer(row, index)], said, index
    for role in (Role.JOINED, Role.TIMESTAMP):
        said = reader.text(row, role)
        if said and vocabulary.answer(said) in {Answer.NO, Answer.NOT_YET, Answer.WITHDRAWN} and not said.isdigit():
            return _REASONS[vocabulary.answer(said)], said, reader.index(role)
    if answers[0] >= 0 and not cells.spaced(row.cell(answers[0]).text):
        return Reason.UNCLEAR, "", answers[0]
    remark = reader.text(row, Role.NOTE)
    return (Reason.UNCLEAR, remark, reader.index(Role.NOTE)) if vocabulary.makes_conditional(remark) else None


def _kept_back(reader: RowReader, row: Row) -> tuple[Reason, str, int] | None:
    """Return the refusal of a row that asks not to be named, or of a form that was begun and not sent."""
    hidden = reader.index(Role.ANONYMOUS)
    said = cells.spaced(row.cell(hidden).text) if hidden >= 0 else ""
    if said and reader.answer(row, hidden) is not Answer.NO:
        return Reason.SAID_NO if reader.answer(row, hidden) is Answer.YES else Reason.UNCLEAR, said, hidden
    sent = reader.index(Role.TIMESTAMP)
    unsent = reader.columns.exported and sent >= 0 and row.cell(sent).empty and reader.sent
    return (Reason.UNCLEAR, "", sent) if unsent else None
