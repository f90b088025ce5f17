"""The table of commands and the parser that is made from it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping

from presskit.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from presskit.cli.command import Command

__all__ = ["COMMANDS", "command", "commands", "make_parser", "parse", "subcommands"]

COMMANDS: Mapping[str, tuple[str, str]] = {
    "new": ("new", "make a sample kit that builds as it is, with comments that explain each line"),
    "studio": ("studio", "open the releases of a folder in the browser"),
    "list": ("list_kits", "show the kits of a folder, and how far each is"),
    "import": ("import_kit", "make a kit from texts, Word files and tables; no word is lost or invented"),
    "answer": ("answer", "answer presskit's open questions, or accept a warning"),
    "check": ("check", "list all problems of a kit, or of finished files"),
    "build": ("build", "write every output of a kit, in each of its languages"),
    "undo": ("undo", "undo the last change that a command made in a kit"),
    "history": ("undo", "show what commands changed in a kit, and when"),
    "mail": ("mail", "write the release as emails, and send them to the media list"),
    "ids": ("translate", "add an ID to each paragraph that has none, before translation"),
    "translate": ("translate", "export for translators, import and edit translations, show progress"),
    "schema": ("reference", "print the JSON Schemas of the kit's files"),
    "languages": ("reference", "show what presskit can do in each language, and what is missing"),
    "explain": ("reference", "explain what the code of a finding means, and why it matters"),
}
"""The commands in the order of the help: the module of each, in which it stands under its name, and its summary."""

WIDTH = 88
EXITS = """\
exit codes:
  0    done; check: nothing found, or notes only
  1    findings: check found errors or warnings, or errors stopped a build or an import;
       also: done, but what is to be said of it cannot be printed
  2    bad input: the command is mistyped, a file cannot be read, the output cannot be written
  3    a fault of presskit itself
  130  stopped with Ctrl-C; nothing is left half-written
"""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help that reads alike in every version of Python and at every width of the terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=24, width=WIDTH)
        self._action_max_length = 14  # a column for all names: argparse counts their indent otherwise in each version

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        return f"{', '.join(action.option_strings)} {action.metavar}"


class _Parser(argparse.ArgumentParser):
    """A parser whose messages are in one line: a mistyped argument may be a file's name that the shell put there."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong, and exit."""
        from presskit.typography import in_line

        super().error(in_line(message))


def command(name: str) -> Command:
    """Return a command; only now is its module imported."""
    from importlib import import_module

    result: Command = getattr(import_module(f"presskit.cli.{COMMANDS[name][0]}"), name.upper())
    return result


def commands() -> tuple[Command, ...]:
    """Return all commands."""
    return tuple(command(name) for name in COMMANDS)


def parse(argv: list[str]) -> argparse.Namespace:
    """Return the parsed command line. Of a command that is named, no other command is imported."""
    if argv and argv[0] in COMMANDS:
        return make_parser([command(argv[0])]).parse_args(argv)
    return _overview().parse_args(argv)


def make_parser(chosen: Iterable[Command] | None = None) -> argparse.ArgumentParser:
    """Return the parser of all commands, or of those chosen; after parsing, ``run`` is the command's function."""
    parser, entries = _empty()
    for each in commands() if chosen is None else chosen:
        _add(entries, each)
    _without_colour(parser)
    return parser


def _overview() -> argparse.ArgumentParser:
    """Return a parser that knows the commands' names and summaries."""
    parser, entries = _empty()
    for name, (_, summary) in COMMANDS.items():
        entries.add_parser(name, help=summary, formatter_class=_Formatter)
    _without_colour(parser)
    return parser


def _empty() -> tuple[argparse.ArgumentParser, argparse._SubParsersAction[argparse.ArgumentParser]]:
    parser: argparse.ArgumentParser = _Parser(
        prog="presskit",
        usage="presskit COMMAND …",
        description="Turn one folder of plain files, the kit, into everything that a press office sends out.",
        epilog=f"presskit COMMAND --help shows examples.\n\n{EXITS}",
        formatter_class=_Formatter,
    )
    parser.add_argument("--version", action="version", version=f"presskit {__version__}")
    return parser, parser.add_subparsers(title="commands", metavar="COMMAND", required=True, dest="command", prog="presskit")


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
    import textwrap

    summary = command.summary[0].upper() + command.summary[1:] + "."
    parser = entries.add_parser(
        command.name,
        help=command.summary,
        usage=command.usage,
        description="\n\n".join(textwrap.fill(text, WIDTH) for text in (summary, command.explains) if text),
        epilog="\n  ".join(["examples:", *command.examples]),
        formatter_class=_Formatter,
        allow_abbrev=False,
    )
    groups: dict[str, argparse._ActionsContainer] = {"": parser}
    for option in command.options:
        if option.one_of not in groups:
            groups[option.one_of] = parser.add_mutually_exclusive_group(required=option.needed)
        groups[option.one_of].add_argument(*option.names, **option.settings)
    if command.parts:
        parts = parser.add_subparsers(
            title="commands", metavar="COMMAND", required=True, dest="part", prog=f"presskit {command.name}"
        )
        for part in command.parts:
            _add(parts, part)
        return
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=command.run)
