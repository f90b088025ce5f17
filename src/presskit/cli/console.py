"""What a command says, and where: results on standard output, everything else on standard error."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping, Sequence

from presskit.typography import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Self, TextIO

    from presskit.usecases.world import Step

__all__ = ["Console", "Progress", "aligned"]

COLOURS = {"error": "31;1", "warning": "33;1", "note": "36", "good": "32", "dim": "2", "bold": "1"}
PATIENCE = 1.0
"""Seconds after which somebody who waits is told what is being done."""


def _colourful(stream: TextIO, environment: Mapping[str, str]) -> bool:
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def aligned(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Return the rows as lines of a table; the columns in ``right`` are flush right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]

    def cell(column: int, text: str) -> str:
        return text.rjust(widths[column]) if column in right else text.ljust(widths[column])

    return ["  ".join(cell(column, text) for column, text in enumerate(row)).rstrip() for row in rows]


class Console:
    """The two streams and the environment of a command."""

    def __init__(
        self, out: TextIO | None = None, err: TextIO | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        self.out, self.err = out or sys.stdout, err or sys.stderr
        self.environment = os.environ if environment is None else environment

    def print(self, text: str = "") -> None:
        """Print a line of the results."""
        print(visible(text) if "\x1b" in text and not self._colours(self.out) else text, file=self.out)

    def table(self, rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> None:
        """Print rows as a table, the first as its head; the columns in ``right`` are flush right."""
        head, *lines = aligned(rows, right)
        self.print("\n".join([self.painted(head, "bold"), *lines]))

    def log(self, text: str = "") -> None:
        """Print a line about how it goes."""
        print(text, file=self.err)

    def error(self, text: str) -> None:
        """Print why the command ends."""
        self.log(f"{self.painted('presskit:', 'error', self.err)} {visible(text)}")

    def print_json(self, value: Any) -> None:
        """Print a value as JSON."""
        import json

        self.print(json.dumps(value, ensure_ascii=False, indent=2))

    def painted(self, text: str, colour: str, stream: TextIO | None = None) -> str:
        """Return ``text`` in a colour where ``stream`` (standard output) shows colours."""
        if not self._colours(stream or self.out):
            return text
        return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m"

    def _colours(self, stream: TextIO) -> bool:
        return _colourful(stream, self.environment)


class Progress:
    """One line on standard error that says what is being done: at once on a terminal, elsewhere after a second."""

    def __init__(self, console: Console) -> None:
        self.console, self.begun = console, time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the line away."""
        if self.console.err.isatty():
            self.console.err.write("\r\x1b[2K")
            self.console.err.flush()

    def step(self, step: Step) -> None:
        """Say what a use case begins now."""
        self.show(f"{step.number}/{step.total} {step.language}: {step.title} …")

    def show(self, text: str) -> None:
        """Say what is begun now."""
        if self.console.err.isatty():
            self.console.err.write(f"\r\x1b[2K{visible(text)}")
            self.console.err.flush()
        elif time.monotonic() - self.begun > PATIENCE:
            self.console.log(visible(text))
