"""presskit translate and presskit ids: what goes to translators, what comes back, how far each language is."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import KIT, KIT_FOLDER, TEMPLATES, Command, Exit, Option, names
from presskit.cli.console import Console
from presskit.cli.translate_texts import ADD, SHOW, WRITE
from presskit.diagnostics import Diagnostic, Severity
from presskit.errors import RequestError

if TYPE_CHECKING:
    from presskit.translation.status import LanguageStatus
    from presskit.usecases.translate_back import TranslateBackReport
    from presskit.usecases.translate_out import TranslateOutReport

__all__ = ["IDS", "TRANSLATE"]

OUT = Path("build") / "translate"
OUTCOMES = {
    "carried": "carried forward",
    "kept": "the kit's stays",
    "empty": "came back empty",
    "untranslated": "not translated",
    "absent": "not in the file",
}
SETTINGS = {"return-no-title": "--title TEXT"}
"""The options that give what a finding of an import says is missing, by its code."""
_FORMATS = "docx,table,xliff,tmx,glossary,changes (default: all but table)"
_SINCE = "show what changed since the import at this revision (default: the last)"
_MATCH = "your decision: KEY=NUMBER, KEY=none, NUMBER=none or all; repeat as needed"
_TRACKED = "tracked changes: ask (refuse the file), accept or refuse all"


def _export(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.translate_out import TranslateOutRequest, translate_out
    from presskit.usecases.world import World

    report = translate_out(
        TranslateOutRequest(
            folder=arguments.folder,
            out=arguments.out,
            languages=tuple(arguments.to),
            formats=tuple(arguments.formats),
            since=arguments.since,
            everything=arguments.everything,
            notes=arguments.notes,
            templates=arguments.templates,
        ),
        world=World(console.environment),
    )
    return findings.finish(
        report.diagnostics,
        findings.error_code(report.diagnostics),
        arguments,
        console,
        lambda: {"out": str(arguments.out), "languages": [asdict(each) for each in report.sent]},
        lambda: _show_sent(report, arguments.out, console),
    )


def _show_sent(report: TranslateOutReport, out: Path, console: Console) -> None:
    if not report.sent:
        console.log("Nothing was made: the kit has errors.")
        return
    current = "nothing to translate: every text is current"
    rows = [
        (each.language, str(each.new), str(each.changed), str(each.total), "" if each.files else current)
        for each in report.sent
    ]
    console.table([("language", "new", "changed", "all", ""), *rows], right=frozenset({1, 2, 3}))
    console.print()
    console.print_paths(out / name for each in report.sent for name in each.files)


_EXPORT = Command(
    name="export",
    summary="write the files for translators: Word, XLIFF, memory, glossary",
    usage="presskit translate export KIT [--to LIST] [--as LIST] [--since REV] [--all] [--notes] [-o DIR] [--json]",
    examples=(
        "presskit translate export my-kit --to ar,fr",
        "presskit translate export my-kit --to ar --as table",
        "presskit translate export my-kit --to ar --since 3f2a9c41d0be --notes",
    ),
    options=(
        KIT,
        Option("--to", metavar="LIST", type=names, default=[], help="only these languages: ar,fr (default: all)"),
        Option("--as", metavar="LIST", type=names, default=[], dest="formats", help=_FORMATS),
        Option("--since", metavar="REV", default="", help=_SINCE),
        Option("--all", action="store_true", dest="everything", help="ask for every text again"),
        Option("--notes", action="store_true", help="add comments about changes and terms to the Word file"),
        Option("-o", "--out", metavar="DIR", type=Path, default=OUT, help=f"where to write ({OUT.as_posix()})"),
        TEMPLATES,
    ),
    run=_export,
    explains=(
        "Translated texts that have not changed are carried forward: greyed and marked «do not translate». The files go "
        "into one folder a language. translations/ in the kit records what you exported, and when."
    ),
)


def _import(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.translate_back import Choices, Tracked, TranslateBackRequest, translate_back
    from presskit.usecases.world import World

    by_key = dict(_choice(each) for each in arguments.match if each != "all")
    report = translate_back(
        TranslateBackRequest(
            folder=arguments.folder,
            file=arguments.file,
            language=arguments.lang,
            choices=Choices(by_key=by_key, all="all" in arguments.match),
            base_revision=arguments.base_revision,
            tracked=Tracked(arguments.tracked),
            title=arguments.title,
            write=not arguments.dry_run,
        ),
        world=World(console.environment),
    )
    found = [_with_option(each) for each in report.diagnostics]
    return findings.finish(
        found,
        findings.error_code(found),
        arguments,
        console,
        lambda: {
            "language": report.language,
            "revision": report.revision,
            "texts": [asdict(each) for each in report.rows],
            "doubts": [asdict(each) for each in report.doubts],
            "notes": list(report.notes),
            "written": [str(path) for path in report.written],
        },
        lambda: _show_import(report, arguments, console),
    )


def _with_option(finding: Diagnostic) -> Diagnostic:
    """Return a finding whose hint names the option by which its setting is given, where there is one."""
    option = SETTINGS.get(finding.code)
    return replace(finding, hint=f"{finding.hint}: {option}") if option else finding


def _choice(text: str) -> tuple[str, tuple[int, ...]]:
    """Read ``lede=12``, ``lede=12,13`` or ``lede=none``."""
    key, _, numbers = text.partition("=")
    parts = [] if numbers == "none" else numbers.split(",")
    if not key or not numbers or not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        raise RequestError(f"--match «{text}» is not understood; write KEY=NUMBER, KEY=none, NUMBER=none or all")
    return key, tuple(int(part) for part in parts)


def _show_import(report: TranslateBackReport, arguments: argparse.Namespace, console: Console) -> None:
    if shown := [each for each in report.rows if each.state != "carried"]:
        rows = [
            (each.key, OUTCOMES.get(each.state, each.state), each.evidence, f"{each.confidence} %" if each.confidence else "")
            for each in shown
        ]
        console.table([("text", "what became of it", "found by", "sure"), *rows], right=frozenset({3}))
        counts = Counter(each.state for each in report.rows)
        tally = ", ".join(f"{count} {OUTCOMES.get(state, state)}" for state, count in counts.most_common())
        console.print(f"\n{len(report.rows)} texts and names: {tally}")
    if report.refused or not report.rows:
        console.log("\nNothing was written: decide first, and run the command again.")
        return
    if arguments.dry_run:
        console.print("\nNothing was written, as asked. Without --dry-run the kit gets all of this.")
        return
    console.print("\nWritten:" if report.written else "\nThe kit has all of it already.")
    console.print_paths(report.written)
    language = report.language
    console.print(f"\n«{language}» is in the kit. Look it over, then: presskit build {arguments.folder} --lang {language}")


_IMPORT = Command(
    name="import",
    summary="take a translation from a returned file, or list what you must decide",
    usage=(
        "presskit translate import DIR FILE [--match WHAT] [--base-revision REV] [--lang TAG] [--title TEXT] [--tracked WAY] "
        "[--dry-run]"
    ),
    examples=(
        "presskit translate import my-kit my-kit.en-ar.docx",
        "presskit translate import my-kit my-kit.en-ar.xliff --json",
        "presskit translate import my-kit returned.docx --lang ar --match lede=12 --match 40=none",
    ),
    options=(
        KIT_FOLDER,
        Option("file", metavar="FILE", type=Path, help="the returned file: .docx or .xliff"),
        Option("--match", metavar="WHAT", action="append", default=[], help=_MATCH),
        Option("--base-revision", metavar="REV", default="", help="import it as a translation of this older revision"),
        Option("--lang", metavar="TAG", default="", help="the language, if the file does not state it"),
        Option("--title", metavar="TEXT", default="", help="the title in the language, if the file has none"),
        Option("--tracked", metavar="WAY", choices=["ask", "accept", "refuse"], default="ask", help=_TRACKED),
        Option("--dry-run", action="store_true", help="show what would become of each text, and write nothing"),
    ),
    run=_import,
    explains=(
        "presskit places each text by its ID, or by names and numbers that agree. If a place is uncertain, it asks and "
        "writes nothing until you decide. It takes words, emphasis and links, but no layout."
    ),
)

_STATUS_HEAD = ("language", "done", "changed", "missing", "names open", "waiting since")


def _status(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.translate_status import translate_status
    from presskit.usecases.world import World

    report = translate_status(arguments.folder, world=World(console.environment))
    errors = [each for each in report.diagnostics if each.severity is Severity.ERROR]
    if arguments.json:
        console.print_json({"languages": [*map(_plain_status, report.languages)], "findings": findings.as_json(errors)})
    else:
        findings.show(errors, console, console.err)
        console.table([_STATUS_HEAD, *map(_row, report.languages)], right=frozenset({1, 2, 3, 4}))
    return findings.exit_code(errors)


def _row(status: LanguageStatus) -> tuple[str, ...]:
    waiting = f"to be sent (last on {status.sent.isoformat()})" if status.sent else "to be sent"
    if status.complete:
        waiting = "complete"
    elif status.waiting_since:
        waiting = status.waiting_since.isoformat()
    return (status.language, *map(str, (status.done, status.changed, status.missing, status.names)), waiting)


def _plain_status(status: LanguageStatus) -> dict[str, object]:
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
    usage="presskit translate status KIT [--json]",
    examples=("presskit translate status my-kit", "presskit translate status my-kit --json"),
    options=(KIT,),
    run=_status,
    explains=(
        "Changed: the source changed after the translation. Open names are printed as in the source. Waiting since: the "
        "day when you exported the present source."
    ),
)
TRANSLATE = Command(
    name="translate",
    summary="export for translators, import and edit translations, show progress",
    usage="presskit translate COMMAND …",
    examples=(
        "presskit translate export my-kit --to ar,fr",
        "presskit translate import my-kit my-kit.en-ar.docx",
        "presskit translate status my-kit",
    ),
    parts=(_EXPORT, _IMPORT, _STATUS, SHOW, WRITE, ADD),
)


def _ids(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.world import World
    from presskit.usecases.write_ids import write_ids

    report = write_ids(arguments.folder, world=World(console.environment))
    if report.failed:
        findings.show(report.diagnostics, console, console.err)
        console.error("nothing was written: mend the errors first")
        return findings.exit_code(report.diagnostics)
    if arguments.json:
        console.print_json({"changed": list(report.changed)})
    else:
        console.print("\n".join(f"ids written: {name}" for name in report.changed) or "every block has its id")
    return Exit.OK


IDS = Command(
    name="ids",
    summary="add an ID to each paragraph that has none, before translation",
    usage="presskit ids DIR [--json]",
    examples=("presskit ids my-kit",),
    options=(KIT_FOLDER,),
    run=_ids,
    explains="The ID links a paragraph with its translations and stays while you edit its words.",
)
