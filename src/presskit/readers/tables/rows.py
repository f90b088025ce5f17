"""Rows below the heads → signatories; each row is an entry, is refused, or is reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache

from presskit.diagnostics import Rule
from presskit.language.data import options, words
from presskit.model.people import Consent, Localised, Signatory, SignatoryKind
from presskit.readers import import_rules as rules
from presskit.readers.tables import cells, vocabulary
from presskit.readers.tables.cells import Cell, Found, Grid, Row
from presskit.readers.tables.columns import Columns
from presskit.readers.tables.vocabulary import Answer, Role
from presskit.source import Span
from presskit.typography import clean

__all__ = ["Reason", "RefusedRow", "SignedRow", "read_rows"]


@cache
def _total() -> re.Pattern[str]:
    return re.compile(rf"(?:{options('columns', 'total')})\b[\s:=]*[\d\s.,]*", re.IGNORECASE)


_LONG, _WORDS = 150, 14
_ADDRESS = re.compile(r"[^\s|<>@]+@[^\s|<>@]+\.[^\s|<>@]+")


@dataclass(frozen=True, slots=True)
class SignedRow:
    """One signature of a table: who signs, the coalition that the table names, and the row it comes from.

    ``text`` is the row's words without contact data.
    """

    signatory: Signatory
    coalition: str
    span: Span
    text: str


class Reason(StrEnum):
    """Why a row with a name is no entry."""

    SAID_NO = "said no"
    NOT_YET = "not confirmed"
    UNCLEAR = "answer not understood"
    NO_ENTRY = "hardly a signature"
    WITHDRAWN = "withdrawn, no day given"
    STRUCK = "struck through"


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row with a name that is not a signature; it is among the findings too. ``said`` are the words that speak against it.

    ``under`` is the head that they stand under, if it is not known.
    """

    signatory: Signatory
    reason: Reason
    span: Span
    text: str
    coalition: str = ""
    said: str = ""
    under: str = ""


@dataclass(slots=True)
class _Reader:
    """Reads the rows of one grid. ``remarks`` holds the words of the row at hand that could not be read as what they are."""

    grid: Grid
    columns: Columns
    language: str
    found: Found
    numbered: bool
    after: int = 0
    remarks: list[str] = field(default_factory=list)

    def at(self, rule: Rule, row: Row, column: int, message: str, hint: str = "") -> None:
        self.found.append(rule.at(self.grid.span(row.number, column), message, hint))

    def below(self) -> Iterator[Row]:
        return (row for row in self.grid.rows if row.number > self.after)

    def index(self, role: Role) -> int:
        index = self.columns.of(role)
        return -1 if index is None else index

    def cell(self, row: Row, role: Role) -> Cell:
        return row.cell(self.index(role)) if self.index(role) >= 0 else Cell("")

    def text(self, row: Row, role: Role) -> str:
        text = cells.spaced(self.cell(row, role).text)
        return text if cells.visible(text) else ""

    def answer(self, row: Row, index: int) -> Answer:
        return vocabulary.answer(cells.spaced(row.cell(index).text), doubtful=index in self.columns.doubtful)

    def words(self, row: Row) -> str:
        shown = (cell.text for index, cell in enumerate(row.cells) if index not in self.columns.private and not cell.empty)
        return _ADDRESS.sub("…@…", " | ".join(map(cells.spaced, shown)))


def read_rows(grid: Grid, after: int, columns: Columns, language: str, found: Found) -> Iterator[SignedRow | RefusedRow]:
    """Yield what the rows after number ``after`` hold. ``language`` is that of names whose column does not say."""
    first = [index for _, index in (*columns.names, *columns.people)][:1]
    numbered = cells.is_numbered(row.cell(first[0]).text for row in grid.rows if row.number > after) if first else False
    reader = _Reader(grid, columns, language, found, numbered, after)
    for row in grid.rows:
        if row.number > after and not _is_no_name(reader, row):
            reader.remarks = []
            _report_cells(reader, row)
            signatory = _signatory(reader, row)
            if signatory:
                yield _judged(reader, row, signatory)


def _is_no_name(reader: _Reader, row: Row) -> bool:
    """Report heads that stand again, totals, and heads of groups."""
    words = cells.spaced(row.text())
    if reader.columns.heads and row.text() == reader.columns.heads:
        reader.at(rules.REPEATED_HEADS, row, -1, "the heads stand here again; the row is not read")
        return True
    if _total().fullmatch(words.replace("|", "")) and re.search(r"\d", words):
        reader.at(rules.NOT_A_NAME, row, -1, f"«{words}» looks like a total; it is not read as a name")
        return True
    if row.wide and reader.columns.heads:
        hint = "if it is a coalition, add a column «Coalition»; if it is a name, split the merged cell"
        reader.at(rules.NOT_A_NAME, row, -1, f"«{words}» is merged across columns, as the head of a group is; not read", hint)
        return True
    return False


def _report_cells(reader: _Reader, row: Row) -> None:
    for index, cell in enumerate(row.cells):
        if cell.flaw:
            missing = cell.flaw == "formula"
            what = "the formula's value is not in the file" if missing else f"the formula ends in {cell.text or 'an error'}"
            hint = "open the table in a spreadsheet, and save it again, or write the value"
            reader.at(rules.NO_VALUE, row, index, f"{what}; the cell is read as empty", hint)
        elif re.match(r"\s*[=@]", cell.text) or re.match(r"\s*[+-]\s*(?:cmd|\w+\(|\d+[+*/|])", cell.text, re.IGNORECASE):
            message = f"the cell begins like a formula: «{cells.spaced(cell.text)[:60]}»; it is read as text"
            reader.at(rules.FORMULA, row, index, message, "look at it before you open the table in a spreadsheet")
        if re.search(r"[\x00-\x08\x0e-\x1f\x7f\ufffd\ufffe\uffff]", cell.text):
            message = f"control or damaged characters stand in «{cells.spaced(cell.text)[:40]}»"
            reader.at(rules.CONTROL, row, index, message, "type the cell again")


def _names(reader: _Reader, row: Row, columns: tuple[tuple[str, int], ...]) -> Localised | None:
    """Return the name of a row in all its languages, the language of the kit first."""
    texts: dict[str, str] = {}
    for language, index in sorted(columns, key=lambda column: bool(column[0])):
        raw = row.cell(index).text if not row.cell(index).flaw else ""
        if not cells.visible(raw):
            continue
        name = cells.tidied_name(raw, numbered=reader.numbered)
        _check_name(reader, row, index, name)
        if _shown(raw) != name:
            reader.remarks.append(f"as received: «{_shown(raw)}»")
        tag = language or reader.language
        if texts.setdefault(tag, name) != name:
            reader.remarks.append(f"also in «{tag}»: «{name}»")
            message = f"«{texts[tag]}» and «{name}» are both names in «{tag}»; the first is kept"
            reader.at(rules.TWO_NAMES, row, index, message, "correct the name in the kit where the second is right")
        _report_merged(reader, row, index)
    return _localised(texts, reader.language, alone=len(texts) == 1 and set(texts) == {reader.language})


def _shown(raw: str) -> str:
    """Return a raw cell with its line ends as ⏎, and as ␣ the spaces that no name needs."""
    text = clean(re.sub(r"[ \t\u00a0\u2028\u2029]", "\u00a0", cells.unmarked(raw).replace("\n", "⏎"))).replace("\u00a0", " ")
    return re.sub(r"^ +| +$| {2,}", lambda match: "␣" * len(match.group()), text)


def _check_name(reader: _Reader, row: Row, column: int, name: str) -> None:
    if len(name) > _LONG or name.count(" ") > _WORDS or _ADDRESS.search(name) or re.search(r"\{\{|\{#|://", name):
        shown = name if len(name) <= 60 else f"{name[:59]}…"
        message = f"«{shown}» is hardly a name: it is very long, or holds an address or a text's markup"
        reader.at(rules.NOT_A_NAME, row, column, message, "correct the cell, or delete the row")


def _localised(texts: dict[str, str], language: str, *, alone: bool) -> Localised | None:
    if not texts:
        return None
    ordered = sorted(texts.items(), key=lambda pair: pair[0] != language)
    return Localised(ordered[0][1], () if alone else tuple(ordered))


def _report_merged(reader: _Reader, row: Row, index: int) -> None:
    if (row.number, index) in reader.grid.merged:
        message = "the name's cell is merged with the one above: the same name is read again for this row"
        reader.at(rules.MERGED, row, index, message, "split the merged cell, and write the name that is meant")


def _signatory(reader: _Reader, row: Row) -> Signatory | None:
    """Return who signs in a row; report a row without a name, and one with two kinds of name."""
    organisation, person = _names(reader, row, reader.columns.names), _names(reader, row, reader.columns.people)
    if organisation and person:
        message = f"«{organisation.default}» and «{person.default}» stand in one row: who signs?"
        hint = "leave the person out where the organisation signs; write «Affiliation» above the organisation otherwise"
        reader.at(rules.SIGNER, row, -1, message, hint)
        return None
    name = organisation or person
    if name is None:
        said = reader.words(row)[:120]
        message = "the row has no name; it says: " + (f"«{said}»" if said else "contact data only")
        reader.at(rules.NO_NAME, row, -1, message, "write the name into the table, or delete the row")
        return None
    return _with_facts(reader, row, name, SignatoryKind.PERSON if person else SignatoryKind.ORGANISATION)


def _with_facts(reader: _Reader, row: Row, name: Localised, kind: SignatoryKind) -> Signatory:
    title, affiliation = _personal(reader, row, kind)
    joined = _day(reader, row, Role.JOINED) or _day(reader, row, Role.TIMESTAMP)
    facts = Signatory(
        name, kind, _acronym(reader, row), title, affiliation, _country(reader, row), joined,
        _day(reader, row, Role.WITHDRAWN), _consent(reader, row), span=reader.grid.span(row.number, _name_column(reader)),
    )  # fmt: skip
    remark = reader.text(row, Role.NOTE)
    note = _ADDRESS.sub("…@…", clean("; ".join([*([remark] if remark else []), *dict.fromkeys(reader.remarks)])))
    return replace(facts, note=note)


def _acronym(reader: _Reader, row: Row) -> str:
    text = reader.text(row, Role.ACRONYM).strip("()[] ")
    return "" if text.lower() in words("columns", "none") else text


def _name_column(reader: _Reader) -> int:
    return min(index for _, index in (*reader.columns.names, *reader.columns.people))


def _personal(reader: _Reader, row: Row, kind: SignatoryKind) -> tuple[Localised | None, Localised | None]:
    """Return title and affiliation; where an organisation signs they are reported, and kept in the note."""
    texts = []
    for role in (Role.TITLE, Role.AFFILIATION):
        text = reader.text(row, role)
        if text and kind is SignatoryKind.ORGANISATION:
            reader.remarks.append(f"{role} as received: «{text}»")
            message = f"«{text}» ({role}) belongs to a person, but an organisation signs here"
            reader.at(rules.PERSON_ONLY, row, reader.index(role), message, "write «Person» above the names of persons")
            text = ""
        texts.append(Localised(text) if text else None)
    return texts[0], texts[1]


def _country(reader: _Reader, row: Row) -> str:
    text = reader.text(row, Role.COUNTRY)
    code = cells.country_code(text) if text else ""
    if text and not code:
        reader.remarks.append(f"country as received: «{text}»")
        message = f"«{text}» is not known for sure as one country"
        reader.at(rules.COUNTRY, row, reader.index(Role.COUNTRY), message, "write the two letters: TR, GB, SY")
    return code


def _day(reader: _Reader, row: Row, role: Role) -> date | None:
    """Return the day of a column; one that could be two days, or is none, is reported, and kept in the note."""
    cell, text = reader.cell(row, role), reader.text(row, role)
    if text and not text.isdigit() and vocabulary.answer(text) is not Answer.UNKNOWN:
        return None  # «Signed: yes»; a no is judged with the other answers
    day = cell.day or (cells.cell_day(text) if text else None)
    if day is None or isinstance(day, date):
        return day
    reader.remarks.append(f"{role} as received: «{text}»")
    hint = "write year-month-day: 2016-04-03"
    if day == "ambiguous":
        message = f"«{text}»: which of the numbers is the day, which the month? No date is taken over"
        reader.at(rules.AMBIGUOUS_DATE, row, reader.index(role), message, hint)
    else:
        reader.at(rules.BAD_DATE, row, reader.index(role), f"«{text}» is not known as a date", hint)
    return None


def _consent(reader: _Reader, row: Row) -> Consent | None:
    """Return who confirmed. The time stamp of a form is the day on which it was filled in."""
    by, how = reader.text(row, Role.CONFIRMED_BY), reader.text(row, Role.HOW)
    on = _day(reader, row, Role.CONFIRMED_ON)
    if by:
        stamp = reader.cell(row, Role.TIMESTAMP)
        stamped = stamp.day or cells.cell_day(cells.spaced(stamp.text))
        return Consent(by, on or (stamped if isinstance(stamped, date) else None), how)
    for what, text in (("confirmed on", str(on or "")), ("confirmed by way of", how)):
        if text:
            reader.remarks.append(f"{what}: {text}")
    return None


def _called(said: str) -> str:
    return f"«{said}»" if said else "an empty cell"


_JUDGED: dict[Reason, tuple[Rule, Callable[[str, str], str], str]] = {
    Reason.SAID_NO: (rules.NOT_SIGNED, lambda name, said: f"«{name}» answered «{said}»: not a signature", ""),
    Reason.NOT_YET: (
        rules.NOT_CONFIRMED, lambda name, said: f"«{name}» has the status «{said}»: not a signature yet",
        "ask, and import the row again when it is confirmed",
    ),
    Reason.UNCLEAR: (
        rules.UNDECIDED,
        lambda name, said: f"{_called(said)} is not known as an answer: does «{name}» sign?",
        "write yes or no",
    ),
    Reason.STRUCK: (
        rules.UNDECIDED, lambda name, said: f"«{said}» is struck through in the spreadsheet: does «{name}» sign?",
        "delete the row, or take the line away",
    ),
    Reason.WITHDRAWN: (
        rules.WITHDRAWN, lambda name, _: f"«{name}» withdrew, but no day is given that can be read",
        "write the day of the withdrawal, year-month-day, into a column «Withdrawn»",
    ),
}  # fmt: skip


def _questioned(reader: _Reader, row: Row) -> tuple[str, str] | None:
    """Report and return an answer other than yes in a column whose head is not known, and that head."""
    name = row.cell(_name_column(reader)).text
    for index, head in reader.columns.questions:
        said = cells.spaced(row.cell(index).text)
        marked = all(map(vocabulary.is_bare, (each.cell(index).text for each in reader.below() if not each.cell(index).empty)))
        if (said or marked) and reader.answer(row, index) is not Answer.YES:
            message = f"{_called(said)} stands under «{head}»: does «{cells.spaced(name)}» sign?"
            hint = "write «Do you agree?» above answers about the signature, and leave other questions out"
            reader.at(rules.UNDECIDED, row, index, message, hint)
            return said, head
    return None


def _judged(reader: _Reader, row: Row, signatory: Signatory) -> SignedRow | RefusedRow:
    """Return the entry, or the refusal of what is no signature, and report it."""
    coalition = cells.spaced(reader.cell(row, Role.COALITION).text)
    span, words = signatory.span, reader.words(row)
    if vocabulary.is_filler(signatory.name.default):
        message = f"«{signatory.name.default}» stands in the place of a name: is this row a signature?"
        reader.at(rules.NO_ENTRY, row, _name_column(reader), message, "delete the row, or write the name")
        return RefusedRow(signatory, Reason.NO_ENTRY, span, words, coalition)
    verdict = None if signatory.withdrawn else _verdict(reader, row)
    asked = _questioned(reader, row) if verdict is None else None
    if asked:
        return RefusedRow(signatory, Reason.UNCLEAR, span, words, coalition, *asked)
    if verdict is None:
        return SignedRow(signatory, coalition, span, words)
    reason, said, index = verdict
    rule, words_of, hint = _JUDGED[reason]
    reader.at(rule, row, index, words_of(signatory.name.default, said), hint)
    return RefusedRow(signatory, reason, span, words, coalition, said)


_REASONS = {
    Answer.NO: Reason.SAID_NO,
    Answer.NOT_YET: Reason.NOT_YET,
    Answer.UNKNOWN: Reason.UNCLEAR,
    Answer.WITHDRAWN: Reason.WITHDRAWN,
}


def _verdict(reader: _Reader, row: Row) -> tuple[Reason, str, int] | None:
    """Return why a row is no signature, by which word of which column; None where nothing speaks against it."""
    struck = [index for index in _decisive(reader) if row.cell(index).struck]
    if struck:
        return Reason.STRUCK, cells.spaced(row.cell(struck[0]).text), struck[0]
    left = reader.text(row, Role.WITHDRAWN)
    if left and vocabulary.answer(left) is not Answer.NO:
        return Reason.WITHDRAWN, left, reader.index(Role.WITHDRAWN)
    for index in map(reader.index, (Role.STATUS, Role.AGREES)):
        said = cells.spaced(row.cell(index).text) if index >= 0 else ""
        if said and reader.answer(row, index) is not Answer.YES:
            return _REASONS[reader.answer(row, index)], said, index
    for role in (Role.JOINED, Role.TIMESTAMP):
        said = reader.text(row, role)
        if said and vocabulary.answer(said) in {Answer.NO, Answer.NOT_YET, Answer.WITHDRAWN} and not said.isdigit():
            return _REASONS[vocabulary.answer(said)], said, reader.index(role)
    if reader.index(Role.AGREES) >= 0 and not cells.spaced(reader.cell(row, Role.AGREES).text):
        return Reason.UNCLEAR, "", reader.index(Role.AGREES)
    remark = reader.text(row, Role.NOTE)
    return (Reason.UNCLEAR, remark, reader.index(Role.NOTE)) if vocabulary.makes_conditional(remark) else None


def _decisive(reader: _Reader) -> list[int]:
    """Return the columns whose words make a row a signature: the names, and the vocabulary."""
    named = [index for _, index in (*reader.columns.names, *reader.columns.people)]
    said = [reader.index(role) for role in (Role.AGREES, Role.STATUS) if reader.index(role) >= 0]
    return [*named, *said, *(index for index, _ in reader.columns.questions)]
