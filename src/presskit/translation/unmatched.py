"""What ids and words did not match: aligned by order and length as proposals, carried forward, kept as notes, or asked about.

The alignment is dynamic programming over the two orders (Gale and Church, 1993): a unit may have a paragraph, none, or two;
a paragraph may be of a unit, of none, or of two. It is a proposal to the user, never a match by itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import TypeAlias

from presskit.language.data import words
from presskit.translation import rules
from presskit.translation.alignment_state import AlignmentState, Doubt, Match, Sides
from presskit.translation.evidence import CONFIDENCE, Evidence, in_style, normal, typical_ratio
from presskit.translation.segments import Unit, UnitKind, text_of

__all__ = ["LEAST_CONFIDENCE", "aligned", "carry_forward", "propose", "sort_rest"]

LEAST_CONFIDENCE = 65
"""Percent: what is less sure is not taken, however much was accepted. Of spoiled files, 2 of 1,000 above it were wrong."""
_BY_ID = frozenset((Evidence.ID, Evidence.PARAGRAPH_ID))
_STYLE, _OTHER_STYLE, _CLUE = 1.5, -2.5, 3.0
_PER_STEP = 6
_MOST_OF_NAME = 40  # percent; names are as long as each other, and are sorted anew: their order says nothing
_MOST = 79  # percent; what order and length say is never as sure as a name
_LISTED = frozenset({UnitKind.SIGNATORY, UnitKind.COALITION, UnitKind.CONTACT, UnitKind.KEYWORD, UnitKind.FACT})
_SKIP = 4.0
_TWO = 3.0
_MOVES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))

Pair: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""Units and paragraphs that belong together, by their places in their orders, from 0."""


# Stages.


def propose(state: AlignmentState) -> AlignmentState:
    """Ask about what order and length make likely; match it where the user has accepted what is likely enough."""
    parts = frozenset(_part(each.unit) for each in state.matches.values() if each.evidence in _BY_ID)
    missed = {key for key in state.open if _is_missed(state, key, parts)}
    keys = [key for key in state.open if key in missed or (not parts and state.sides.units[key].translate)]
    for key, indices, confidence in [*_proposals(state, keys)] if keys else ():
        if indices:
            state = state.doubted(rules.MATCH_UNCERTAIN, key, indices, confidence)
        elif key in missed:
            state = state.doubted(rules.MISSING, key, ())
    return _accepted(state) if keys and state.sides.choices.all else state


def _part(unit: Unit) -> tuple[str, str]:
    """Return what a unit is beside its number: a signatory's name, a keyword."""
    return unit.kind, unit.key.partition(".")[2]


def _is_missed(state: AlignmentState, key: str, parts: frozenset[tuple[str, str]]) -> bool:
    """Return whether a unit should have come back: an optional one where others of its part did, by their ids."""
    unit = state.sides.units[key]
    return (unit.translate and key not in state.sides.current and _part(unit) in parts) or state.sides.expects(key)


def _accepted(state: AlignmentState) -> AlignmentState:
    """Match the proposals that are likely enough."""
    for each in [each for each in state.doubts.values() if each.numbers and each.key]:
        used = {number for match in state.matches.values() for number in match.numbers}
        indices = state.sides.indices({*each.numbers} - used)
        if indices and each.rule in {rules.MATCH_UNCERTAIN, rules.REORDERED} and each.confidence >= LEAST_CONFIDENCE:
            state = state.matched(each.key, indices, Evidence.ORDER, each.confidence)
    return state


def carry_forward(state: AlignmentState) -> AlignmentState:
    """Keep the earlier translation of what did not change and did not come back."""
    units = [state.sides.units[key] for key in state.open if key in state.sides.current]
    carried = {
        unit.key: Match(unit, unit.target, Evidence.CARRIED, CONFIDENCE[Evidence.CARRIED]) for unit in units if unit.target
    }
    return replace(state, matches={**state.matches, **carried})


def sort_rest(state: AlignmentState) -> AlignmentState:
    """Keep a paragraph that is no unit's as a note where it says that it is one; ask about each other."""
    paragraphs = state.sides.paragraphs
    notes = [at for at in state.free if normal(paragraphs[at].words).startswith(("[", *words("translation", "note_openings")))]
    rest = [(state.around(at), paragraphs[at]) for at in sorted(state.free.difference(notes))]
    doubts = {
        str(each.number): Doubt(rules.ADDED, "", (each.number,), 0, each.words, near, each.span) for near, each in rest
    }
    return replace(state.noted(notes), doubts={**state.doubts, **doubts})


# Proposals.


def _proposals(state: AlignmentState, keys: Sequence[str]) -> Iterator[tuple[str, tuple[int, ...], int]]:
    """Yield for each of ``keys`` the free paragraphs that are likely its own (none: it seems gone), and the confidence."""
    sides = state.sides
    matched = {key: sides.indices(each.numbers) for key, each in state.matches.items()}
    pairs = [
        (text_of(sides.units[key].source), sides.paragraphs[at].words) for key, indices in matched.items() for at in indices[:1]
    ]
    ratio = typical_ratio(pairs)
    for some, indices in _gaps(list(sides.units), keys, sorted(state.free), matched):
        likeness = _Likeness(sides, some, indices)
        sources = [len(text_of(sides.units[key].source)) for key in some]
        for here, there in aligned(sources, [len(sides.texts[at]) for at in indices], likeness, ratio):
            for number, unit in enumerate(here):
                chosen = tuple(indices[at] for at in there) if number == 0 else ()
                confidence = _confidence(likeness, here, there, ratio) if chosen else 0
                listed = sides.units[some[unit]].kind in _LISTED
                yield some[unit], chosen, min(confidence, _MOST_OF_NAME) if listed else confidence


def _gaps(
    order: Sequence[str], keys: Sequence[str], free: Sequence[int], matched: dict[str, list[int]]
) -> Iterator[tuple[list[str], list[int]]]:
    """Yield the open units and the free paragraphs between the same matched ones; all of it if matches are crossed."""
    place = {key: at for at, key in enumerate(order)}
    anchors = sorted((place[key], indices[0]) for key, indices in matched.items() if indices)
    if any(one[1] > other[1] for one, other in pairwise(anchors)):
        yield list(keys), list(free)
        return
    edges = [(-1, -1), *anchors, (len(order), 10**9)]
    for (unit, at), (next_unit, next_at) in pairwise(edges):
        some = [key for key in keys if unit < place[key] < next_unit]
        if some:
            yield some, [each for each in free if at < each < next_at]


def _confidence(likeness: _Likeness, here: Sequence[int], there: Sequence[int], ratio: float) -> int:
    """Return in percent what speaks for an alignment: one text for one, style and clues, lengths in proportion."""
    base = 60 if len(here) == len(there) == 1 else 40
    liked = sum(likeness(unit, at) for unit in here for at in there) / (len(here) * len(there))
    away = _out_of_proportion(
        [len(text_of(likeness.unit(unit).source)) for unit in here],
        [len(likeness.text(at)) for at in there],
        ratio,
    )
    return max(10, min(_MOST, round(base + 8 * liked - _PER_STEP * away)))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What speaks for a unit and a paragraph beside their lengths: style and clues."""

    sides: Sides
    keys: Sequence[str]
    indices: Sequence[int]

    def __call__(self, unit: int, paragraph: int) -> float:
        found = self.sides.clues.found(self.keys[unit], self.text(paragraph))
        suits = in_style(self.unit(unit), self.sides.paragraphs[self.indices[paragraph]].style)
        style = 0.0 if suits is None else _STYLE if suits else _OTHER_STYLE
        return style + _CLUE * min(2, len(found))

    def unit(self, place: int) -> Unit:
        return self.sides.units[self.keys[place]]

    def text(self, place: int) -> str:
        return self.sides.texts[self.indices[place]]


# Alignment.


def aligned(
    units: Sequence[int], paragraphs: Sequence[int], likeness: Callable[[int, int], float], ratio: float
) -> list[Pair]:
    """Return the cheapest alignment of two orders of texts, told by their lengths in characters.

    ``likeness`` of a unit and a paragraph is what speaks for them beside length (0: nothing); ``ratio`` is how many
    characters of a paragraph one of a unit makes.
    """
    costs: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for here in range(len(units) + 1):
        for there in range(len(paragraphs) + 1):
            for up, down in _MOVES:
                before = (here - up, there - down)
                if before in costs:
                    step = _cost(units[before[0] : here], paragraphs[before[1] : there], ratio)
                    step -= _mean_likeness(before, (here, there), likeness)
                    if (here, there) not in costs or costs[before][0] + step < costs[here, there][0]:
                        costs[here, there] = (costs[before][0] + step, before)
    end = (len(units), len(paragraphs))
    pairs: list[Pair] = []
    while end != (0, 0):
        before = costs[end][1]
        pairs.append((tuple(range(before[0], end[0])), tuple(range(before[1], end[1]))))
        end = before
    return pairs[::-1]


def _cost(units: Sequence[int], paragraphs: Sequence[int], ratio: float) -> float:
    """Return what a step costs by its lengths: nothing where they are in proportion."""
    if not units or not paragraphs:
        return _SKIP
    return _out_of_proportion(units, paragraphs, ratio) + (_TWO if len(units) + len(paragraphs) > 2 else 0.0)


def _out_of_proportion(units: Sequence[int], paragraphs: Sequence[int], ratio: float) -> float:
    """Return how far lengths are from what is usual, in steps of the usual deviation for texts as long as these."""
    wanted, got = sum(units) * ratio + 1, sum(paragraphs) + 1
    return abs(math.log(got / wanted)) / (0.25 + 1.5 / math.sqrt(wanted))


def _mean_likeness(before: tuple[int, int], end: tuple[int, int], likeness: Callable[[int, int], float]) -> float:
    pairs = [*product(range(before[0], end[0]), range(before[1], end[1]))]
    return sum(likeness(unit, paragraph) for unit, paragraph in pairs) / max(1, len(pairs))
