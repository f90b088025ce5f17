"""presskit translate status: how far each language is, and since when somebody is waited for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import Command, Exit, kit_folder
from presskit.cli.console import Console, aligned
from presskit.diagnostics import Severity

if TYPE_CHECKING:
    from presskit.translation.status import Standing

__all__ = ["COMMAND"]

HEAD = ("language", "done", "changed", "missing", "names open", "waiting since")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.kit import translating
    from presskit.usecases.world import World

    report = translating.status(arguments.folder, World(console.environment).context())
    errors = [each for each in report.diagnostics if each.severity is Severity.ERROR]
    if arguments.json:
        languages = [_plain(each) for each in report.standings]
        console.emit({"languages": languages, "findings": findings.as_json(errors)})
        return findings.exit_code(errors)
    findings.show(errors, console, console.err)
    rows = [HEAD, *map(_row, report.standings)]
    first, *rest = aligned(rows, right=frozenset({1, 2, 3, 4}))
    console.say(console.painted(first, "bold"))
    for line in rest:
        console.say(line)
    return findings.exit_code(errors)


def _row(standing: Standing) -> tuple[str, ...]:
    numbers = (standing.done, standing.changed, standing.missing, standing.names)
    return (standing.language, *map(str, numbers), _waiting(standing))


def _waiting(standing: Standing) -> str:
    if standing.complete:
        return "complete"
    if standing.waiting_since:
        return standing.waiting_since.isoformat()
    return f"to be sent (last on {standing.sent.isoformat()})" if standing.sent else "to be sent"


def _plain(standing: Standing) -> dict[str, object]:
    return {
        "language": standing.language,
        "done": standing.done,
        "changed": standing.changed,
        "missing": standing.missing,
        "names_open": standing.names,
        "complete": standing.complete,
        "source_revision": standing.revision,
        "translates_revision": standing.made_from,
        "waiting_since": standing.waiting_since.isoformat() if standing.waiting_since else None,
        "last_export": standing.sent.isoformat() if standing.sent else None,
    }


COMMAND = Command(
    name="status",
    summary="show what is done, changed and missing in each language",
    usage="presskit translate status DIR [--json]",
    examples=("presskit translate status my-kit", "presskit translate status my-kit --json"),
    arguments=kit_folder,
    run=_run,
    explains=(
        "Changed: the source changed after it was translated. Names that are open are printed as the source has them. "
        "Waiting since: the day on which the present source was exported."
    ),
)
