"""presskit new: a kit that builds as it is."""

from __future__ import annotations

import argparse
from pathlib import Path

from presskit.cli.command import Command, CommandError, Exit
from presskit.cli.console import Console
from presskit.cli.folders import refuse_used, write_new

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder to make; it may exist if it is empty")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.resources import shipped

    starter = shipped("data") / "starter"
    if not starter.is_dir():
        raise CommandError("presskit's own starter kit is missing: install presskit again")
    refuse_used(arguments.folder)
    paths = sorted(path for path in starter.rglob("*") if path.is_file())
    files = {path.relative_to(starter).as_posix(): path.read_bytes() for path in paths}
    written = write_new(arguments.folder, files)
    if arguments.json:
        console.emit({"folder": str(arguments.folder), "files": [str(path) for path in written]})
        return Exit.OK
    for path in written:
        console.say(str(path))
    console.say(f"\nA kit that builds as it is. Next: presskit build {arguments.folder}")
    return Exit.OK


COMMAND = Command(
    name="new",
    summary="make a kit that builds as it is, with comments that teach",
    usage="presskit new DIR [--json]",
    examples=("presskit new my-kit", "presskit build my-kit"),
    arguments=_arguments,
    run=_run,
)
