"""The command line: arguments, colours, progress, exit codes; nothing else."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

from presskit.cli.command import CommandError, Exit
from presskit.cli.console import Console
from presskit.cli.parser import make_parser

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; raises ``SystemExit`` for ``--help`` and for a mistyped command."""
    _never_fail_to_print()
    console = Console()
    arguments = make_parser().parse_args(argv)
    try:
        return int(arguments.run(arguments, console))
    except CommandError as problem:
        console.complain(str(problem))
        return Exit.BAD_INPUT
    except KeyboardInterrupt:
        console.complain("stopped; nothing is left half-written")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return _reader_went_away()
    except Exception as fault:  # noqa: BLE001 -- the last resort: a user sees words, not a traceback
        return _report(fault, console)


def _never_fail_to_print() -> None:
    """Show what the terminal's encoding cannot hold as an escape: a finding may quote any character."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _reader_went_away() -> Exit:
    """End quietly where the output is piped into something that has seen enough, such as ``head``."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains when it flushes
    return Exit.OK


def _report(fault: Exception, console: Console) -> Exit:
    console.complain(
        f"a fault of presskit itself, not of your kit: {type(fault).__name__}: {fault}\n"
        "  Nothing is left half-written. Please report it with the command that you typed; this shows more:\n"
        "  set PRESSKIT_DEBUG=1 and run the command again"
    )
    if console.environment.get("PRESSKIT_DEBUG"):
        console.err.write("".join(traceback.format_exception(fault)))
    return Exit.BUG
