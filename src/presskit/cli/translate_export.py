"""presskit translate export: the files that a translator's tools take."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import Command, CommandError, Exit, kit_folder, names
from presskit.cli.console import Console, aligned
from presskit.diagnostics import Severity

if TYPE_CHECKING:
    from presskit.kit.translating import ExportReport, Order

__all__ = ["COMMAND"]

OUT = Path("build") / "translate"


def _arguments(parser: argparse.ArgumentParser) -> None:
    kit_folder(parser)
    parser.add_argument("--to", metavar="LIST", type=names, default=[], help="these languages: ar,fr; left out: all")
    formats = "docx,table,xliff,tmx,glossary,changes; left out: all but table"
    parser.add_argument("--as", metavar="LIST", type=names, default=[], dest="formats", help=formats)
    since = "what changed since the import at this revision; left out: since the last"
    parser.add_argument("--since", metavar="REV", default="", help=since)
    parser.add_argument("--all", action="store_true", dest="everything", help="everything anew, also what is done")
    parser.add_argument("--notes", action="store_true", help="say changes and terms as comments in the Word file")
    parser.add_argument("-o", "--out", metavar="DIR", type=Path, default=OUT, help=f"where to write ({OUT.as_posix()})")
    parser.add_argument("--templates", metavar="DIR", type=Path, help="a folder of your own templates, used first")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    if arguments.templates and not arguments.templates.is_dir():
        raise CommandError(f"there is no folder of templates «{arguments.templates}»")
    report = _export(arguments, _order(arguments), console)
    code = findings.exit_code([each for each in report.diagnostics if each.severity is Severity.ERROR])
    if arguments.json:
        console.emit(_plain(report, arguments.out, code))
        return code
    findings.show(report.diagnostics, console, console.err)
    _summary(report, arguments.out, console)
    return code


def _order(arguments: argparse.Namespace) -> Order:
    from presskit.kit.translating import Order
    from presskit.writers.translation import BY_DEFAULT, FormatName

    known = [str(each) for each in FormatName]
    for name in arguments.formats:
        if name not in known:
            raise CommandError(f"there is no format «{name}»; choose from: {', '.join(known)}")
    return Order(
        languages=tuple(arguments.to),
        formats=tuple(FormatName(name) for name in arguments.formats) or BY_DEFAULT,
        since=arguments.since,
        everything=arguments.everything,
        notes=arguments.notes,
        templates=arguments.templates,
    )


def _export(arguments: argparse.Namespace, order: Order, console: Console) -> ExportReport:
    from presskit import kit
    from presskit.kit import translating
    from presskit.translation.memory import UnknownRevisionError
    from presskit.usecases.world import World

    try:
        return translating.export(arguments.folder, arguments.out, order, World(console.environment).context())
    except translating.IdsMissingError as problem:
        raise CommandError(f"{problem}\n  Write them down first: presskit ids {arguments.folder}") from problem
    except (kit.NotAskedForError, kit.OutputError, translating.IdsTakenError, UnknownRevisionError) as problem:
        raise CommandError(str(problem)) from problem


def _summary(report: ExportReport, out: Path, console: Console) -> None:
    if not report.sent:
        console.tell("Nothing was made: the kit has errors.")
        return
    rows = [("language", "new", "changed", "all")]
    rows += [(each.language, str(each.new), str(each.changed), str(each.total)) for each in report.sent]
    first, *rest = aligned(rows, right=frozenset({1, 2, 3}))
    console.say(console.painted(first, "bold"))
    for line, sent in zip(rest, report.sent, strict=True):
        console.say(line if sent.files else f"{line}  nothing to translate: every text is current")
    console.say()
    for name in (name for each in report.sent for name in each.files):
        console.say(str(out / name))


def _plain(report: ExportReport, out: Path, code: Exit) -> dict[str, object]:
    return {
        "out": str(out),
        "languages": [asdict(each) for each in report.sent],
        "findings": findings.as_json(report.diagnostics),
        "exit": int(code),
    }


COMMAND = Command(
    name="export",
    summary="make the files for translators: Word, XLIFF, memory, glossary",
    usage="presskit translate export DIR [--to LIST] [--as LIST] [--since REV] [--all] [--notes] [-o DIR] [--json]",
    examples=(
        "presskit translate export my-kit --to ar,fr",
        "presskit translate export my-kit --to ar --as table",
        "presskit translate export my-kit --to ar --since 3f2a9c41d0be --notes",
    ),
    arguments=_arguments,
    run=_run,
    explains=(
        "What was translated and has not changed is carried forward: it is shown, greyed and marked «do not translate». "
        "Files lie in one folder a language. The kit remembers in translations/ what went out, and when."
    ),
)
