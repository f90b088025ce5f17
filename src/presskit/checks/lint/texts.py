"""The texts of a kit, with their places, and which of them translate which. No check stands here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    Numbered,
    Paragraph,
    Segment,
    Statement,
    Strong,
    Table,
    Text,
    Variable,
    inlines_of,
    plain_text,
    segments,
    walk_inlines,
)
from presskit.model.people import Contact, Localised, Signatory
from presskit.model.release import Kit
from presskit.source import Span

__all__ = [
    "Passage",
    "are_unlinked",
    "blocks",
    "figures",
    "headed_parts",
    "links",
    "listed",
    "of_contact",
    "of_signatory",
    "pairs",
    "passages",
    "place_at",
    "quoted",
    "rows_by_cell",
    "segment_pairs",
    "segments_by_id",
    "text_nodes",
    "variables",
    "words",
]

@dataclass(frozen=True, slots=True)
class Passage:
    """A text as the kit holds it and where it begins; ``what`` names it to the user: «the title», «a name»."""

    text: str
    span: Span
    what: str


def text_nodes(inlines: Iterable[Inline]) -> Iterator[Text]:
    """Yield every text below ``inlines`` in order."""
    yield from (each for each in walk_inlines(inlines) if isinstance(each, Text))


def words(segment: Segment) -> str:
    """Return the plain words of a segment."""
    return plain_text(inlines_of(segment))


def place_at(segment: Segment, offset: int) -> Span:
    """Return the place of the text that holds the code point ``offset`` of :func:`words`."""
    for inline in inlines_of(segment):
        length = len(plain_text([inline]))
        if offset < length:
            return _inside(inline, offset)
        offset -= length
    return segment.span


def _inside(inline: Inline, offset: int) -> Span:
    if isinstance(inline, Emphasis | Strong | Link):
        for child in inline.children:
            length = len(plain_text([child]))
            if offset < length:
                return _inside(child, offset)
            offset -= length
    return inline.span


def blocks(within: Iterable[Block]) -> Iterator[Block]:
    """Yield every block, outer ones before those inside them."""
    for block in within:
        yield block
        match block:
            case Bullets(items=items) | Numbered(items=items):
                yield from blocks(chain.from_iterable(item.blocks for item in items))
            case Calls(lead=lead, items=items):
                yield from lead
                yield from blocks(chain.from_iterable(item.blocks for item in items))
            case BlockQuote(blocks=quoted_blocks, attribution=by):
                yield from blocks(quoted_blocks)
                yield from (by,) if by else ()
            case Table():
                yield from (cell for row in block.all_rows for cell in row.cells)
            case Paragraph() | Heading() | Figure():
                pass


def headed_parts(statement: Statement) -> tuple[tuple[Block, ...], ...]:
    """Return the parts of a text that have headings of their own: body, boilerplate, notes."""
    return (statement.body, statement.boilerplate, statement.notes)


def figures(statement: Statement) -> Iterator[Figure]:
    """Yield the pictures of a text."""
    yield from (segment for segment in segments(statement) if isinstance(segment, Figure))


def links(statement: Statement) -> Iterator[Link]:
    """Yield the links of a text in reading order."""
    for segment in segments(statement):
        yield from (each for each in walk_inlines(inlines_of(segment)) if isinstance(each, Link))


def segments_by_id(statement: Statement) -> dict[str, Segment]:
    """Return the segments that have an id, by it."""
    return {segment.id: segment for segment in segments(statement) if segment.id}


def rows_by_cell(statement: Statement) -> dict[str, str]:
    """Return the ids of the rows of all tables by the ids of their cells."""
    tables = [block for part in headed_parts(statement) for block in part if isinstance(block, Table)]
    return {cell.id: row.id for table in tables for row in table.all_rows for cell in row.cells}


def variables(inlines: Iterable[Inline]) -> Iterator[str]:
    """Yield the names of the variables below ``inlines``."""
    yield from (each.name for each in walk_inlines(inlines) if isinstance(each, Variable))


def quoted(text: str, longest: int = 60) -> str:
    """Return ``text`` in guillemets, shortened where it is long."""
    shown = text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
    return f"«{shown}»"


def listed(items: Iterable[str]) -> str:
    """Return ``items`` in guillemets with commas between."""
    return ", ".join(f"«{item}»" for item in items)


def _of(text: Localised | None, what: str, language: str = "") -> Iterator[Passage]:
    """Yield a text in every language that it has, or as it is printed in one."""
    if text and language:
        yield Passage(text.in_language(language), text.span, what)
    elif text and not text.by_language:
        yield Passage(text.default, text.span, what)
    elif text:
        every = dict.fromkeys([text.default, *(words for _, words in text.by_language)])
        yield from (Passage(words, text.span, what) for words in every)


def of_signatory(signatory: Signatory, language: str = "") -> Iterator[Passage]:
    """Yield what may be printed of a signatory; consent and note never are."""
    yield from _of(signatory.name, "a signatory's name", language)
    if signatory.acronym:
        yield Passage(signatory.acronym, signatory.span, "an acronym")
    yield from _of(signatory.title, "a title", language)
    yield from _of(signatory.affiliation, "an affiliation", language)


def of_contact(contact: Contact, language: str = "") -> Iterator[Passage]:
    """Yield what may be printed of a contact; the note never is."""
    yield from _of(contact.name, "a contact's name", language)
    yield from _of(contact.organisation, "a contact's organisation", language)
    yield from _of(contact.role, "a contact's role", language)
    yield from (Passage(email.address, email.span, "an e-mail address") for email in contact.emails)
    yield from (Passage(phone.raw, phone.span, "a telephone number") for phone in contact.phones)


def _of_release(kit: Kit, language: str) -> Iterator[Passage]:
    release = kit.release
    for place in release.places:
        yield from _of(place, "a place", language)
    yield from _of(release.brand.name, "the brand's name", language)
    yield from _of(release.brand.logo_alt, "the logo's description", language)
    if release.embargo:
        for name in (release.embargo.city, *(city.name for city in release.embargo.cities)):
            yield from _of(name, "a city of the embargo", language)
    for _, phrases in release.phrases if not language else ():
        yield from (Passage(text, release.span, "a phrase") for _, text in phrases if text)


def _of_statement(statement: Statement) -> Iterator[Passage]:
    for segment in segments(statement):
        what = "the title" if segment is statement.title else "the text"
        if isinstance(segment, Figure):
            spoken = ((segment.alt, "a picture's description"), (segment.credit, "a picture's credit"))
            yield from (Passage(text, segment.span, name) for text, name in spoken if text)
        yield from (Passage(node.text, node.span, what) for node in text_nodes(inlines_of(segment)))
    if statement.description:
        yield Passage(statement.description, statement.span, "the description")
    yield from (Passage(keyword, statement.span, "a keyword") for keyword in statement.keywords)


def passages(kit: Kit, language: str = "") -> Iterator[Passage]:
    """Yield every text of the kit that may be published, by file and place; ``language`` asks for those of one edition.

    The phrases of an edition are not among its texts.
    """
    yield from _of_release(kit, language)
    for statement in kit.statements if not language else filter(None, [kit.statement(language)]):
        yield from _of_statement(statement)
    for coalition in kit.roster.coalitions:
        yield from _of(coalition.name, "a coalition's name", language)
        if coalition.acronym:
            yield Passage(coalition.acronym, coalition.span, "an acronym")
    for signatory in kit.roster.everyone():
        yield from of_signatory(signatory, language)
    for contact in kit.contacts:
        yield from of_contact(contact, language)


def pairs(kit: Kit) -> Iterator[tuple[Statement, Statement]]:
    """Yield (source, translation) for every text that is not in the source language.

    The source is the text that the translation says it was made from, or that of the kit's first language.
    """
    for translation in kit.statements:
        if translation.language == kit.release.source_language:
            continue
        named = translation.translates.language if translation.translates else kit.release.source_language
        source = kit.statement(named) or kit.statement(kit.release.source_language)
        if source and source is not translation:
            yield source, translation


def segment_pairs(source: Statement, translation: Statement) -> Iterator[tuple[Segment, Segment]]:
    """Yield the segments that have the same id in both texts, in the translation's order."""
    originals = segments_by_id(source)
    for segment in segments_by_id(translation).values():
        if segment.id in originals:
            yield originals[segment.id], segment


def are_unlinked(source: Statement, translation: Statement) -> bool:
    """Tell whether most blocks of both texts have ids of their own, as where nobody wrote ids before translating."""
    one, other = (segments_by_id(text).keys() - {"title", "subtitle"} for text in (source, translation))
    return len(one - other) > max(2, len(one & other)) and len(other - one) > max(2, len(one & other))
