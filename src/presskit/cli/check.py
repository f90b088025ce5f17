"""presskit check: everything that can be said about a kit, at once."""

from __future__ import annotations

import argparse

from presskit.cli import findings
from presskit.cli.command import Command, Exit, kit_folder
from presskit.cli.console import Console

__all__ = ["COMMAND"]


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit import kit
    from presskit.cli.world import world

    reading, _ = kit.read(arguments.folder, world(console.environment))
    code = findings.exit_code(reading.diagnostics)
    if arguments.json:
        console.emit({"findings": findings.as_json(reading.diagnostics), "exit": int(code)})
        return code
    findings.show(reading.diagnostics, console, console.out)
    if not reading.diagnostics:
        console.say(f"{console.painted('Nothing found', 'good')} in {arguments.folder}: ready to build")
    return code


COMMAND = Command(
    name="check",
    summary="find everything that is wrong with a kit, at once",
    usage="presskit check DIR [--json]",
    examples=("presskit check my-kit", "presskit check my-kit --json > findings.json"),
    arguments=kit_folder,
    run=_run,
    explains=(
        "Each finding is a line file:line:column: severity code: message, and a line that says what to do. "
        "Errors stop a build, warnings ask for a look, notes only tell."
    ),
)
