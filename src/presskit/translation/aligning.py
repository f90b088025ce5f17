"""Which paragraph is likely to be which unit, by order, length, style and clues: a proposal, never a placement.

Dynamic programming over the two orders (Gale and Church, 1993): a unit may have a paragraph, none, or two; a paragraph may
be of a unit, of none, or of two.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

__all__ = ["Pair", "aligned", "out_of_proportion"]

Pair: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""Places of units and places of paragraphs that belong together, each from 0."""

_SKIP = 4.0
_TWO = 3.0
_MOVES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


def aligned(units: Sequence[int], paragraphs: Sequence[int], likeness: Callable[[int, int], float], ratio: float) -> list[Pair]:
    """Return the cheapest alignment of two orders of texts, told by their lengths in characters.

    ``likeness`` of a unit and a paragraph is what speaks for them beside length (0: nothing); ``ratio`` is how many
    characters of a paragraph one of a unit makes.
    """
    costs = {(0, 0): (0.0, (0, 0))}
    for here in range(len(units) + 1):
        for there in range(len(paragraphs) + 1):
            for up, down in _MOVES:
                before = (here - up, there - down)
                if before in costs:
                    step = _cost(units[before[0] : here], paragraphs[before[1] : there], ratio)
                    step -= _liked(before, (here, there), likeness)
                    total = costs[before][0] + step
                    if (here, there) not in costs or total < costs[here, there][0]:
                        costs[here, there] = (total, before)
    return _walked_back(costs, (len(units), len(paragraphs)))


def _walked_back(costs: dict[tuple[int, int], tuple[float, tuple[int, int]]], end: tuple[int, int]) -> list[Pair]:
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
    return out_of_proportion(units, paragraphs, ratio) + (_TWO if len(units) + len(paragraphs) > 2 else 0.0)


def out_of_proportion(units: Sequence[int], paragraphs: Sequence[int], ratio: float) -> float:
    """Return how far lengths are from what is usual, in steps of the usual deviation for texts as long as these."""
    wanted, got = sum(units) * ratio + 1, sum(paragraphs) + 1
    return abs(math.log(got / wanted)) / (0.25 + 1.5 / math.sqrt(wanted))


def _liked(before: tuple[int, int], end: tuple[int, int], likeness: Callable[[int, int], float]) -> float:
    pairs = [(u, p) for u in range(before[0], end[0]) for p in range(before[1], end[1])]
    return sum(likeness(u, p) for u, p in pairs) / max(1, len(pairs)) if pairs else 0.0
