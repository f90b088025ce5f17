"""Build, and build again whenever the kit or its templates change."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial

from presskit.errors import CancelledError, RequestError
from presskit.kit.build_report import BuildReport, BuildRequest
from presskit.kit.fingerprint import files_of
from presskit.typesetting.typesetter import Typesetter
from presskit.usecases.build import build
from presskit.usecases.request import StrPath, as_request, refuse_missing_templates
from presskit.usecases.world import Cancellation, Progress, World, checkpoint, silent

__all__ = ["INTERVAL", "WatchReport", "changes", "watch"]

INTERVAL = 0.2
"""Seconds between two looks."""

FileStates = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class WatchReport:
    """One build of a watch: the paths that ``changed`` (none before the first), and the report or what was in its way."""

    changed: tuple[str, ...]
    report: BuildReport | None
    problem: RequestError | None = None


def watch(
    request: BuildRequest | StrPath,
    *,
    world: World = World(),
    progress: Progress = silent,
    cancel: Cancellation | None = None,
) -> Iterator[WatchReport]:
    """Build now, and yield a report; build again after each change, until the caller cancels.

    >>> first = next(presskit.watch(presskit.BuildRequest(Path("my-kit"), only=("text",))))
    >>> first.changed, first.report.failed
    ((), False)

    What cannot be built is the ``problem`` of the report, and the watch goes on: the next change may mend it. Raises
    :class:`~presskit.RequestError` at once where the folder of templates is not there.
    """
    request = as_request(BuildRequest, request)
    refuse_missing_templates(request.templates)
    stop = checkpoint(cancel)

    def wait(seconds: float) -> None:
        stop()
        time.sleep(seconds)

    edits = changes(str(request.folder), [str(request.templates)] if request.templates else [], wait)
    return _watched(request, edits, world, progress, cancel)


def _watched(
    request: BuildRequest, edits: Iterator[list[str]], world: World, progress: Progress, cancel: Cancellation | None
) -> Iterator[WatchReport]:
    changed: list[str] = []
    with ExitStack() as stack:
        world = replace(world, typesetter=world.typesetter or stack.enter_context(Typesetter()))
        stack.enter_context(suppress(CancelledError))
        while True:
            try:
                report = WatchReport(tuple(changed), build(request, world=world, progress=progress, cancel=cancel))
            except RequestError as problem:
                report = WatchReport(tuple(changed), None, problem)
            yield report
            changed = next(edits)


def _state(folder: str, templates: Iterable[str]) -> FileStates:
    """Return time and size of each file; one that is deleted meanwhile is left out."""
    state: FileStates = {}
    for path in files_of(folder, templates):
        with suppress(OSError):
            facts = os.stat(path)  # noqa: PTH116 -- looked at five times a second
            state[path] = (facts.st_mtime_ns, facts.st_size)
    return state


def changes(folder: str, templates: Iterable[str], wait: Callable[[float], None] = time.sleep) -> Iterator[list[str]]:
    """Look now; then yield the paths that changed, came or went since the last look, whenever there are any, and never end.

    A change is yielded when the files have been still for one look: an editor may write a file in several steps. What is
    saved after this call and before the first value is asked for is yielded too.
    """
    look = partial(_state, folder, list(templates))
    return _changes(look(), look, wait)


def _changes(known: FileStates, look: Callable[[], FileStates], wait: Callable[[float], None]) -> Iterator[list[str]]:
    while True:
        wait(INTERVAL)
        before, state = None, look()
        while state != before:  # until two looks in a row see the same
            wait(INTERVAL / 4)
            before, state = state, look()
        if state != known:
            yield sorted(path for path in {*known, *state} if known.get(path) != state.get(path))
            known = state
