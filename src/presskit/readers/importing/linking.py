"""A text and its translation, each as it was received → the translation with the ids of the blocks that it translates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise
from typing import TypeVar, assert_never

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
    Link,
    ListItem,
    NoteRef,
    Numbered,
    Paragraph,
    Segment,
    Statement,
    Strong,
    Table,
    Text,
    Translates,
    inlines_of,
    plain_text,
    segments,
)
from presskit.model.question import Choice, Edit, EditKind, Question, question_id
from presskit.readers.importing.alignment import BlockPair, paired
from presskit.readers.signatory_table import input_span
from presskit.translation.rebuild import rebuilt

__all__ = ["LinkedStatement", "linked"]

_MOST_CHOICES = 6
_MOST_ASKED = 25
_SHOWN = 70
P = TypeVar("P", ListItem, Footnote)


@dataclass(frozen=True, slots=True)
class LinkedStatement:
    """A translation whose blocks have the ids of the source's, as far as these are sure; the others are asked about.

    ``ids`` says what became of the ids that the blocks had; ``evidence`` on what each id of the source rests. ``missing``
    are the blocks of the source that nothing translates.
    """

    statement: Statement
    ids: Mapping[str, str]
    evidence: Mapping[str, str]
    questions: tuple[Question, ...]
    missing: tuple[Segment, ...]


def linked(source: Statement, other: Statement) -> LinkedStatement:
    """Return ``other`` as a translation of ``source``: of its present revision, block by block; nothing of it is lost.

    Where every block has its own in the source, the result has the blocks of the source: their kinds, levels and order.
    Otherwise it stays as it is, and each block that is not placed has an id that the source does not have, and a question.
    """
    pairs = paired(source, other)
    ids = _ids(source, other, pairs)
    labels = _labels(source, other, ids)
    link = Translates(source.language, source.revision)
    renamer = _Renamer(ids, labels, {pair.source.id: pair.source for pair in pairs})
    statement = replace(renamer.statement(other), translates=link)
    order = [each.id for each in segments(statement)]
    if order == [pair.source.id for pair in pairs] and {*labels.values()} <= {each.label for each in source.footnotes}:
        texts = {key: words for each in segments(statement) for key, words in _texts(each)}
        statement = replace(rebuilt(source, texts, other.language, link), span=other.span)
    evidence = {pair.source.id: str(pair.evidence) for pair in pairs}
    doubts = _Doubts(source, other, ids, pairs, _above(statement, evidence))
    return LinkedStatement(statement, ids, evidence, tuple(doubts.questions()), _missing(source, pairs))


def _ids(source: Statement, other: Statement, pairs: Sequence[BlockPair]) -> dict[str, str]:
    """Return the new ids of the blocks of ``other``: those of their pairs, and ids that the source does not have."""
    known = {pair.other.id: pair.source.id for pair in pairs}
    used = {each.id for each in segments(source)}
    spare = (name for number in count(1) if (name := f"x-{number}") not in used)
    return {each.id: known.get(each.id) or ("subtitle" if each is other.subtitle else next(spare)) for each in segments(other)}


def _texts(segment: Segment) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """Yield the words of a block by key, as translators get them."""
    yield segment.id, inlines_of(segment)
    if isinstance(segment, Figure):
        yield from ((f"{segment.id}-{part}", (Text(words),)) for part, words in _about(segment) if words)


def _about(figure: Figure) -> tuple[tuple[str, str], ...]:
    return ("alt", figure.alt), ("credit", figure.credit)


def _labels(source: Statement, other: Statement, names: Mapping[str, str]) -> dict[str, str]:
    """Return what the notes of ``other`` are called: as those of the source that they translate, or else by a free name."""
    owners = {block.id: note.label for note in source.footnotes for block in note.blocks if isinstance(block, Paragraph)}
    taken, labels = {note.label for note in source.footnotes}, dict[str, str]()
    for note in other.footnotes:
        blocks = (names.get(block.id, "") for block in note.blocks if isinstance(block, Paragraph))
        own = next((owners[name] for name in blocks if name in owners), "")
        free = (name for number in count(1) if (name := f"x{number}") not in taken and name not in labels.values())
        kept = note.label if note.label not in taken else next(free)
        labels[note.label] = own if own and own not in labels.values() else kept
    return labels


@dataclass(frozen=True, slots=True)
class _Renamer:
    """Gives blocks the ids, and the kinds of paragraph and heading, of those that they translate."""

    ids: Mapping[str, str]
    labels: Mapping[str, str]
    sources: Mapping[str, Segment]

    def statement(self, statement: Statement) -> Statement:
        return replace(
            statement,
            title=self.paragraph(statement.title),
            subtitle=self.paragraph(statement.subtitle) if statement.subtitle else None,
            body=self.blocks(statement.body),
            boilerplate=self.blocks(statement.boilerplate),
            notes=self.blocks(statement.notes),
            footnotes=tuple(replace(each, label=self.labels[each.label]) for each in self.parts(statement.footnotes)),
        )

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(map(self.block, blocks))

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph() | Heading():
                return self.alone(block)
            case Figure():
                return replace(block, id=self.ids.get(block.id, block.id), caption=self.words(block.caption))
            case Bullets() | Numbered():
                return replace(block, items=self.parts(block.items))
            case Calls():
                return replace(block, lead=tuple(map(self.paragraph, block.lead)), items=self.parts(block.items))
            case BlockQuote(attribution=by):
                return replace(block, blocks=self.blocks(block.blocks), attribution=self.paragraph(by) if by else None)
            case Table():
                return block
            case _:
                assert_never(block)

    def parts(self, parts: Iterable[P]) -> tuple[P, ...]:
        return tuple(replace(part, blocks=self.blocks(part.blocks)) for part in parts)

    def alone(self, block: Paragraph | Heading) -> Paragraph | Heading:
        """Return a block of the text: a heading of the level, or a paragraph, as its source is."""
        name, words = self.ids[block.id], self.words(block.inlines)
        source = self.sources.get(name)
        if isinstance(source, Heading):
            return Heading(words, source.level, name, block.span)
        return Paragraph(words, name, block.span) if isinstance(source, Paragraph) else replace(block, id=name, inlines=words)

    def paragraph(self, block: Paragraph) -> Paragraph:
        return replace(block, id=self.ids[block.id], inlines=self.words(block.inlines))

    def words(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """Return inlines with the marks of notes called as the notes are."""
        return tuple(map(self.inline, inlines))

    def inline(self, inline: Inline) -> Inline:
        if isinstance(inline, NoteRef):
            return replace(inline, label=self.labels.get(inline.label, inline.label))
        if isinstance(inline, Emphasis | Strong | Link):
            return replace(inline, children=self.words(inline.children))
        return inline


@dataclass(frozen=True, slots=True)
class _Doubts:
    """What questions about blocks without a source are made of. ``above`` is what stands above a paragraph, by new ids."""

    source: Statement
    other: Statement
    ids: Mapping[str, str]
    pairs: Sequence[BlockPair]
    above: Mapping[str, str]

    def questions(self) -> Iterator[Question]:
        """Yield a question for each block that has no pair, or one for many; a subtitle alone stands as it is."""
        known = {pair.other.id for pair in self.pairs}
        every = [*segments(self.other)]
        alone = [at for at, each in enumerate(every) if each.id not in known and each is not self.other.subtitle]
        if len(alone) > _MOST_ASKED:
            yield self.question_of_all([every[at] for at in alone])
            return
        for at in alone:
            yield self.question(every[at], [*self.likely(every[at], every, at)])

    def question_of_all(self, alone: Sequence[Segment]) -> Question:
        place, texts = input_span(alone[0].span), [plain_text(inlines_of(each)) for each in alone]
        file = f"statement.{self.other.language}.md"
        asked = (
            f"{len(alone)} blocks of the text in «{self.other.language}» have no block of the source that they surely "
            f"translate, from «{_short(alone[0])}» on: is it a text of its own? Else give them their ids by hand, in {file}"
        )
        own = Choice("own", "it is: these blocks translate nothing")
        name = question_id("link", place.source, str(place.line), *texts)
        return Question(name, "link", asked, place, "\n".join(texts), (own,), len(alone))

    def question(self, segment: Segment, likely: Sequence[Segment]) -> Question:
        place, name, file = input_span(segment.span), self.ids[segment.id], f"statement.{self.other.language}.md"
        named = f"{{#{name}}}"
        choices = [
            Choice(each.id, f"it translates «{_short(each)}»", "", (Edit(file, EditKind.REPLACE, named, f"{{#{each.id}}}"),))
            for each in likely[:_MOST_CHOICES]
        ]
        if above := self.above.get(name):
            one = Edit(file, EditKind.REPLACE, f" {{#{above}}}\n\n", " ")
            joined = one, Edit(file, EditKind.REPLACE, named, f"{{#{above}}}")
            choices.append(Choice("goes-on", f"it goes on with the paragraph above it ({above})", "", joined))
        choices.append(Choice("own", "it translates nothing: it stands in this language alone"))
        asked = f"which block of the source does «{_short(segment)}» ({self.other.language}) translate? Nothing tells for sure"
        words = plain_text(inlines_of(segment))
        return Question(question_id("link", place.source, str(place.line), words), "link", asked, place, words, tuple(choices))

    def likely(self, segment: Segment, every: Sequence[Segment], at: int) -> Iterator[Segment]:
        """Yield the blocks of the source without a pair that stand between what is paired before and after a block."""
        order = {each.id: number for number, each in enumerate(segments(self.source))}
        places = {pair.other.id: order[pair.source.id] for pair in self.pairs}
        first = next((places[each.id] for each in reversed(every[:at]) if each.id in places), -1)
        last = next((places[each.id] for each in every[at + 1 :] if each.id in places), len(order))
        for each in _missing(self.source, self.pairs):
            if first < order[each.id] < last and isinstance(each, Figure) == isinstance(segment, Figure):
                yield each


def _missing(source: Statement, pairs: Sequence[BlockPair]) -> tuple[Segment, ...]:
    known = {pair.source.id for pair in pairs}
    return tuple(each for each in segments(source) if each.id not in known)


def _above(statement: Statement, known: Collection[str]) -> dict[str, str]:
    """Return which paragraph of a source that is known stands right above a paragraph of the text, by ids."""
    parts = (statement.body, statement.boilerplate, statement.notes)
    return {
        below.id: above.id for part in parts for above, below in pairwise(part)
        if isinstance(above, Paragraph) and isinstance(below, Paragraph) and above.id in known
    }  # fmt: skip


def _short(segment: Segment) -> str:
    words = " ".join((plain_text(inlines_of(segment)) or getattr(segment, "alt", "")).split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
