"""A translation as a statement: the source's blocks with the words that came back. What has none is left out.

In the words of a returned paragraph variables and notes are nodes again, and marks of direction are gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import dropwhile, groupby
from typing import TypeVar, assert_never

from presskit.formats.kit_yaml import VARIABLE, variable_of
from presskit.limits import MARKDOWN_LABEL_CHARACTERS
from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    Numbered,
    Paragraph,
    Statement,
    Strong,
    Table,
    Text,
    Translates,
    Variable,
    plain_text,
    walk_inlines,
)
from presskit.source import Span
from presskit.translation.evidence import normal
from presskit.translation.segments import TranslationPackage, Unit, UnitKind, text_of
from presskit.typography import clean

__all__ = ["NoTitleError", "Restorer", "alike", "joined", "rebuilt", "spare_keywords", "translates", "with_marks_again"]

_TOKEN = re.compile(rf"{VARIABLE.pattern}|\[\^(?P<label>[^\]\s]{{1,{MARKDOWN_LABEL_CHARACTERS}}})\]")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NOTE = re.compile(r"(?:foo|end)(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Restorer:
    """``notes`` are the labels of the source's notes by their number; ``values`` what its variables were printed as.

    ``set_text`` sets a text as the outputs set it: what differs from the kit's text by no more is the kit's text.
    """

    notes: Mapping[int, str] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    set_text: Callable[[str], str] = str

    def nodes(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """Return inlines with ``{{ date }}`` and ``[^un]`` read as what they stand for, and without marks of direction."""
        return joined(node for inline in inlines for node in self._nodes(inline))

    def _nodes(self, inline: Inline) -> Iterator[Inline]:
        match inline:
            case Text(text=text, span=span):
                yield from self._tokens(_MARKS.sub("", text), span)
            case Emphasis(children=children) | Strong(children=children) | Link(children=children):
                if inner := self.nodes(children):
                    yield replace(inline, children=inner)
            case NoteRef(label=label, span=span):
                number = _NOTE.fullmatch(label)
                if known := self.notes.get(int(number[1])) if number else label:
                    yield NoteRef(known, span=span)
            case _:
                yield inline

    def _tokens(self, text: str, span: Span) -> Iterator[Inline]:
        at = 0
        for token in _TOKEN.finditer(text):
            node = variable_of(token, span) if token["name"] else NoteRef(token["label"], span=span)
            if node and (token["name"] or token["label"] in self.notes.values()):
                yield from _texts(text[at : token.start()], span)
                yield node
                at = token.end()
        yield from _texts(text[at:], span)

    def target(self, unit: Unit, inlines: tuple[Inline, ...], *, bold: bool = False) -> tuple[Inline, ...]:
        """Return the unit's translation: the kit's own where the two are set alike, else what came back."""
        if bold and any(isinstance(node, Strong) for node in unit.source) and len(unit.source) == 1:
            inlines = (Strong(inlines),)
        whole = inlines[0] if len(inlines) == 1 else None
        if isinstance(whole, Emphasis) and not (len(unit.source) == 1 and isinstance(unit.source[0], Emphasis)):
            inlines = whole.children  # a style's slant that a program wrote down as the words' own
        filled = self._with_variables(unit, _linked(unit.source, inlines))
        return next((each for each in (unit.target, unit.source) if each and alike(each, filled, self.set_text)), filled)

    def _with_variables(self, unit: Unit, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Put the source's variables where their value stands, once, as in a file that had been filled in."""
        wanted, there = (
            {node.name for node in walk_inlines(each) if isinstance(node, Variable)} for each in (unit.source, inlines)
        )
        for name in sorted(wanted - there):
            places = [each for value in self.values.get(name, ()) for each in _places(value, plain_text(inlines))]
            if len(set(places)) == 1:
                inlines = joined(_put(inlines, Variable(name), *places[0]))
        return inlines


def _texts(text: str, span: Span) -> Iterator[Text]:
    """Yield ``text`` as a node, none where it is empty."""
    if text:
        yield Text(text, span)


def _places(value: str, text: str) -> list[tuple[int, int]]:
    """Return where a value stands in a text as a word of its own, with whatever digits."""
    same_length = "".join(normal(c) if len(normal(c)) == 1 else c for c in text)  # so that places stay
    return [each.span() for each in re.finditer(rf"(?<!\w){re.escape(normal(value))}(?!\w)", same_length)]


def _put(inlines: Iterable[Inline], node: Inline, start: int, stop: int) -> Iterator[Inline]:
    """Yield inlines with ``node`` for the code points from ``start`` to ``stop`` of their words."""
    at = 0
    for inline in inlines:
        length = len(plain_text([inline]))
        inside = at <= start and stop <= at + length
        if inside and isinstance(inline, Text):
            yield from _texts(inline.text[: start - at], inline.span)
            yield node
            yield from _texts(inline.text[stop - at :], inline.span)
        elif inside and isinstance(inline, Emphasis | Strong | Link):
            yield replace(inline, children=tuple(_put(inline.children, node, start - at, stop - at)))
        else:
            yield inline
        at += length


def _linked(source: tuple[Inline, ...], inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Take away links that the source does not have: programs make one of every address that is typed."""
    targets = {node.target for node in walk_inlines(source) if isinstance(node, Link)}
    return joined(
        node
        for each in inlines
        for node in (each.children if isinstance(each, Link) and each.target not in targets and _shows_itself(each) else [each])
    )


def _shows_itself(link: Link) -> bool:
    return plain_text(link.children).strip().rstrip("/") in {link.target.rstrip("/"), link.target.removeprefix("mailto:")}


def _atoms(inlines: Iterable[Inline], around: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each letter with the marks around it: how these stand inside each other does not matter."""
    for inline in inlines:
        match inline:
            case Text(text=text):
                yield from ((letter, around) for letter in text)
            case Emphasis(children=children):
                yield from _atoms(children, (*around, "emphasis"))
            case Strong(children=children):
                yield from _atoms(children, (*around, "strong"))
            case Link(children=children, target=target):
                yield from _atoms(children, (*around, target))
            case LineBreak():
                yield "\n", ()
            case NoteRef(label=label):
                yield f"[^{label}]", ()
            case Variable():
                yield inline.written, ()


def alike(one: tuple[Inline, ...], other: tuple[Inline, ...], set_text: Callable[[str], str]) -> bool:
    """Return whether two texts are set as the same words with the same marks."""
    return _appearance(one, set_text) == _appearance(other, set_text)


def _appearance(inlines: tuple[Inline, ...], set_text: Callable[[str], str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the words as they are set, and each marked word (spaces left out) with its outermost strongest mark."""
    atoms = [*_atoms(inlines)]
    words = " ".join(set_text("".join(letter for letter, _ in atoms)).split(" "))
    marked = [(letter, _strongest(around)) for letter, around in atoms if around and letter.isalnum()]
    return words, tuple(marked)


def _strongest(around: tuple[str, ...]) -> str:
    """Return the one mark that a run of a Word file is read with: its link, else strong, else emphasis."""
    links = [mark for mark in around if mark not in {"strong", "emphasis"}]
    return links[0] if links else "strong" if "strong" in around else "emphasis"


def joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return inlines in which no two texts, and no two of one mark, stand beside each other; no space at either end."""
    nodes: list[Inline] = []
    for _, run in groupby(inlines, lambda inline: (type(inline), getattr(inline, "target", ""))):
        match alike := [*run]:
            case [Text(span=span), _, *_]:
                nodes.append(Text(clean("".join(each.text for each in alike if isinstance(each, Text))), span))
            case [Emphasis(span=span) | Strong(span=span) | Link(span=span), *_, Emphasis() | Strong() | Link() as last]:
                children = (child for each in alike for child in getattr(each, "children", ()))
                nodes.append(replace(last, children=joined(children), span=span))
            case _:
                nodes += alike
    return tuple(_stripped(nodes))


def _stripped(inlines: list[Inline]) -> list[Inline]:
    """Take spaces and breaks off both ends of a paragraph."""
    inlines = [*dropwhile(_is_blank, reversed([*dropwhile(_is_blank, inlines)]))][::-1]
    if inlines and isinstance(first := inlines[0], Text):
        inlines = [Text(first.text.lstrip(" "), first.span), *inlines[1:]]
    if inlines and isinstance(last := inlines[-1], Text):
        inlines = [*inlines[:-1], Text(last.text.rstrip(" "), last.span)]
    return inlines


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, LineBreak) or (isinstance(inline, Text) and not inline.text.strip(" "))


P = TypeVar("P", ListItem, Footnote)
InlinesByKey = Mapping[str, tuple[Inline, ...]]


class NoTitleError(ValueError):
    """There is no title in the language, and a text needs one."""


def rebuilt(
    source: Statement, targets: InlinesByKey, language: str, translates: Translates | None, keywords: Iterable[str] = ()
) -> Statement:
    """Return the statement in ``language`` that translates ``source``; ``targets`` are words by key.

    A block without words is left out. ``keywords`` are further ones that the translation has, and keeps. Raises
    :class:`NoTitleError`.
    """
    maker = _Maker(_with_kept_marks(source, targets))
    if (title := maker.paragraph(source.title, one_line=True)) is None:
        raise NoTitleError(f"there is no title in «{language}»")
    return Statement(
        language=language,
        title=title,
        body=maker.blocks(source.body),
        subtitle=maker.paragraph(source.subtitle, one_line=True),
        boilerplate=maker.blocks(source.boilerplate),
        notes=maker.blocks(source.notes),
        footnotes=maker.with_blocks(source.footnotes),
        keywords=tuple(dict.fromkeys([*maker.keywords(len(source.keywords)), *keywords])),
        description=plain_text(targets.get("description", ())),
        translates=translates,
    )


def translates(package: TranslationPackage, revision: str, *, stale: bool) -> Translates | None:
    """Return what the whole text translates; as long as a text that stays is of an older source (``stale``), the older one."""
    of = package.made_from if stale else revision
    return Translates(package.source_language, of) if of else None


def spare_keywords(there: Statement | None, units: Iterable[Unit], targets: InlinesByKey) -> tuple[list[str], list[str]]:
    """Return keywords of the kit's translation that are of none of the source: those that stay, and those that go.

    They go where every keyword of the source came back.
    """
    keywords = [unit for unit in units if unit.kind is UnitKind.KEYWORD]
    known = {text_of(each.target or ()) for each in keywords}
    spare = [word for word in there.keywords if word not in known] if there else []
    return ([], spare) if keywords and all(targets.get(each.key) for each in keywords) else (spare, [])


@dataclass(frozen=True, slots=True)
class _Maker:
    targets: InlinesByKey

    def words(self, key: str, *, one_line: bool = False) -> tuple[Inline, ...]:
        """Return the words of a key, with spaces for breaks where the kit's file has but one line for them."""
        found = self.targets.get(key, ())
        return joined(Text(" ") if isinstance(each, LineBreak) else each for each in found) if one_line else found

    def paragraph(self, block: Paragraph | None, *, one_line: bool = False) -> Paragraph | None:
        words = self.words(block.id, one_line=one_line) if block else ()
        return replace(block, inlines=words) if block and words else None

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(translated for block in blocks for translated in self.block(block))

    def block(self, block: Block) -> Iterator[Block]:
        match block:
            case Paragraph() | Heading():
                words = self.words(block.id, one_line=isinstance(block, Heading))
                yield from (replace(block, inlines=words),) if words else ()
            case Bullets() | Numbered():
                items = self.with_blocks(block.items)
                yield from (replace(block, items=items),) if items else ()
            case Calls():
                lead, items = tuple(filter(None, map(self.paragraph, block.lead))), self.with_blocks(block.items)
                yield from (replace(block, lead=lead, items=items),) if items else lead
            case BlockQuote():
                inner = self.blocks(block.blocks)
                yield from (replace(block, blocks=inner, attribution=self.paragraph(block.attribution)),) if inner else ()
            case Figure():
                yield self.figure(block)
            case Table():
                yield from self.table(block)
            case _:
                assert_never(block)

    def with_blocks(self, parts: Iterable[P]) -> tuple[P, ...]:
        """Return items of a list or footnotes with their blocks in the language; without those of which nothing is left."""
        translated = (replace(part, blocks=self.blocks(part.blocks)) for part in parts)
        return tuple(part for part in translated if part.blocks)

    def table(self, block: Table) -> Iterator[Block]:
        """Yield the table with the cells that came back; the others are empty."""
        cells = ([replace(cell, inlines=self.words(cell.id, one_line=True)) for cell in row.cells] for row in block.all_rows)
        rows = [replace(row, cells=tuple(each)) for row, each in zip(block.all_rows, cells, strict=True)]
        if any(cell.inlines for row in rows for cell in row.cells):
            yield replace(block, head=rows[0], rows=tuple(rows[1:]))

    def figure(self, block: Figure) -> Figure:
        """Return the picture, which every language shows; words about it are those that came back."""
        alt, credit = (plain_text(self.words(f"{block.id}-{part}", one_line=True)) for part in ("alt", "credit"))
        return replace(block, alt=alt, caption=self.words(block.id, one_line=True), credit=credit or block.credit)

    def keywords(self, count: int) -> Iterator[str]:
        yield from filter(None, (plain_text(self.targets.get(f"keyword-{number}", ())) for number in range(1, count + 1)))


def with_marks_again(target: tuple[Inline, ...], remembered: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a translation with the marks of notes that it came with, where the kit had to leave them out.

    A mark goes as long as its note is not translated; once that has come, the mark stands where the translator put it.
    """
    return remembered if joined(_kept(remembered, frozenset())) == joined(_kept(target, frozenset())) else target


def _with_kept_marks(source: Statement, targets: InlinesByKey) -> InlinesByKey:
    """Return the words without the marks of notes that did not come back: they would lead nowhere."""
    labels = frozenset(note.label for note in _Maker(targets).with_blocks(source.footnotes))
    return {key: tuple(_kept(words, labels)) for key, words in targets.items()}


def _kept(inlines: Iterable[Inline], labels: frozenset[str]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Emphasis | Strong | Link):
            yield replace(inline, children=tuple(_kept(inline.children, labels)))
        elif not isinstance(inline, NoteRef) or inline.label in labels:
            yield inline
