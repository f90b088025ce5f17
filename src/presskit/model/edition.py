"""A release as it is published in one language: every word in its final form and place.

Writers print an :class:`Edition` and nothing else, so they all say the same words; :func:`transcript` is the one
account of those words in reading order, against which outputs are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal, assert_never

from presskit.model.digits import in_digits
from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Figure,
    Footnote,
    Heading,
    Inline,
    ListItem,
    Numbered,
    Paragraph,
    Section,
    Table,
    in_blocks,
    plain_text,
)
from presskit.model.outputs import AUDIENCES, Audience
from presskit.model.release import Brand, PageSize, PrintSettings

__all__ = [
    "ContactCard",
    "Contacts",
    "Edition",
    "Group",
    "Labels",
    "Line",
    "Member",
    "Role",
    "SignatoryList",
    "figures",
    "for_output",
    "transcript",
]


@dataclass(frozen=True, slots=True)
class Member:
    """A signatory as printed. ``number`` is already in the edition's digits, empty where none are numbered.

    ``text`` is the whole entry, «Syrian American Medical Society (SAMS)» or «Dr Amal Haddad, Example Hospital»;
    ``name``, ``acronym`` and ``detail`` are its parts. ``key`` lasts across languages.
    """

    key: str
    name: str
    number: str = ""
    ordinal: int = 0
    acronym: str = ""
    detail: str = ""

    @property
    def text(self) -> str:
        """The entry's words without its number."""
        named = f"{self.name} ({self.acronym})" if self.acronym else self.name
        return f"{named}{self.detail}"


@dataclass(frozen=True, slots=True)
class Group:
    """Signatories under one head. ``heading`` is empty where there is but one group without a name.

    ``count`` is printed beside the head; it is empty for a coalition that signs as a whole, without members.
    """

    heading: str
    count: str
    members: tuple[Member, ...]
    key: str = ""
    acronym: str = ""

    @property
    def title(self) -> str:
        """The head's words, without the count."""
        return f"{self.heading} ({self.acronym})" if self.acronym else self.heading


@dataclass(frozen=True, slots=True)
class SignatoryList:
    """The signatories' part of the release. ``restarts`` tells that each group counts from 1."""

    heading: str
    groups: tuple[Group, ...]
    restarts: bool = False


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A contact as printed. ``phones`` pairs what is shown (international form) with the E.164 for a ``tel:`` link.

    ``outputs`` are where it may be shown: :func:`for_output` leaves it out elsewhere.
    """

    key: str
    name: str
    role: str = ""
    organisation: str = ""
    languages: str = ""
    hours: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    emails: tuple[str, ...] = ()
    outputs: tuple[Audience, ...] = AUDIENCES


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contacts' part of the release."""

    heading: str
    cards: tuple[ContactCard, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Small words of page furniture. ``page`` holds ``{page}`` and ``{pages}``, ``note`` holds ``{number}``.

    ``original`` is the last line of the release: where its original can be found; empty where the kit does not say.
    """

    page: str
    version: str
    release: str
    note: str
    back_to_text: str
    original: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """The release in one language, ready to be printed.

    Order on the page: ``release_line`` and ``kind``, ``embargo`` lines, ``title``, ``subtitle``, ``dateline``,
    ``body``, ``signatories``, ``ends``, ``boilerplate``, ``footnotes``, ``notes``, ``contacts``,
    ``labels.original``. ``direction`` is that
    of the script; ``digits`` is the CLDR numbering system of page numbers (``latn``, ``arab``). ``foreign`` is the language
    (BCP 47) of words in the other direction, such as Latin names in an Arabic text.
    """

    id: str
    language: str
    direction: Literal["ltr", "rtl"]
    revision: str
    version: int
    release_line: str
    kind: str
    title: Paragraph
    body: tuple[Block, ...]
    ends: str
    labels: Labels
    page: PageSize
    brand: Brand
    embargo: tuple[str, ...] = ()
    subtitle: Paragraph | None = None
    dateline_place: str = ""
    dateline_date: str = ""
    dateline: str = ""
    signatories: SignatoryList | None = None
    boilerplate: tuple[Block, ...] = ()
    footnotes_heading: str = ""
    footnotes: tuple[Footnote, ...] = ()
    notes: Section | None = None
    contacts: Contacts | None = None
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""
    date: date | None = None
    website: str = ""
    rights: str = ""
    brand_name: str = ""
    logo_alt: str = ""
    digits: str = "latn"
    foreign: str = ""
    print: PrintSettings = PrintSettings()

    @property
    def name(self) -> str:
        """The outputs' file name without its suffix, ASCII."""
        return f"{self.id}-{self.language}"


def for_output(edition: Edition, audience: Audience) -> Edition:
    """Return the edition for an output or a channel: without the contacts that are not meant for it."""
    if edition.contacts is None:
        return edition
    cards = tuple(card for card in edition.contacts.cards if audience in card.outputs)
    return replace(edition, contacts=replace(edition.contacts, cards=cards) if cards else None)


def figures(edition: Edition) -> Iterator[Figure]:
    """Yield the figures of an edition in reading order."""
    notes = [edition.notes.blocks] if edition.notes else []
    for blocks in (edition.body, edition.boilerplate, *(note.blocks for note in edition.footnotes), *notes):
        yield from (each for each in in_blocks(blocks) if isinstance(each, Figure))


class Role(StrEnum):
    """What a line of the transcript is; the Word styles and CSS classes follow these names."""

    RELEASE_LINE = "release-line"
    KIND = "kind"
    EMBARGO = "embargo"
    TITLE = "title"
    SUBTITLE = "subtitle"
    DATELINE = "dateline"
    HEADING = "heading"
    BODY = "body"
    BULLET = "bullet"
    NUMBERED = "numbered"
    CALL_LEAD = "call-lead"
    CALL = "call"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    CAPTION = "caption"
    CREDIT = "credit"
    TABLE_HEAD = "table-head"
    TABLE_CELL = "table-cell"
    SECTION = "section"
    COALITION = "coalition"
    COALITION_COUNT = "coalition-count"
    SIGNATORY = "signatory"
    ENDS = "ends"
    FOOTNOTE = "footnote"
    CONTACT_NAME = "contact-name"
    CONTACT_LINE = "contact-line"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the account: its role, its words, its list mark (number) apart, and its segment id or key.

    ``depth`` is 1 in a list, 2 in a list inside it; a further paragraph of an item has the depth of the item. ``cell`` is
    the row and the column of a cell of a table, from 0.
    """

    role: Role
    text: str
    mark: str = ""
    key: str = ""
    depth: int = 0
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Account:
    """Walks an edition; ``words`` says how inlines become text, ``digits`` in which digits lists are numbered."""

    words: Callable[[Iterable[Inline]], str]
    digits: str = "latn"

    def line(self, role: Role, block: Paragraph | Heading, depth: int = 0, mark: str = "") -> Line:
        return Line(role, self.words(block.inlines), mark, block.id, depth)

    def items(self, items: Iterable[ListItem], role: Role, start: int | None, depth: int) -> Iterator[Line]:
        for index, item in enumerate(items):
            first, *rest = item.blocks
            yield from self.in_role(role, first, depth, "" if start is None else in_digits(str(start + index), self.digits))
            yield from self.blocks(rest, depth)

    def in_role(self, role: Role, block: Block, depth: int, mark: str = "") -> Iterator[Line]:
        """Yield a paragraph in the role of what it stands in; other blocks have their own."""
        yield from [self.line(role, block, depth, mark)] if isinstance(block, Paragraph) else self.blocks([block], depth)

    def quote(self, block: BlockQuote, depth: int) -> Iterator[Line]:
        for inner in block.blocks:
            yield from self.in_role(Role.QUOTE, inner, depth)
        if block.attribution:
            yield self.line(Role.ATTRIBUTION, block.attribution, depth)

    def figure(self, block: Figure, depth: int) -> Iterator[Line]:
        if block.caption:
            yield Line(Role.CAPTION, self.words(block.caption), key=block.id, depth=depth)
        if block.credit:
            yield Line(Role.CREDIT, block.credit, key=block.id, depth=depth)

    def table(self, block: Table) -> Iterator[Line]:
        cells = ((at, column, cell) for at, row in enumerate(block.all_rows) for column, cell in enumerate(row.cells))
        for at, column, cell in cells:
            if cell.inlines:
                yield Line(
                    Role.TABLE_CELL if at else Role.TABLE_HEAD,
                    self.words(cell.inlines),
                    key=cell.id,
                    cell=(at, column),
                )

    def calls(self, block: Calls, depth: int) -> Iterator[Line]:
        yield from (self.line(Role.CALL_LEAD, lead, depth) for lead in block.lead)
        yield from self.items(block.items, Role.CALL, 1, depth + 1)

    def blocks(self, blocks: Iterable[Block], depth: int = 0) -> Iterator[Line]:
        for block in blocks:
            match block:
                case Paragraph():
                    yield self.line(Role.BODY, block, depth)
                case Heading():
                    yield self.line(Role.HEADING, block, depth)
                case Bullets():
                    yield from self.items(block.items, Role.BULLET, None, depth + 1)
                case Numbered():
                    yield from self.items(block.items, Role.NUMBERED, block.start, depth + 1)
                case Calls():
                    yield from self.calls(block, depth)
                case BlockQuote():
                    yield from self.quote(block, depth)
                case Figure():
                    yield from self.figure(block, depth)
                case Table():
                    yield from self.table(block)
                case _:
                    assert_never(block)

    def head(self, edition: Edition) -> Iterator[Line]:
        if edition.release_line:
            yield Line(Role.RELEASE_LINE, edition.release_line)
        yield Line(Role.KIND, edition.kind)
        yield from (Line(Role.EMBARGO, line) for line in edition.embargo)
        yield self.line(Role.TITLE, edition.title)
        if edition.subtitle:
            yield self.line(Role.SUBTITLE, edition.subtitle)
        if edition.dateline:
            yield Line(Role.DATELINE, edition.dateline)

    def apparatus(self, edition: Edition) -> Iterator[Line]:
        yield Line(Role.ENDS, edition.ends)
        yield from self.blocks(edition.boilerplate)
        if edition.footnotes:
            yield Line(Role.SECTION, edition.footnotes_heading)
            yield from (line for footnote in edition.footnotes for line in self.footnote(footnote))
        if edition.notes:
            yield Line(Role.SECTION, edition.notes.heading)
            yield from self.blocks(edition.notes.blocks)
        if edition.contacts:
            yield from _contacts(edition.contacts)
        if edition.labels.original:
            yield Line(Role.ORIGINAL, edition.labels.original)

    def footnote(self, footnote: Footnote) -> Iterator[Line]:
        return (
            Line(Role.FOOTNOTE, line.text, footnote.number if not index else "", line.key)
            for index, line in enumerate(self.blocks(footnote.blocks))
        )


def _signatories(part: SignatoryList) -> Iterator[Line]:
    yield Line(Role.SECTION, part.heading)
    for group in part.groups:
        if group.heading:
            yield Line(Role.COALITION, group.title, key=group.key)
            yield from (Line(Role.COALITION_COUNT, group.count),) if group.count else ()
        yield from (Line(Role.SIGNATORY, member.text, member.number, member.key) for member in group.members)


def _contacts(part: Contacts) -> Iterator[Line]:
    yield Line(Role.SECTION, part.heading)
    for card in part.cards:
        yield Line(Role.CONTACT_NAME, card.name, key=card.key)
        lines = (
            card.role,
            card.organisation,
            card.languages,
            card.hours,
            *(shown for shown, _ in card.phones),
            *card.emails,
        )
        yield from (Line(Role.CONTACT_LINE, line) for line in lines if line)


def transcript(edition: Edition, words: Callable[[Iterable[Inline]], str] = plain_text) -> tuple[Line, ...]:
    """Return every word of the edition in reading order; page furniture and ``alt`` texts are not lines of it.

    ``words`` turns a paragraph's inlines into text; a writer may show links and notes in its own way.
    """
    account = _Account(words, edition.digits)
    signatories = _signatories(edition.signatories) if edition.signatories else ()
    return (*account.head(edition), *account.blocks(edition.body), *signatories, *account.apparatus(edition))
