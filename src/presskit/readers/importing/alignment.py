"""Two texts of one release → which block translates which, each pair with its evidence. What is not sure has no pair.

Blocks that share a number, a name or an address of their own are paired first, if they follow each other in both texts. Between
these, headings and lists are paired by their order where both texts have as many; then runs of blocks of the same kinds and
proportions. The rest is aligned by length (Gale and Church, 1993), and taken only where no other block fits as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import assert_never

from presskit.limits import ALIGNED_BLOCKS
from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Figure,
    Heading,
    Numbered,
    Paragraph,
    Segment,
    Statement,
    Table,
    inlines_of,
)
from presskit.translation.evidence import LONG_NUMBER, LONG_TEXT, normal, numbers_of, typical_ratio
from presskit.translation.segments import text_of
from presskit.translation.terminology import protected_in
from presskit.translation.unmatched import aligned

__all__ = ["BlockPair", "Evidence", "paired"]

_NAME = re.compile(r"(?<=[\w,;] )[A-Z][\w-]{2,}|\b[A-Z]{3,}\b")
"""Capitals inside a sentence, and acronyms."""
_SHORTER, _LONGER = 0.5, 2.0
_NEARLY, _ABOUT = 1.3, 1.8
_LONG = 80


class Evidence(StrEnum):
    """What a pair of blocks rests on. The values stand in reports."""

    TITLE = "title"
    CLUES = "names and numbers"
    STRUCTURE = "order and structure"
    LENGTH = "order and length"


class _Kind(StrEnum):
    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"
    FIGURE = "figure"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block as it is compared. ``marks`` are what every language writes alike; ``group`` tells lists apart."""

    segment: Segment
    kind: _Kind
    words: str
    marks: frozenset[str]
    numbers: frozenset[str]
    group: int = 0


@dataclass(frozen=True, slots=True)
class BlockPair:
    """A block of the source, the block that translates it, and what the pair rests on."""

    source: Segment
    other: Segment
    evidence: Evidence


def paired(source: Statement, other: Statement) -> tuple[BlockPair, ...]:
    """Return the blocks that are surely each other's, in the order of the source."""
    here, there = [*_pieces(source)], [*_pieces(other)]
    ratio = typical_ratio([], sum(len(each.words) for each in there) / max(1, sum(len(each.words) for each in here)))
    found = _Aligner(here, there, ratio).found()
    return tuple(BlockPair(here[one].segment, there[two].segment, why) for one, two, why in sorted(found))


def _pieces(statement: Statement) -> Iterator[_Piece]:
    yield _piece(statement.title, _Kind.TITLE)
    if statement.subtitle:
        yield _piece(statement.subtitle, _Kind.SUBTITLE)
    listed = enumerate((*statement.body, *statement.boilerplate, *statement.notes), 1)
    yield from (piece for number, block in listed for piece in _of_block(block, _Kind.TEXT, number))
    yield from (piece for note in statement.footnotes for block in note.blocks for piece in _of_block(block, _Kind.NOTE))


def _of_block(block: Block, kind: _Kind, group: int = 0) -> Iterator[_Piece]:
    match block:
        case Paragraph():
            yield _piece(block, kind, group)
        case Heading():
            yield _piece(block, _Kind.HEADING)
        case Figure():
            yield _piece(block, _Kind.FIGURE)
        case Bullets(items=items) | Numbered(items=items):
            yield from (piece for item in items for each in item.blocks for piece in _of_block(each, _Kind.ITEM, group))
        case Calls(lead=lead, items=items):
            yield from (_piece(each, kind, group) for each in lead)
            yield from _of_block(Bullets(items), kind, group)
        case BlockQuote(blocks=quoted, attribution=by):
            yield from (piece for each in quoted for piece in _of_block(each, _Kind.QUOTE, group))
            yield from (_piece(each, _Kind.QUOTE, group) for each in ([by] if by else []))
        case Table():
            yield from (_piece(cell, kind, group) for row in block.all_rows for cell in row.cells if cell.inlines)
        case _:
            assert_never(block)


def _piece(segment: Segment, kind: _Kind, group: int = 0) -> _Piece:
    inlines = inlines_of(segment)
    text = text_of(inlines)
    numbers = frozenset(each for each in numbers_of(normal(text)) if len(each) > 1)
    strong = {each for each in numbers if len(each) >= LONG_NUMBER}
    kept = {normal(each) for each in (*protected_in(inlines, text), *_NAME.findall(text))}
    return _Piece(segment, kind, normal(text), frozenset(strong | kept), numbers, group if kind is _Kind.ITEM else 0)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Blocks of both texts between two pairs, by their places."""

    here: range
    there: range


_Found = list[tuple[int, int, Evidence]]


@dataclass(frozen=True, slots=True)
class _Aligner:
    here: Sequence[_Piece]
    there: Sequence[_Piece]
    ratio: float

    def found(self) -> _Found:
        """Return the pairs by their places in both texts."""
        anchors: _Found = [(0, 0, Evidence.TITLE), *self.by_clues()]
        for kind, evidence in ((_Kind.SUBTITLE, Evidence.TITLE), (_Kind.FIGURE, Evidence.STRUCTURE)):
            places = [[at for at, each in enumerate(side) if each.kind is kind] for side in (self.here, self.there)]
            if len(places[0]) == len(places[1]):
                anchors += [(one, two, evidence) for one, two in zip(*places, strict=True)]
        anchors = _in_order(anchors)
        return [*anchors, *(pair for gap in self.gaps(anchors) for pair in self.inside(gap))]

    def by_clues(self) -> _Found:
        """Return pairs of blocks that alone have a mark, and no other block as their rival."""
        sides = [_places(side) for side in (self.here, self.there)]
        votes = Counter(
            (sides[0][mark][0], sides[1][mark][0]) for mark in sides[0].keys() & sides[1].keys()
            if len(sides[0][mark]) == len(sides[1][mark]) == 1
        )  # fmt: skip
        rivals = Counter(place for one, two in votes for place in (("here", one), ("there", two)))
        return sorted(
            (one, two, Evidence.CLUES) for one, two in votes
            if one and two and rivals["here", one] == rivals["there", two] == 1 and self.suits(one, two)
            and not self.contradicts(one, two)
        )  # fmt: skip

    def gaps(self, anchors: Iterable[tuple[int, int, Evidence]], gap: _Gap | None = None) -> Iterator[_Gap]:
        """Yield what stands between pairs that follow each other in both texts."""
        gap = gap or _Gap(range(len(self.here)), range(len(self.there)))
        edges = [(gap.here.start - 1, gap.there.start - 1), *((one, two) for one, two, _ in anchors)]
        for (one, two), (next_one, next_two) in pairwise([*edges, (gap.here.stop, gap.there.stop)]):
            yield _Gap(range(one + 1, next_one), range(two + 1, next_two))

    def inside(self, gap: _Gap) -> _Found:
        """Return the pairs of a gap: all of it where the kinds and proportions agree, else what is sure in it."""
        if not gap.here or not gap.there:
            return []
        pairs = [*zip(gap.here, gap.there, strict=False)]
        odd = sum(self.contradicts(*pair) for pair in pairs)
        agree = len(gap.here) == len(gap.there) and all(self.suits(*pair) for pair in pairs)
        if agree and (len(pairs) == 1 or odd * 3 <= len(pairs)):
            return [(one, two, Evidence.STRUCTURE) for one, two in pairs]
        runs = [*map(self.runs, self.sides(gap))]
        if len(runs[0]) > 1 and [listed for listed, _ in runs[0]] == [listed for listed, _ in runs[1]]:
            parts = [_Gap(here, there) for (_, here), (_, there) in zip(*runs, strict=True)]
            return [pair for part in parts for pair in self.inside(part)]
        anchors = self.by_headings(gap) or self.by_length(gap)
        return [*anchors, *(pair for part in self.gaps(anchors, gap) for pair in self.inside(part))] if anchors else []

    def runs(self, side: tuple[range, Sequence[_Piece]]) -> list[tuple[bool, range]]:
        """Return the lists of a text, and what stands between them, by their places."""
        places, pieces = side
        groups = ([*run] for _, run in groupby(places, lambda at: pieces[at].group))
        return [(bool(pieces[run[0]].group), range(run[0], run[-1] + 1)) for run in groups]

    def by_headings(self, gap: _Gap) -> _Found:
        """Return the headings of a gap, if both texts have as many of them."""
        headings = [[at for at in side if pieces[at].kind is _Kind.HEADING] for side, pieces in self.sides(gap)]
        pairs = [*zip(*headings, strict=False)]
        suit = len(headings[0]) == len(headings[1]) and all(self.suits(*pair) for pair in pairs)
        return [(one, two, Evidence.STRUCTURE) for one, two in pairs] if suit else []

    def by_length(self, gap: _Gap) -> _Found:
        """Return the pairs of a gap that share a mark, or whose length no other block of the gap has."""
        if len(gap.here) * len(gap.there) > ALIGNED_BLOCKS:
            return []
        ours, theirs = ([len(pieces[at].words) for at in side] for side, pieces in self.sides(gap))
        found: _Found = []
        for some, others in aligned(ours, theirs, lambda a, b: self.score(gap.here[a], gap.there[b]), self.ratio):
            if len(some) == len(others) == 1:
                one, two = gap.here[some[0]], gap.there[others[0]]
                sure = self.suits(one, two) and not self.contradicts(one, two)
                if sure and self.shared(one, two):
                    found.append((one, two, Evidence.CLUES))
                elif sure and self.stands_out(one, two, gap):
                    found.append((one, two, Evidence.LENGTH))
        return found

    def sides(self, gap: _Gap) -> tuple[tuple[range, Sequence[_Piece]], tuple[range, Sequence[_Piece]]]:
        return (gap.here, self.here), (gap.there, self.there)

    def suits(self, one: int, two: int) -> bool:
        """Return whether two blocks may be each other's by their kinds and lengths; a heading may not be marked as one."""
        here, there = self.here[one], self.there[two]
        short = max(len(here.words), len(there.words)) < _LONG
        same = here.kind is there.kind or (short and {here.kind, there.kind} == {_Kind.HEADING, _Kind.TEXT})
        near = max(len(here.words), len(there.words)) <= LONG_TEXT or _SHORTER < self.relative(one, two) < _LONGER
        return same and near

    def relative(self, one: int, two: int) -> float:
        """Return how long a block is beside what would be usual."""
        return (len(self.there[two].words) + 12) / (len(self.here[one].words) * self.ratio + 12)

    def contradicts(self, one: int, two: int) -> bool:
        """Return whether both blocks have numbers, and none in common."""
        here, there = self.here[one].numbers, self.there[two].numbers
        return bool(here and there and not here & there)

    def shared(self, one: int, two: int) -> int:
        here, there = self.here[one], self.there[two]
        return len((here.marks | here.numbers) & (there.marks | there.numbers))

    def score(self, one: int, two: int) -> float:
        """Return what speaks for two blocks beside their lengths."""
        same = self.here[one].kind is self.there[two].kind
        return (1.0 if same else -2.5) + 2.0 * min(2, self.shared(one, two)) - (1.5 if self.contradicts(one, two) else 0)

    def stands_out(self, one: int, two: int, gap: _Gap) -> bool:
        """Return whether two long blocks have the proportion of the texts, and no other block of the gap is near it."""
        rivals = [self.relative(at, two) for at in gap.here if at != one]
        rivals += [self.relative(one, at) for at in gap.there if at != two]
        near = 1 / _NEARLY < self.relative(one, two) < _NEARLY
        return near and len(self.here[one].words) >= _LONG and not any(1 / _ABOUT < each < _ABOUT for each in rivals)


def _places(pieces: Sequence[_Piece]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, piece in enumerate(pieces):
        for mark in piece.marks:
            places[mark].append(at)
    return places


def _in_order(pairs: _Found) -> _Found:
    """Return the longest run of pairs that follow each other in both texts, each place once."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    ordered = sorted(pairs, key=lambda each: (each[0], -each[1]))
    for number, pair in enumerate(ordered):
        at = bisect_left(ends, pair[1])
        before.append(last[at - 1] if at else -1)
        ends[at:], last[at:] = [pair[1], *ends[at + 1 :]], [number, *last[at + 1 :]]
    found: _Found = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(ordered[number])
        number = before[number]
    return found[::-1]
