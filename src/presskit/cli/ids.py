"""presskit ids: writes down the ids that link each block with its translations."""

from __future__ import annotations

import argparse

from presskit.cli import findings
from presskit.cli.command import Command, Exit, kit_folder
from presskit.cli.console import Console

__all__ = ["COMMAND"]


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.world import World
    from presskit.usecases.write_ids import write_ids

    report = write_ids(arguments.folder, world=World(console.environment))
    if report.failed:
        findings.show(report.diagnostics, console, console.err)
        console.complain("nothing was written: mend the errors first")
        return findings.exit_code(report.diagnostics)
    if arguments.json:
        console.emit({"changed": list(report.changed)})
    else:
        console.say("\n".join(f"ids written: {name}" for name in report.changed) or "every block has its id")
    return Exit.OK


COMMAND = Command(
    name="ids",
    summary="add an ID to each paragraph that has none, before translation",
    usage="presskit ids DIR [--json]",
    examples=("presskit ids my-kit",),
    arguments=kit_folder,
    run=_run,
    explains="The ID links a paragraph with its translations and stays while you edit its words.",
)
