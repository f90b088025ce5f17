"""The world of this process: the clock, and the characters that the bundled fonts can show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from presskit.checks import World
from presskit.cli.command import CommandError

__all__ = ["now", "world"]


def now(environment: Mapping[str, str]) -> datetime:
    """Return the time, with its zone. ``SOURCE_DATE_EPOCH`` (seconds since 1970, UTC) stands for it where it is set."""
    fixed = environment.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return datetime.now().astimezone()
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError):
        raise CommandError(f"SOURCE_DATE_EPOCH should be seconds since 1970, but is «{fixed}»") from None


def world(environment: Mapping[str, str]) -> World:
    """Return what the checks may know beside the kit."""
    from presskit.formats.fonts import coverage
    from presskit.resources import Resources

    return World(now(environment), coverage(Resources().font_files()))
