"""What a command is: its name, its help, its arguments and the function that runs it; and how commands end."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

from presskit.cli.console import Console
from presskit.errors import RequestError

__all__ = ["Command", "CommandError", "Exit", "kit_folder", "names"]


class Exit(IntEnum):
    """The exit codes of every command."""

    OK = 0
    FINDINGS = 1
    BAD_INPUT = 2
    BUG = 3
    INTERRUPTED = 130


class CommandError(RequestError):
    """The command cannot do what it was asked to; the message is for the user, and the exit code is 2."""


class Command:
    """A command. ``usage`` is written out, for argparse wraps it differently from version to version.

    A command with ``parts`` is the family of these, such as ``presskit translate export``, and does nothing by itself.
    No dataclass, for that module takes longer to be imported than help takes to be printed.
    """

    def __init__(  # noqa: PLR0913, PLR0917 -- what a command is, one by one
        self,
        name: str,
        summary: str,
        usage: str,
        examples: tuple[str, ...],
        arguments: Callable[[argparse.ArgumentParser], None],
        run: Callable[[argparse.Namespace, Console], Exit],
        explains: str = "",
        parts: tuple[Command, ...] = (),
    ) -> None:
        self.name, self.summary, self.usage, self.examples = name, summary, usage, examples
        self.arguments, self.run, self.explains, self.parts = arguments, run, explains, parts


def kit_folder(parser: argparse.ArgumentParser) -> None:
    """Add the argument that nearly every command takes."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="the kit: the folder with kit.yaml")


def names(text: str) -> list[str]:
    """Read a list such as ``pdf,docx``."""
    found = [name.strip() for name in text.split(",") if name.strip()]
    if not found:
        raise argparse.ArgumentTypeError("name at least one, with commas between: pdf,docx")
    return found
