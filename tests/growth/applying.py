"""How the processor time of one expression grows with a text, within a time in which it must end."""

from __future__ import annotations

import math
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from tests.growth.expressions import Expression
from tests.growth.hostile import Hostile, texts
from tests.growth.measuring import LEAST

LONGEST = 4.0
"""Seconds of processor time after which an expression is said not to end."""
MOST = 1.25


class NotEndedError(Exception):
    """An expression took longer than LONGEST."""


class Fault(NamedTuple):
    """An expression whose time grows too fast: with what method, on what, at what size, with what exponent."""

    name: str
    source: str
    method: str
    hostile: Hostile
    size: int
    exponent: float

    def __str__(self) -> str:
        text = f"{self.hostile.head!r} + {self.hostile.piece!r} × n + {self.hostile.tail!r}"
        return f"{self.name} {self.method} exponent {self.exponent:.2f} at {self.size}: {self.source} on {text}"


def fault(each: Expression, largest: int) -> Fault | None:
    """Return the first text on which an expression grows too fast, of sizes up to the largest."""
    for hostile in texts(each.pattern):
        for method in sorted(each.methods):
            size, exponent = _exponent(_applied(each, method), hostile, each, largest)
            if exponent > MOST:
                return Fault(each.name, str(each.pattern.pattern)[:160], method, hostile, size, exponent)
    return None


def _applied(each: Expression, method: str) -> Callable[[Any], Any]:
    if method == "search":
        return lambda text: sum(1 for _ in each.pattern.finditer(text))
    if method == "sub":
        return lambda text: each.pattern.sub(lambda match: match[0], text)
    applied: Callable[[Any], Any] = getattr(each.pattern, method)
    return applied


def _exponent(apply: Callable[[Any], Any], hostile: Hostile, each: Expression, largest: int) -> tuple[int, float]:
    """Return the first size that takes long, and how much longer one of twice its size takes, as a power of two."""
    size = 64
    while size <= largest:
        once = _cost(apply, _text(hostile, size, each), 1)
        if once == math.inf:
            return size, math.inf
        if once * (largest / size) ** 2 < LEAST / 2 and size >= 1024:
            break
        if once >= LEAST:
            for _ in range(2):
                small, big = (_cost(apply, _text(hostile, length, each), 3) for length in (size, 2 * size))
                exponent = math.log2(big / max(small, 1e-6))
                if small < LEAST or exponent <= MOST:
                    break
            else:
                return size, exponent
            if small >= LEAST:
                return size, exponent
        size *= 2
    return size, 0.0


def _text(hostile: Hostile, size: int, each: Expression) -> Any:
    text = hostile.text(size)
    return text if isinstance(each.pattern.pattern, str) else text.encode("latin-1", "replace")


def _cost(apply: Callable[[Any], Any], text: Any, times: int) -> float:
    costs = []
    try:
        with _ended():
            for _ in range(times):
                begin = time.process_time()
                apply(text)
                costs.append(time.process_time() - begin)
    except NotEndedError:
        return min(costs, default=math.inf)
    return min(costs)


@contextmanager
def _ended() -> Iterator[None]:
    """Raise NotEndedError within after LONGEST seconds of processor time."""

    def end(*_: Any) -> None:
        raise NotEndedError

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
