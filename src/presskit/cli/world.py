"""The world of this process: the clock, and the characters that the bundled fonts can show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from presskit.checks import Context
from presskit.usecases.world import World

__all__ = ["now", "world"]


def now(environment: Mapping[str, str]) -> datetime:
    """Return the time, with its zone. ``SOURCE_DATE_EPOCH`` (seconds since 1970, UTC) stands for it where it is set."""
    return World(environment).now()


def world(environment: Mapping[str, str]) -> Context:
    """Return what the checks may know beside the kit."""
    return World(environment).context()
