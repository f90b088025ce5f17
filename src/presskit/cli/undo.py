"""presskit undo and presskit history: what commands changed in a kit, and the way back."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from presskit.cli.command import KIT_FOLDER, Command, Exit, Option
from presskit.cli.console import Console

__all__ = ["HISTORY", "UNDO"]

_EXPLAINS = (
    "Each command that changes a kit keeps the state before and after it in the hidden folder .presskit of the kit, also what "
    "you edited by hand in between. Emails that were sent and the record of them are never undone. If you give the kit to "
    "somebody who may not see its earlier states, leave .presskit out."
)


def _history(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.undo import history

    report = history(arguments.folder)
    if arguments.json:
        lost = [{"entry": number, "file": name} for number, name in report.lost]
        console.print_json({"entries": [asdict(each) for each in report.entries], "lost": lost})
    elif not report.entries:
        console.print("No command has changed this kit yet.")
    else:
        rows = [(str(each.number), each.time, each.action, ", ".join(each.changed)) for each in report.entries]
        console.table([("entry", "time", "changed by", "files"), *rows], frozenset({0}))
        if report.undoable:
            console.print(f"\nTo undo «{report.undoable.action}»: presskit undo {arguments.folder}")
        if report.lost:
            which = ", ".join(dict.fromkeys(f"«{name}» of entry {number}" for number, name in report.lost))
            console.print(f"\nThe history has lost {which}: a state with such a file cannot be put back.")
    return Exit.FINDINGS if report.lost else Exit.OK


def _undo(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.undo import UndoRequest, undo
    from presskit.usecases.world import World

    report = undo(UndoRequest(arguments.folder, arguments.to), world=World(console.environment))
    if arguments.json:
        console.print_json(asdict(report))
        return Exit.OK
    console.print_paths(arguments.folder / name for name in report.changed)
    count = f"{len(report.changed)} file{'' if len(report.changed) == 1 else 's'} changed"
    what = f"Undone: {report.undone}" if report.undone else f"This is the state of entry {arguments.to}"
    console.print(f"\n{what} ({count}). All states: presskit history {arguments.folder}")
    return Exit.OK


HISTORY = Command(
    name="history",
    summary="show what commands changed in a kit, and when",
    usage="presskit history DIR [--json]",
    examples=("presskit history my-kit",),
    options=(KIT_FOLDER,),
    run=_history,
    explains=_EXPLAINS,
)
UNDO = Command(
    name="undo",
    summary="undo the last change that a command made in a kit",
    usage="presskit undo DIR [--to NUMBER] [--json]",
    examples=("presskit undo my-kit", "presskit history my-kit", "presskit undo my-kit --to 3"),
    options=(
        KIT_FOLDER,
        Option("--to", metavar="NUMBER", type=int, default=0, help="put back the whole state of this entry of the history"),
    ),
    run=_undo,
    explains=_EXPLAINS,
)
