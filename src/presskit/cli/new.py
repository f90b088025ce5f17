"""presskit new: a kit that builds as it is."""

from __future__ import annotations

import argparse
from pathlib import Path

from presskit.cli.command import Command, Exit, Option
from presskit.cli.console import Console

__all__ = ["NEW"]


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.new import new

    report = new(arguments.folder)
    if arguments.json:
        console.print_json({"folder": str(report.folder), "files": [str(path) for path in report.files]})
        return Exit.OK
    console.print_paths(report.files)
    console.print(f"\nA kit that builds as it is. Next: presskit build {report.folder}")
    return Exit.OK


NEW = Command(
    name="new",
    summary="make a sample kit that builds as it is, with comments that explain each line",
    usage="presskit new DIR [--json]",
    examples=("presskit new my-kit", "presskit build my-kit"),
    options=(Option("folder", metavar="DIR", type=Path, help="the new folder; an existing one must be empty"),),
    run=_run,
)
