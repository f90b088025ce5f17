"""presskit translate export: the files that a translator's tools take."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import Command, Exit, kit_folder, names
from presskit.cli.console import Console, aligned
from presskit.diagnostics import Severity

if TYPE_CHECKING:
    from presskit.usecases.translate_out import TranslateOutReport

__all__ = ["COMMAND"]

OUT = Path("build") / "translate"


def _arguments(parser: argparse.ArgumentParser) -> None:
    kit_folder(parser)
    parser.add_argument("--to", metavar="LIST", type=names, default=[], help="only these languages: ar,fr (default: all)")
    formats = "docx,table,xliff,tmx,glossary,changes (default: all but table)"
    parser.add_argument("--as", metavar="LIST", type=names, default=[], dest="formats", help=formats)
    since = "show what changed since the import at this revision (default: the last)"
    parser.add_argument("--since", metavar="REV", default="", help=since)
    parser.add_argument("--all", action="store_true", dest="everything", help="ask for every text again")
    parser.add_argument("--notes", action="store_true", help="add comments about changes and terms to the Word file")
    parser.add_argument("-o", "--out", metavar="DIR", type=Path, default=OUT, help=f"where to write ({OUT.as_posix()})")
    parser.add_argument("--templates", metavar="DIR", type=Path, help="a folder with your own templates")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    report = _report(arguments, console)
    code = findings.exit_code([each for each in report.diagnostics if each.severity is Severity.ERROR])
    if arguments.json:
        console.emit(_plain(report, arguments.out, code))
        return code
    findings.show(report.diagnostics, console, console.err)
    _summary(report, arguments.out, console)
    return code


def _report(arguments: argparse.Namespace, console: Console) -> TranslateOutReport:
    from presskit.usecases.translate_out import TranslateOutRequest, translate_out
    from presskit.usecases.world import World

    request = TranslateOutRequest(
        folder=arguments.folder,
        out=arguments.out,
        languages=tuple(arguments.to),
        formats=tuple(arguments.formats),
        since=arguments.since,
        everything=arguments.everything,
        notes=arguments.notes,
        templates=arguments.templates,
    )
    return translate_out(request, world=World(console.environment))


def _summary(report: TranslateOutReport, out: Path, console: Console) -> None:
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


def _plain(report: TranslateOutReport, out: Path, code: Exit) -> dict[str, object]:
    return {
        "out": str(out),
        "languages": [asdict(each) for each in report.sent],
        "findings": findings.as_json(report.diagnostics),
        "exit": int(code),
    }


COMMAND = Command(
    name="export",
    summary="write the files for translators: Word, XLIFF, memory, glossary",
    usage="presskit translate export DIR [--to LIST] [--as LIST] [--since REV] [--all] [--notes] [-o DIR] [--json]",
    examples=(
        "presskit translate export my-kit --to ar,fr",
        "presskit translate export my-kit --to ar --as table",
        "presskit translate export my-kit --to ar --since 3f2a9c41d0be --notes",
    ),
    arguments=_arguments,
    run=_run,
    explains=(
        "Translated texts that have not changed are carried forward: greyed and marked «do not translate». The files go "
        "into one folder a language. translations/ in the kit records what you exported, and when."
    ),
)
