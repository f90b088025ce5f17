"""presskit check: everything that can be said about a kit, or about finished files, at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from presskit.cli import findings
from presskit.cli.command import KIT_FOLDER, Command, Exit, Option
from presskit.cli.console import Console
from presskit.errors import RequestError

__all__ = ["CHECK"]


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.kit.preflight_files import is_finished_file

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
            console.print(f"{console.painted('Nothing found', 'good')} in {folder}: ready to build")

    return findings.finish(found, findings.exit_code(found), arguments, console, dict, summary, stream=console.out)


def _check_files(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.check_files import CheckFilesRequest, check_files
    from presskit.usecases.world import World

    request = CheckFilesRequest(tuple(arguments.paths), arguments.kit, arguments.html)
    report = check_files(request, world=World(console.environment))
    code = findings.exit_code(report.diagnostics)
    if arguments.json:
        found = [_plain(each) for file in report.files for each in _ordered(file.findings)]
        console.print_json({"findings": found, "exit": int(code)})
        return code
    findings.show(report.diagnostics, console, console.out)
    for file in report.files:
        if not file.findings:
            console.print(f"{console.painted('Nothing found', 'good')} in {file.name}")
    if report.html:
        console.print(f"Report: {report.html}")
    return code


def _ordered(found: Sequence[Any]) -> list[Any]:
    return sorted(found, key=lambda each: (each.diagnostic.span, each.diagnostic.code))


def _plain(found: Any) -> dict[str, Any]:
    """Return a finding with its boxes on the page: left, bottom, right, top, in points."""
    (plain,) = findings.as_json([found.diagnostic])
    return {**plain, "boxes": [[round(edge, 2) for edge in box] for box in found.boxes]}


CHECK = Command(
    name="check",
    summary="list all problems of a kit, or of finished files",
    usage="presskit check DIR [--json]\n       presskit check FILE… [--kit DIR] [--html FILE] [--json]",
    examples=(
        "presskit check my-kit",
        "presskit check my-kit --json > findings.json",
        "presskit check build/en/my-kit-en.pdf --kit my-kit",
        "presskit check from-the-translator.docx",
        "presskit check from-the-print-shop.pdf --html report.html",
    ),
    options=(
        Option("paths", metavar="PATH", type=Path, nargs="+", help=f"{KIT_FOLDER.settings['help']}; or PDFs and Word files"),
        Option("--kit", metavar="DIR", type=Path, help="compare the words of the files with this kit"),
        Option("--html", metavar="FILE", type=Path, help="write a report that shows the pages of the PDFs"),
    ),
    run=_run,
    explains=(
        "Each finding is a line file:line:column: severity code: message, and a line that says what to do. Errors stop "
        "a build. A warning may be a mistake. The checks of a PDF depend on the standard that it declares: PDF/X for "
        "print, PDF/A and PDF/UA for readers and archives. The checks of a Word file cover what Word cannot open, what "
        "an import of the translation needs, and what the file reveals about people and computers."
    ),
)
