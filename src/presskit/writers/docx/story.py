"""An edition → the paragraphs of the body, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from presskit.formats.ooxml.contract import CharacterStyle, Prefix, Style, bookmark
from presskit.language.numbers import in_digits
from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Figure,
    Footnote,
    Heading,
    ListItem,
    Numbered,
    Paragraph,
    Table,
)
from presskit.model.edition import ContactCard, Contacts, Edition, Group, Member, SignatoryList
from presskit.model.release import PageSize
from presskit.writers.docx.lists import NO_LIST, Lists
from presskit.writers.docx.page import Page
from presskit.writers.docx.paragraphs import Named, Paragraphs, Run, directed, runs_of
from presskit.writers.docx.pictures import Pictures
from presskit.writers.docx.rows import Rows, table
from presskit.writers.docx.template import Place
from presskit.writers.docx.xml import Element, name, properties_of, put, take, w

__all__ = ["Story"]

DEEPEST = 8
FEW = 4  # in columns, so few names would stand apart from each other
MANY = 120
LONGEST_CALLS = 14  # paragraphs that are held on one page
TALLEST_FIGURE = 5950  # 105 mm in twentieths of a point, as in print.css


@dataclass(frozen=True, slots=True)
class BlockStyles:
    """The styles of the blocks in a part of the page; headings by their level."""

    text: Style
    bullet: Style
    numbered: Style
    headings: tuple[Style, Style, Style]


_UNDER = (Style.SECTION, Style.HEADING_3, Style.HEADING_4)
BODY = BlockStyles(Style.BODY, Style.BULLET, Style.NUMBERED, (Style.HEADING_2, Style.HEADING_3, Style.HEADING_4))
BOILERPLATE = BlockStyles(Style.BOILERPLATE, Style.NOTE_BULLET, Style.NOTE_NUMBERED, _UNDER)
FOOTNOTE = BlockStyles(Style.FOOTNOTE, Style.NOTE_BULLET, Style.NOTE_NUMBERED, _UNDER)
NOTE = BlockStyles(Style.NOTE, Style.NOTE_BULLET, Style.NOTE_NUMBERED, _UNDER)


@dataclass(slots=True)
class Story:
    """Makes the paragraphs of an edition. ``furniture`` are the links to headers and footers, by place.

    Signatories that look like one before them are ``rows``, which are made in the document's part.
    """

    edition: Edition
    rows: Rows
    lists: Lists
    page: Page
    pictures: Pictures
    furniture: Mapping[Place, str]
    _content: list[Element] = field(default_factory=list)
    _columns: int = 1
    _note: int = 0
    """The footnote whose bookmark the next paragraph gets; 0 for none."""

    @property
    def make(self) -> Paragraphs:
        """What makes the paragraphs of the body."""
        return self.rows.make

    def body(self) -> list[Element]:
        """Return what the body holds: the paragraphs, and the last section's ``w:sectPr``."""
        edition = self.edition
        self._head()
        self._text()
        if edition.signatories:
            self._signatories(edition.signatories)
        self._line(Style.ENDS, edition.ends)
        self._blocks(edition.boilerplate, BOILERPLATE)
        self._footnotes()
        if edition.notes:
            self._line(Style.SECTION, edition.notes.heading)
            self._blocks(edition.notes.blocks, NOTE)
        if edition.contacts:
            self._contacts(edition.contacts)
        if edition.labels.original:
            self._add(Style.ORIGINAL, _linked(edition.labels.original, edition.website))
        return [*self._content, self._section()]

    # One paragraph.

    def _add(self, style: Style, runs: Iterable[Run], named: Named | None = None, after: Iterable[Run] = ()) -> Element:
        named = named or Named()
        named, self._note = Named(named.key, named.prefix, self._note), 0
        self._content.append(self.make.make(style, runs, named, after))
        return self._content[-1]

    def _line(self, style: Style, words: str, named: Named | None = None, mark: str = "", target: str = "") -> Element:
        return self._add(style, [Run(words, mark, target=target)] if words else [], named)

    def _segment(self, style: Style, block: Paragraph | Heading) -> Element:
        return self._add(style, runs_of(block.inlines), Named(block.id))

    # Columns: a section ends with the paragraph that holds its properties. The first one, which brings the furniture, is
    # a line without a bookmark: LibreOffice 7 cuts a bookmark short in the paragraph that ends such a section.

    def _section(self) -> Element:
        furniture, self.furniture = self.furniture, {}
        return self.page.section(self._columns, furniture)

    def _set_in(self, columns: int) -> None:
        """Set what follows in ``columns``."""
        if columns != self._columns:
            self._end_section()
            self._columns = columns

    def _end_section(self) -> None:
        put(properties_of(self._content[-1]), self._section())

    # The parts of the page.

    def _head(self) -> None:
        edition = self.edition
        timing = [Run(edition.release_line)] if edition.release_line else []
        kind = [Run(edition.kind, CharacterStyle.KIND)] if edition.kind else []
        self._add(Style.RELEASE_LINE, [*timing, *([Run("\u2003")] if timing and kind else []), *kind])
        self._end_section()
        for line in edition.embargo:
            self._line(Style.EMBARGO, line)
        self._segment(Style.TITLE, edition.title)
        if edition.subtitle:
            self._segment(Style.SUBTITLE, edition.subtitle)
        if edition.dateline:
            self._line(Style.DATELINE, edition.dateline)

    def _text(self) -> None:
        match self.edition.body:
            case (Paragraph() as lede, *rest):
                self._segment(Style.LEDE, lede)
                self._blocks(rest, BODY)
            case blocks:
                self._blocks(blocks, BODY)

    def _blocks(self, blocks: Iterable[Block], styles: BlockStyles, depth: int = 0) -> None:
        for block in blocks:
            match block:
                case Paragraph():
                    self._paragraph(block, styles)
                case Heading(level=level):
                    self._segment(styles.headings[level - 2], block)
                case Bullets(items=items):
                    self._items(items, styles.bullet, styles, depth)
                case Numbered(items=items, start=start):
                    self._items(items, styles.numbered, styles, depth, start)
                case Calls():
                    self._calls(block, styles, depth)
                case BlockQuote():
                    self._quote(block, styles, depth)
                case Figure():
                    self._figure(block)
                case Table():
                    self._table(block, styles)
                case _:
                    assert_never(block)

    def _paragraph(self, block: Paragraph, styles: BlockStyles) -> None:
        paragraph = self._segment(styles.text, block)
        if styles is FOOTNOTE:
            self.lists.unmarked(paragraph, styles.text, 0)

    def _items(
        self, items: Iterable[ListItem], style: Style, styles: BlockStyles, depth: int, start: int | None = None
    ) -> None:
        level = min(depth, DEEPEST)
        if start is not None:
            self.lists.begin(style, level, start)
        for ordinal, item in enumerate(items, start or 0):
            first, *rest = item.blocks
            if isinstance(first, Paragraph):
                self._mark(self._segment(style, first), style, level, ordinal if start is not None else None)
            else:
                self._blocks([first], styles, depth + 1)
            self._under(rest, style, styles, depth)

    def _mark(self, paragraph: Element, style: Style, level: int, ordinal: int | None) -> None:
        if ordinal is None:
            self.lists.bullet(paragraph, style, level)
        else:
            self.lists.number(paragraph, style, level, ordinal, in_digits(str(ordinal), self.edition.digits))

    def _under(self, blocks: Iterable[Block], style: Style, styles: BlockStyles, depth: int) -> None:
        """Add what follows an item's first paragraph."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self.lists.unmarked(self._segment(style, block), style, min(depth, DEEPEST))
            else:
                self._blocks([block], styles, depth + 1)

    def _calls(self, calls: Calls, styles: BlockStyles, depth: int) -> None:
        begin = len(self._content)
        for lead in calls.lead:
            self._segment(Style.CALL_LEAD, lead)
        self._items(calls.items, Style.CALL, styles, depth, 1)
        box = self._content[begin:]
        if len(box) <= LONGEST_CALLS:
            _hold(box)

    def _quote(self, quote: BlockQuote, styles: BlockStyles, depth: int) -> None:
        begin = len(self._content)
        for block in quote.blocks:
            if isinstance(block, Paragraph):
                self._segment(Style.QUOTE, block)
            else:
                self._blocks([block], styles, depth)
        if quote.attribution:
            _hold(self._content[begin:], last=True)
            self._segment(Style.ATTRIBUTION, quote.attribution)

    def _figure(self, figure: Figure) -> None:
        room = self.page.room
        label = bookmark(f"{figure.id}-alt")
        room = (room[0], min(room[1], TALLEST_FIGURE))
        drawing = self.pictures.drawing(figure.source, figure.alt, label, self.make.part, room)
        named = None if figure.caption else Named(figure.id)
        self._content.append(self.make.around(Style.FIGURE, [w("r", drawing)], named))
        if figure.caption:
            self._add(Style.CAPTION, runs_of(figure.caption), Named(figure.id))
        if figure.credit:
            self._line(Style.CREDIT, figure.credit)

    def _table(self, block: Table, styles: BlockStyles) -> None:
        """Write a table and an empty paragraph: Word joins tables that touch, and a section ends with a paragraph."""
        rows = [[self._cell(cell) for cell in row.cells] for row in block.all_rows]
        self._content.append(table(rows, block.alignments, self.page.room[0], self.edition.direction))
        self._add(styles.text, [])

    def _cell(self, cell: Paragraph) -> Element:
        return self.make.make(Style.NOTE, runs_of(cell.inlines), Named(cell.id if cell.inlines else ""))

    def _signatories(self, part: SignatoryList) -> None:
        count = sum(len(group.members) for group in part.groups)
        self._set_in(_columns_for(count, self.edition.page))
        self._line(Style.SECTION, part.heading)
        for group in part.groups:
            self._group(group)
        self._set_in(1)

    def _group(self, group: Group) -> None:
        if group.heading:
            title = [Run(group.heading), *_acronym(group.acronym)]
            apart = "\u2002\u200f" if self.edition.direction == "rtl" else "\u2002"  # else the digits join a Latin acronym
            count = [Run(apart), Run(group.count, CharacterStyle.COUNT)] if group.count else []
            self._add(Style.COALITION, title, Named(group.key, Prefix.COALITION), count)
        last = len(group.members)
        for place, member in enumerate(group.members, 1):
            runs = directed(_entry(member), self.edition.direction)
            if place == last or not self._row(member, runs):
                self._content += self.rows.fold()
                self._member(member, runs)

    def _row(self, member: Member, runs: Sequence[Run]) -> bool:
        """Add a signatory that looks like one before and is the next in its list; return whether it was one."""
        number = self.lists.next(Style.SIGNATORY, 0, member.ordinal, member.number) if member.number else NO_LIST
        if number is None or not self.rows.add(runs, number, Named(member.key, Prefix.SIGNATORY)):
            return False
        if number:
            self.lists.count(Style.SIGNATORY, 0, number, member.ordinal)
        return True

    def _member(self, member: Member, runs: Sequence[Run]) -> None:
        named = Named(member.key, Prefix.SIGNATORY)
        paragraph = self.make.around(Style.SIGNATORY, self.make.elements(runs), named)
        self._content.append(paragraph)
        number = NO_LIST
        if member.number:
            number = self.lists.number(paragraph, Style.SIGNATORY, 0, member.ordinal, member.number)
        else:
            self.lists.plain(paragraph)
        self.rows.keep(runs, number, paragraph)

    def _footnotes(self) -> None:
        if self.edition.footnotes:
            self._line(Style.SECTION, self.edition.footnotes_heading)
        for note in self.edition.footnotes:
            self._footnote(note)

    def _footnote(self, note: Footnote) -> None:
        """Add a note; its number is that of its mark in the text, in the same digits."""
        begin, self._note = len(self._content), note.number
        self._blocks(note.blocks, FOOTNOTE)
        for first in self._content[begin : begin + 1]:
            properties = properties_of(first)
            put(properties, w("pStyle", val=self.make.template.ids[Style.FOOTNOTE]))
            take(properties, name("numPr"), name("ind"))
            self.lists.number(first, Style.FOOTNOTE, 0, note.number, str(note.number))

    def _contacts(self, part: Contacts) -> None:
        self._line(Style.SECTION, part.heading)
        for card in part.cards:
            begin = len(self._content)
            self._card(card)
            _hold(self._content[begin:])

    def _card(self, card: ContactCard) -> None:
        self._line(Style.CONTACT_NAME, card.name, Named(card.key, Prefix.CONTACT))
        for line in (card.role, card.organisation, card.languages, card.hours):
            if line:
                self._line(Style.CONTACT_LINE, line)
        for shown, dialled in card.phones:
            self._line(Style.CONTACT_LINE, shown, mark=CharacterStyle.LINK, target=f"tel:{dialled}" if dialled else "")
        for email in card.emails:
            self._line(Style.CONTACT_LINE, email, mark=CharacterStyle.LINK, target=f"mailto:{email}")


def _entry(member: Member) -> list[Run]:
    runs = [Run(member.name)]
    if member.acronym:
        runs += _acronym(member.acronym)
    if member.detail:
        runs.append(Run(member.detail, CharacterStyle.DETAIL))
    return runs


def _acronym(acronym: str) -> Iterator[Run]:
    if acronym:
        yield from (Run(" "), Run(f"({acronym})", CharacterStyle.ACRONYM))


def _linked(words: str, website: str) -> Iterator[Run]:
    """Yield ``words``, in which the address leads to where it says."""
    before, address, after = words.partition(website) if website else (words, "", "")
    parts = (Run(before), Run(address, CharacterStyle.LINK, target=website), Run(after))
    yield from (part for part in parts if part.text)


def _columns_for(signatories: int, size: PageSize) -> int:
    if signatories < FEW:
        return 1
    return 3 if signatories > MANY and size is not PageSize.A5 else 2


def _hold(paragraphs: list[Element], *, last: bool = False) -> None:
    """Hold paragraphs on one page; with ``last`` also the last one with what follows."""
    for paragraph in paragraphs if last else paragraphs[:-1]:
        put(properties_of(paragraph), w("keepNext"))
