"""Builds a kit with a world, writers or an executor of the test's own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from presskit.checks import Context
from presskit.kit.build_report import BuildReport, BuildRequest
from presskit.kit.building import build as build_kit
from presskit.kit.executor import TaskExecutor
from presskit.typesetting.typesetter import Typesetter
from presskit.writers import Writer

__all__ = ["built"]


def built(  # noqa: PLR0913 -- what a test may set, one by one
    folder: Path,
    out: Path,
    world: Context,
    *,
    writers: Sequence[Writer] | None = None,
    executor: TaskExecutor | None = None,
    typesetter: Typesetter | None = None,
    **options: Any,
) -> BuildReport:
    """Build the kit with ``options`` of a :class:`~presskit.kit.BuildRequest`."""
    request = BuildRequest(folder, out, **options)
    executor = executor or TaskExecutor(request.jobs)
    with ExitStack() as stack:
        setter = typesetter or stack.enter_context(Typesetter())
        return build_kit(request, context=lambda: world, now=world.now, executor=executor, typesetter=setter, writers=writers)
