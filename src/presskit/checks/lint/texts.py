"""The texts of a kit, with their places, and which of them translate which. No check stands here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from presskit.model import document
from presskit.model.document import (
    Block,
    Emphasis,
    Figure,
    Inline,
    Link,
    Segment,
    Statement,
    Strong,
    Text,
    inlines_of,
    plain_text,
    segments,
    walk_inlines,
)
from presskit.model.people import Coalition, Contact, Localised, Signatory
from presskit.model.release import Kit
from presskit.source import Span

__all__ = [
    "KitText", "all_segments", "are_unlinked", "headed_parts", "in_lines", "links", "listed", "named_entries", "pairs",
    "passages", "place_at", "place_in_file", "quoted", "repeated", "segment_pairs", "segments_by_id", "wholes", "words",
]  # fmt: skip


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class KitText:
    """A text as the kit holds it and where it begins; ``what`` names it to the user: «the title», «a name»."""

    text: str
    span: Span
    what: str


def words(segment: Segment) -> str:
    """Return the plain words of a segment."""
    return plain_text(inlines_of(segment))


def place_at(segment: Segment, offset: int) -> Span:
    """Return the place of the text that holds the code point ``offset`` of :func:`words`."""
    return _place_among(inlines_of(segment), offset) or segment.span


def _place_among(inlines: Iterable[Inline], offset: int) -> Span | None:
    for inline in inlines:
        length = len(plain_text([inline]))
        if offset < length:
            children = inline.children if isinstance(inline, Emphasis | Strong | Link) else ()
            return _place_among(children, offset) or inline.span
        offset -= length
    return None


def headed_parts(*statements: Statement) -> list[tuple[Block, ...]]:
    """Return the parts of texts that have headings of their own: body, boilerplate, notes."""
    return [part for statement in statements for part in (statement.body, statement.boilerplate, statement.notes)]


def all_segments(kit: Kit) -> Iterator[Segment]:
    """Return the segments of all texts in reading order."""
    return chain.from_iterable(map(segments, kit.statements))


def links(kit: Kit) -> Iterator[Link]:
    """Yield the links of all texts in reading order."""
    return chain.from_iterable(map(document.links, kit.statements))


def segments_by_id(statement: Statement) -> dict[str, Segment]:
    """Return the segments that have an id, by it."""
    return {segment.id: segment for segment in segments(statement) if segment.id}


def repeated(items: Iterable[T], key: Callable[[T], object]) -> Iterator[tuple[T, T]]:
    """Yield (the first one, the item) for every item with the key of an item before it."""
    seen: dict[object, T] = {}
    for item in items:
        first = seen.setdefault(key(item), item)
        if first is not item:
            yield first, item


def quoted(text: str, longest: int = 60) -> str:
    """Return ``text`` in guillemets, shortened where it is long."""
    shown = text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
    return f"«{shown}»"


def listed(items: Iterable[str]) -> str:
    """Return ``items`` in guillemets with commas between."""
    return ", ".join(f"«{item}»" for item in items)


def _of(text: Localised | None, what: str, language: str = "") -> Iterator[KitText]:
    """Yield a text in every language that it has, or as it is printed in one."""
    if text:
        every = [text.in_language(language)] if language else [text.default, *(words for _, words in text.by_language)]
        yield from (KitText(words, text.span, what) for words in dict.fromkeys(every))


def _of_signatory(signatory: Signatory, language: str = "") -> Iterator[KitText]:
    """Yield what may be printed of a signatory; consent and note never are."""
    yield from _of(signatory.name, "a signatory's name", language)
    if signatory.acronym:
        yield KitText(signatory.acronym, signatory.span, "an acronym")
    yield from _of(signatory.title, "a title", language)
    yield from _of(signatory.affiliation, "an affiliation", language)


def _of_contact(contact: Contact, language: str = "") -> Iterator[KitText]:
    """Yield what may be printed of a contact; the note never is."""
    for text, what in ((contact.name, "name"), (contact.organisation, "organisation"), (contact.role, "role")):
        yield from _of(text, f"a contact's {what}", language)
    yield from (KitText(email.address, email.span, "an e-mail address") for email in contact.emails)
    yield from (KitText(phone.raw, phone.span, "a telephone number") for phone in contact.phones)


def named_entries(kit: Kit) -> tuple[Coalition | Signatory, ...]:
    """Return the coalitions and every signatory."""
    return (*kit.roster.coalitions, *kit.roster.everyone())


def _of_release(kit: Kit, language: str) -> Iterator[KitText]:
    release = kit.release
    for place in release.places:
        yield from _of(place, "a place", language)
    yield from _of(release.brand.name, "the brand's name", language)
    yield from _of(release.brand.logo_alt, "the logo's description", language)
    if release.embargo:
        for name in (release.embargo.city, *(city.name for city in release.embargo.cities)):
            yield from _of(name, "a city of the embargo", language)
    for _, phrases in release.phrases if not language else ():
        yield from (KitText(text, release.span, "a phrase") for _, text in phrases if text)


def _of_statement(statement: Statement) -> Iterator[KitText]:
    for segment in segments(statement):
        what = "the title" if segment is statement.title else "the text"
        if isinstance(segment, Figure):
            spoken = ((segment.alt, "a picture's description"), (segment.credit, "a picture's credit"))
            yield from (KitText(text, segment.span, name) for text, name in spoken if text)
        nodes = walk_inlines(inlines_of(segment))
        yield from (KitText(node.text, node.span, what) for node in nodes if isinstance(node, Text))
    if statement.description:
        yield KitText(statement.description, statement.span, "the description")
    yield from (KitText(keyword, statement.span, "a keyword") for keyword in statement.keywords)


def passages(kit: Kit, language: str = "") -> Iterator[KitText]:
    """Yield every text of the kit that may be published, by file and place; ``language`` asks for those of one edition.

    The phrases of an edition are not among its texts.
    """
    yield from _of_release(kit, language)
    for statement in kit.statements if not language else filter(None, [kit.statement(language)]):
        yield from _of_statement(statement)
    for coalition in kit.roster.coalitions:
        yield from _of(coalition.name, "a coalition's name", language)
        if coalition.acronym:
            yield KitText(coalition.acronym, coalition.span, "an acronym")
    for signatory in kit.roster.everyone():
        yield from _of_signatory(signatory, language)
    for contact in kit.contacts:
        yield from _of_contact(contact, language)


def wholes(kit: Kit) -> Iterator[KitText]:
    """Yield every text of the kit once, each block of a statement in one piece; also what no page shows: addresses of links."""
    for statement in kit.statements:
        for segment in segments(statement):
            yield KitText(words(segment), segment.span, "the title" if segment is statement.title else "the text")
    release = kit.release
    yield from (each for each in passages(kit) if each.what not in {"the text", "the title"})
    yield from _of(release.rights, "the line of rights")
    yield from _of(release.mail.name, "the sender's name")
    for target, span in ((release.website, release.span), (release.brand.website, release.brand.span)):
        yield KitText(target, span, "a web address")
    yield from (KitText(each.target, each.span, "the address of a link") for each in links(kit))


def in_lines(data: bytes) -> list[str]:
    """Return the lines of a file of the kit as its reader counts them: other breaks of Unicode are no line's end."""
    return re.split("\r\n?|\n", data.decode("utf-8-sig", "replace"))


_LINES = 5
"""So many lines below its beginning a character of a text is looked for, whose end is not known."""


def place_in_file(text: KitText, offset: int, files: Mapping[str, bytes]) -> Span:
    """Return the place of one character of a text, where its file holds it as it is; otherwise where the text begins.

    The file may write it as an escape, and break or mark the words before it: it is the n-th of its kind.
    """
    span, character = text.span, text.text[offset]
    lines = in_lines(files.get(span.source, b""))
    last = span.end_line or span.line + _LINES
    number = text.text.count(character, 0, offset)
    for line in range(max(1, span.line), min(last, len(lines)) + 1):
        begin = max(0, span.column - 1) if line == span.line else 0
        places = [at for at in range(begin, len(lines[line - 1])) if lines[line - 1][at] == character]
        if number < len(places):
            return Span(span.source, line, places[number] + 1)
        number -= len(places)
    return span


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


def segment_pairs(kit: Kit) -> Iterator[tuple[Statement, Statement, Segment, Segment]]:
    """Yield each source and its translation with two segments that have the same id, in the translation's order."""
    for source, translation in pairs(kit):
        originals = segments_by_id(source)
        yield from (
            (source, translation, originals[id_], segment)
            for id_, segment in segments_by_id(translation).items()
            if id_ in originals
        )


def are_unlinked(source: Statement, translation: Statement) -> bool:
    """Return whether most blocks of both texts have ids of their own, as where nobody wrote ids before translating."""
    one, other = (segments_by_id(text).keys() - {"title", "subtitle"} for text in (source, translation))
    return len(one - other) > max(2, len(one & other)) and len(other - one) > max(2, len(one & other))
