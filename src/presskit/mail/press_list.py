"""A press list (CSV, XLSX) → recipients: valid, normalised, each address once; every other row is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from presskit.diagnostics import Diagnostic, Reading, Rule
from presskit.mail import list_columns, list_values, rules
from presskit.mail.addresses import AddressError, Mailbox, Recipient, is_role, mailbox_of
from presskit.mail.headers import one_line
from presskit.mail.list_heads import Column
from presskit.readers.tables import countries, table_file
from presskit.readers.tables.grid import Found, Grid, Row
from presskit.source import Span

__all__ = ["Column", "read"]

_UNSEEN = re.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BETWEEN = re.compile(r"\s*[;\n|]\s*|\s*,\s*(?=[^<>\"]*@)|(?<=[\w>])\s+(?=[^\s@<>]+@[^\s@]+$)")
_SHOWN = 40
"""How many rows a finding about many rows points at."""


def read(
    name: str, data: bytes, language: str = "", mapping: Mapping[Column, str] | None = None
) -> Reading[tuple[Recipient, ...]]:
    """Return the recipients of the table ``data``, which the user calls ``name``, in the order of the rows.

    ``language`` is that of rows which say none; where it is empty, they are findings. ``mapping`` says which head, or
    which letter, a column has. Spans count rows and columns as the spreadsheet shows them.
    """
    sheets = table_file.grids(name, data)
    found: Found = list(sheets.diagnostics)
    grid = list_columns.chosen(name, sheets.value, found) if sheets.value is not None else None
    if grid is None:
        return Reading((), tuple(found))
    head, columns = list_columns.columns(grid, mapping or {}, found)
    rows = _Rows(grid, columns, language, found)
    recipients = tuple(recipient for row in grid.rows if row.number > head for recipient in rows.recipients(row))
    return Reading(recipients, (*found, *rows.summary()))


@dataclass(slots=True)
class _Rows:
    """Reads the rows of one list; ``noted`` gathers, by rule, the places of what is said once for all of them."""

    grid: Grid
    columns: list_columns.Columns
    language: str
    found: Found
    seen: dict[str, Span] = field(default_factory=dict)
    noted: dict[Rule, list[tuple[Span, str]]] = field(default_factory=dict)

    def recipients(self, row: Row) -> Iterator[Recipient]:
        """Yield one recipient for each good address of a row that has not come before."""
        place = self.span(row, Column.EMAIL)
        if not list_values.is_no(self.text(row, Column.SUPPRESSED)):
            self.note(rules.SUPPRESSED, place, self.text(row, Column.EMAIL))
            return
        for box in self.boxes(row, place):
            recipient = self.recipient(row, box, place)
            first = self.seen.setdefault(recipient.key, place)
            if first is not place:
                message = f"«{recipient.address}» stands in row {first.line} already"
                self.found.append(rules.DUPLICATE.at(place, message, related=[(first, "this row counts")]))
            else:
                self.remark(recipient)
                yield recipient

    def boxes(self, row: Row, place: Span) -> Iterator[Mailbox]:
        text = self.cell(row, Column.EMAIL).strip()
        parts = [part for part in _BETWEEN.split(text[:2000]) if part] if text.count("@") > 1 else [text]
        if not text:
            words = one_line(row.text())[:60]
            self.report(rules.NO_ADDRESS, place, f"no address stands with «{words}»", "ask for it, or delete the row")
            return
        if len(parts) > 1:
            message = f"{len(parts)} addresses stand in one cell; each gets a message"
            self.report(rules.SEVERAL, place, message, "give each a row of its own, or keep one")
        for part in parts:
            try:
                yield mailbox_of(part)
            except AddressError as fault:
                message = f"«{one_line(part)[:80]}» is not an e-mail address. {fault}"
                self.report(rules.BAD_ADDRESS, place, message, "ask for the address, or delete the row")

    def recipient(self, row: Row, box: Mailbox, place: Span) -> Recipient:
        trusted = ("embargo",) if not list_values.is_no(self.text(row, Column.TRUSTED)) else ()
        return Recipient(
            address=box.address,
            name=self.name(row, box.address) or one_line(box.name),
            outlet=self.text(row, Column.OUTLET),
            language=self.speaks(row, place),
            country=self.country(row),
            groups=tuple(dict.fromkeys((*list_values.groups(self.cell(row, Column.GROUPS)), *trusted))),
            span=place,
            attachments=self.attachments(row),
        )

    def name(self, row: Row, address: str) -> str:
        cells = [self.cell(row, column) for column in (Column.NAME, Column.FIRST, Column.LAST)]
        whole, *parts = map(one_line, cells)
        if any(_UNSEEN.search(cell.strip()) for cell in cells):
            message = f"the name is written as «{whole or ' '.join(parts)}»"
            self.report(rules.UNSEEN, self.span(row, Column.NAME), message, "look whether it is a name")
        called = whole or " ".join(filter(None, parts))
        if re.fullmatch(r"\S+@\S+", called) and called.casefold() != address.casefold():
            message = f"«{called[:80]}» stands where a name is expected"
            self.report(rules.NAME_IS_ADDRESS, self.span(row, Column.NAME), message, "look at the cells of this row")
        return "" if re.fullmatch(r"\S+@\S+", called) else called

    def speaks(self, row: Row, place: Span) -> str:
        text = self.text(row, Column.LANGUAGE)
        tag = list_values.language(text) if text else ""
        if text and not tag:
            message = f"«{text[:40]}» is not a language that is known"
            self.report(rules.BAD_LANGUAGE, self.span(row, Column.LANGUAGE), message, "write its code: en, fr, ar")
        elif not text and not self.language:
            self.note(rules.NO_LANGUAGE, place, "")
        return tag or self.language

    def country(self, row: Row) -> str:
        text = self.text(row, Column.COUNTRY)
        code = countries.code(text) if text else ""
        if text and not code:
            message = f"«{text[:40]}» is not a country that is known"
            self.report(rules.COUNTRY, self.span(row, Column.COUNTRY), message, "write its code: GB, FR, SY")
        return code

    def attachments(self, row: Row) -> tuple[str, ...] | None:
        text = self.text(row, Column.ATTACHMENTS)
        wanted, unknown = list_values.outputs(text)
        if unknown:
            message = f"«{one_line(' '.join(unknown))[:40]}» is no output"
            hint = "write pdf, docx, html, text, print or none"
            self.report(rules.ATTACHMENTS, self.span(row, Column.ATTACHMENTS), message, hint)
        return wanted if text and not (unknown and not wanted) else None

    def remark(self, recipient: Recipient) -> None:
        """Note what a person may want to look at."""
        if is_role(recipient.address):
            self.note(rules.ROLE_ADDRESS, recipient.span, recipient.address)
        if recipient.mailbox.needs_smtputf8:
            self.note(rules.SMTPUTF8, recipient.span, recipient.address)

    def cell(self, row: Row, column: Column) -> str:
        return row.cell(self.columns[column]).text if column in self.columns else ""

    def text(self, row: Row, column: Column) -> str:
        return one_line(self.cell(row, column))

    def span(self, row: Row, column: Column) -> Span:
        return self.grid.span(row.number, self.columns.get(column, -1))

    def report(self, rule: Rule, place: Span, message: str, hint: str) -> None:
        self.found.append(rule.at(place, message, hint))

    def note(self, rule: Rule, place: Span, word: str) -> None:
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
