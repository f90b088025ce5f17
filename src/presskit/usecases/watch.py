"""Build, and build again whenever the kit or its templates change."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace

from presskit.errors import CancelledError, RequestError
from presskit.kit.build_report import BuildReport, BuildRequest
from presskit.kit.fingerprint import files_of
from presskit.typesetting.typesetter import Typesetter
from presskit.usecases.build import build, refuse_missing_templates
from presskit.usecases.world import Cancellation, Progress, StrPath, World, as_request, checkpoint, silent

__all__ = ["INTERVAL", "WatchReport", "changes", "watch"]

INTERVAL = 0.2
"""Seconds between two looks."""

Seen = dict[str, tuple[int, int]]


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
    edits = changes(str(request.folder), [str(request.templates)] if request.templates else [], _wait(cancel))
    return _watched(request, edits, world, progress, cancel)


def _watched(
    request: BuildRequest, edits: Iterator[list[str]], world: World, progress: Progress, cancel: Cancellation | None
) -> Iterator[WatchReport]:
    changed: list[str] = []
    with ExitStack() as stack:
        setter = world.typesetter or stack.enter_context(Typesetter())
        stack.enter_context(suppress(CancelledError))
        while True:
            yield _built(request, changed, replace(world, typesetter=setter), progress, cancel)
            changed = next(edits)


def _built(
    request: BuildRequest, changed: Sequence[str], world: World, progress: Progress, cancel: Cancellation | None
) -> WatchReport:
    try:
        return WatchReport(tuple(changed), build(request, world=world, progress=progress, cancel=cancel))
    except RequestError as problem:
        return WatchReport(tuple(changed), None, problem)


def _wait(cancel: Cancellation | None) -> Callable[[float], None]:
    stop = checkpoint(cancel)

    def wait(seconds: float) -> None:
        stop()
        time.sleep(seconds)

    return wait


def _look(folder: str, templates: Iterable[str]) -> Seen:
    """Return time and size of each file; one that is deleted meanwhile is left out."""
    seen: Seen = {}
    for path in files_of(folder, templates):
        try:
            facts = os.stat(path)  # noqa: PTH116 -- looked at five times a second
        except OSError:
            continue
        seen[path] = (facts.st_mtime_ns, facts.st_size)
    return seen


def changes(folder: str, templates: Iterable[str], wait: Callable[[float], None] = time.sleep) -> Iterator[list[str]]:
    """Look now; then yield the paths that changed, came or went since the last look, whenever there are any, and never end.

    A change is yielded when the files have been still for one look: an editor may write a file in several steps. What is
    saved after this call and before the first value is asked for is yielded too.
    """
    folders = list(templates)
    return _changes(_look(folder, folders), folder, folders, wait)


def _changes(known: Seen, folder: str, folders: list[str], wait: Callable[[float], None]) -> Iterator[list[str]]:
    while True:
        wait(INTERVAL)
        seen = _settled(folder, folders, wait)
        if seen != known:
            yield sorted(path for path in {*known, *seen} if known.get(path) != seen.get(path))
            known = seen


def _settled(folder: str, templates: Iterable[str], wait: Callable[[float], None]) -> Seen:
    """Return what two looks in a row saw; where nothing moves that is the first and the second."""
    before, seen = None, _look(folder, templates)
    while seen != before:
        wait(INTERVAL / 4)
        before, seen = seen, _look(folder, templates)
    return seen
