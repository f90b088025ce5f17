"""A media list (CSV, XLSX) → recipients, each address once, and who is not to be written to; every other row is a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from presskit.diagnostics import Diagnostic, Reading, Rule
from presskit.language.data import fold, words
from presskit.language.recognition import languages_by_name
from presskit.mail import media_list_columns, opt_out, rules
from presskit.mail.addresses import Mailbox, Recipient, addresses_in, is_role, same_address
from presskit.mail.media_list_columns import Column, Layout
from presskit.mail.mime import one_line
from presskit.model.outputs import Format
from presskit.model.question import Answer, Question
from presskit.readers.tables import cells, table_file, vocabulary
from presskit.readers.tables.cells import Found, Grid, Row
from presskit.source import Span

__all__ = ["MediaList", "Omission", "OmittedRow", "read"]


class Omission(StrEnum):
    """Why what stands in a list gets no message."""

    OPT_OUT = "opt-out"
    BAD_ADDRESS = "bad-address"
    NO_ADDRESS = "no-address"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class OmittedRow:
    """What gets no message: its words, its place, why, and the cells that say so, each with its head."""

    text: str
    span: Span
    reason: Omission
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MediaList:
    """The recipients in the order of the rows; the addresses, as they are compared, that may get nothing; what is asked.

    As long as a question is open, nobody is to be written to by this list: each is an error among the findings, too.
    ``omitted`` is what else stands in its rows.
    """

    recipients: tuple[Recipient, ...] = ()
    opted_out: frozenset[str] = frozenset()
    questions: tuple[Question, ...] = ()
    omitted: tuple[OmittedRow, ...] = ()


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
    grounds = {row.number: gone.grounds(row, where) for row in grid.rows if row.number in gone.rows}
    rows = Rows(grid, where, language, grounds, gone.opted_out | off, found)
    recipients = tuple(recipient for row in grid.rows if row.number > where.head for recipient in rows.recipients(row))
    return Reading(MediaList(recipients, gone.opted_out | off, questions, tuple(rows.omitted)), (*found, *rows.summary()))


def _asked(question: Question) -> Diagnostic:
    return rules.OPT_OUT_COLUMN.at(
        question.place,
        f"{question.asked} In it: {question.excerpt}",
        f"presskit answer DIR {question.id} ANSWER: {', '.join(choice.key for choice in question.possible)}",
    )


def _hidden(grid: Grid, where: Layout) -> Iterator[Diagnostic]:
    """Yield one finding about all that a spreadsheet does not show of the list."""
    rows, hidden = grid.concealed(where.head)
    if hidden:
        yield rules.HIDDEN.at(
            grid.span(rows[0]) if rows else Span(grid.source),
            f"hidden, or filtered away, and read all the same: {hidden}",
            "delete what is not meant, or show it",
        )


_UNSEEN = re.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SHOWN = 40
"""How many rows a finding about many rows points at."""
_LONGEST = 200
"""So many characters of a row that gets nothing are shown."""


@dataclass(slots=True)
class Rows:
    """Reads the rows of one list; ``noted`` gathers, by rule, the places of what is said once for all of them.

    ``marked`` holds by their numbers the rows that take somebody off the list, and the cells that do; ``opted_out`` the
    addresses, as they are compared, that no row may make a recipient of.
    """

    grid: Grid
    layout: Layout
    language: str
    marked: Mapping[int, tuple[str, ...]]
    opted_out: Collection[str]
    found: Found
    seen: dict[str, Span] = field(default_factory=dict)
    noted: dict[Rule, list[tuple[Span, str]]] = field(default_factory=dict)
    omitted: list[OmittedRow] = field(default_factory=list)

    def recipients(self, row: Row) -> Iterator[Recipient]:
        """Yield one recipient for each good address of a row that has not come before."""
        place = self._span(row, Column.EMAIL)
        if row.number in self.marked:
            text = self._text(row, Column.EMAIL)
            self._note(rules.SUPPRESSED, place, text)
            self._omit(text or row.text(), place, Omission.OPT_OUT, self.marked[row.number])
            return
        for box in self._boxes(row, place):
            key = same_address(box.address)
            if key in self.opted_out:
                self._note(rules.SUPPRESSED, place, box.address)
                self._omit(box.address, place, Omission.OPT_OUT)
                continue
            first = self.seen.setdefault(key, place)
            if first is not place:
                self._omit(box.address, place, Omission.DUPLICATE)
                self.found.append(rules.DUPLICATE.at(
                    place,
                    f"«{box.address}» stands in row {first.line} already",
                    related=[(first, "this row counts")],
                ))
                continue
            yield self._recipient(row, box, place)
            if is_role(box.address):
                self._note(rules.ROLE_ADDRESS, place, box.address)
            if box.needs_smtputf8:
                self._note(rules.SMTPUTF8, place, box.address)

    def _boxes(self, row: Row, place: Span) -> Iterator[Mailbox]:
        text = self._cell(row, Column.EMAIL).strip()
        if not text:
            message = f"no address stands with «{one_line(row.text())[:60]}»"
            self._omit(row.text(), place, Omission.NO_ADDRESS)
            self.found.append(rules.NO_ADDRESS.at(place, message, "ask for it, or delete the row"))
            return
        read = addresses_in(text)
        count = len(read.boxes) + len(read.bad)
        if count > 1:
            self.found.append(rules.SEVERAL.at(
                place,
                f"{count} addresses stand in one cell; each gets a message",
                "give each a row of its own, or keep one",
            ))
        for part, fault in read.bad:
            self._omit(part, place, Omission.BAD_ADDRESS)
            self.found.append(rules.BAD_ADDRESS.at(
                place,
                f"«{one_line(part)[:80]}» is not an e-mail address. {fault}",
                "ask for the address, or delete the row",
            ))
        yield from read.boxes

    def _recipient(self, row: Row, box: Mailbox, place: Span) -> Recipient:
        trust = self._text(row, Column.TRUSTED)
        trusted = ("embargo",) if trust and vocabulary.answer(trust) is not vocabulary.Answer.NO else ()
        return Recipient(
            address=box.address,
            name=self._name(row, box.address) or one_line(box.name),
            outlet=self._text(row, Column.OUTLET),
            language=self._speaks(row, place),
            country=self._read(row, Column.COUNTRY, cells.country_code, rules.COUNTRY, ("a country", "GB, FR, SY")),
            groups=tuple(dict.fromkeys((*_groups(self._cell(row, Column.GROUPS)), *trusted))),
            span=place,
            attachments=self._attachments(row),
        )

    def _name(self, row: Row, address: str) -> str:
        cells = [self._cell(row, column) for column in (Column.NAME, Column.FIRST, Column.LAST)]
        whole, *parts = map(one_line, cells)
        if any(_UNSEEN.search(cell.strip()) for cell in cells):
            self.found.append(rules.UNSEEN.at(
                self._span(row, Column.NAME),
                f"the name is written as «{whole or ' '.join(parts)}»",
                "look whether it is a name",
            ))
        called = whole or " ".join(filter(None, parts))
        if re.fullmatch(r"\S+@\S+", called) and called.casefold() != address.casefold():
            self.found.append(rules.NAME_IS_ADDRESS.at(
                self._span(row, Column.NAME),
                f"«{called[:80]}» stands where a name is expected",
                "look at the cells of this row",
            ))
        return "" if re.fullmatch(r"\S+@\S+", called) else called

    def _speaks(self, row: Row, place: Span) -> str:
        if not self._text(row, Column.LANGUAGE) and not self.language:
            self._note(rules.NO_LANGUAGE, place, "")
        return self._read(row, Column.LANGUAGE, _language, rules.BAD_LANGUAGE, ("a language", "en, fr, ar")) or self.language

    def _read(
        self, row: Row, column: Column, read: Callable[[str], str], rule: Rule, known_as: tuple[str, str]
    ) -> str:
        """Return the code that ``read`` makes of a cell; where it knows none, that is reported, with codes as examples."""
        text = self._text(row, column)
        code = read(text) if text else ""
        if text and not code:
            self.found.append(rule.at(
                self._span(row, column),
                f"«{text[:40]}» is not {known_as[0]} that is known",
                f"write its code: {known_as[1]}",
            ))
        return code

    def _attachments(self, row: Row) -> tuple[str, ...] | None:
        text = self._text(row, Column.ATTACHMENTS)
        wanted, unknown = _outputs(text)
        if unknown:
            self.found.append(rules.ATTACHMENTS.at(
                self._span(row, Column.ATTACHMENTS),
                f"«{one_line(' '.join(unknown))[:40]}» is no output",
                f"write {', '.join(Format)} or none",
            ))
        return wanted if text and not (unknown and not wanted) else None

    def _cell(self, row: Row, column: Column) -> str:
        at = self.layout.known.get(column)
        return row.cell(at).text if at is not None else ""

    def _text(self, row: Row, column: Column) -> str:
        return one_line(self._cell(row, column))

    def _span(self, row: Row, column: Column) -> Span:
        return self.grid.span(row.number, self.layout.known.get(column, -1))

    def _omit(self, text: str, place: Span, reason: Omission, grounds: tuple[str, ...] = ()) -> None:
        self.omitted.append(OmittedRow(one_line(text)[:_LONGEST], place, reason, grounds))

    def _note(self, rule: Rule, place: Span, word: str) -> None:
        self.noted.setdefault(rule, []).append((place, word))

    def summary(self) -> Iterator[Diagnostic]:
        """Yield one finding for each thing that was noted, however many rows it is about."""
        for rule, places in self.noted.items():
            numbers = ", ".join(f"{span.line} («{word}»)" if word else f"{span.line}" for span, word in places[:_SHOWN])
            more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
            yield rule.at(
                places[0][0],
                f"{rule.title}: row{'s' if len(places) > 1 else ''} {numbers}{more}",
                _HINTS.get(rule, ""),
                [(span, word or "this row too") for span, word in places[1:_SHOWN]],
            )


_HINTS = {
    rules.NO_LANGUAGE: "fill in the column «Language»; until then they get the text in the language that it was written in",
    rules.SMTPUTF8: "ask for an address in ASCII, or look whether your server speaks SMTPUTF8",
    rules.ROLE_ADDRESS: "name a person where you can",
}


_PARTS = re.compile(r"[,;/|+&،؛\n]+")
_NOTHING = frozenset({"-", "–", "0"})


@lru_cache(maxsize=4096)
def _language(text: str) -> str:
    """Return the first language that ``text`` names (BCP 47): by code or by name; empty where none is known."""
    for part in filter(None, map(str.strip, _PARTS.split(text))):
        tag = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", part)
        if tag and tag[1].lower() in languages_by_name().values():
            return tag[1].lower() + (f"-{tag[2].upper()}" if tag[2] else "")
        if found := languages_by_name().get(fold(part).strip(" .")):
            return found
    return ""


def _groups(text: str) -> tuple[str, ...]:
    """Return the groups that a cell lists, in lower case, each once."""
    parts = (" ".join(part.split()).casefold() for part in _PARTS.split(text))
    return tuple(dict.fromkeys(filter(None, parts)))


def _outputs(text: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the outputs that a cell names, and the words that name none. «none» is no output at all."""
    named = [word for word in re.split(r"[\s,;/|+&،؛]+", text.lower().replace("word", "docx")) if word]
    if text.strip().lower() in {*_NOTHING, *words("mail", "no_attachments")}:
        return (), []
    known = set(map(str, Format))
    return tuple(dict.fromkeys(word for word in named if word in known)), [word for word in named if word not in known]

