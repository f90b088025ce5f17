"""Ends the workers that a use case waits for when its caller cancels, from any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from presskit.errors import CancelledError

__all__ = ["Workers", "ending", "in_charge"]


class Workers:
    """The workers that are at work for one use case."""

    def __init__(self) -> None:
        self._lock, self._ends, self._cancelled = threading.Lock(), list[Callable[[], None]](), False

    def cancel(self) -> None:
        """End them; whoever waits for one, or begins one later, gets :class:`~presskit.errors.CancelledError`."""
        with self._lock:  # held, so that no worker that has ended by itself is ended again
            self._cancelled = True
            for end in self._ends:
                end()

    @contextmanager
    def at_work(self, end: Callable[[], None]) -> Iterator[None]:
        """Call ``end`` when this is cancelled meanwhile."""
        with self._lock:
            self._ends.append(end)
            if self._cancelled:
                end()
        try:
            yield
        finally:
            with self._lock:
                self._ends.remove(end)
                cancelled = self._cancelled
            if cancelled:
                raise CancelledError("cancelled")


_IN_CHARGE: ContextVar[Workers | None] = ContextVar("workers", default=None)


@contextmanager
def in_charge(workers: Workers) -> Iterator[None]:
    """Let calls of workers be those of ``workers``, in this context and its copies."""
    before = _IN_CHARGE.set(workers)
    try:
        yield
    finally:
        _IN_CHARGE.reset(before)


@contextmanager
def ending(end: Callable[[], None]) -> Iterator[None]:
    """Call ``end`` when the use case that waits is cancelled, and raise :class:`~presskit.errors.CancelledError` then."""
    if workers := _IN_CHARGE.get():
        with workers.at_work(end):
            yield
    else:
        yield
