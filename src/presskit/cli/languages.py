"""presskit languages: what presskit can do in each language, and what it lacks there."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from presskit.cli.command import Command, CommandError, Exit
from presskit.cli.console import Console, aligned

if TYPE_CHECKING:
    from presskit.usecases.languages import LanguageReport

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("tags", metavar="LANG", nargs="*", help="a language, such as ar or pt-BR (default: all)")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.errors import RequestError
    from presskit.usecases.languages import LanguagesRequest, report_languages

    try:
        reports = report_languages(LanguagesRequest(tuple(arguments.tags)))
    except RequestError as error:
        raise CommandError(str(error)) from None
    if arguments.json:
        console.emit([asdict(report) for report in reports])
    elif arguments.tags:
        for report in reports:
            _tell(report, console)
    else:
        rows = [("language", "", "script", "state")]
        for line in aligned([*rows, *((each.tag, each.name, each.script, _state(each)) for each in reports)]):
            console.say(line)
    return Exit.OK


def _state(report: LanguageReport) -> str:
    lacking = f"lacks {len(report.lacks)}" if report.lacks else "whole"
    return f"{lacking}, {len(report.unsure)} phrases unsure" if report.unsure else lacking


def _tell(report: LanguageReport, console: Console) -> None:
    console.say(f"{report.name} ({report.tag}), {report.script}, {report.direction}")
    for ability in report.can:
        console.say(f"  {ability}")
    for what, keys in (("lacks", report.lacks), ("unsure", report.unsure), ("broken", report.broken)):
        if keys:
            console.say(f"  {what}: {', '.join(keys)}")


COMMAND = Command(
    name="languages",
    summary="show what presskit can do in each language, and what is missing",
    usage="presskit languages [LANG…] [--json]",
    examples=("presskit languages", "presskit languages pl he", "presskit languages --json"),
    arguments=_arguments,
    run=_run,
    explains=(
        "The words of a language are in one file, data/languages/LANG.toml. presskit prints missing phrases in English, "
        "and does not read what a missing list would describe. No native speaker has confirmed the phrases that are "
        "unsure."
    ),
)
