"""A media list (CSV, XLSX) → recipients, each address once, and who is not to be written to; every other row is a finding."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from presskit.diagnostics import Diagnostic, Reading, Rule
from presskit.language.data import fold, languages, words
from presskit.mail import media_list_columns, opt_out, rules
from presskit.mail.addresses import Mailbox, Recipient, addresses_in, is_role, same_address
from presskit.mail.media_list_columns import Column, Layout
from presskit.mail.mime import one_line
from presskit.model.outputs import Format
from presskit.model.question import Answer, Question
from presskit.readers.tables import answers as cell_answers
from presskit.readers.tables import table_file, values
from presskit.readers.tables.grid import Found, Grid, Row
from presskit.source import Span

__all__ = ["MediaList", "read"]

@dataclass(frozen=True, slots=True)
class MediaList:
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
) -> Reading[MediaList]:
    """Return what the table ``data`` says, which the user calls ``name``.

    ``language`` is that of rows which say none; where it is empty, they are findings. ``mapping`` says which head, or
    which letter, a column has; ``answers`` hold by a question's id what a person answered. Spans count rows and columns as
    the spreadsheet shows them.
    """
    table = table_file.grids(name, data)
    found: Found = list(table.diagnostics)
    sheets = media_list_columns.sheets(name, table.value, found) if table.value is not None else media_list_columns.Sheets()
    off = frozenset(address for sheet in sheets.off for address in opt_out.all_addresses(sheet, found))
    grid = sheets.chosen
    if grid is None:
        return Reading(MediaList(opted_out=off), tuple(found))
    where = media_list_columns.layout(grid, mapping or {}, found)
    gone = opt_out.opt_outs(grid, where, answers or {}, found)
    found += [note for at, note in media_list_columns.unknown(grid, where) if not gone.is_about(at)]
    found += _hidden(grid, where)
    questions = tuple(verdict.question for verdict in gone.verdicts.values() if verdict.question)
    found += map(_asked, questions)
    rows = Rows(grid, where, language, gone.rows, gone.opted_out | off, found)
    recipients = tuple(recipient for row in grid.rows if row.number > where.head for recipient in rows.recipients(row))
    return Reading(MediaList(recipients, gone.opted_out | off, questions), (*found, *rows.summary()))


def _asked(question: Question) -> Diagnostic:
    answers = ", ".join(choice.key for choice in question.possible)
    message = f"{question.asked} In it: {question.excerpt}"
    return rules.OPT_OUT_COLUMN.at(question.place, message, f"presskit answer DIR {question.id} ANSWER: {answers}")


def _hidden(grid: Grid, where: Layout) -> Iterator[Diagnostic]:
    """Yield one finding about all that a spreadsheet does not show of the list."""
    rows, hidden = grid.concealed(where.head)
    if hidden:
        place = grid.span(rows[0]) if rows else Span(grid.source)
        message = f"hidden, or filtered away, and read all the same: {hidden}"
        yield rules.HIDDEN.at(place, message, "delete what is not meant, or show it")


_UNSEEN = re.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SHOWN = 40
"""How many rows a finding about many rows points at."""


@dataclass(slots=True)
class Rows:
    """Reads the rows of one list; ``noted`` gathers, by rule, the places of what is said once for all of them.

    ``marked`` are the numbers of rows that take somebody off the list, ``opted_out`` the addresses, as they are compared,
    that no row may make a recipient of.
    """

    grid: Grid
    layout: Layout
    language: str
    marked: Collection[int]
    opted_out: Collection[str]
    found: Found
    seen: dict[str, Span] = field(default_factory=dict)
    noted: dict[Rule, list[tuple[Span, str]]] = field(default_factory=dict)

    def recipients(self, row: Row) -> Iterator[Recipient]:
        """Yield one recipient for each good address of a row that has not come before."""
        place = self._span(row, Column.EMAIL)
        if row.number in self.marked:
            self._note(rules.SUPPRESSED, place, self._text(row, Column.EMAIL))
            return
        for box in self._boxes(row, place):
            key = same_address(box.address)
            if key in self.opted_out:
                self._note(rules.SUPPRESSED, place, box.address)
                continue
            first = self.seen.setdefault(key, place)
            if first is not place:
                message = f"«{box.address}» stands in row {first.line} already"
                self.found.append(rules.DUPLICATE.at(place, message, related=[(first, "this row counts")]))
                continue
            recipient = self._recipient(row, box, place)
            self._remark(recipient)
            yield recipient

    def _boxes(self, row: Row, place: Span) -> Iterator[Mailbox]:
        text = self._cell(row, Column.EMAIL).strip()
        if not text:
            words = one_line(row.text())[:60]
            self._report(rules.NO_ADDRESS, place, f"no address stands with «{words}»", "ask for it, or delete the row")
            return
        read = addresses_in(text)
        count = len(read.boxes) + len(read.bad)
        if count > 1:
            message = f"{count} addresses stand in one cell; each gets a message"
            self._report(rules.SEVERAL, place, message, "give each a row of its own, or keep one")
        for part, fault in read.bad:
            message = f"«{one_line(part)[:80]}» is not an e-mail address. {fault}"
            self._report(rules.BAD_ADDRESS, place, message, "ask for the address, or delete the row")
        yield from read.boxes

    def _recipient(self, row: Row, box: Mailbox, place: Span) -> Recipient:
        trusted = ("embargo",) if not _is_no(self._text(row, Column.TRUSTED)) else ()
        return Recipient(
            address=box.address,
            name=self._name(row, box.address) or one_line(box.name),
            outlet=self._text(row, Column.OUTLET),
            language=self._speaks(row, place),
            country=self._country(row),
            groups=tuple(dict.fromkeys((*_groups(self._cell(row, Column.GROUPS)), *trusted))),
            span=place,
            attachments=self._attachments(row),
        )

    def _name(self, row: Row, address: str) -> str:
        cells = [self._cell(row, column) for column in (Column.NAME, Column.FIRST, Column.LAST)]
        whole, *parts = map(one_line, cells)
        if any(_UNSEEN.search(cell.strip()) for cell in cells):
            message = f"the name is written as «{whole or ' '.join(parts)}»"
            self._report(rules.UNSEEN, self._span(row, Column.NAME), message, "look whether it is a name")
        called = whole or " ".join(filter(None, parts))
        if re.fullmatch(r"\S+@\S+", called) and called.casefold() != address.casefold():
            message = f"«{called[:80]}» stands where a name is expected"
            self._report(rules.NAME_IS_ADDRESS, self._span(row, Column.NAME), message, "look at the cells of this row")
        return "" if re.fullmatch(r"\S+@\S+", called) else called

    def _speaks(self, row: Row, place: Span) -> str:
        text = self._text(row, Column.LANGUAGE)
        tag = _language(text) if text else ""
        if text and not tag:
            message = f"«{text[:40]}» is not a language that is known"
            self._report(rules.BAD_LANGUAGE, self._span(row, Column.LANGUAGE), message, "write its code: en, fr, ar")
        elif not text and not self.language:
            self._note(rules.NO_LANGUAGE, place, "")
        return tag or self.language

    def _country(self, row: Row) -> str:
        text = self._text(row, Column.COUNTRY)
        code = values.country_code(text) if text else ""
        if text and not code:
            message = f"«{text[:40]}» is not a country that is known"
            self._report(rules.COUNTRY, self._span(row, Column.COUNTRY), message, "write its code: GB, FR, SY")
        return code

    def _attachments(self, row: Row) -> tuple[str, ...] | None:
        text = self._text(row, Column.ATTACHMENTS)
        wanted, unknown = _outputs(text)
        if unknown:
            message = f"«{one_line(' '.join(unknown))[:40]}» is no output"
            hint = f"write {', '.join(Format)} or none"
            self._report(rules.ATTACHMENTS, self._span(row, Column.ATTACHMENTS), message, hint)
        return wanted if text and not (unknown and not wanted) else None

    def _remark(self, recipient: Recipient) -> None:
        """Note what a person may want to look at."""
        if is_role(recipient.address):
            self._note(rules.ROLE_ADDRESS, recipient.span, recipient.address)
        if recipient.mailbox.needs_smtputf8:
            self._note(rules.SMTPUTF8, recipient.span, recipient.address)

    def _cell(self, row: Row, column: Column) -> str:
        at = self.layout.known.get(column)
        return row.cell(at).text if at is not None else ""

    def _text(self, row: Row, column: Column) -> str:
        return one_line(self._cell(row, column))

    def _span(self, row: Row, column: Column) -> Span:
        return self.grid.span(row.number, self.layout.known.get(column, -1))

    def _report(self, rule: Rule, place: Span, message: str, hint: str) -> None:
        self.found.append(rule.at(place, message, hint))

    def _note(self, rule: Rule, place: Span, word: str) -> None:
        self.noted.setdefault(rule, []).append((place, word))

    def summary(self) -> Iterator[Diagnostic]:
        """Yield one finding for each thing that was noted, however many rows it is about."""
        for rule, places in self.noted.items():
            numbers = ", ".join(f"{span.line} («{word}»)" if word else f"{span.line}" for span, word in places[:_SHOWN])
            more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
            related = [(span, word or "this row too") for span, word in places[1:_SHOWN]]
            message = f"{rule.title}: row{'s' if len(places) > 1 else ''} {numbers}{more}"
            yield rule.at(places[0][0], message, _HINTS.get(rule, ""), related)


_HINTS = {
    rules.NO_LANGUAGE: "fill in the column «Language»; until then they get the text in the language that it was written in",
    rules.SMTPUTF8: "ask for an address in ASCII, or look whether your server speaks SMTPUTF8",
    rules.ROLE_ADDRESS: "name a person where you can",
}


_PARTS = re.compile(r"[,;/|+&،؛\n]+")
_NOTHING = frozenset({"-", "–", "0"})


@cache
def _names() -> dict[str, str]:
    """Return the languages by their names in the languages of the lists, and in themselves."""
    from babel import Locale

    names: dict[str, str] = {}
    for spoken in languages():
        for tag, name in Locale(spoken).languages.items():
            if re.fullmatch("[a-z]{2,3}", tag):
                names.setdefault(fold(str(name)), tag)
    return names


@cache
def _language(text: str) -> str:
    """Return the first language that ``text`` names (BCP 47): by code or by name; empty where none is known."""
    for part in filter(None, map(str.strip, _PARTS.split(text))):
        tag = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", part)
        if tag and tag[1].lower() in _names().values():
            return tag[1].lower() + (f"-{tag[2].upper()}" if tag[2] else "")
        if found := _names().get(fold(part).strip(" .")):
            return found
    return ""


def _groups(text: str) -> tuple[str, ...]:
    """Return the groups that a cell lists, in lower case, each once."""
    parts = (" ".join(part.split()).casefold() for part in _PARTS.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _outputs(text: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the outputs that a cell names, and the words that name none. «none» is no output at all."""
    named = [word for word in re.split(r"[\s,;/|+&،؛]+", text.lower().replace("word", "docx")) if word]
    if text.strip().lower() in {*_NOTHING, *words("mail", "no_attachments")}:
        return (), []
    known = set(map(str, Format))
    return tuple(dict.fromkeys(word for word in named if word in known)), [word for word in named if word not in known]


def _is_no(text: str) -> bool:
    """Tell whether a cell says no, or nothing."""
    return not text.strip() or cell_answers.answer(text) is cell_answers.Answer.NO
