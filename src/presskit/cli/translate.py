"""presskit translate: what goes to translators, what comes back, and how far each language is, which stands here."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from presskit.cli import findings, translate_export, translate_import
from presskit.cli.command import Command, Exit, kit_folder
from presskit.cli.console import Console, aligned
from presskit.diagnostics import Severity

if TYPE_CHECKING:
    from presskit.translation.status import LanguageStatus

__all__ = ["COMMAND"]

_STATUS_HEAD = ("language", "done", "changed", "missing", "names open", "waiting since")


def _status(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.translate_status import translate_status
    from presskit.usecases.world import World

    report = translate_status(arguments.folder, world=World(console.environment))
    errors = [each for each in report.diagnostics if each.severity is Severity.ERROR]
    if arguments.json:
        languages = [_plain(each) for each in report.languages]
        console.emit({"languages": languages, "findings": findings.as_json(errors)})
        return findings.exit_code(errors)
    findings.show(errors, console, console.err)
    rows = [_STATUS_HEAD, *map(_row, report.languages)]
    first, *rest = aligned(rows, right=frozenset({1, 2, 3, 4}))
    console.say(console.painted(first, "bold"))
    for line in rest:
        console.say(line)
    return findings.exit_code(errors)


def _row(status: LanguageStatus) -> tuple[str, ...]:
    numbers = (status.done, status.changed, status.missing, status.names)
    return (status.language, *map(str, numbers), _waiting(status))


def _waiting(status: LanguageStatus) -> str:
    if status.complete:
        return "complete"
    if status.waiting_since:
        return status.waiting_since.isoformat()
    return f"to be sent (last on {status.sent.isoformat()})" if status.sent else "to be sent"


def _plain(status: LanguageStatus) -> dict[str, object]:
    return {
        "language": status.language,
        "done": status.done,
        "changed": status.changed,
        "missing": status.missing,
        "names_open": status.names,
        "complete": status.complete,
        "source_revision": status.revision,
        "translates_revision": status.made_from,
        "waiting_since": status.waiting_since.isoformat() if status.waiting_since else None,
        "last_export": status.sent.isoformat() if status.sent else None,
    }


_STATUS = Command(
    name="status",
    summary="show what is done, changed and missing in each language",
    usage="presskit translate status DIR [--json]",
    examples=("presskit translate status my-kit", "presskit translate status my-kit --json"),
    arguments=kit_folder,
    run=_status,
    explains=(
        "Changed: the source changed after the translation. Open names are printed as in the source. Waiting since: the "
        "day when you exported the present source."
    ),
)


def _nothing(parser: argparse.ArgumentParser) -> None:
    """Add no arguments: the parts have their own."""
    del parser


def _never(arguments: argparse.Namespace, console: Console) -> Exit:
    """Stand for a run that cannot be: the parser asks for a part."""
    raise LookupError(f"{arguments} names no part of the command for {console}")


COMMAND = Command(
    name="translate",
    summary="export for translators, import translations, show progress",
    usage="presskit translate COMMAND …",
    examples=(
        "presskit translate export my-kit --to ar,fr",
        "presskit translate import my-kit my-kit.en-ar.docx",
        "presskit translate status my-kit",
    ),
    arguments=_nothing,
    run=_never,
    parts=(translate_export.COMMAND, translate_import.COMMAND, _STATUS),
)
