"""Builds a kit with a world, writers or an executor of the test's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from presskit import kit as kits
from presskit.checks import Context
from presskit.writers import Writer

__all__ = ["built"]


def built(
    folder: Path,
    out: Path,
    world: Context,
    *,
    writers: Sequence[Writer] | None = None,
    workforce: kits.Workforce | None = None,
    **options: Any,
) -> kits.BuildReport:
    """Build the kit with ``options`` of a :class:`~presskit.kit.BuildRequest`."""
    request = kits.BuildRequest(folder, out, **options)
    return kits.build(request, context=lambda: world, now=world.now, writers=writers, workforce=workforce)
