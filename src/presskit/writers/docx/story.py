"""An edition → the paragraphs of the body, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from presskit.formats.ooxml.contract import CharacterStyle, Prefix, Style, bookmark
from presskit.model.digits import in_digits
from presskit.model.document import (
    Alignment,
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Figure,
    Heading,
    ListItem,
    Numbered,
    Paragraph,
    Table,
)
from presskit.model.edition import Contacts, Edition, Group, Member, SignatoryList
from presskit.model.release import PageSize
from presskit.writers.docx.lists import NO_LIST, Lists
from presskit.writers.docx.page import Page
from presskit.writers.docx.paragraphs import Named, Run, directed, runs_of
from presskit.writers.docx.pictures import Pictures
from presskit.writers.docx.rows import Rows, row, table
from presskit.writers.docx.template import Place
from presskit.writers.docx.xml import Element, name, properties_of, put, take, w

__all__ = ["Story"]

DEEPEST = 8
FEW = 4  # in columns, so few names would stand apart from each other
MANY = 120
HEAD_SHADE, LINES = "F2F0EE", "A6A6A6"  # of tables
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

    def body(self) -> list[Element]:
        """Return what the body holds: the paragraphs, and the last section's ``w:sectPr``."""
        edition = self.edition
        self._head()
        match edition.body:
            case (Paragraph() as lede, *rest):
                self._segment(Style.LEDE, lede)
                self._blocks(rest, BODY)
            case blocks:
                self._blocks(blocks, BODY)
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
        named, self._note = replace(named or Named(), note=self._note), 0
        self._content.append(self.rows.make.make(style, runs, named, after))
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
            put(properties_of(self._content[-1]), self._section())
            self._columns = columns

    # The parts of the page.

    def _head(self) -> None:
        edition = self.edition
        timing = [Run(edition.release_line)] if edition.release_line else []
        kind = [Run(edition.kind, CharacterStyle.KIND)] if edition.kind else []
        self._add(Style.RELEASE_LINE, [*timing, *([Run("\u2003")] if timing and kind else []), *kind])
        put(properties_of(self._content[-1]), self._section())
        for line in edition.embargo:
            self._line(Style.EMBARGO, line)
        self._segment(Style.TITLE, edition.title)
        if edition.subtitle:
            self._segment(Style.SUBTITLE, edition.subtitle)
        if edition.dateline:
            self._line(Style.DATELINE, edition.dateline)

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
            for index, block in enumerate(item.blocks):
                if not isinstance(block, Paragraph):
                    self._blocks([block], styles, depth + 1)
                elif index:
                    self.lists.unmarked(self._segment(style, block), style, level)
                elif start is None:
                    self.lists.bullet(self._segment(style, block), style, level)
                else:
                    self.lists.number(
                        self._segment(style, block),
                        style,
                        level,
                        ordinal,
                        in_digits(str(ordinal), self.edition.digits),
                    )

    def _calls(self, calls: Calls, styles: BlockStyles, depth: int) -> None:
        begin = len(self._content)
        for lead in calls.lead:
            self._segment(Style.CALL_LEAD, lead)
        self._items(calls.items, Style.CALL, styles, depth, 1)
        if len(self._content) - begin <= LONGEST_CALLS:
            _hold(self._content[begin:])

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
        width, height = self.page.room
        drawing = self.pictures.drawing(
            figure.source,
            figure.alt,
            bookmark(f"{figure.id}-alt"),
            self.rows.make.part,
            (width, min(height, TALLEST_FIGURE)),
        )
        self._content.append(
            self.rows.make.around(Style.FIGURE, [w("r", drawing)], Named("" if figure.caption else figure.id))
        )
        if figure.caption:
            self._add(Style.CAPTION, runs_of(figure.caption), Named(figure.id))
        if figure.credit:
            self._line(Style.CREDIT, figure.credit)

    def _table(self, block: Table, styles: BlockStyles) -> None:
        """Write a table and an empty paragraph: Word joins tables that touch, and a section ends with a paragraph."""
        widths = [self.page.room[0] // len(block.alignments)] * len(block.alignments)
        cells = ([[self._cell(*pair)] for pair in zip(each.cells, block.alignments, strict=True)] for each in block.all_rows)
        rows = [row(each, widths, "" if index else HEAD_SHADE, head=not index) for index, each in enumerate(cells)]
        self._content.append(table(rows, widths, LINES, self.edition.direction))
        self._add(styles.text, [])

    def _cell(self, cell: Paragraph, alignment: Alignment) -> Element:
        """Return the paragraph of a cell. ``left`` and ``right`` are its leading and its trailing edge from right to left."""
        paragraph = self.rows.make.make(Style.NOTE, runs_of(cell.inlines), Named(cell.id if cell.inlines else ""))
        if alignment:
            put(properties_of(paragraph), w("jc", val=alignment))
        return paragraph

    def _signatories(self, part: SignatoryList) -> None:
        self._set_in(_columns_for(sum(len(group.members) for group in part.groups), self.edition.page))
        self._line(Style.SECTION, part.heading)
        for group in part.groups:
            self._group(group)
        self._set_in(1)

    def _group(self, group: Group) -> None:
        if group.heading:
            apart = "\u2002\u200f" if self.edition.direction == "rtl" else "\u2002"  # else the digits join a Latin acronym
            self._add(
                Style.COALITION,
                [Run(group.heading), *_acronym(group.acronym)],
                Named(group.key, Prefix.COALITION),
                [Run(apart), Run(group.count, CharacterStyle.COUNT)] if group.count else [],
            )
        for member in group.members:
            runs = directed(_entry(member), self.edition.direction)
            if member is group.members[-1] or not self._row(member, runs):
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
        paragraph = self.rows.make.around(Style.SIGNATORY, self.rows.make.elements(runs), Named(member.key, Prefix.SIGNATORY))
        self._content.append(paragraph)
        number = NO_LIST
        if member.number:
            number = self.lists.number(paragraph, Style.SIGNATORY, 0, member.ordinal, member.number)
        else:
            self.lists.plain(paragraph)
        self.rows.keep(runs, number, paragraph)

    def _footnotes(self) -> None:
        """Add the notes; the number of each is that of its mark in the text, in the same digits."""
        if self.edition.footnotes:
            self._line(Style.SECTION, self.edition.footnotes_heading)
        for note in self.edition.footnotes:
            begin, self._note = len(self._content), int(note.number)
            self._blocks(note.blocks, FOOTNOTE)
            for first in self._content[begin : begin + 1]:
                put(properties_of(first), w("pStyle", val=self.rows.make.template.ids[Style.FOOTNOTE]))
                take(properties_of(first), name("numPr"), name("ind"))
                self.lists.number(first, Style.FOOTNOTE, 0, int(note.number), note.number)

    def _contacts(self, part: Contacts) -> None:
        self._line(Style.SECTION, part.heading)
        for card in part.cards:
            begin = len(self._content)
            self._line(Style.CONTACT_NAME, card.name, Named(card.key, Prefix.CONTACT))
            links = [(shown, f"tel:{dialled}" if dialled else "") for shown, dialled in card.phones]
            links += [(email, f"mailto:{email}") for email in card.emails]
            for line in filter(None, (card.role, card.organisation, card.languages, card.hours)):
                self._line(Style.CONTACT_LINE, line)
            for shown, target in links:
                self._line(Style.CONTACT_LINE, shown, mark=CharacterStyle.LINK, target=target)
            _hold(self._content[begin:])


def _entry(member: Member) -> list[Run]:
    return [
        Run(member.name),
        *_acronym(member.acronym),
        *([Run(member.detail, CharacterStyle.DETAIL)] if member.detail else []),
    ]


def _acronym(acronym: str) -> list[Run]:
    return [Run(" "), Run(f"({acronym})", CharacterStyle.ACRONYM)] if acronym else []


def _linked(words: str, website: str) -> Iterator[Run]:
    """Return ``words``, in which the address is a link."""
    before, address, after = words.partition(website) if website else (words, "", "")
    return (part for part in (Run(before), Run(address, CharacterStyle.LINK, target=website), Run(after)) if part.text)


def _columns_for(signatories: int, size: PageSize) -> int:
    if signatories < FEW:
        return 1
    return 3 if signatories > MANY and size is not PageSize.A5 else 2


def _hold(paragraphs: list[Element], *, last: bool = False) -> None:
    """Hold paragraphs on one page; with ``last`` also the last one with what follows."""
    for paragraph in paragraphs if last else paragraphs[:-1]:
        put(properties_of(paragraph), w("keepNext"))
