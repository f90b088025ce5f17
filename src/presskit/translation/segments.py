"""What is exchanged with translators: every text of a kit that is said in another language, each with a key that lasts.

==============================  ==========================================================================
key                             where it lives
==============================  ==========================================================================
``title``, ``lede``, ``p-3``…   a segment of ``statement.LANG.md``, under its id
``fig-1``, ``fig-1-alt``,       caption, alternative text and credit of the figure ``fig-1``
``fig-1-credit``
``description``, ``keyword-1``  front matter of ``statement.LANG.md``
``coalition-1.name``            ``signatories.yaml``: the coalitions by their place, from 1
``signatory-3.name``,           ``signatories.yaml``: all entries in order, withdrawn ones counted (though
``.title``, ``.affiliation``    not exchanged), from 1
``contact-2.name``, ``.role``,  ``contacts.yaml``: the entries by their place, from 1
``.organisation``
``place-1``, ``city-1``,        ``kit.yaml``: ``places``, ``embargo.cities``, ``embargo.city``,
``embargo.city``, ``rights``,   ``rights``, ``brand.name``, ``brand.logo_alt``
``brand.name``, ``brand.logo``
==============================  ==========================================================================

A place in a list is a key for people; lists change while a text is away. So what goes out is named by its :attr:`Unit.id`,
which for entries of lists is made of the entry's own words (``signatory-x9f2c41.name``), and is the key for all others.

Words are those of the kit, not those of an edition: variables and notes stand in them as nodes. As text they are written
as the kit's Markdown has them, ``{{ date }}`` and ``[^un]``: :func:`text_of` says how.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from presskit.formats.kit_yaml import token_of
from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Figure,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Numbered,
    Paragraph,
    Statement,
    Table,
    Text,
    fingerprint,
    flat_text,
)
from presskit.model.release import Kit
from presskit.source import NOWHERE, Span, span_field
from presskit.translation.terminology import (
    Glossary,
    approved,
    identified,
    identities,
    names_of,
    numbers_in,
    protected_in,
    stands_in,
    terms_for,
)

__all__ = [
    "NAMES",
    "TranslationPackage",
    "Unit",
    "UnitKind",
    "clashes",
    "fingerprint_of",
    "keys_of",
    "package_for",
    "text_of",
    "texts_of",
    "units",
]


class UnitKind(StrEnum):
    """What a unit is on the page."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    CALL = "call"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    CAPTION = "caption"
    ALT = "alt"
    CREDIT = "credit"
    FOOTNOTE = "footnote"
    DESCRIPTION = "description"
    KEYWORD = "keyword"
    COALITION = "coalition"
    SIGNATORY = "signatory"
    CONTACT = "contact"
    FACT = "fact"


NAMES = frozenset({UnitKind.COALITION, UnitKind.SIGNATORY, UnitKind.CONTACT, UnitKind.FACT})
"""Kinds whose texts stand beside each other by language in YAML, and are plain words."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to be translated.

    ``protected`` are the strings of the source that must come back letter for letter: e-mail addresses, telephone
    numbers, URLs, terms to be kept, ``{{ variables }}``, ``[^notes]``. ``numbers`` must come back too, in the digits and
    separators of the language. ``terms`` are pairs of a term of the source and its approved form. ``translate`` is False
    for a name that has an approved form: it is shown, and changes only in the kit. ``target`` is what the kit has.
    ``identity`` names an entry of a list wherever it stands there; ``shown_with`` are words that the page sets behind a name,
    its acronym or a count.
    """

    key: str
    kind: UnitKind
    source: tuple[Inline, ...]
    fingerprint: str
    protected: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    translate: bool = True
    target: tuple[Inline, ...] | None = None
    identity: str = ""
    shown_with: tuple[str, ...] = ()
    span: Span = span_field()

    @property
    def id(self) -> str:
        """What the unit is called in files that go out: the same for the same text, in whatever place of its list."""
        return self.identity or self.key

    @property
    def is_name(self) -> bool:
        """Whether the text is kept in YAML beside its other languages, and holds no marks."""
        return self.kind in NAMES


@dataclass(frozen=True, slots=True)
class TranslationPackage:
    """What goes out for one language: the units, and which text of which kit they are.

    ``made_from`` is the revision that the kit's translation says it was made from, empty where it does not say.
    """

    kit_id: str
    source_language: str
    language: str
    revision: str
    version: int
    units: tuple[Unit, ...]
    made_from: str = ""


def package_for(
    kit: Kit, language: str, glossary: Glossary | None = None, remembered: Mapping[str, str] | None = None
) -> TranslationPackage:
    """Return what is exchanged for ``language``; raises :class:`LookupError` where the kit has no source text.

    ``remembered`` are words of the source with their translation: by these it is known which keyword is which.
    """
    release, there = kit.release, kit.statement(language)
    return TranslationPackage(
        kit_id=release.id,
        source_language=release.source_language,
        language=language,
        revision=_source(kit).revision,
        version=release.version,
        units=units(kit, language, glossary, remembered),
        made_from=there.translates.revision if there and there.translates else "",
    )


def units(
    kit: Kit, language: str, glossary: Glossary | None = None, remembered: Mapping[str, str] | None = None
) -> tuple[Unit, ...]:
    """Return every unit in the order of the page; what is on no page comes last.

    Raises :class:`LookupError` where the kit has no source text.
    """
    glossary = glossary or Glossary()
    source, there = _source(kit), kit.statement(language)
    theirs = texts_of(there) if there else {}
    if there:
        known = identified(source.keywords, there.keywords, remembered or {})
        theirs |= {f"keyword-{at}": _plain(known.get(at, "")) for at in range(1, len(source.keywords) + 1)}
    finder = _Finder(
        tuple(term.text.in_language(source.language) for term in glossary.terms if term.keep),
        terms_for(kit, glossary, language),
    )
    texts = {each.key: finder.unit(each, theirs.get(each.key) or None) for each in _of_statement(source)}
    for at, identity in enumerate(identities("keyword", source.keywords), 1):
        texts[f"keyword-{at}"] = replace(texts[f"keyword-{at}"], identity=identity)
    names = {unit.key: unit for unit in _names(kit, language)}
    return tuple({**texts, **names}[key] for key in dict.fromkeys([*_order(source, names), *texts, *names]))


def texts_of(statement: Statement) -> dict[str, tuple[Inline, ...]]:
    """Return the words of a statement by key."""
    return {each.key: each.words for each in _of_statement(statement)}


def keys_of(kit: Kit) -> frozenset[str]:
    """Return every name that a unit has or had in files that go out; none where the kit has no source text."""
    source = kit.release.source_language
    known = units(kit, source) if kit.statement(source) else ()
    return frozenset(form for unit in known for form in (unit.key, unit.id))


def clashes(kit: Kit) -> tuple[str, ...]:
    """Return the keys that two texts would have: an id of a block that is kept for something else, such as ``description``."""
    keys = [each.key for each in _of_statement(_source(kit))] + [each.key for each in names_of(kit)]
    return tuple(key for key, times in Counter(keys).items() if times > 1)


def fingerprint_of(inlines: tuple[Inline, ...]) -> str:
    """Return twelve hex digits of a unit's words and marks."""
    return fingerprint(Paragraph(inlines))


def text_of(inlines: Iterable[Inline]) -> str:
    """Return the words as a translator reads them: variables and notes as the kit writes them, a break as a line's end."""
    return flat_text(inlines, lambda node: "\n" if isinstance(node, LineBreak) else token_of(node))


@dataclass(frozen=True, slots=True)
class _KeyedText:
    key: str
    kind: UnitKind
    words: tuple[Inline, ...]
    span: Span


def _plain(text: str, span: Span = NOWHERE) -> tuple[Inline, ...]:
    return (Text(text, span),) if text else ()


def _source(kit: Kit) -> Statement:
    if (found := kit.statement(kit.release.source_language)) is None:
        raise LookupError(f"the kit has no text in its source language «{kit.release.source_language}»")
    return found


# The text.


def _of_statement(statement: Statement) -> Iterator[_KeyedText]:
    yield _segment(statement.title, UnitKind.TITLE)
    if statement.subtitle:
        yield _segment(statement.subtitle, UnitKind.SUBTITLE)
    yield from _in_blocks(statement.body, UnitKind.TEXT)
    yield from _in_blocks(statement.boilerplate, UnitKind.TEXT)
    for note in statement.footnotes:
        yield from _in_blocks(note.blocks, UnitKind.FOOTNOTE)
    yield from _in_blocks(statement.notes, UnitKind.TEXT)
    if statement.description:
        yield _KeyedText("description", UnitKind.DESCRIPTION, _plain(statement.description), statement.span)
    yield from (
        _KeyedText(f"keyword-{number}", UnitKind.KEYWORD, _plain(word), statement.span)
        for number, word in enumerate(statement.keywords, 1)
    )


def _segment(block: Paragraph | Heading, kind: UnitKind) -> _KeyedText:
    return _KeyedText(block.id, kind, block.inlines, block.span)


def _in_blocks(blocks: Iterable[Block], kind: UnitKind) -> Iterator[_KeyedText]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _segment(block, kind)
            case Heading():
                yield _segment(block, UnitKind.HEADING)
            case Bullets(items=items) | Numbered(items=items):
                yield from _in_items(items, UnitKind.ITEM)
            case Calls(lead=lead, items=items):
                yield from _in_blocks(lead, UnitKind.TEXT)
                yield from _in_items(items, UnitKind.CALL)
            case BlockQuote(blocks=quoted, attribution=by):
                yield from _in_blocks(quoted, UnitKind.QUOTE)
                yield from _in_blocks([by] if by else [], UnitKind.ATTRIBUTION)
            case Figure():
                yield from _figure(block)
            case Table():
                yield from (_segment(cell, kind) for row in block.all_rows for cell in row.cells if cell.inlines)
            case _:
                assert_never(block)


def _in_items(items: Iterable[ListItem], kind: UnitKind) -> Iterator[_KeyedText]:
    yield from _in_blocks((block for item in items for block in item.blocks), kind)


def _figure(figure: Figure) -> Iterator[_KeyedText]:
    parts = (
        (figure.id, UnitKind.CAPTION, figure.caption),
        (f"{figure.id}-alt", UnitKind.ALT, _plain(figure.alt)),
        (f"{figure.id}-credit", UnitKind.CREDIT, _plain(figure.credit)),
    )
    yield from (_KeyedText(key, kind, words, figure.span) for key, kind, words in parts if words)


# What must come back.


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds in a text what is protected: ``kept`` are terms that no language changes."""

    kept: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]

    def unit(self, words: _KeyedText, target: tuple[Inline, ...] | None) -> Unit:
        text = text_of(words.words)
        strings = protected_in(words.words, text)
        return Unit(
            key=words.key,
            kind=words.kind,
            source=words.words,
            fingerprint=fingerprint_of(words.words),
            protected=tuple(dict.fromkeys([*strings, *(term for term in self.kept if stands_in(term, text))])),
            numbers=numbers_in(text, strings),
            terms=tuple(pair for pair in self.terms if stands_in(pair[0], text)),
            target=target,
            span=words.span,
        )


# Names and facts.


def _names(kit: Kit, language: str) -> Iterator[Unit]:
    for each in names_of(kit):
        words, target = each.text.in_language(kit.release.source_language), approved(each.text, language)
        yield Unit(
            key=each.key,
            kind=UnitKind(each.kind),
            source=_plain(words, each.text.span),
            fingerprint=fingerprint_of(_plain(words)),
            translate=not target,
            target=_plain(target) if target else None,
            identity=each.identity,
            shown_with=each.shown_with,
            span=each.text.span,
        )


def _order(source: Statement, names: Collection[str]) -> Iterator[str]:
    """Yield keys as the page has them: places below the headline, signatories between the body and what follows it."""
    yield from (block.id for block in (source.title, source.subtitle) if block)
    yield from (key for key in names if key.startswith("place-"))
    yield from (each.key for each in _in_blocks(source.body, UnitKind.TEXT))
    yield from (key for key in names if key.startswith(("coalition-", "signatory-")))
    yield from (each.key for each in _of_statement(source) if each.kind not in {UnitKind.DESCRIPTION, UnitKind.KEYWORD})
    yield from (key for key in names if key.startswith("contact-"))
