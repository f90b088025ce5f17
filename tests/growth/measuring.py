"""How processor time grows when a text is twice as long."""

from __future__ import annotations

import gc
import math
import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

LEAST = 0.05
"""Seconds of processor time that the smaller size takes at least."""
LARGEST = 65536
_LARGE = 1024


class Growth(NamedTuple):
    """What a text of ``size`` characters costs and one of twice as many, in seconds of processor time."""

    size: int
    small: float
    big: float

    @property
    def exponent(self) -> float:
        """1 where the time grows with the length, 2 where it grows with its square."""
        return math.log2(max(self.big, 1e-6) / max(self.small, 1e-6))


def cost(read: Callable[[Any], Any], made: Any, times: int = 3) -> float:
    """Return the seconds of processor time that a reader takes, the best of some times; a refusal counts as read.

    Without the collector of cycles, whose rare full rounds fall on one size and not on another.
    """
    costs = []
    for _ in range(times):
        gc.collect()
        gc.disable()
        begin = time.process_time()
        try:
            with suppress(ValueError):
                read(made)
        finally:
            gc.enable()
        costs.append(time.process_time() - begin)
        if costs[-1] > 2:
            break
    return min(costs)


def growth(read: Callable[[str], Any], piece: str, times: int = 3) -> Growth | None:
    """Return the growth at the first size that takes long enough; None where none up to the largest does."""
    return growth_of(lambda size: piece * (size // len(piece)), read, range_of(1024, LARGEST), times)


def growth_of(make: Callable[[int], Any], read: Callable[[Any], Any], sizes: Iterable[int], times: int = 3) -> Growth | None:
    """Return how the time grows of reading what is made of a size, at the first one that takes long enough.

    None as soon as the largest size would not take long enough, even if the time grew with the square.
    """
    *_, largest = sizes = [*sizes]
    for size in sizes:
        made = make(size)
        once = cost(read, made, 1)
        if once >= LEAST and (small := min(once, cost(read, made, times - 1))) >= LEAST:
            return Growth(size, small, cost(read, make(2 * size), times))
        if size >= _LARGE and once * (largest / size) ** 2 < LEAST / 2:
            return None
    return None


def range_of(first: int, last: int) -> Iterator[int]:
    """Yield sizes, each twice the one before."""
    while first <= last:
        yield first
        first *= 2


def combined(pieces: tuple[str, ...], count: int, seed: int) -> Iterator[str]:
    """Yield pieces joined by two and three, drawn by a seed."""
    draw = random.Random(seed)  # noqa: S311 -- the same pieces each time
    for _ in range(count):
        yield "".join(draw.choices(pieces, k=draw.choice((2, 3))))
