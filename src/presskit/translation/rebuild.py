"""A translation as a statement: the source's blocks with the words that came back. What has none is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

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
    plain_text,
)
from presskit.translation.alignment_state import Match
from presskit.translation.inline_restoration import joined
from presskit.translation.segments import Kind, TranslationPackage, Unit, text_of, texts_of

__all__ = ["NoTitleError", "orphaned", "rebuilt", "spare_keywords", "translates", "with_marks_again"]

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


def orphaned(
    came_back: Sequence[tuple[Match, tuple[Inline, ...]]], made: Statement
) -> Iterator[tuple[Match, tuple[Inline, ...]]]:
    """Yield what came back and has no place in the statement: what it belongs to, a quotation for example, did not."""
    there = texts_of(made)
    for match, words in came_back:
        unit = match.unit
        if not unit.is_name and unit.kind not in {Kind.KEYWORD, Kind.DESCRIPTION} and unit.key not in there:
            yield match, words


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
