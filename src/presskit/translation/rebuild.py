"""A translation as a statement: the source's blocks with the words that came back. What has none is left out.

In the words of a returned paragraph variables and notes are nodes again, and marks of direction are gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from presskit.formats.kit_tokens import VARIABLE, variable_of
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
from presskit.translation.segments import Kind, TranslationPackage, Unit, text_of
from presskit.typography import clean

__all__ = ["NoTitleError", "Restorer", "alike", "joined", "rebuilt", "spare_keywords", "translates", "with_marks_again"]

_TOKEN = re.compile(rf"{VARIABLE.pattern}|\[\^(?P<label>[^\]\s]+)\]")
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
                inner = self.nodes(children)
                if inner:
                    yield replace(inline, children=inner)
            case NoteRef(label=label, span=span):
                number = _NOTE.fullmatch(label)
                known = self.notes.get(int(number[1])) if number else label
                if known:
                    yield NoteRef(known, 0, span)
            case _:
                yield inline

    def _tokens(self, text: str, span: Span) -> Iterator[Inline]:
        at = 0
        for token in _TOKEN.finditer(text):
            made: Inline | None = None
            if token["name"]:
                made = variable_of(token, span)
            elif token["label"] in self.notes.values():
                made = NoteRef(token["label"], 0, span)
            if made:
                yield from (Text(part, span) for part in (text[at : token.start()],) if part)
                yield made
                at = token.end()
        yield from (Text(part, span) for part in (text[at:],) if part)

    def target(self, unit: Unit, inlines: tuple[Inline, ...], *, bold: bool = False) -> tuple[Inline, ...]:
        """Return the unit's translation: the kit's own where the two are set alike, else what came back."""
        if bold and any(isinstance(node, Strong) for node in unit.source) and len(unit.source) == 1:
            inlines = (Strong(inlines),)
        if len(inlines) == 1 and isinstance(whole := inlines[0], Emphasis) and not _is_whole(unit.source):
            inlines = whole.children  # a style's slant that a program wrote down as the words' own
        filled = self._with_variables(unit, _linked(unit.source, inlines))
        for known in (unit.target, unit.source):
            if known and alike(known, filled, self.set_text):
                return known
        return filled

    def _with_variables(self, unit: Unit, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Put the source's variables where their value stands, once, as in a file that had been filled in."""
        missing = {node.name for node in walk_inlines(unit.source) if isinstance(node, Variable)}
        missing -= {node.name for node in walk_inlines(inlines) if isinstance(node, Variable)}
        for name in sorted(missing):
            places = [each for value in self.values.get(name, ()) for each in _places(value, plain_text(inlines))]
            if len(set(places)) == 1:
                inlines = joined(_put(inlines, Variable(name), *places[0]))
        return inlines


def _places(value: str, text: str) -> list[tuple[int, int]]:
    """Return where a value stands in a text as a word of its own, with whatever digits."""
    pattern = rf"(?<!\w){re.escape(normal(value))}(?!\w)"
    return [each.span() for each in re.finditer(pattern, _same_length(text))]


def _same_length(text: str) -> str:
    """Return a text with its digits as 0 to 9 and in lower case, letter by letter, so that places stay."""
    return "".join(normal(c) if len(normal(c)) == 1 else c for c in text)


def _put(inlines: Iterable[Inline], node: Inline, start: int, stop: int) -> Iterator[Inline]:
    """Yield inlines with ``node`` for the code points from ``start`` to ``stop`` of their words."""
    at = 0
    for inline in inlines:
        length = len(plain_text([inline]))
        inside = at <= start and stop <= at + length
        if inside and isinstance(inline, Text):
            before, after = inline.text[: start - at], inline.text[stop - at :]
            yield from (Text(before, inline.span),) if before else ()
            yield node
            yield from (Text(after, inline.span),) if after else ()
        elif inside and isinstance(inline, Emphasis | Strong | Link):
            yield replace(inline, children=tuple(_put(inline.children, node, start - at, stop - at)))
        else:
            yield inline
        at += length


def _linked(source: tuple[Inline, ...], inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Take away links that the source does not have: programs make one of every address that is typed."""
    targets = {node.target for node in walk_inlines(source) if isinstance(node, Link)}
    made: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Link) and inline.target not in targets and _shows_itself(inline):
            made += inline.children
        else:
            made.append(inline)
    return joined(made)


def _shows_itself(link: Link) -> bool:
    return plain_text(link.children).strip().rstrip("/") in {link.target.rstrip("/"), link.target.removeprefix("mailto:")}


def _is_whole(inlines: tuple[Inline, ...]) -> bool:
    return len(inlines) == 1 and isinstance(inlines[0], Emphasis)


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
    """Tell whether two texts are set as the same words with the same marks."""
    words, marks = zip(*(_appearance(each, set_text) for each in (one, other)), strict=True)
    return bool(words[0] == words[1] and marks[0] == marks[1])


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
    made: list[Inline] = []
    for inline in inlines:
        last = made[-1] if made else None
        if isinstance(inline, Text) and isinstance(last, Text):
            made[-1] = Text(clean(last.text + inline.text), last.span)
        elif isinstance(inline, Emphasis | Strong | Link) and last is not None and _same_mark(last, inline):
            made[-1] = replace(inline, children=joined((*getattr(last, "children", ()), *inline.children)), span=last.span)
        else:
            made.append(inline)
    return tuple(_stripped(made))


def _same_mark(one: Inline, other: Inline) -> bool:
    return type(one) is type(other) and getattr(one, "target", "") == getattr(other, "target", "")


def _stripped(inlines: list[Inline]) -> list[Inline]:
    """Take spaces and breaks off both ends of a paragraph."""
    while inlines and _is_blank(inlines[0]):
        inlines = inlines[1:]
    while inlines and _is_blank(inlines[-1]):
        inlines = inlines[:-1]
    if inlines and isinstance(first := inlines[0], Text):
        inlines = [Text(first.text.lstrip(" "), first.span), *inlines[1:]]
    if inlines and isinstance(last := inlines[-1], Text):
        inlines = [*inlines[:-1], Text(last.text.rstrip(" "), last.span)]
    return inlines


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, LineBreak) or (isinstance(inline, Text) and not inline.text.strip(" "))


Words = Mapping[str, tuple[Inline, ...]]


class NoTitleError(ValueError):
    """There is no title in the language, and a text needs one."""


def rebuilt(
    source: Statement, targets: Words, language: str, translates: Translates | None, keywords: Iterable[str] = ()
) -> Statement:
    """Return the statement in ``language`` that translates ``source``; ``targets`` are words by key.

    A block without words is left out. ``keywords`` are further ones that the translation has, and keeps. Raises
    :class:`NoTitleError`.
    """
    maker = _Maker(_with_kept_marks(source, targets))
    title = maker.paragraph(source.title, one_line=True)
    if title is None:
        raise NoTitleError(f"there is no title in «{language}»")
    subtitle = maker.paragraph(source.subtitle, one_line=True) if source.subtitle else None
    return Statement(
        language=language,
        title=title,
        body=maker.blocks(source.body),
        subtitle=subtitle,
        boilerplate=maker.blocks(source.boilerplate),
        notes=maker.blocks(source.notes),
        footnotes=tuple(maker.footnotes(source.footnotes)),
        keywords=tuple(dict.fromkeys([*maker.keywords(len(source.keywords)), *keywords])),
        description=plain_text(targets.get("description", ())),
        translates=translates,
    )


def translates(package: TranslationPackage, revision: str, *, stale: bool) -> Translates | None:
    """Return what the whole text translates; as long as a text that stays is of an older source (``stale``), the older one."""
    of = package.made_from if stale else revision
    return Translates(package.source_language, of) if of else None


def spare_keywords(there: Statement | None, units: Iterable[Unit], targets: Words) -> tuple[list[str], list[str]]:
    """Return keywords of the kit's translation that are of none of the source: those that stay, and those that go.

    They go where every keyword of the source came back.
    """
    keywords = [unit for unit in units if unit.kind is Kind.KEYWORD]
    known = {text_of(each.target or ()) for each in keywords}
    spare = [word for word in there.keywords if word not in known] if there else []
    return ([], spare) if keywords and all(targets.get(each.key) for each in keywords) else (spare, [])


class _Maker:
    def __init__(self, targets: Words) -> None:
        self.targets = targets

    def words(self, key: str, *, one_line: bool = False) -> tuple[Inline, ...]:
        """Return the words of a key, with spaces for breaks where the kit's file has but one line for them."""
        found = self.targets.get(key, ())
        return joined(Text(" ") if isinstance(each, LineBreak) else each for each in found) if one_line else found

    def paragraph(self, block: Paragraph, *, one_line: bool = False) -> Paragraph | None:
        words = self.words(block.id, one_line=one_line)
        return replace(block, inlines=words) if words else None

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(made for block in blocks for made in self.block(block))

    def block(self, block: Block) -> Iterator[Block]:
        match block:
            case Paragraph():
                yield from _some(self.paragraph(block))
            case Heading():
                words = self.words(block.id, one_line=True)
                yield from (replace(block, inlines=words),) if words else ()
            case Bullets() | Numbered():
                items = self.items(block.items)
                yield from (replace(block, items=items),) if items else ()
            case Calls():
                lead, items = tuple(self.lead(block)), self.items(block.items)
                yield from (replace(block, lead=lead, items=items),) if items else lead
            case BlockQuote():
                yield from self.quote(block)
            case Figure():
                yield self.figure(block)
            case Table():
                yield from self.table(block)
            case _:
                assert_never(block)

    def lead(self, block: Calls) -> Iterator[Paragraph]:
        for each in block.lead:
            yield from _some(self.paragraph(each))

    def items(self, items: Iterable[ListItem]) -> tuple[ListItem, ...]:
        made = (replace(item, blocks=self.blocks(item.blocks)) for item in items)
        return tuple(item for item in made if item.blocks)

    def quote(self, block: BlockQuote) -> Iterator[Block]:
        inner = self.blocks(block.blocks)
        by = self.paragraph(block.attribution) if block.attribution else None
        if inner:
            yield replace(block, blocks=inner, attribution=by)

    def table(self, block: Table) -> Iterator[Block]:
        """Yield the table with the cells that came back; the others are empty."""
        rows = [replace(row, cells=tuple(self.cell(cell) for cell in row.cells)) for row in block.all_rows]
        if any(cell.inlines for row in rows for cell in row.cells):
            yield replace(block, head=rows[0], rows=tuple(rows[1:]))

    def cell(self, cell: Paragraph) -> Paragraph:
        return replace(cell, inlines=self.words(cell.id, one_line=True))

    def figure(self, block: Figure) -> Figure:
        """Return the picture, which every language shows; words about it are those that came back."""
        alt, credit = (plain_text(self.words(f"{block.id}-{part}", one_line=True)) for part in ("alt", "credit"))
        return replace(block, alt=alt, caption=self.words(block.id, one_line=True), credit=credit or block.credit)

    def footnotes(self, notes: Iterable[Footnote]) -> Iterator[Footnote]:
        for note in notes:
            blocks = self.blocks(note.blocks)
            if blocks:
                yield replace(note, blocks=blocks)

    def keywords(self, count: int) -> Iterator[str]:
        for number in range(1, count + 1):
            word = plain_text(self.targets.get(f"keyword-{number}", ()))
            if word:
                yield word


def with_marks_again(target: tuple[Inline, ...], remembered: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a translation with the marks of notes that it came with, where the kit had to leave them out.

    A mark goes as long as its note is not translated; once that has come, the mark stands where the translator put it.
    """
    return remembered if joined(_kept(remembered, frozenset())) == joined(_kept(target, frozenset())) else target


def _some(block: Paragraph | None) -> Iterator[Paragraph]:
    if block is not None:
        yield block


def _with_kept_marks(source: Statement, targets: Words) -> Words:
    """Return the words without the marks of notes that did not come back: they would lead nowhere."""
    maker = _Maker(targets)
    labels = frozenset(note.label for note in maker.footnotes(source.footnotes))
    return {key: tuple(_kept(words, labels)) for key, words in targets.items()}


def _kept(inlines: Iterable[Inline], labels: frozenset[str]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Emphasis | Strong | Link):
            yield replace(inline, children=tuple(_kept(inline.children, labels)))
        elif not isinstance(inline, NoteRef) or inline.label in labels:
            yield inline
