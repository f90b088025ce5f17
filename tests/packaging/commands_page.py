"""Makes docs/reference/commands.md of the commands' own help: python -m tests.packaging.commands_page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from presskit.cli.parser import make_parser, subcommands

__all__ = ["page"]

HEAD = """\
# The commands

This page is made of each command's `--help`; `make docs` writes it anew.
"""


def _section(title: str, parser: argparse.ArgumentParser) -> str:
    return f"\n## {title}\n\n```text\n{parser.format_help().strip()}\n```\n"


def _sections(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield the section of a command and those of its parts."""
    yield _section(name, parser)
    for part, each in subcommands(parser).items():
        yield from _sections(f"{name} {part}", each)


def page() -> str:
    """Return the page's Markdown."""
    return HEAD + "".join(_sections("presskit", make_parser()))


if __name__ == "__main__":
    sys.stdout.write(page())
