"""The command line: arguments, colours, progress, exit codes; nothing else.

What a command needs is imported when it runs, so that help and a build without changes come at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from presskit.cli.parser import parse

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; raises ``SystemExit`` for ``--help`` and for a mistyped command."""
    _never_fail_to_print()
    arguments = parse(sys.argv[1:] if argv is None else list(argv))
    from presskit.cli.running import run

    return run(arguments)


def _never_fail_to_print() -> None:
    """Show what the terminal's encoding cannot hold as an escape: a finding may quote any character."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
