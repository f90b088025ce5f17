"""presskit translate show, write and add: the texts of one language beside their source, one of them, a new language."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import KIT, KIT_FOLDER, Command, Exit, Option
from presskit.cli.console import Console

if TYPE_CHECKING:
    from presskit.usecases.translation_texts import TranslationReport

__all__ = ["ADD", "SHOW", "WRITE"]

_LANGUAGE = Option("language", metavar="LANG", help="the language of the translation, such as ar")
_WIDEST = 60


def _show(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.translation_texts import TranslationRequest, read_translation
    from presskit.usecases.world import World

    report = read_translation(TranslationRequest(arguments.folder, arguments.language), world=World(console.environment))
    if arguments.json:
        texts = [{**asdict(each), "findings": findings.as_json(each.findings)} for each in report.texts]
        console.print_json({"language": report.language, "texts": texts, "notes": list(report.notes)})
    else:
        _print(report, console)
    return Exit.OK


def _print(report: TranslationReport, console: Console) -> None:
    rows = [(each.key, each.state, _short(each.source), _short(each.target)) for each in report.texts]
    console.table([("text", "state", report.source_language, report.language), *rows])
    for each in report.texts:
        for line in (*(found.message for found in each.findings), *each.notes):
            console.print(f"{each.key}: {line}")
    for note in report.notes:
        console.print(note)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"


SHOW = Command(
    name="show",
    summary="show the texts of a language beside their source",
    usage="presskit translate show KIT LANG [--json]",
    examples=("presskit translate show my-kit ar", "presskit translate show my-kit ar --json"),
    options=(KIT, _LANGUAGE),
    run=_show,
    explains=(
        "New: not translated. Changed: the source changed after the translation. Locked: a name that has its form in this "
        "language. Below stand what presskit found in the texts, and the notes of those who translated."
    ),
)


def _write(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.edit_translation import EditTranslationRequest, edit_translation
    from presskit.usecases.world import World

    request = EditTranslationRequest(arguments.folder, arguments.language, arguments.key, arguments.text, arguments.mark)
    report = edit_translation(request, world=World(console.environment))
    if arguments.json:
        console.print_json({"written": [str(path) for path in report.written]})
    elif report.written:
        console.print_paths(report.written)
    else:
        console.print("the text is like this already")
    return Exit.OK


WRITE = Command(
    name="write",
    summary="write one text of a translation",
    usage="presskit translate write DIR LANG KEY TEXT [--mark MARK] [--json]",
    examples=('presskit translate write my-kit fr title "Un meilleur titre"',),
    options=(
        KIT_FOLDER,
        _LANGUAGE,
        Option("key", metavar="KEY", help="the text, as show names it"),
        Option("text", metavar="TEXT", help="its translation, in Markdown; an empty text takes it out"),
        Option("--mark", metavar="MARK", default="", help="write only if both texts are as show --json marked them"),
    ),
    run=_write,
    explains=(
        "All other texts stay as they are, byte for byte. A text that is written as it was counts as right for the source as "
        "it stands now."
    ),
)


def _add(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.edit_translation import AddLanguageRequest, add_language
    from presskit.usecases.world import World

    report = add_language(AddLanguageRequest(arguments.folder, arguments.language), world=World(console.environment))
    if arguments.json:
        console.print_json({"languages": list(report.languages)})
    else:
        console.print(f"languages: {', '.join(report.languages)}")
    return Exit.OK


ADD = Command(
    name="add",
    summary="add a language to those of the kit",
    usage="presskit translate add DIR LANG [--json]",
    examples=("presskit translate add my-kit fr",),
    options=(KIT_FOLDER, _LANGUAGE),
    run=_add,
    explains="The language goes behind the others in kit.yaml. Then export the texts for its translator.",
)
