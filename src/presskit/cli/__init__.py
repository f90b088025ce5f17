"""The command line: arguments, colours, progress, exit codes; nothing else.

What a command needs is imported when it runs, so that help and a build without changes come at once.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Sequence

from presskit.cli.parser import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

__all__ = ["main", "program"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; raises ``SystemExit`` for ``--help`` and for a mistyped command."""
    _never_fail_to_print()
    arguments = parse(sys.argv[1:] if argv is None else list(argv))
    from presskit.cli.running import run

    return run(arguments)


def program() -> NoReturn:
    """Run the command that was typed, and end the process with its exit code.

    What Python would take apart piece by piece is left to the system: 60 ms of a build. What was said is written out and
    what is registered for the end is done before; where something stands against it, Python ends as it does.
    """
    code = main()
    try:
        _write_out()
        atexit._run_exitfuncs()  # noqa: SLF001 -- what Py_FinalizeEx does (CPython, Modules/atexitmodule.c)
        _write_out()
    except (OSError, ValueError):
        sys.exit(code)
    os._exit(code)


def _write_out() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _never_fail_to_print() -> None:
    """Show what the terminal's encoding cannot hold as an escape: a finding may quote any character."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
