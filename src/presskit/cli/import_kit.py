"""presskit import: pasted text, Word files and tables become a kit; or a list of signatures is held beside a kit's."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.cli import findings
from presskit.cli.command import Command, Exit
from presskit.cli.console import Console
from presskit.errors import RequestError
from presskit.usecases.visible import visible

if TYPE_CHECKING:
    from presskit.kit.signatory_merge import ComparedRow, Verdict
    from presskit.model.question import Question
    from presskit.readers.importing import Placement
    from presskit.usecases.import_files import ImportReport
    from presskit.usecases.merge_signatories import MergeReport

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="text, .md, .docx, .csv or .xlsx")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("-o", "--out", metavar="DIR", type=Path, help="the folder of the new kit")
    target.add_argument("--into", metavar="DIR", type=Path, help="an existing kit: compare its signatories with the list")
    parser.add_argument("--region", metavar="CC", default="", help="country of telephone numbers without +, such as TR, GB, FR")
    parser.add_argument("--language", metavar="TAG", default="en", help="language of the text (default: en)")
    parser.add_argument("--yes", action="store_true", help="with --into: also write the names that are certainly new")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    if arguments.into:
        return _merge(arguments, console)
    if arguments.yes:
        raise RequestError("--yes goes with --into; with --out a new kit is written in any case")
    return _import(arguments, console)


def _import(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.import_files import ImportRequest, import_files

    report = import_files(ImportRequest(tuple(arguments.files), arguments.out, arguments.region, arguments.language))
    code = _code(report)
    if arguments.json:
        console.emit(_plain(report, code))
        return code
    findings.show(report.diagnostics, console, console.err)
    _summary(report, arguments.out, console)
    return code


def _code(report: ImportReport) -> Exit:
    """Return 0 where nothing is open, 1 where something is to be answered or looked at, 2 where there is no kit."""
    if report.imported is None:
        return Exit.BAD_INPUT
    return Exit.FINDINGS if report.questions else findings.exit_code(report.diagnostics)


def _summary(report: ImportReport, folder: Path, console: Console) -> None:
    from presskit.usecases.import_files import REPORT, is_lost, verdict

    if report.imported is None:
        console.tell("Nothing was written: no kit could be made of this.")
        return
    for path in report.files:
        console.say(str(path))
    console.say()
    for line in verdict(report.imported):
        console.say(visible(line))
    placements = report.imported.placements
    lost = sum(map(is_lost, placements))
    missed = f", {lost} not" if lost else ""
    console.say(f"{len(placements) - lost} lines of the input were placed{missed}; see {folder / REPORT}")
    then = f"presskit answer {folder}" if report.questions else f"presskit check {folder}"
    console.say(f"Look the kit over, then: {then}")


def _plain(report: ImportReport, code: Exit) -> dict[str, object]:
    placements = report.imported.placements if report.imported else ()
    return {
        "files": [str(path) for path in report.files],
        "placements": [_plain_placement(each) for each in placements],
        "questions": [_plain_question(each) for each in report.questions],
        "findings": findings.as_json(report.diagnostics),
        "exit": int(code),
    }


def _plain_question(question: Question) -> dict[str, object]:
    place = question.place
    answers = [choice.key for choice in question.possible]
    where = {"file": place.source, "line": place.line, "unit": place.unit}
    return {
        "id": question.id,
        "kind": question.kind,
        "asked": question.asked,
        **where,
        "weighs": question.weighs,
        "answers": answers,
    }


def _plain_placement(placement: Placement) -> dict[str, object]:
    span = placement.span
    words = {"text": placement.text, "where": placement.where, "note": placement.note}
    return {"file": span.source, "line": span.line, "unit": span.unit, **words}


def _merge(arguments: argparse.Namespace, console: Console) -> Exit:
    """Show what is new, similar and withdrawn; with ``--yes`` write what is beyond doubt, and ask about the rest."""
    from presskit.usecases.merge_signatories import MergeRequest, merge_signatories

    report = merge_signatories(MergeRequest(arguments.into, tuple(arguments.files), write=arguments.yes))
    code = Exit.FINDINGS if report.undecided else findings.exit_code(report.diagnostics)
    if arguments.json:
        console.emit(_plain_merge(report, code))
    else:
        findings.show(report.diagnostics, console, console.err)
        _show_merge(report, arguments, console)
    return code


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
            console.say(console.painted(f"{head} ({len(rows)})", "bold"))
            for each in rows:
                _show_row(each, verdict, console, asked=bool(report.questions))
            console.say()
    console.say(_last_words(report, arguments))


def _show_row(row: ComparedRow, verdict: Verdict, console: Console, *, asked: bool) -> None:
    from presskit.kit.signatory_merge import Verdict

    why = f": {row.why}" if row.why else ""
    place = replace(row.span, column=0)
    console.say(f"  {visible(str(place))}  {visible(row.signatory.name.default)}{visible(why)}")
    for each in row.candidates:
        name = visible(each.signatory.name.default)
        console.say(f"      {visible(str(each.signatory.span))}  {name}  ({visible(each.why)})")
    if verdict is Verdict.TO_DECIDE and not asked:
        console.say("      if it signs and does not stand in the kit yet, write into signatories.yaml:")
        for line in _lines(row):
            console.say(f"      {visible(line)}")


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


def _plain_merge(report: MergeReport, code: Exit) -> dict[str, Any]:
    return {
        "files": [str(path) for path in report.written],
        "refused": report.refused,
        "rows": [_plain_row(each) for each in report.rows],
        "findings": findings.as_json(report.diagnostics),
        "exit": int(code),
    }


def _plain_row(row: ComparedRow) -> dict[str, Any]:
    return {
        "file": row.span.source,
        "row": row.span.line,
        "name": row.signatory.name.default,
        "verdict": str(row.verdict),
        "why": row.why,
        "likes": [_plain_like(each.signatory, each.why) for each in row.candidates],
        "lines": _lines(row),
    }


def _plain_like(signatory: Any, why: str) -> dict[str, Any]:
    span = signatory.span
    place = {"file": span.source, "line": span.line, "column": span.column, "unit": span.unit}
    return {**place, "name": signatory.name.default, "why": why}


COMMAND = Command(
    name="import",
    summary="make a kit from a text, a Word file or a table; no word is lost or invented",
    usage="presskit import FILE… (-o DIR | --into DIR [--yes]) [--region CC] [--language TAG] [--json]",
    examples=(
        "presskit import statement.txt --out my-kit --region TR",
        "presskit import statement.docx --out my-kit --language fr",
        "presskit import signatures.xlsx --into my-kit",
        "presskit import signatures.xlsx --into my-kit --yes",
    ),
    arguments=_arguments,
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
