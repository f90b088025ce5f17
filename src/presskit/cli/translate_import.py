"""presskit translate import: what a translator sent back goes into the kit, or is asked about."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import Command, CommandError, Exit, kit_folder
from presskit.cli.console import Console, aligned

if TYPE_CHECKING:
    from presskit.translation.alignment_state import Choices
    from presskit.usecases.translate_back import TranslateBackReport

__all__ = ["COMMAND"]

OUTCOMES = {
    "carried": "carried forward",
    "kept": "the kit's stays",
    "empty": "came back empty",
    "untranslated": "not translated",
    "absent": "not in the file",
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    kit_folder(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="the returned file: .docx or .xliff")
    match = "your decision: KEY=NUMBER, KEY=none, NUMBER=none or all; repeat as needed"
    parser.add_argument("--match", metavar="WHAT", action="append", default=[], help=match)
    base = "import it as a translation of this older revision"
    parser.add_argument("--base-revision", metavar="REV", default="", help=base)
    parser.add_argument("--lang", metavar="TAG", default="", help="the language, if the file does not state it")
    title = "the title in the language, if the file has none"
    parser.add_argument("--title", metavar="TEXT", default="", help=title)
    tracked = "tracked changes: ask (refuse the file), accept or refuse all"
    parser.add_argument("--tracked", metavar="WAY", choices=["ask", "accept", "refuse"], default="ask", help=tracked)


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    report = _report(arguments, console)
    code = findings.exit_code([each for each in report.diagnostics if each.severity == "error"])
    if arguments.json:
        console.emit(_plain(report, code))
        return code
    findings.show(report.diagnostics, console, console.err)
    _summary(report, arguments.folder, console)
    return code


def _report(arguments: argparse.Namespace, console: Console) -> TranslateBackReport:
    from presskit.translation.returned import Tracked
    from presskit.usecases.translate_back import TranslateBackRequest, translate_back
    from presskit.usecases.world import World

    request = TranslateBackRequest(
        folder=arguments.folder,
        file=arguments.file,
        language=arguments.lang,
        choices=_choices(arguments.match),
        base_revision=arguments.base_revision,
        tracked=Tracked(arguments.tracked),
        title=arguments.title,
    )
    return translate_back(request, world=World(console.environment))


def _choices(given: list[str]) -> Choices:
    from presskit.translation.alignment_state import Choices

    return Choices(by_key=dict(_choice(each) for each in given if each != "all"), all="all" in given)


def _choice(text: str) -> tuple[str, tuple[int, ...]]:
    """Read ``lede=12``, ``lede=12,13`` or ``lede=none``."""
    key, _, numbers = text.partition("=")
    parts = [] if numbers == "none" else numbers.split(",")
    if not key or not numbers or not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        raise CommandError(f"--match «{text}» is not understood; write KEY=NUMBER, KEY=none, NUMBER=none or all")
    return key, tuple(int(part) for part in parts)


def _summary(report: TranslateBackReport, folder: Path, console: Console) -> None:
    shown = [each for each in report.rows if each.state != "carried"]
    if shown:
        rows = [("text", "what became of it", "found by", "sure")]
        rows += [(each.key, _outcome(each.state), each.evidence, _percent(each.confidence)) for each in shown]
        first, *rest = aligned(rows, right=frozenset({3}))
        console.say("\n".join([console.painted(first, "bold"), *rest, "", _tally(report)]))
    if report.refused or not report.rows:
        console.tell("\nNothing was written: decide first, and run the command again.")
        return
    console.say("\nWritten:" if report.written else "\nThe kit has all of it already.")
    for path in report.written:
        console.say(str(path))
    language = report.language
    console.say(f"\n«{language}» is in the kit. Look it over, then: presskit build {folder} --lang {language}")


def _percent(confidence: int) -> str:
    return f"{confidence} %" if confidence else ""


def _outcome(state: str) -> str:
    return OUTCOMES.get(state, state)


def _tally(report: TranslateBackReport) -> str:
    """Say in one line what the table says in many."""
    counts = Counter(each.state for each in report.rows)
    parts = [f"{count} {_outcome(state)}" for state, count in counts.most_common()]
    return f"{len(report.rows)} texts and names: {', '.join(parts)}"


def _plain(report: TranslateBackReport, code: Exit) -> dict[str, object]:
    return {
        "language": report.language,
        "revision": report.revision,
        "texts": [asdict(each) for each in report.rows],
        "written": [str(path) for path in report.written],
        "findings": findings.as_json(report.diagnostics),
        "exit": int(code),
    }


COMMAND = Command(
    name="import",
    summary="take a translation from a returned file, or list what you must decide",
    usage="presskit translate import DIR FILE [--match WHAT] [--base-revision REV] [--lang TAG] [--title TEXT] [--tracked WAY]",
    examples=(
        "presskit translate import my-kit my-kit.en-ar.docx",
        "presskit translate import my-kit my-kit.en-ar.xliff --json",
        "presskit translate import my-kit returned.docx --lang ar --match lede=12 --match 40=none",
    ),
    arguments=_arguments,
    run=_run,
    explains=(
        "presskit places each text by its ID, or by names and numbers that agree. If a place is uncertain, it asks and "
        "writes nothing until you decide. It takes words, emphasis and links, but no layout."
    ),
)
