"""Objects of pikepdf → plain values. A broken file may hold anything anywhere: what does not fit is as good as missing."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeGuard

import pikepdf

from presskit import limits

__all__ = [
    "DEPTH", "PAGES", "Budget", "TooMuchError", "box", "decoded", "entries", "get", "is_stream", "items", "key", "name",
    "number", "numbers", "qpdf_limits", "text",
]  # fmt: skip

STREAM = limits.PDF_STREAM_BYTES
TOTAL = limits.PDF_STREAMS_BYTES
STEPS = limits.PDF_STEPS
SECONDS = limits.PDF_SECONDS
DEPTH = limits.PDF_DEPTH
PAGES = limits.PDF_PAGES


class TooMuchError(Exception):
    """A limit was met; the message says which, in words for the user."""


@dataclass(slots=True)
class Budget:
    """What may still be spent on one file. Steps bound the work; the time of the processor is for what no count foresees."""

    steps: int = STEPS
    bytes: int = TOTAL
    until: float = field(default_factory=lambda: time.process_time() + SECONDS)

    @classmethod
    def for_size(cls, size: int) -> Budget:
        """Return what a file of so many bytes may take: a list of 100,000 names has as many parts as it has names."""
        seconds = min(SECONDS + size / limits.PDF_BYTES_A_SECOND, limits.PDF_MOST_SECONDS)
        return cls(STEPS + size * limits.PDF_STEPS_A_BYTE, TOTAL, time.process_time() + seconds)

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.steps < 0 or self.bytes < 0 or time.process_time() > self.until

    def step(self, count: int = 1) -> None:
        """Spend ``count`` steps; raises :class:`TooMuchError`."""
        self.steps -= count
        if self.steps < 0 or (self.steps % 1024 < count and self.spent):
            raise TooMuchError("it holds too many parts")

    def unpack(self, size: int) -> None:
        """Spend ``size`` bytes of an unpacked stream; raises :class:`TooMuchError`."""
        self.bytes -= size
        if self.spent:
            raise TooMuchError("its streams are too large")


_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def qpdf_limits() -> Iterator[None]:
    """Let qpdf unpack no stream beyond the limit.

    Its settings are the process's, so they are put back afterwards, and threads wait for each other: what one puts back
    must not be what another has set.
    """
    with _ONE_AT_A_TIME:
        from pikepdf import settings

        before = settings.set_qpdf_limits(
            flate_max_memory=STREAM,
            dct_max_memory=STREAM,
            run_length_max_memory=STREAM,
            png_max_memory=STREAM,
            tiff_max_memory=STREAM,
            doc_max_warnings=500,
            parser_max_container_size=500_000,
        )
        try:
            yield
        finally:
            settings.set_qpdf_limits(**before)  # type: ignore[arg-type]  # what it returns is what it takes


def get(holder: Any, *path: str) -> Any:
    """Return what lies below ``holder`` under a path of keys; None where a step is missing or is no dictionary."""
    for step in path:
        if not isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
            return None
        holder = holder.get(step)
    return holder


def entries(holder: Any) -> list[tuple[str, Any]]:
    """Return the entries of a dictionary; none of anything else."""
    return list(holder.items()) if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream) else []


def items(value: Any) -> list[Any]:
    """Return the items of an array; a single value stands for itself, None for nothing."""
    if isinstance(value, pikepdf.Array):
        return list(value)
    return [] if value is None else [value]


def number(value: Any, default: float = 0.0) -> float:
    """Return a finite number."""
    try:
        result = float(value)
    except (TypeError, ValueError, OverflowError, pikepdf.PdfError):
        return default
    return result if math.isfinite(result) else default


def numbers(value: Any) -> tuple[float, ...]:
    """Return the numbers of an array."""
    return tuple(number(each) for each in items(value))


def name(value: Any) -> str:
    """Return a name without its solidus."""
    return str(value).removeprefix("/") if isinstance(value, pikepdf.Name) else ""


def text(value: Any) -> str:
    """Return a text string (ISO 32000-1, 7.9.2)."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def box(value: Any, unit: float = 1.0) -> tuple[float, float, float, float] | None:
    """Return a rectangle in points, its corners in order; None where it is none."""
    edges = numbers(value)
    if not isinstance(value, pikepdf.Array) or len(edges) != 4:
        return None
    (left, right), (bottom, top) = sorted(edges[::2]), sorted(edges[1::2])
    return (left * unit, bottom * unit, right * unit, top * unit)


def key(value: Any) -> tuple[int, int]:
    """Return the number and generation of an object; (0, 0) for a direct one."""
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def is_stream(value: Any) -> TypeGuard[pikepdf.Stream]:
    """Return whether ``value`` is a stream."""
    return isinstance(value, pikepdf.Stream)


def decoded(stream: Any, budget: Budget) -> bytes:
    """Return the unpacked bytes of a stream; raises :class:`TooMuchError` where they cannot be had."""
    if not is_stream(stream):
        return b""
    try:
        data = stream.read_bytes()
    except (pikepdf.PdfError, ValueError, RuntimeError, MemoryError) as problem:
        raise TooMuchError("a stream cannot be unpacked, or is too large") from problem
    budget.unpack(len(data))
    return data


def walk(tree: Any, branch: str, leaf: str, budget: Budget) -> Iterator[Any]:
    """Yield the leaves of a name tree or a number tree (ISO 32000-1, 7.9.6): values with their keys before them."""
    waiting, seen = [tree], set[tuple[int, int]]()
    while waiting:
        node = waiting.pop()
        if key(node) not in seen:
            seen |= {key(node)} - {(0, 0)}
            budget.step()
            yield from items(get(node, leaf))
            waiting.extend(reversed(items(get(node, branch))))
