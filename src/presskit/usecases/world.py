"""What every use case takes beside its request: the world it runs in, how its caller follows it, and how it is cancelled."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from presskit.errors import CancelledError, RequestError

if TYPE_CHECKING:
    from presskit.checks import Context
    from presskit.typesetting.typesetter import Typesetter

__all__ = ["Cancellation", "Progress", "Step", "StrPath", "World", "as_request", "checkpoint", "silent"]

def _environment() -> Mapping[str, str]:
    return os.environ


def _clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class World:
    """What a use case may know beside its request. ``clock`` returns the time with its zone.

    A ``typesetter`` that is given stays open, so that its workers serve one build after the other; without one each build
    has its own.
    """

    environment: Mapping[str, str] = field(default_factory=_environment)
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
    """Tell nobody."""


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


R = TypeVar("R")

StrPath = str | os.PathLike[str]
"""A path, as the functions of the standard library take it."""


def as_request(kind: Callable[[Path], R], given: R | StrPath) -> R:
    """Return the request that was given; a bare path stands for ``kind(Path(path))``."""
    return kind(Path(given)) if isinstance(given, str | os.PathLike) else given
