"""The table of commands and the parser that is made from it."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Sequence

from presskit import __version__
from presskit.cli import build, check, explain, ids, import_kit, new, schema
from presskit.cli.command import Command

__all__ = ["COMMANDS", "make_parser", "subcommands"]

COMMANDS: tuple[Command, ...] = (
    new.COMMAND,
    import_kit.COMMAND,
    check.COMMAND,
    build.COMMAND,
    ids.COMMAND,
    schema.COMMAND,
    explain.COMMAND,
)

WIDTH = 88
EXITS = """\
exit codes:
  0    done; check: nothing found, or notes only
  1    findings: check found errors or warnings, or errors stopped a build or an import
  2    bad input: the command is mistyped, a file cannot be read, the output cannot be written
  3    a fault of presskit itself
  130  stopped with Ctrl-C; nothing is left half-written
"""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help that reads alike in every version of Python and at every width of the terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=24, width=WIDTH)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        return f"{', '.join(action.option_strings)} {action.metavar}"


def make_parser(commands: Sequence[Command] = COMMANDS) -> argparse.ArgumentParser:
    """Return the parser; after parsing, ``run`` is the command's function."""
    parser = argparse.ArgumentParser(
        prog="presskit",
        usage="presskit COMMAND …",
        description="Turn one folder of plain files, the kit, into everything that a press office sends out.",
        epilog=f"presskit COMMAND --help shows examples.\n\n{EXITS}",
        formatter_class=_Formatter,
    )
    parser.add_argument("--version", action="version", version=f"presskit {__version__}")
    entries = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, dest="command", prog="presskit")
    for command in commands:
        _add(entries, command)
    _without_colour(parser)
    return parser


def _without_colour(parser: argparse.ArgumentParser) -> None:
    """Keep help plain, which Python 3.14 would colour."""
    parser.color = False  # type: ignore[attr-defined,unused-ignore]
    for each in subcommands(parser).values():
        _without_colour(each)


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of a parser's commands by name."""
    tables = [each.choices for each in parser._actions if isinstance(each, argparse._SubParsersAction)]  # noqa: SLF001
    return dict(tables[0]) if tables else {}


def _add(entries: argparse._SubParsersAction[argparse.ArgumentParser], command: Command) -> None:
    examples = "\n".join(f"  {example}" for example in command.examples)
    summary = command.summary[0].upper() + command.summary[1:] + "."
    parser = entries.add_parser(
        command.name,
        help=command.summary,
        usage=command.usage,
        description="\n\n".join(textwrap.fill(text, WIDTH) for text in (summary, command.explains) if text),
        epilog=f"examples:\n{examples}",
        formatter_class=_Formatter,
        allow_abbrev=False,
    )
    command.arguments(parser)
    if command.parts:
        place = f"presskit {command.name}"
        parts = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, dest="part", prog=place)
        for part in command.parts:
            _add(parts, part)
        return
    parser.add_argument("--json", action="store_true", help="print the result as JSON, for other programs")
    parser.set_defaults(run=command.run)
