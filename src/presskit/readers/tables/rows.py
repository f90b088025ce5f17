"""Rows below the heads → signatories; each row is an entry, is refused, or is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from presskit.diagnostics import Rule
from presskit.language.data import fold, options, words
from presskit.model.people import Consent, Localised, Signatory, SignatoryKind
from presskit.readers import import_rules as rules
from presskit.readers.tables import cells, vocabulary
from presskit.readers.tables.cells import Found, Grid, Row
from presskit.readers.tables.columns import Columns
from presskit.readers.tables.row_reader import ADDRESS, RefusedRow, RowReader, SignedRow
from presskit.readers.tables.verdicts import judged
from presskit.readers.tables.vocabulary import Answer, Role
from presskit.readers.tables.who_signs import Both
from presskit.typography import clean

__all__ = ["read_rows"]


_LONG, _WORDS = 150, 14


def read_rows(grid: Grid, after: int, columns: Columns, language: str, found: Found) -> Iterator[SignedRow | RefusedRow]:
    """Yield the entries and refusals of the rows after number ``after``.

    ``language`` is that of names whose column does not give one.
    """
    reader = RowReader(grid, columns, language, found, after)
    below = [row for row in grid.rows if row.number > after]
    reader.numbered = bool(reader.named) and cells.is_numbered(row.cell(reader.named[0]).text for row in below)
    reader.sent = any(not reader.cell(row, Role.TIMESTAMP).empty for row in below)
    for row in below:
        if not_a_name := _not_a_name(reader, row):
            reader.at(not_a_name[0], row, -1, *not_a_name[1:])
            continue
        reader.remarks = []
        _report_cells(reader, row)
        signs = _signatories(reader, row)
        if signs:
            yield judged(reader, row, *signs)


def _not_a_name(reader: RowReader, row: Row) -> tuple[Rule, str, str] | None:
    """Return the finding (rule, message, hint) about the heads once more, a total, or the head of a group."""
    words = cells.spaced(row.text())
    if reader.columns.heads and row.text() == reader.columns.heads:
        return rules.REPEATED_HEADS, "the heads stand here again; the row is not read", ""
    total = rf"(?:{options('columns', 'total')})\b[\s:=]*+[\d\s.,]*+"
    if re.fullmatch(total, words.replace("|", ""), re.IGNORECASE) and re.search(r"\d", words):
        return rules.NOT_A_NAME, f"«{words}» looks like a total; it is not read as a name", ""
    if row.wide and reader.columns.heads:
        hint = "if it is a coalition, add a column «Coalition»; if it is a name, split the merged cell"
        return rules.NOT_A_NAME, f"«{words}» is merged across columns, as the head of a group is; not read", hint
    return None


def _report_cells(reader: RowReader, row: Row) -> None:
    for index, cell in enumerate(row.cells):
        if cell.flaw:
            missing = cell.flaw == "formula"
            flaw = "the formula's value is not in the file" if missing else f"the formula ends in {cell.text or 'an error'}"
            hint = "open the table in a spreadsheet, and save it again, or write the value"
            reader.at(rules.NO_VALUE, row, index, f"{flaw}; the cell is read as empty", hint)
        elif re.match(r"\s*[=@]", cell.text) or re.match(r"\s*[+-]\s*(?:cmd|\w+\(|\d+[+*/|])", cell.text, re.IGNORECASE):
            message = f"the cell begins like a formula: «{cells.spaced(cell.text)[:60]}»; it is read as text"
            reader.at(rules.FORMULA, row, index, message, "look at it before you open the table in a spreadsheet")
        if re.search(r"[\x00-\x08\x0e-\x1f\x7f\ufffd\ufffe\uffff]", cell.text):
            message = f"control or damaged characters stand in «{cells.spaced(cell.text)[:40]}»"
            reader.at(rules.CONTROL, row, index, message, "type the cell again")


def _names(reader: RowReader, row: Row, columns: tuple[tuple[str, int], ...]) -> Localised | None:
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
        if (row.number, index) in reader.grid.merged:
            message = "the name's cell is merged with the one above: the same name is read again for this row"
            reader.at(rules.MERGED, row, index, message, "split the merged cell, and write the name that is meant")
    ordered = sorted(texts.items(), key=lambda pair: pair[0] != reader.language)
    return Localised(ordered[0][1], () if list(texts) == [reader.language] else tuple(ordered)) if texts else None


def _shown(raw: str) -> str:
    """Return a raw cell with its line ends as ⏎, and as ␣ the spaces that no name needs."""
    text = clean(re.sub(r"[ \t\u00a0\u2028\u2029]", "\u00a0", cells.unmarked(raw).replace("\n", "⏎"))).replace("\u00a0", " ")
    return re.sub(r"^ +| +$| {2,}", lambda match: "␣" * len(match.group()), text)


def _check_name(reader: RowReader, row: Row, column: int, name: str) -> None:
    if len(name) > _LONG or name.count(" ") > _WORDS or ADDRESS.search(name) or re.search(r"\{\{|\{#|://", name):
        shown = name if len(name) <= 60 else f"{name[:59]}…"
        message = f"«{shown}» is hardly a name: it is very long, or holds an address or a text's markup"
        reader.at(rules.NOT_A_NAME, row, column, message, "correct the cell, or delete the row")


def _signatories(reader: RowReader, row: Row) -> tuple[Signatory, ...]:
    """Return who signs in a row, the person and the organisation where it could be either; report a row without a name."""
    organisation, person = _names(reader, row, reader.columns.names), _person(reader, row)
    kind = vocabulary.names_kind(reader.text(row, Role.KIND))
    if not organisation and not person and reader.columns.spare >= 0:
        spare = _names(reader, row, (("", reader.columns.spare),))
        unclear = kind is None and reader.text(row, Role.KIND)
        organisation, person = spare if kind is Role.NAME or unclear else None, spare if kind is not Role.NAME else None
    if organisation and person and vocabulary.is_nobody(organisation.default):
        organisation = None
    both = Both.PERSON if kind is Role.PERSON else Both.ORGANISATION if kind is Role.NAME else reader.columns.both
    signs = []
    if person and not (organisation and both is Both.ORGANISATION):
        signs.append(_with_facts(reader, row, person, SignatoryKind.PERSON, organisation))
    if organisation and not (person and both is Both.PERSON):
        signs.append(_with_facts(reader, row, organisation, SignatoryKind.ORGANISATION))
    if not signs:
        words = reader.words(row)[:120]
        message = "the row has no name; it says: " + (f"«{words}»" if words else "contact data only")
        reader.at(rules.NO_NAME, row, -1, message, "write the name into the table, or delete the row")
    return tuple(signs)


def _person(reader: RowReader, row: Row) -> Localised | None:
    """Return the name of a person, which may stand in the cells of first and last name."""
    parts = [cells.spaced(row.cell(index).text) for index in reader.columns.parts if not row.cell(index).flaw]
    if not any(map(cells.visible, parts)):
        return _names(reader, row, reader.columns.people)
    name = " ".join(filter(cells.visible, parts))
    _check_name(reader, row, reader.columns.parts[0], name)
    return Localised(name)


def _with_facts(
    reader: RowReader, row: Row, name: Localised, kind: SignatoryKind, house: Localised | None = None
) -> Signatory:
    """Return a signatory with what the other columns say; ``house`` is the organisation of a person."""
    title, affiliation = _personal(reader, row, kind)
    affiliation = affiliation or house
    if kind is SignatoryKind.PERSON and not name.by_language:
        name, title = _titled(name, title, reader.text(row, Role.TITLE))
    acronym = reader.text(row, Role.ACRONYM).strip("()[] ")
    if kind is SignatoryKind.ORGANISATION and not name.by_language:
        short, own = cells.acronym_apart(name.default)
        name, acronym = (Localised(short), own) if own and acronym in {"", own} else (name, acronym)
    joined = _day(reader, row, Role.JOINED) or _day(reader, row, Role.TIMESTAMP)
    facts = Signatory(
        name, kind, "" if acronym.lower() in words("columns", "none") else acronym, title, affiliation, _country(reader, row),
        joined, _day(reader, row, Role.WITHDRAWN), _consent(reader, row), span=reader.grid.span(row.number, min(reader.named)),
    )  # fmt: skip
    remarks = filter(None, (reader.text(row, Role.NOTE), *dict.fromkeys(reader.remarks)))
    return replace(facts, note=ADDRESS.sub("…@…", clean("; ".join(remarks))))


def _titled(name: Localised, title: Localised | None, cell: str) -> tuple[Localised, Localised | None]:
    """Return a name without the title before it, which the ``cell`` of titles may say, too."""
    parts = name.default.split()
    end = next((n for n, part in enumerate(parts) if not vocabulary.is_title(part)), 0)
    before = cell if cell and fold(name.default).startswith(f"{fold(cell)} ") else " ".join(parts[:end])
    rest = name.default[len(before) :].strip()
    if not before or " " not in rest or (cell and fold(cell) != fold(before)):
        return name, title
    return replace(name, default=rest), title or Localised(before)


def _personal(reader: RowReader, row: Row, kind: SignatoryKind) -> tuple[Localised | None, Localised | None]:
    """Return title and affiliation; those of an organisation are reported, and go into the note, as do jobs under «Title»."""
    texts = {role: reader.text(row, role) for role in (Role.TITLE, Role.AFFILIATION)}
    if kind is SignatoryKind.ORGANISATION:
        beside = _person(reader, row) is not None
        for role in filter(texts.get, () if beside else texts):
            problem = f" ({role}) belongs to a person, but an organisation signs here"
            reader.not_read(rules.PERSON_ONLY, row, role, problem, "write «Person» above the names of persons")
        return None, None
    if texts[Role.TITLE] and not vocabulary.is_title(texts[Role.TITLE]):
        reader.remarks.append(f"title as received: «{texts[Role.TITLE]}»")
        texts[Role.TITLE] = ""
    title, affiliation = (Localised(text) if text else None for text in texts.values())
    return title, affiliation


def _country(reader: RowReader, row: Row) -> str:
    text = reader.text(row, Role.COUNTRY)
    code = cells.country_code(text) if text else ""
    if text and not code:
        hint = "write the two letters: TR, GB, SY"
        reader.not_read(rules.COUNTRY, row, Role.COUNTRY, " is not known for sure as one country", hint)
    return code


_NO_DAY = {
    "unknown": (rules.BAD_DATE, " is not known as a date"),
    "ambiguous": (rules.AMBIGUOUS_DATE, ": which of the numbers is the day, which the month? No date is taken over"),
}


def _day(reader: RowReader, row: Row, role: Role) -> date | None:
    """Return the day of a column; one that could be two days, or is none, is reported, and goes into the note."""
    cell, text = reader.cell(row, role), reader.text(row, role)
    if text and not text.isdigit() and vocabulary.answer(text) is not Answer.UNKNOWN:
        return None  # «Signed: yes»; a no is judged with the other answers
    day = cell.day or (cells.cell_day(text) if text else None)
    if day is None or isinstance(day, date):
        return day
    rule, problem = _NO_DAY[day]
    reader.not_read(rule, row, role, problem, "write year-month-day: 2016-04-03")
    return None


def _consent(reader: RowReader, row: Row) -> Consent | None:
    """Return who confirmed. The time stamp of a form is the day on which it was filled in."""
    by, how = reader.text(row, Role.CONFIRMED_BY), reader.text(row, Role.HOW)
    on = _day(reader, row, Role.CONFIRMED_ON)
    if by:
        stamp = reader.cell(row, Role.TIMESTAMP)
        stamped = stamp.day or cells.cell_day(cells.spaced(stamp.text))
        return Consent(by, on or (stamped if isinstance(stamped, date) else None), how)
    remarks = ("confirmed on", str(on or "")), ("confirmed by way of", how)
    reader.remarks += [f"{what}: {text}" for what, text in remarks if text]
    return None
