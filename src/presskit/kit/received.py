"""Files from outside are worked on within a budget, in a process of their own → the result, or in words why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from presskit.errors import RequestError
from presskit.limits import (
    CHECKING_BYTES_A_SECOND,
    CHECKING_MOST_SECONDS,
    CHECKING_SECONDS,
    MEGABYTE,
    READING_BYTES_A_SECOND,
    READING_MOST_SECONDS,
    READING_SECONDS,
    WORKER_MEMORY_BYTES,
)  # fmt: skip
from presskit.sandbox.limits import StoppedError
from presskit.sandbox.running import run

__all__ = ["CHECKING", "READING", "Budget", "Spent", "spent", "work_on", "worked"]


@dataclass(frozen=True, slots=True)
class Budget:
    """Processor time: ``seconds``, and one for each ``bytes_a_second`` of what is worked on, ``most`` at the most."""

    seconds: float
    bytes_a_second: int
    most: float

    def for_size(self, size: int) -> float:
        """Return the seconds of processor time for so many bytes."""
        return min(self.most, self.seconds + size / self.bytes_a_second)


READING = Budget(READING_SECONDS, READING_BYTES_A_SECOND, READING_MOST_SECONDS)
"""For an import, a list of signatures, a translation that came back: most take less than one second."""
CHECKING = Budget(CHECKING_SECONDS, CHECKING_BYTES_A_SECOND, CHECKING_MOST_SECONDS)
"""For the check of a finished file: most take less than one second."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Why there is no result, as a message about ``what`` was worked on, and what to do."""

    message: str
    hint: str


def worked(function: str, size: int, budget: Budget, arguments: Sequence[Any], loads: Iterable[str] = ()) -> Any:
    """Return what a function (``package.module:name``) makes of files of ``size`` bytes, within a budget.

    Raises :class:`~presskit.sandbox.limits.StoppedError`.
    """
    return run(function, *arguments, seconds=budget.for_size(size), loads=loads)


def work_on(names: Sequence[str], function: str, size: int, arguments: Sequence[Any], loads: Iterable[str] = ()) -> Any:
    """Return what a function makes of the files called ``names``, within the budget for reading.

    Raises :class:`~presskit.errors.RequestError`, which says what was too much, and what to do.
    """
    try:
        return worked(function, size, READING, arguments, loads)
    except StoppedError as stopped:
        told = spent(stopped, ", ".join(f"«{each}»" for each in names), READING.for_size(size))
        raise RequestError(f"{told.message}; nothing was written. {told.hint[0].upper()}{told.hint[1:]}") from stopped


def spent(stopped: StoppedError, what: str, seconds: float) -> Spent:
    """Return in words why work on ``what`` was stopped."""
    simpler = "save it anew from the program that it comes from, without what it does not need, or send it in parts"
    reasons = {
        "time": Spent(f"{what} took more than {seconds:.0f} s of processor time", simpler),
        "stuck": Spent(f"work on {what} stood still for minutes", "try it once more; if it happens again, save the file anew"),
        "memory": Spent(f"{what} took more than {WORKER_MEMORY_BYTES // MEGABYTE} megabytes of memory", simpler),
        "depth": Spent(f"{what} is nested too deeply", simpler),
    }
    fault = Spent(f"{what} cannot be worked on: {stopped.detail}", "save it anew, and report this if it happens again")
    return reasons.get(stopped.reason, fault)
