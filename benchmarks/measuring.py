"""Whole processes, measured side by side: A B A B …, so that a machine that others use too is slow for all of them."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from pathlib import Path

__all__ = ["Command", "FailedError", "Range", "Sample", "Way", "compared", "exponent", "paired", "process", "spread"]


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds on the wall and of the processors (with all children), and the most memory in MiB."""

    wall: float
    cpu: float = 0.0
    peak: float = 0.0


@dataclass(frozen=True, slots=True)
class Range:
    """The median of several runs, and the least and the most of them."""

    median: float
    least: float
    most: float


Command = Sequence[str | Path]
Way = Callable[[], Sample]
"""Runs something once and tells what it took."""


class FailedError(Exception):
    """A way did not work: its last words."""


def process(command: Command, before: Callable[[], object] = lambda: None, folder: Path | None = None) -> Way:
    """Return a way that runs a command to its end; ``before`` it something is made ready, which is not measured."""

    def run() -> Sample:
        before()
        return _run([str(part) for part in command], folder)

    return run


def _run(command: Sequence[str], folder: Path | None) -> Sample:
    begun = time.perf_counter()
    name, pipe = Path(command[0]).name, subprocess.PIPE
    try:
        started = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=pipe, env=_environment())
    except FileNotFoundError:
        raise FailedError(f"{name} is not installed") from None
    said = b""
    if started.stderr:
        with started.stderr as errors:
            said = errors.read()
    _, status, used = os.wait4(started.pid, 0)
    wall = time.perf_counter() - begun
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        last = said.decode(errors="replace").strip().rpartition("\n")[2]
        raise FailedError(f"{name} ended with {started.returncode}: {last}")
    return Sample(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    """Return this process's environment; every run sees the same time and no colours."""
    return {**os.environ, "SOURCE_DATE_EPOCH": "1481760000", "NO_COLOR": "1"}


def paired(ways: Mapping[str, Way], rounds: int, seconds: float) -> dict[str, list[Sample]]:
    """Run every way once to warm up, then all in turn, ``rounds`` times or as long as there are ``seconds`` left.

    At least one round is measured.
    """
    begun = time.monotonic()
    warm = {name: way() for name, way in ways.items()}
    one_round = time.monotonic() - begun
    samples: dict[str, list[Sample]] = {name: [] for name in warm}
    for number in range(rounds):
        if number and time.monotonic() - begun + one_round > seconds:
            break
        for name, way in ways.items():
            samples[name].append(way())
    return samples


def spread(values: Iterable[float]) -> Range:
    """Return median, least and most."""
    kept = sorted(values)
    return Range(statistics.median(kept), kept[0], kept[-1])


def compared(ours: Sequence[Sample], theirs: Sequence[Sample], part: str = "wall") -> Range:
    """Return the ratio of two ways, round by round."""
    return spread(getattr(a, part) / getattr(b, part) for a, b in zip(ours, theirs, strict=True))


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """Return how time grows with size, from the first point to the last: 1 is in proportion, 2 is its square."""
    steps = [(log(b / a), log(t / s)) for (a, b), (s, t) in zip(pairwise(sizes), pairwise(seconds), strict=True)]
    return sum(rise for _, rise in steps) / sum(run for run, _ in steps)
