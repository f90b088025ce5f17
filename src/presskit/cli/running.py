"""Runs a command, and turns whatever can happen into words and an exit code."""

from __future__ import annotations

import argparse
import gc
import os
import sys

from presskit.cli.command import Exit
from presskit.cli.console import Console
from presskit.errors import CancelledError, RequestError

__all__ = ["SELDOM", "run"]

SELDOM = 1_000_000
"""After so many new objects Python's collector of cycles looks at them, in a process that runs a command.

Thousands of signatories are a million objects and no cycle; with Python's own 700 they are gone through hundreds of times.
"""


OPTIONS = {
    "confirmed_host": "--confirm-server HOST",
    "decision": "--again, --leave",
    "group": "--all-in-review, --all-rejected",
    "kit": "--kit DIR",
    "media_list": "--list FILE",
    "out": "--out DIR",
    "reason": "--reason TEXT",
    "recipients": "--group LIST, --country LIST, --lang LIST",
}
"""What the fields of requests are called on the command line."""


def run(arguments: argparse.Namespace) -> int:
    """Run the command that was parsed and return its exit code."""
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
    console = Console()
    try:
        return int(arguments.run(arguments, console))
    except RequestError as problem:
        return _cannot(problem, console)
    except CancelledError as problem:
        console.error(str(problem))
        return Exit.INTERRUPTED
    except KeyboardInterrupt:
        console.error("stopped; nothing is left half-written")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return _reader_went_away()
    except Exception as fault:  # noqa: BLE001 -- the last resort: a user sees words, not a traceback
        return _report(fault, console)


def _cannot(problem: RequestError, console: Console) -> Exit:
    """Print why the request cannot be met, after the findings that are in the way, and the options that help."""
    if problem.diagnostics:
        from presskit.cli import findings

        findings.show(problem.diagnostics, console, console.err)
    options = ", ".join(OPTIONS[field] for field in problem.fields)
    console.error(f"{problem}: {options}" if options else str(problem))
    return Exit.BAD_INPUT


def _reader_went_away() -> Exit:
    """End quietly where the output is piped into something that has seen enough, such as ``head``."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains when it flushes
    return Exit.OK


def _report(fault: Exception, console: Console) -> Exit:
    console.error(
        f"a fault of presskit itself, not of your kit: {type(fault).__name__}: {fault}\n"
        "  Nothing is left half-written. Please report it with the command that you typed; this shows more:\n"
        "  set PRESSKIT_DEBUG=1 and run the command again"
    )
    if console.environment.get("PRESSKIT_DEBUG"):
        import traceback

        console.err.write("".join(traceback.format_exception(fault)))
    return Exit.BUG
