"""presskit check: everything that can be said about a kit, or about finished files, at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from presskit.cli import findings
from presskit.cli.check_files import check_files
from presskit.cli.command import Command, CommandError, Exit
from presskit.cli.console import Console

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    help_ = "the kit: the folder in which kit.yaml lies; or PDFs and Word files"
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help=help_)
    parser.add_argument("--kit", metavar="DIR", type=Path, help="compare the files with the words of this kit")
    parser.add_argument("--html", metavar="FILE", type=Path, help="write a report with pictures of the PDFs' pages")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.kit.preflight_files import can_look_at

    files = [can_look_at(path) for path in arguments.paths]
    if all(files):
        return check_files(arguments, console)
    if len(files) > 1:
        raise CommandError("check one kit at a time, or several files")
    if arguments.html or arguments.kit:
        raise CommandError("--kit and --html are for PDFs and Word files: presskit check FILE.pdf --kit DIR")
    return _check_kit(arguments.paths[0], arguments, console)


def _check_kit(folder: Path, arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit import kit
    from presskit.cli.world import world

    reading, _ = kit.read(folder, world(console.environment))
    code = findings.exit_code(reading.diagnostics)
    if arguments.json:
        console.emit({"findings": findings.as_json(reading.diagnostics), "exit": int(code)})
        return code
    findings.show(reading.diagnostics, console, console.out)
    if not reading.diagnostics:
        console.say(f"{console.painted('Nothing found', 'good')} in {folder}: ready to build")
    return code


COMMAND = Command(
    name="check",
    summary="find everything that is wrong with a kit, or with finished files, at once",
    usage="presskit check DIR [--json]\n       presskit check FILE… [--kit DIR] [--html FILE] [--json]",
    examples=(
        "presskit check my-kit",
        "presskit check my-kit --json > findings.json",
        "presskit check build/en/my-kit-en.pdf --kit my-kit",
        "presskit check from-the-translator.docx",
        "presskit check from-the-print-shop.pdf --html report.html",
    ),
    arguments=_arguments,
    run=_run,
    explains=(
        "Each finding is a line file:line:column: severity code: message, and a line that says what to do. "
        "Errors stop a build, warnings ask for a look, notes only tell. A PDF is checked for what it claims to be: "
        "PDF/X for print, PDF/A and PDF/UA for readers and archives. A Word file is checked for what breaks in Word, for "
        "what a translation needs to find its way home, and for what it tells of people and computers."
    ),
)
