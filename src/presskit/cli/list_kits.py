"""presskit list: the kits of a folder, and how far each is."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli.command import Command, Exit, Option
from presskit.cli.console import Console
from presskit.typography import in_line

if TYPE_CHECKING:
    from presskit.usecases.kit_status import KitStatus

__all__ = ["LIST"]


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.kit_status import list_kits
    from presskit.usecases.world import World

    kits = list_kits(arguments.folder, world=World(console.environment))
    if arguments.json:
        console.print_json({"kits": [{**asdict(each), "folder": str(each.folder), "ready": each.ready} for each in kits]})
    elif not kits:
        console.print(f"There is no kit in {in_line(str(arguments.folder))}.")
    else:
        rows = [_row(each) for each in kits]
        console.table([("kit", "title", "languages", "questions", "errors", "warnings"), *rows], right=frozenset({3, 4, 5}))
    return Exit.OK


def _row(status: KitStatus) -> tuple[str, ...]:
    counts = map(str, (status.questions, status.errors, status.warnings))
    return (in_line(status.folder.name), in_line(status.title), " ".join(status.languages), *counts)


LIST = Command(
    name="list",
    summary="show the kits of a folder, and how far each is",
    usage="presskit list [DIR] [--json]",
    examples=("presskit list", "presskit list releases --json"),
    options=(Option("folder", metavar="DIR", type=Path, nargs="?", default=Path(), help="their folder (default: here)"),),
    run=_run,
    explains="It looks at the folders in DIR that hold a kit.yaml, not at those further below. It changes nothing.",
)
