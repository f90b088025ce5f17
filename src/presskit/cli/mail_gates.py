"""The gates of presskit mail on the command line: which of them are passed and why, and what is said when none is reached."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import CommandError, Exit
from presskit.cli.console import Console
from presskit.diagnostics import Diagnostic

if TYPE_CHECKING:
    from presskit.mail.send_guards import Gate

__all__ = ["arguments_of_gates", "gates_passed", "no_letters"]


def arguments_of_gates(parser: argparse.ArgumentParser) -> None:
    """Add the arguments by which a closed gate is passed."""
    parser.add_argument("--despite", metavar="GATE", action="append", default=[], help="pass a closed gate, by its name")
    parser.add_argument("--reason", metavar="TEXT", default="", help="why the gate is passed; kept in the ledger")


def gates_passed(arguments: argparse.Namespace) -> frozenset[Gate]:
    """Return the gates that the user passes; raises :class:`CommandError` where one is unknown or no reason is given."""
    from presskit.mail.send_guards import Gate

    unknown = [name for name in arguments.despite if name not in list(Gate)]
    if unknown:
        raise CommandError(f"there is no gate «{unknown[0]}»; choose from: {', '.join(Gate)}")
    if arguments.despite and not arguments.reason.strip():
        raise CommandError("a gate is passed with a reason, which is kept: --reason TEXT")
    return frozenset(Gate(name) for name in arguments.despite)


def no_letters(found: Sequence[Diagnostic], arguments: argparse.Namespace, console: Console) -> Exit:
    """Say why no letter could be made."""
    if arguments.json:
        console.emit({"findings": findings.as_json(found), "sent": False})
    else:
        findings.show(found, console, console.err)
    console.complain("nothing was sent: mend the errors first")
    return findings.exit_code(found) or Exit.FINDINGS
