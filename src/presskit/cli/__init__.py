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
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a finding may quote any character: what cannot be encoded is escaped
            stream.reconfigure(errors="backslashreplace")
    arguments = parse(sys.argv[1:] if argv is None else list(argv))
    from presskit.cli.running import run

    return run(arguments)


def program() -> NoReturn:
    """Run the command that was typed, and end the process with its exit code.

    The process ends without Python's own clean-up, which takes 60 ms of a build. Output is flushed and exit handlers are
    run before; if one of them fails, Python ends as usual.
    """
    code = main()
    from presskit.cli.running import output_lost, write_out

    try:
        write_out()
        atexit._run_exitfuncs()  # noqa: SLF001 -- what Py_FinalizeEx does (CPython, Modules/atexitmodule.c)
        write_out()
    except BrokenPipeError:  # whoever read the output has read enough
        os._exit(code)
    except OSError as problem:
        os._exit(output_lost(problem, code))
    except ValueError:
        sys.exit(code)
    os._exit(code)


def _open_closed_streams() -> None:
    """Let what is printed into a closed stream (``>&-``) go nowhere, and no file get its number."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115, PTH123 -- for as long as the process runs
