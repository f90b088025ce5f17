"""Waits until a kit or the templates change, by looking at their files' times and sizes now and then."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator

from presskit.kit.fingerprint import files_of

__all__ = ["INTERVAL", "changes"]

INTERVAL = 0.2
"""Seconds between two looks."""

Seen = dict[str, tuple[int, int]]


def _look(folder: str, templates: Iterable[str]) -> Seen:
    """Return time and size of each file; one that goes while it is looked at counts as gone."""
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

    A change is told when the files have been still for one look: an editor may write a file in several steps. What is
    saved after this call and before the first value is asked for is told too.
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
