"""Makes docs/reference/commands.md of the commands' own help: python -m tests.packaging.commands_page."""

from __future__ import annotations

import argparse
import sys

from presskit.cli.parser import make_parser

__all__ = ["page"]

HEAD = """\
# The commands

This page is made of each command's `--help`; `make docs` writes it anew.
"""


def _section(title: str, parser: argparse.ArgumentParser) -> str:
    return f"\n## {title}\n\n```text\n{parser.format_help().strip()}\n```\n"


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    (table,) = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(table)


def page() -> str:
    """Return the page's Markdown."""
    parser = make_parser()
    sections = [_section(f"presskit {name}", each) for name, each in _commands(parser).items()]
    return HEAD + _section("presskit", parser) + "".join(sections)


if __name__ == "__main__":
    sys.stdout.write(page())
