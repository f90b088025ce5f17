"""Where a build's time goes: one cold and one warm build in this process, and when each part of them was done.

    python benchmarks/moments.py KIT

Prints two lists in JSON, of a moment's name and its milliseconds: since the process began, and since the warm build did.
It runs with any version of presskit that lies first on the path, so that one can be held against another.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

BEGUN = time.perf_counter()
NOW = datetime(2016, 12, 15, tzinfo=UTC)
Moments = list[tuple[str, float]]


def process_age() -> float:
    """Return how many seconds this process had lived when this file was read; 0 where the system does not tell."""
    try:
        begun = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
        now = float(Path("/proc/uptime").read_text().split()[0])
    except OSError:
        return 0.0
    return now - begun - (time.perf_counter() - BEGUN)


def noting(function: Callable[..., Any], note: Callable[[str], None], before: str, after: str) -> Callable[..., Any]:
    """Return the function, which notes when it begins and ends, where there is a name for that."""

    def noted(*arguments: Any, **options: Any) -> Any:
        if before:
            note(before)
        try:
            return function(*arguments, **options)
        finally:
            if after:
                note(after)

    return noted


def listen(note: Callable[[str], None]) -> None:
    """Let the parts of a build tell when they are done."""
    from presskit.kit import building
    from presskit.typesetting import typesetter

    building.load = noting(building.load, note, "", "files loaded")  # type: ignore[attr-defined]
    building.check = noting(building.check, note, "", "kit read and checked")  # type: ignore[attr-defined]
    typesetter._exchange = noting(typesetter._exchange, note, "pages begun", "pages set")  # noqa: SLF001
    typesetter.REMEMBERED = 0


def build(kit: Path, out: Path, setter: Any) -> None:
    """Build one language; each time from the beginning."""
    from presskit.kit.build_report import BuildRequest
    from presskit.kit.building import build as build_kit
    from presskit.kit.executor import TaskExecutor
    from presskit.usecases.world import World

    request = BuildRequest(kit, out, only=("pdf", "docx", "html", "text"), languages=("en",), force=True)
    build_kit(request, context=World({}).context, now=NOW, executor=TaskExecutor(2), typesetter=setter)


def main() -> None:
    """Build twice, and print both lists."""
    moments: Moments = []
    begun = BEGUN - process_age()

    def note(name: str) -> None:
        moments.append((name, (time.perf_counter() - begun) * 1000))

    listen(note)
    cold, begun_again = moments[:], begun
    from presskit.typesetting.typesetter import Typesetter

    with tempfile.TemporaryDirectory() as folder, Typesetter() as setter:
        build(Path(sys.argv[1]), Path(folder), setter)
        note("all written")
        cold, moments[:] = moments[:], []
        begun_again = (time.perf_counter() - begun) * 1000
        build(Path(sys.argv[1]), Path(folder), setter)
        note("all written")
    warm = [(name, at - begun_again) for name, at in moments]
    print(json.dumps({"cold": cold, "warm": warm}))  # noqa: T201


if __name__ == "__main__":
    main()
