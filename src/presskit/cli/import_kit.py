"""presskit import: pasted text, Word files and tables become a kit; or a list of signatures is compared with a kit's."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import Command, Exit, Option
from presskit.cli.console import Console
from presskit.errors import RequestError
from presskit.typography import in_line, visible

if TYPE_CHECKING:
    from presskit.kit.signatory_merge import ComparedRow
    from presskit.model.question import Question
    from presskit.usecases.import_files import ImportReport
    from presskit.usecases.merge_signatories import MergeReport

__all__ = ["IMPORT"]

_INTO = "an existing kit: add a translation, or compare its signatories with the list"
_MAP = "what a column of a table is: organisation=G01Q02"


def _mapped(text: str) -> tuple[str, str]:
    from presskit.readers.signatory_table import MEANINGS

    meaning, _, head = text.partition("=")
    if meaning not in MEANINGS or not head.strip():
        raise argparse.ArgumentTypeError(f"write one of {', '.join(MEANINGS)}, then = and the head: organisation=G01Q02")
    return meaning, head


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    if arguments.review and arguments.json:
        raise RequestError("--review asks a person, and --json tells a program: choose one of them")
    code = _merge(arguments, console) if _is_merge(arguments) else _made(arguments, console)
    folder = arguments.into or arguments.out
    if not arguments.review or code is Exit.BAD_INPUT:
        return code
    from presskit.cli.answer import review

    console.print()
    return review(folder, console)


def _is_merge(arguments: argparse.Namespace) -> bool:
    """Return whether lists of signatures are to be compared with a kit; refuse these beside texts."""
    from presskit.usecases.import_translation import are_lists

    if not arguments.into and arguments.yes:
        raise RequestError("--yes goes with --into; with --out a new kit is written in any case")
    return bool(arguments.into) and are_lists(arguments.files)


def _made(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.import_files import ImportRequest, import_files
    from presskit.usecases.import_translation import ImportTranslationRequest, import_translation

    files, heads = tuple(arguments.files), tuple(arguments.map)
    if arguments.into:
        report = import_translation(ImportTranslationRequest(files, arguments.into, arguments.language, arguments.region))
    else:
        report = import_files(ImportRequest(files, arguments.out, arguments.region, arguments.language, heads))
    return findings.finish(
        report.diagnostics,
        _code(report),
        arguments,
        console,
        lambda: _plain(report),
        lambda: _summary(report, arguments, console),
    )


def _code(report: ImportReport) -> Exit:
    """Return 0 if nothing is open, 1 if something is to be answered or looked at, 2 if there is no kit."""
    if report.imported is None:
        return Exit.BAD_INPUT
    return Exit.FINDINGS if report.questions else findings.exit_code(report.diagnostics)


def _summary(report: ImportReport, arguments: argparse.Namespace, console: Console) -> None:
    from presskit.usecases.import_files import is_lost, verdict

    if report.imported is None:
        console.log(f"Nothing was written: no {'translation' if arguments.into else 'kit'} could be made of this.")
        return
    console.print_paths(report.files)
    console.print()
    for line in verdict(report.imported):
        console.print(visible(line))
    placements = report.imported.placements
    lost = sum(map(is_lost, placements))
    placed = f"{len(placements) - lost} lines of the input were placed{f', {lost} not' if lost else ''}"
    account = next(path for path in report.files if path.name.startswith("import-report"))
    console.print(f"{placed}; see {in_line(str(account))}")
    if not arguments.review:
        next_step = "answer" if report.questions else "check"
        console.print(f"Look the kit over, then: presskit {next_step} {arguments.into or arguments.out}")


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

    files, heads = tuple(arguments.files), tuple(arguments.map)
    report = merge_signatories(MergeRequest(arguments.into, files, write=arguments.yes, heads=heads))
    return findings.finish(
        report.diagnostics,
        Exit.FINDINGS if report.undecided else findings.exit_code(report.diagnostics),
        arguments,
        console,
        lambda: {
            "files": [str(path) for path in report.written],
            "refused": report.refused,
            "rows": [_plain_row(each) for each in report.rows],
        },
        lambda: _show_merge(report, arguments, console),
    )


def _show_merge(report: MergeReport, arguments: argparse.Namespace, console: Console) -> None:
    from presskit.kit.signatory_merge import Verdict

    heads = {
        Verdict.NEW: "Added" if report.written else "New, to be added",
        Verdict.WITHDRAWN: "Withdrawal entered" if report.written else "Withdrawn, to be entered",
        Verdict.TO_DECIDE: "For you to decide",
        Verdict.NOT_SIGNED: "Not signed, left out",
        Verdict.THERE: "Already there",
    }
    for verdict, head in heads.items():
        if rows := [each for each in report.rows if each.verdict is verdict]:
            console.print(console.painted(f"{head} ({len(rows)})", "bold"))
            for each in rows:
                _show_row(each, console, with_lines=verdict is Verdict.TO_DECIDE and not report.questions)
            console.print()
    console.print(_last_words(report, arguments))


def _show_row(row: ComparedRow, console: Console, *, with_lines: bool) -> None:
    from presskit.formats.kit_yaml import item_lines

    why = f": {row.why}" if row.why else ""
    console.print(f"  {visible(str(replace(row.span, column=0)))}  {visible(row.signatory.name.default)}{visible(why)}")
    for each in row.candidates:
        name = visible(each.signatory.name.default)
        console.print(f"      {visible(str(each.signatory.span))}  {name}  ({visible(each.why)})")
    if with_lines:
        console.print("      if it signs and does not stand in the kit yet, write into signatories.yaml:")
        for line in item_lines(row.signatory, "  "):
            console.print(f"      {visible(line)}")


def _last_words(report: MergeReport, arguments: argparse.Namespace) -> str:
    from presskit.kit.signatory_merge import Verdict

    sure = sum(each.verdict in {Verdict.NEW, Verdict.WITHDRAWN} for each in report.rows)
    if report.refused:
        return f"Nothing was written: {report.refused}. Write the lines into signatories.yaml by hand."
    written = f"{sure} written into {report.written[0]}" if report.written else ""
    if report.questions:
        asked = f"{len(report.questions)} asked. Next: presskit answer {arguments.into}"
        return f"{written}; {asked}" if written else asked
    if written:
        return f"{written}. Next: presskit check {arguments.into}"
    if not sure:
        return "Nothing to write."
    rows = "the one that is" if sure == 1 else f"the {sure} that are"
    again = f"presskit import {' '.join(map(str, arguments.files))} --into {arguments.into} --yes"
    return f"Nothing was written. To write {rows} beyond doubt: {again}"


def _plain_row(row: ComparedRow) -> dict[str, object]:
    from presskit.formats.kit_yaml import item_lines

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
        "lines": item_lines(row.signatory, "  "),
    }


IMPORT = Command(
    name="import",
    summary="make a kit from texts, Word files and tables; no word is lost or invented",
    usage="presskit import FILE… (-o DIR | --into DIR [--yes]) [--review] [--region CC] [--language TAG] "
    "[--map COLUMN=HEAD] [--json]",
    examples=(
        "presskit import statement.txt --out my-kit --region TR",
        "presskit import mail.eml signatures.xlsx --out my-kit --review",
        "presskit import en.docx fr.docx ar.docx --out my-kit",
        "presskit import fr.docx --into my-kit",
        "presskit import signatures.xlsx --into my-kit",
        "presskit import signatures.xlsx --into my-kit --yes",
    ),
    options=(
        Option("files", metavar="FILE", nargs="+", type=Path, help="text, .md, .docx, .odt, .html, .eml, .csv or .xlsx"),
        Option("-o", "--out", metavar="DIR", type=Path, help="the folder of the new kit", one_of="target", needed=True),
        Option("--into", metavar="DIR", type=Path, one_of="target", help=_INTO),
        Option("--review", action="store_true", help="then put the open questions, one by one; one key answers"),
        Option("--region", metavar="CC", default="", help="country of telephone numbers without +, such as TR, GB, FR"),
        Option("--language", metavar="TAG", default="", help="language of the first text (default: told by its words)"),
        Option("--map", metavar="COLUMN=HEAD", type=_mapped, action="append", default=[], help=_MAP),
        Option("--yes", action="store_true", help="with --into: also write the names that are certainly new"),
    ),
    run=_run,
    explains=(
        "Texts in several languages become linked translations of the first: each block has the id of the block that it "
        "translates, by names, numbers, order and structure; what is not certain is a question. import-report.txt in the "
        "new kit starts with what is certain and what is open, and lists where each line of the input went. Questions are "
        "in questions.yaml; with --review, presskit puts them to you at once: a number answers, Enter leaves one for later, "
        "q the rest. input/ holds copies of the imported files, internal.txt the text that is not for publication; no "
        "output is made from either. The exit code is 0 if nothing is open, 1 if there are questions or warnings, 2 if "
        "presskit could not make a kit. With --into, a text becomes a translation of the kit's source, and presskit "
        "compares a list of signatories with the kit: which are new, similar or withdrawn. It never merges similar names, "
        "and writes none without --yes."
    ),
)
