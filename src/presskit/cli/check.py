"""presskit check: all that is wrong with a kit, or with finished files, at once."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.cli import findings
from presskit.cli.command import KIT, Command, Exit, Option
from presskit.cli.console import Console
from presskit.errors import RequestError
from presskit.typography import in_line, visible

if TYPE_CHECKING:
    from presskit.checks.preflight import Finding
    from presskit.usecases.received import ReceivedReport

__all__ = ["CHECK"]

SHOWN = 200
"""So many rows of a table are printed."""


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.kit.preflight_files import is_finished_file

    if arguments.received:
        return _received(arguments, console)
    files = [is_finished_file(path) for path in arguments.paths]
    if all(files):
        return _check_files(arguments, console)
    if len(files) > 1:
        raise RequestError("check one kit at a time, or several files")
    if arguments.html or arguments.kit:
        raise RequestError("--kit and --html are for PDFs and Word files: presskit check FILE.pdf --kit DIR")
    return _check_kit(arguments, console)


def _check_kit(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.check import check
    from presskit.usecases.world import World

    (folder,) = arguments.paths
    found = check(folder, world=World(console.environment)).diagnostics

    def summary() -> None:
        if not found:
            console.print(f"{console.painted('Nothing found', 'good')} in {in_line(str(folder))}: ready to build")

    return findings.finish(found, findings.exit_code(found), arguments, console, dict, summary, stream=console.out)


def _received(arguments: argparse.Namespace, console: Console) -> Exit:
    """Print what a kit from somebody else holds and would do; 1 if there is something to look at first."""
    from presskit.usecases.received import received

    if len(arguments.paths) > 1 or arguments.html or arguments.kit:
        raise RequestError("--received looks at one kit: presskit check --received KIT")
    report = received(arguments.paths[0])
    code = findings.exit_code(report.diagnostics) or (Exit.FINDINGS if report.acts else Exit.OK)
    if arguments.json:
        console.print_json({**_plain_report(report), "findings": findings.as_json(report.diagnostics), "exit": int(code)})
    elif report.diagnostics:
        findings.show(report.diagnostics, console, console.out)
    else:
        _show_received(report, console)
    return code


def _plain_report(report: ReceivedReport) -> dict[str, Any]:
    facts = [
        {"topic": str(each.topic), **findings.place(each.span), "message": each.message, "acts": each.acts}
        for each in report.facts
    ]
    return {"kit": str(report.kit), "files": [asdict(each) for each in report.files], "facts": facts}


def _show_received(report: ReceivedReport, console: Console) -> None:
    """Print the files, then what is to be looked at, then the rest."""
    used = [(_cell(each.name), f"{each.bytes:,}", each.use) for each in report.files[:SHOWN]]
    console.table([("file", "bytes", "read as"), *used], frozenset({1}))
    if len(report.files) > SHOWN:
        console.print(f"and {len(report.files) - SHOWN:,} more; --json lists all")
    for acts, head in ((True, "look at this first"), (False, "this it holds, too")):
        facts = [each for each in report.facts if each.acts is acts]
        rows = [(str(each.topic), _cell(str(each.span)), _cell(each.message)) for each in facts[:SHOWN]]
        if rows:
            console.print()
            console.table([(head, "where", "what"), *rows])
        if len(facts) > SHOWN:
            console.print(f"and {len(facts) - SHOWN:,} more; --json lists all")
    count = sum(each.acts for each in report.facts)
    told = f"{count} thing{'' if count == 1 else 's'} to look at first" if count else "nothing in it acts"
    if not count:
        told += "; read what it says above: where it leads, what it names" if report.leads else " or leads elsewhere"
    console.print(f"\n{visible(str(report.kit))}: {told}. Nothing was run, fetched or changed.")


def _cell(text: str) -> str:
    """Return a text for one line of a table: a name may hold line breaks."""
    return visible(text).replace("\n", "\\n").replace("\t", " ")


def _check_files(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.check_files import CheckFilesRequest, check_files
    from presskit.usecases.world import World

    request = CheckFilesRequest(tuple(arguments.paths), arguments.kit, arguments.html)
    report = check_files(request, world=World(console.environment))
    code = findings.exit_code(report.diagnostics)
    if arguments.json:
        found = [
            each
            for file in report.files
            for each in sorted(file.findings, key=lambda each: (each.diagnostic.span, each.diagnostic.code))
        ]
        console.print_json({"findings": [_plain(each) for each in found], "exit": int(code)})
        return code
    findings.show(report.diagnostics, console, console.out)
    for file in report.files:
        if not file.findings:
            console.print(f"{console.painted('Nothing found', 'good')} in {in_line(file.name)}")
    if report.html:
        console.print(f"Report: {in_line(str(report.html))}")
    return code


def _plain(found: Finding) -> dict[str, Any]:
    """Return a finding with its boxes on the page: left, bottom, right, top, in points."""
    return {**findings.as_json([found.diagnostic])[0], "boxes": [[round(edge, 2) for edge in box] for box in found.boxes]}


CHECK = Command(
    name="check",
    summary="list all problems of a kit, or of finished files",
    usage=(
        "presskit check KIT [--json]\n       presskit check --received KIT [--json]\n"
        "       presskit check FILE… [--kit KIT] [--html FILE] [--json]"
    ),
    examples=(
        "presskit check my-kit",
        "presskit check my-kit --json > findings.json",
        "presskit check --received from-a-partner.zip",
        "presskit check build/en/my-kit-en.pdf --kit my-kit",
        "presskit check from-the-translator.docx",
        "presskit check from-the-print-shop.pdf --html report.html",
    ),
    options=(
        Option("paths", metavar="PATH", type=Path, nargs="+", help=f"{KIT.settings['help']}; or PDFs and Word files"),
        Option("--kit", metavar="KIT", type=Path, help="compare the words of the files with this kit"),
        Option("--received", action="store_true", help="say what a kit from somebody else would do, before it does it"),
        Option("--html", metavar="FILE", type=Path, help="write a report that shows the pages of the PDFs"),
    ),
    run=_run,
    explains=(
        "Each finding is a line file:line:column: severity code: message, and a line that says what to do. Errors stop "
        "a build. A warning may be a mistake. The checks of a PDF depend on the standard that it declares: PDF/X for "
        "print, PDF/A and PDF/UA for readers and archives. The checks of a Word file cover what Word cannot open, what "
        "an import of the translation needs, and what the file reveals about people and computers. --received changes "
        "nothing, runs nothing and opens no connection; it ends with 1 if there is something to look at first."
    ),
)
