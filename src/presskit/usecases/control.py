"""How a caller follows a use case while it runs, and ends it early."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from presskit.usecases.errors import CancelledError

__all__ = ["Cancellation", "Progress", "Step", "checkpoint", "silent"]


@dataclass(frozen=True, slots=True)
class Step:
    """What is begun now: the ``number``-th of ``total`` steps (``total`` is 0 where it is not known)."""

    number: int
    total: int
    title: str
    language: str = ""


Progress = Callable[[Step], None]
"""Called in the thread of the use case at each step; an exception that it raises ends the use case."""


def silent(step: Step) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Tells a running use case, from any thread, to end before it writes anything."""

    _event: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the use case to end."""
        self._event.set()

    def check(self) -> None:
        """Raise :class:`~presskit.usecases.errors.CancelledError` where the caller has cancelled."""
        if self._event.is_set():
            raise CancelledError("cancelled")


def checkpoint(cancel: Cancellation | None) -> Callable[[], None]:
    """Return what a use case calls between its steps: it raises where the caller has cancelled."""
    return cancel.check if cancel else lambda: None
