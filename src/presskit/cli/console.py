"""Where a command prints: results on standard output, everything else on standard error.

All that is printed goes through :meth:`Console.write`, which shows as escapes what a terminal would obey: names and words of
files come from strangers. Colours are the exception; only what :meth:`Console.painted` marked is coloured.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence

from presskit.typography import in_line, json_for_terminals, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Self, TextIO

    from presskit.usecases.world import Step

__all__ = ["Console", "Progress", "aligned"]

COLOURS = {"error": "31;1", "warning": "33;1", "note": "36", "good": "32", "dim": "2", "bold": "1"}
CLEAR = "\r\x1b[2K"
"""What clears the line of a terminal."""
PATIENCE = 1.0
"""Seconds after which somebody who waits is told what is being done."""


def aligned(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Return the rows as lines of a table; the columns in ``right`` are flush right, and each cell is in one line."""
    rows = [[in_line(cell) for cell in row] for row in rows]
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
        secret = os.urandom(8).hex()
        self._mark, self._marks = f"\x1b{secret}", re.compile(f"(\x1b{secret}[0-9;]+m)")

    def write(self, text: str, stream: TextIO, end: str = "\n", *, isolates: bool = False) -> None:
        """Write ``text`` with all that a terminal would obey shown as escapes; the only way by which text is printed."""
        marked = self._marks.split(text) if self._mark in text else [text]
        shown = (f"\x1b[{each[len(self._mark) :]}" if number % 2 else visible(each, isolates=isolates)
                 for number, each in enumerate(marked))  # fmt: skip
        print("".join(shown), end=end, file=stream, flush=not end)

    def print(self, text: str = "") -> None:
        """Print a line of the results."""
        self.write(text, self.out)

    def print_words(self, text: str) -> None:
        """Print words of an output as its readers get them, with directional isolates."""
        self.write(text, self.out, isolates=True)

    def print_paths(self, paths: Iterable[object]) -> None:
        """Print paths, each in a line of its own whatever its name holds."""
        for path in paths:
            self.print(in_line(str(path)))

    def table(self, rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> None:
        """Print rows as a table, the first as its head; the columns in ``right`` are flush right."""
        head, *lines = aligned(rows, right)
        self.print("\n".join([self.painted(head, "bold"), *lines]))

    def log(self, text: str = "") -> None:
        """Print a line about the progress."""
        self.write(text, self.err)

    def prompt(self, text: str) -> None:
        """Ask for a line of standard input."""
        self.write(text, self.err, end="")

    def key(self, text: str, keys: str = "") -> str | None:
        """Ask for a line of standard input; None at its end. At a terminal one of ``keys`` alone answers, without Enter."""
        self.prompt(text)
        try:
            first = _pressed() if keys and sys.stdin.isatty() else ""
            if first and (first in keys or not first.strip()):
                self.log(first.strip())
                return first.strip()
            self.write(first, self.err, end="")
            return (first + input()).strip()
        except EOFError:
            self.log()
            return None

    def error(self, text: str) -> None:
        """Print why the command ends; further lines are indented, so that none of them passes for another message."""
        self.log(f"{self.painted('presskit:', 'error', self.err)} {visible(text).replace(chr(10), f'{chr(10)}  ')}")

    def print_json(self, value: Any) -> None:
        """Print a value as JSON; what a terminal would obey is an escape of JSON's, which a program reads as what it is."""
        import json

        self.print(json_for_terminals(json.dumps(value, ensure_ascii=False, indent=2)))

    def painted(self, text: str, colour: str, stream: TextIO | None = None) -> str:
        """Return ``text`` marked to be in a colour where ``stream`` (standard output) shows colours."""
        return f"{self._mark}{COLOURS[colour]}m{text}{self._mark}0m" if self._colours(stream or self.out) else text

    def _colours(self, stream: TextIO) -> bool:
        return stream.isatty() and not self.environment.get("NO_COLOR") and self.environment.get("TERM") != "dumb"


def _pressed() -> str:
    """Return the next key that is pressed; empty where the terminal gives whole lines only. Raises :class:`EOFError`."""
    try:
        import termios
        import tty
    except ImportError:  # Windows
        return ""
    stream = sys.stdin.fileno()
    before = termios.tcgetattr(stream)
    try:
        tty.setcbreak(stream, termios.TCSADRAIN)  # what was typed meanwhile counts
        first = os.read(stream, 1)
    finally:
        termios.tcsetattr(stream, termios.TCSADRAIN, before)
    if first in {b"", b"\x04"}:
        raise EOFError
    return first.decode("ascii", "ignore")


class Progress:
    """One line on standard error that says what is being done: at once on a terminal, elsewhere after a second."""

    def __init__(self, console: Console) -> None:
        self.console, self.begun = console, time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.clear()

    def clear(self) -> None:
        """Clear the line."""
        if self.console.err.isatty():
            print(CLEAR, end="", file=self.console.err, flush=True)

    def step(self, step: Step) -> None:
        """Show what a use case begins now."""
        self.show(f"{step.number}/{step.total} {step.language}: {step.title} …")

    def show(self, text: str) -> None:
        """Show what is begun now."""
        if self.console.err.isatty():
            print(CLEAR, end="", file=self.console.err)
            self.console.prompt(in_line(text))
        elif time.monotonic() - self.begun > PATIENCE:
            self.console.log(in_line(text))
