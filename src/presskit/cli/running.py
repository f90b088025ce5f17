"""Runs a command, and turns whatever can happen into words and an exit code."""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import sys

from presskit.cli.command import Exit
from presskit.cli.console import Console
from presskit.errors import CancelledError, RequestError

__all__ = ["SELDOM", "output_lost", "run", "write_out"]

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
    "port": "--port N",
    "reason": "--reason TEXT",
    "recipients": "--group LIST, --country LIST, --lang LIST",
}
"""What fields of requests are called on the command line; a field without an entry is named by its message."""


def run(arguments: argparse.Namespace) -> int:
    """Run the command that was parsed and return its exit code."""
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
    try:
        return _ended(arguments, Console())
    except BrokenPipeError:  # the output is piped into something that has read enough, such as ``head``
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains when it flushes
        return Exit.OK
    except OSError as problem:
        return output_lost(problem)


def _ended(arguments: argparse.Namespace, console: Console) -> int:
    """Run the command; raises ``OSError`` where its output cannot be printed."""
    try:
        return int(arguments.run(arguments, console))
    except RequestError as problem:
        return _cannot(problem, console)
    except CancelledError as problem:
        console.error(str(problem))
        return Exit.INTERRUPTED
    except KeyboardInterrupt as stopped:
        console.error(str(stopped) or "stopped; nothing is left half-written")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as fault:  # the last resort: a user sees words, not a traceback
        if isinstance(fault, OSError) and _is_of_printing(fault):
            raise
        return _report(fault, console)


def _is_of_printing(problem: OSError) -> bool:
    """Return whether an error came up where the command line prints: it reads and writes nothing else by itself."""
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    folder = os.path.dirname(__file__)  # noqa: PTH120
    return trace is not None and os.path.dirname(trace.tb_frame.f_code.co_filename) == folder  # noqa: PTH120


def write_out() -> None:
    """Write out what was printed; raises ``OSError`` where that cannot be."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.flush()


def output_lost(problem: OSError, code: int = Exit.OK) -> int:
    """Say that the output cannot be printed, where that can still be said, and return the exit code.

    What the command did is done: only its words are lost. ``code`` is what it ended with, which is never turned into success.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())  # or the interpreter complains when it flushes
    reason = problem.strerror or problem
    with contextlib.suppress(OSError):  # nobody can be told
        print(f"presskit: what was done is done, but what is to be said of it cannot be printed: {reason}", file=sys.stderr)
    return code or Exit.FINDINGS


def _cannot(problem: RequestError, console: Console) -> Exit:
    """Print why the request cannot be met, after the findings that are in the way, and the options that help."""
    if problem.diagnostics:
        from presskit.cli import findings

        findings.show(problem.diagnostics, console, console.err)
    options = ", ".join(OPTIONS[field] for field in problem.fields if field in OPTIONS)
    console.error(f"{problem}: {options}" if options else str(problem))
    return Exit.BAD_INPUT


def _report(fault: Exception, console: Console) -> Exit:
    console.error(
        f"a fault of presskit itself, not of your kit: {type(fault).__name__}: {fault}\n"
        "Nothing is left half-written. Please report it with the command that you typed; this shows more:\n"
        "set PRESSKIT_DEBUG=1 and run the command again"
    )
    if console.environment.get("PRESSKIT_DEBUG"):
        import traceback

        console.log("".join(traceback.format_exception(fault)))
    return Exit.BUG
