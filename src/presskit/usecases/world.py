"""What every use case takes beside its request: the world it runs in, how its caller follows it, and how it is cancelled."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from presskit.errors import CancelledError, RequestError
from presskit.sandbox.cancelling import Workers, in_charge

if TYPE_CHECKING:
    from presskit.checks import Context
    from presskit.typesetting.typesetter import Typesetter

__all__ = ["Cancellation", "Progress", "Step", "World", "cancellable", "checkpoint", "silent"]

P = ParamSpec("P")
R = TypeVar("R")


def _clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class World:
    """What a use case may know beside its request. ``clock`` returns the time with its zone.

    The environment may hold a password, and is not shown with the world. A ``typesetter`` that is given stays open, so that
    its workers serve one build after the other; without one each build has its own.
    """

    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    clock: Callable[[], datetime] = _clock
    typesetter: Typesetter | None = None

    def now(self) -> datetime:
        """Return the time that a build is made at, with its zone.

        ``SOURCE_DATE_EPOCH`` (seconds since 1970, UTC; reproducible-builds.org) stands for it where it is set. Raises
        :class:`~presskit.errors.RequestError` where that is no number. For what is sent, ask ``clock``: the date of
        an e-mail and an embargo are never pretended.
        """
        fixed = self.environment.get("SOURCE_DATE_EPOCH")
        if not fixed:
            return self.clock().astimezone()
        try:
            return datetime.fromtimestamp(int(fixed), UTC)
        except (ValueError, OverflowError, OSError):
            raise RequestError(f"SOURCE_DATE_EPOCH should be seconds since 1970, but is «{fixed}»") from None

    def context(self) -> Context:
        """Return what the checks of a kit may know beside it."""
        from presskit.checks import Context
        from presskit.formats.fonts import coverage
        from presskit.resources import Resources

        return Context(self.now(), coverage(Resources().font_files()))


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
    """Ignore the step."""


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Tells a running use case, from any thread, to end before it writes anything."""

    _event: threading.Event = field(default_factory=threading.Event)
    _callbacks: list[Callable[[], None]] = field(default_factory=list)

    def cancel(self) -> None:
        """Ask the use case to end."""
        self._event.set()
        for callback in tuple(self._callbacks):
            callback()

    @contextmanager
    def calling(self, callback: Callable[[], None]) -> Iterator[None]:
        """Call ``callback`` when this is cancelled meanwhile, in the thread that cancels; at once if it is already."""
        self._callbacks.append(callback)
        try:
            if self._event.is_set():
                callback()
            yield
        finally:
            self._callbacks.remove(callback)

    def check(self) -> None:
        """Raise :class:`~presskit.errors.CancelledError` where the caller has cancelled."""
        if self._event.is_set():
            raise CancelledError("cancelled")


def checkpoint(cancel: Cancellation | None) -> Callable[[], None]:
    """Return what a use case calls between its steps: it raises where the caller has cancelled."""
    return cancel.check if cancel else lambda: None


def cancellable(use_case: Callable[P, R]) -> Callable[P, R]:
    """Return a use case whose ``cancel`` also ends the workers that it waits for."""

    @wraps(use_case)
    def run(*arguments: P.args, **options: P.kwargs) -> R:
        cancel = options.get("cancel")
        if not isinstance(cancel, Cancellation):
            return use_case(*arguments, **options)
        workers = Workers()
        with in_charge(workers), cancel.calling(workers.cancel):
            return use_case(*arguments, **options)

    return run
