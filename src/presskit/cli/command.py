"""What a command is: its name, its help, its arguments and the function that runs it; and how commands end."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

from presskit.cli.console import Console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["KIT", "KIT_FOLDER", "TEMPLATES", "Command", "Exit", "Option", "names"]


class Exit(IntEnum):
    """The exit codes of every command."""

    OK = 0
    FINDINGS = 1
    BAD_INPUT = 2
    BUG = 3
    INTERRUPTED = 130


class Option:
    """An argument of a command: its names, and the ``settings`` that argparse takes.

    Options with the same ``one_of`` exclude each other; where they are ``needed``, one of them must be given.
    """

    def __init__(self, *names: str, one_of: str = "", needed: bool = False, **settings: Any) -> None:
        self.names, self.one_of, self.needed, self.settings = names, one_of, needed, settings


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
        options: tuple[Option, ...] = (),
        run: Callable[[argparse.Namespace, Console], Exit] | None = None,
        explains: str = "",
        parts: tuple[Command, ...] = (),
    ) -> None:
        self.name, self.summary, self.usage, self.examples = name, summary, usage, examples
        self.options, self.run, self.explains, self.parts = options, run, explains, parts


KIT_FOLDER = Option("folder", metavar="DIR", type=Path, help="the kit: the folder with kit.yaml")
KIT = Option("folder", metavar="KIT", type=Path, help="the kit: the folder with kit.yaml, or a zip of it")
"""Of commands that only read the kit."""
TEMPLATES = Option("--templates", metavar="DIR", type=Path, help="a folder with your own templates")


def names(text: str) -> list[str]:
    """Read a list such as ``pdf,docx``."""
    found = [name.strip() for name in text.split(",") if name.strip()]
    if not found:
        raise argparse.ArgumentTypeError("name at least one, with commas between: pdf,docx")
    return found
