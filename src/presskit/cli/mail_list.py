"""presskit mail list: who of the media list gets a message, who does not and why; and a new list in its place."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import KIT_FOLDER, Command, Exit, Option
from presskit.cli.console import Console
from presskit.typography import visible

if TYPE_CHECKING:
    from presskit.usecases.media_list import MediaListReport

__all__ = ["LIST"]

SHOWN = 40
"""So many rows that get nothing are listed; --json holds them all."""


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.media_list import MediaListRequest, read_media_list
    from presskit.usecases.world import World

    request = MediaListRequest(arguments.folder, arguments.list, arguments.write)
    report = read_media_list(request, world=World(console.environment))
    code = findings.error_code(report.findings)
    if arguments.json:
        console.print_json({**_plain(report), "findings": findings.as_json(report.findings), "exit": int(code)})
    else:
        findings.show(report.findings, console, console.err)
        _show(report, console)
    return code


def _plain(report: MediaListReport) -> dict[str, object]:
    return {
        "recipients": [
            {"address": each.address, "name": each.name, "outlet": each.outlet, "language": each.language}
            for each in report.recipients
        ],
        "omitted": [
            {"text": each.text, "row": each.span.line, "reason": str(each.reason), "grounds": list(each.grounds)}
            for each in report.omitted
        ],
        "questions": [each.id for each in report.questions],
        "new": list(report.new),
        "gone": list(report.gone),
        "written": [str(path) for path in report.changed],
    }


def _show(report: MediaListReport, console: Console) -> None:
    languages = Counter(each.language for each in report.recipients)
    tags = ", ".join(f"{count} {tag}" for tag, count in languages.items())
    console.print(f"{len(report.recipients)} get a message{f' ({tags})' if tags else ''}, {len(report.omitted)} rows get none")
    for each in report.omitted[:SHOWN]:
        why = "; ".join(each.grounds)
        console.print(visible(f"  row {each.span.line}: {each.text}  {each.reason}{f' ({why})' if why else ''}"))
    if len(report.omitted) > SHOWN:
        console.print(f"  … and {len(report.omitted) - SHOWN} more (--json lists all)")
    if report.new or report.gone:
        console.print(f"beside the list that is there: {len(report.new)} new, {len(report.gone)} gone")
    console.print_paths(report.changed)


LIST = Command(
    name="list",
    summary="show who of the media list gets a message, and who does not; or bring in a new list",
    usage="presskit mail list DIR [--list FILE [--write]] [--json]",
    examples=("presskit mail list my-kit", "presskit mail list my-kit --list new.xlsx --write"),
    options=(
        KIT_FOLDER,
        Option("--list", metavar="FILE", type=Path, help="a list from elsewhere: compare it with that of the kit"),
        Option("--write", action="store_true", help="put it in the place of the kit's list"),
    ),
    run=_run,
    explains=(
        "Nothing is written without --write. Whoever was not to be written to by the former list stays so: suppressed.txt "
        "names them from then on. The former list stays in the history: presskit undo puts it back."
    ),
)
