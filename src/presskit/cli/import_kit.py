"""presskit import: pasted text, Word files and tables become a kit; or a list of signatures is held beside a kit's."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.cli import findings
from presskit.cli.command import Command, Exit, Option
from presskit.cli.console import Console
from presskit.errors import RequestError
from presskit.typography import visible

if TYPE_CHECKING:
    from presskit.kit.signatory_merge import ComparedRow, Verdict
    from presskit.model.question import Question
    from presskit.usecases.import_files import ImportReport
    from presskit.usecases.merge_signatories import MergeReport

__all__ = ["IMPORT"]

_INTO = "an existing kit: compare its signatories with the list"


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    if arguments.into:
        return _merge(arguments, console)
    if arguments.yes:
        raise RequestError("--yes goes with --into; with --out a new kit is written in any case")
    return _import(arguments, console)


def _import(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.import_files import ImportRequest, import_files

    report = import_files(ImportRequest(tuple(arguments.files), arguments.out, arguments.region, arguments.language))
    return findings.finish(
        report.diagnostics,
        _code(report),
        arguments,
        console,
        lambda: _plain(report),
        lambda: _summary(report, arguments.out, console),
    )


def _code(report: ImportReport) -> Exit:
    """Return 0 where nothing is open, 1 where something is to be answered or looked at, 2 where there is no kit."""
    if report.imported is None:
        return Exit.BAD_INPUT
    return Exit.FINDINGS if report.questions else findings.exit_code(report.diagnostics)


def _summary(report: ImportReport, folder: Path, console: Console) -> None:
    from presskit.usecases.import_files import REPORT, is_lost, verdict

    if report.imported is None:
        console.log("Nothing was written: no kit could be made of this.")
        return
    for path in report.files:
        console.print(str(path))
    console.print()
    for line in verdict(report.imported):
        console.print(visible(line))
    placements = report.imported.placements
    lost = sum(map(is_lost, placements))
    missed = f", {lost} not" if lost else ""
    console.print(f"{len(placements) - lost} lines of the input were placed{missed}; see {folder / REPORT}")
    then = f"presskit answer {folder}" if report.questions else f"presskit check {folder}"
    console.print(f"Look the kit over, then: {then}")


def _plain(report: ImportReport) -> dict[str, object]:
    placements = report.imported.placements if report.imported else ()
    return {
        "files": [str(path) for path in report.files],
        "placements": [
            {**findings.place(each.span), "text": each.text, "where": each.where, "note": each.note} for each in placements
        ],
        "questions": [_plain_question(each) for each in report.questions],
    }


def _plain_question(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "kind": question.kind,
        "asked": question.asked,
        **findings.place(question.place),
        "weighs": question.weighs,
        "answers": [choice.key for choice in question.possible],
    }


def _merge(arguments: argparse.Namespace, console: Console) -> Exit:
    """Show what is new, similar and withdrawn; with ``--yes`` write what is beyond doubt, and ask about the rest."""
    from presskit.usecases.merge_signatories import MergeRequest, merge_signatories

    report = merge_signatories(MergeRequest(arguments.into, tuple(arguments.files), write=arguments.yes))
    found = report.diagnostics
    code = Exit.FINDINGS if report.undecided else findings.exit_code(found)
    return findings.finish(
        found, code, arguments, console, lambda: _plain_merge(report), lambda: _show_merge(report, arguments, console)
    )


def _heads(report: MergeReport) -> dict[Verdict, str]:
    from presskit.kit.signatory_merge import Verdict

    done = bool(report.written)
    return {
        Verdict.NEW: "Added" if done else "New, to be added",
        Verdict.WITHDRAWN: "Withdrawal entered" if done else "Withdrawn, to be entered",
        Verdict.TO_DECIDE: "For you to decide",
        Verdict.NOT_SIGNED: "Not signed, left out",
        Verdict.THERE: "Already there",
    }


def _show_merge(report: MergeReport, arguments: argparse.Namespace, console: Console) -> None:
    for verdict, head in _heads(report).items():
        rows = [each for each in report.rows if each.verdict is verdict]
        if rows:
            console.print(console.painted(f"{head} ({len(rows)})", "bold"))
            for each in rows:
                _show_row(each, verdict, console, asked=bool(report.questions))
            console.print()
    console.print(_last_words(report, arguments))


def _show_row(row: ComparedRow, verdict: Verdict, console: Console, *, asked: bool) -> None:
    from presskit.kit.signatory_merge import Verdict

    why = f": {row.why}" if row.why else ""
    place = replace(row.span, column=0)
    console.print(f"  {visible(str(place))}  {visible(row.signatory.name.default)}{visible(why)}")
    for each in row.candidates:
        name = visible(each.signatory.name.default)
        console.print(f"      {visible(str(each.signatory.span))}  {name}  ({visible(each.why)})")
    if verdict is Verdict.TO_DECIDE and not asked:
        console.print("      if it signs and does not stand in the kit yet, write into signatories.yaml:")
        for line in _lines(row):
            console.print(f"      {visible(line)}")


def _lines(row: ComparedRow) -> list[str]:
    """Return the lines that would add the signatory to signatories.yaml."""
    from presskit.formats.kit_yaml import item_lines

    return item_lines(row.signatory, "  ")


def _last_words(report: MergeReport, arguments: argparse.Namespace) -> str:
    from presskit.kit.signatory_merge import Verdict

    sure = sum(each.verdict in {Verdict.NEW, Verdict.WITHDRAWN} for each in report.rows)
    if report.refused:
        return f"Nothing was written: {report.refused}. Write the lines into signatories.yaml by hand."
    if report.questions:
        wrote = f"{sure} written into {report.written[0]}; " if report.written else ""
        return f"{wrote}{len(report.questions)} asked. Next: presskit answer {arguments.into}"
    if report.written:
        return f"{sure} written into {report.written[0]}. Next: presskit check {arguments.into}"
    if not sure:
        return "Nothing to write."
    names = " ".join(str(path) for path in arguments.files)
    return f"Nothing was written. To write the {sure} beyond doubt: presskit import {names} --into {arguments.into} --yes"


def _plain_merge(report: MergeReport) -> dict[str, Any]:
    return {
        "files": [str(path) for path in report.written],
        "refused": report.refused,
        "rows": [_plain_row(each) for each in report.rows],
    }


def _plain_row(row: ComparedRow) -> dict[str, Any]:
    return {
        "file": row.span.source,
        "row": row.span.line,
        "name": row.signatory.name.default,
        "verdict": str(row.verdict),
        "why": row.why,
        "likes": [
            {**findings.place(each.signatory.span), "name": each.signatory.name.default, "why": each.why}
            for each in row.candidates
        ],
        "lines": _lines(row),
    }


IMPORT = Command(
    name="import",
    summary="make a kit from a text, a Word file or a table; no word is lost or invented",
    usage="presskit import FILE… (-o DIR | --into DIR [--yes]) [--region CC] [--language TAG] [--json]",
    examples=(
        "presskit import statement.txt --out my-kit --region TR",
        "presskit import statement.docx --out my-kit --language fr",
        "presskit import signatures.xlsx --into my-kit",
        "presskit import signatures.xlsx --into my-kit --yes",
    ),
    options=(
        Option("files", metavar="FILE", nargs="+", type=Path, help="text, .md, .docx, .csv or .xlsx"),
        Option("-o", "--out", metavar="DIR", type=Path, help="the folder of the new kit", one_of="target", needed=True),
        Option("--into", metavar="DIR", type=Path, one_of="target", help=_INTO),
        Option("--region", metavar="CC", default="", help="country of telephone numbers without +, such as TR, GB, FR"),
        Option("--language", metavar="TAG", default="en", help="language of the text (default: en)"),
        Option("--yes", action="store_true", help="with --into: also write the names that are certainly new"),
    ),
    run=_run,
    explains=(
        "import-report.txt in the new kit starts with what is certain and what is open, and lists where each line of "
        "the input went. Questions are in questions.yaml. input/ holds copies of the imported files, internal.txt the "
        "text that is not for publication; no output is made from either. The exit code is 0 if nothing is open, 1 if "
        "there are questions or warnings, 2 if presskit could not make a kit. With --into, presskit compares a list of "
        "signatories with a kit: which are new, similar or withdrawn. It never merges similar names, and writes nothing "
        "without --yes."
    ),
)
