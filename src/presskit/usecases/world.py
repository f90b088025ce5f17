"""The world that a use case runs in: the environment, the clock, and the characters that fonts can show."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from presskit.usecases.errors import RequestError

if TYPE_CHECKING:
    from presskit.checks import Context
    from presskit.typesetting.typesetter import Typesetter

__all__ = ["World"]


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
        :class:`~presskit.usecases.errors.RequestError` where that is no number. For what is sent, ask ``clock``: the date of
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
