"""presskit import: pasted text, Word files and tables become a kit; every line is placed, or reported."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli import findings, import_into
from presskit.cli.command import Command, CommandError, Exit
from presskit.cli.console import Console, visible
from presskit.cli.folders import refuse_used, write_new
from presskit.diagnostics import Diagnostic, in_order

if TYPE_CHECKING:
    from presskit.model.question import Question
    from presskit.readers.importing import Imported, Placement

__all__ = ["COMMAND"]

REPORT = "import-report.txt"
INTERNAL = "internal.txt"
_INTERNAL_HEAD = "Not for publication: kept for the office. presskit reads this file for no output of any kind."
_FIRST = 3


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="text, .md, .docx, .csv or .xlsx")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("-o", "--out", metavar="DIR", type=Path, help="the folder of the new kit")
    target.add_argument("--into", metavar="DIR", type=Path, help="an existing kit: compare its signatories with a list")
    parser.add_argument("--region", metavar="CC", default="", help="country of telephone numbers without +: TR, GB, FR")
    parser.add_argument("--language", metavar="TAG", default="en", help="language of the text (en)")
    parser.add_argument("--yes", action="store_true", help="with --into: write the names that are new beyond doubt")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    if arguments.into:
        return import_into.run(arguments, read_all(arguments.files), console)
    if arguments.yes:
        raise CommandError("--yes goes with --into; with --out a new kit is written in any case")
    return _import(arguments, console)


def read_all(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Return the inputs' names and bytes; raises :class:`CommandError` for the first that cannot be read."""
    from presskit.kit.loading import PICTURE_LIMIT, read_file
    from presskit.source import Span

    files = []
    for path in paths:
        found: list[Diagnostic] = []
        data = read_file(path, Span(str(path)), PICTURE_LIMIT, found)
        if data is None:
            raise CommandError(found[0].message)
        files.append((_shown(path, paths), data))
    return files


def _shown(path: Path, paths: Sequence[Path]) -> str:
    """Return a file's name as findings show it: with its folder where two files are called alike."""
    return path.name if [each.name for each in paths].count(path.name) == 1 else path.as_posix()


def _import(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.kit.missed_lists import with_missed_lists
    from presskit.readers.importing import import_files

    refuse_used(arguments.out)
    files = read_all(arguments.files)
    reading = import_files(files, region=arguments.region.upper(), language=arguments.language)
    if reading.value is not None:
        reading = replace(reading, value=replace(reading.value, kit=with_missed_lists(reading.value.kit)))
    written: tuple[Path, ...] = ()
    if reading.value is not None:
        written = write_new(arguments.out, _files(reading.value, reading.diagnostics))
    code = _code(reading.value, reading.diagnostics)
    if arguments.json:
        console.emit(_plain(reading.value, written, reading.diagnostics, code))
        return code
    findings.show(reading.diagnostics, console, console.err)
    _summary(reading.value, written, arguments.out, console)
    return code


def _code(imported: Imported | None, found: Sequence[Diagnostic]) -> Exit:
    """Return 0 where nothing is open, 1 where something is to be answered or looked at, 2 where there is no kit."""
    if imported is None:
        return Exit.BAD_INPUT
    return Exit.FINDINGS if imported.kit.questions else findings.exit_code(found)


def _files(imported: Imported, found: Sequence[Diagnostic]) -> dict[str, bytes]:
    """Return the new kit's files, a copy of what was received, and the account of where each line of it went."""
    from presskit.writers import kit_files

    files = {artefact.name: artefact.data for artefact in kit_files.write(imported.kit)}
    if imported.internal:
        lines = [f"{span}  {visible(words)}" for span, words in imported.internal]
        files[INTERNAL] = ("\n".join([_INTERNAL_HEAD, "", *lines]) + "\n").encode()
    return {**files, **dict(imported.images), **dict(imported.inputs), REPORT: report(imported, found).encode()}


def report(imported: Imported, found: Sequence[Diagnostic]) -> str:
    """Return the account of an import: the verdict, what is asked, what was found, and where each line went."""
    placements, questions = imported.placements, imported.kit.questions
    chapters = {
        "VERDICT.": _verdict(imported),
        "OPEN: answer each with presskit answer.": [line for each in questions for line in _asked(each)],
        "FOUND: look at these places.": [line for each in in_order(found) for line in _told(each)],
        "NOT PLACED: asked about above.": [_account(each) for each in placements if _is_lost(each)],
        "WHERE EACH LINE WENT.": [_account(each) for each in placements if not _is_lost(each)],
    }
    parts = ["\n".join([title, "", *map(visible, lines)]) for title, lines in chapters.items() if lines]
    return "\n\n\n".join(parts) + "\n"


def _verdict(imported: Imported) -> list[str]:
    """Say what is sure, what is open, and what to look at first."""
    from presskit.model.document import plain_text

    kit = imported.kit
    texts = ", ".join(f"{each.language}: «{plain_text(each.title.inlines)}»" for each in kit.statements)
    facts = [f"date {kit.release.date}" if kit.release.date else "no date", _counted(len(kit.release.places), "place")]
    if kit.release.embargo:
        facts.append(f"embargo until {kit.release.embargo.until:%Y-%m-%d %H:%M} {kit.release.embargo.zone}")
    people = f"{_counted(len(kit.roster.everyone()), 'signatory', 'signatories')}, {_counted(len(kit.contacts), 'contact')}"
    lines = [f"Sure: {texts}; {people}; {', '.join(facts)}."]
    if imported.internal:
        lines.append(f"Kept for the office: {_counted(len(imported.internal), 'line')}; see {INTERNAL}.")
    if not kit.questions:
        return [*lines, "Open: nothing."]
    weight = _counted(sum(each.weighs for each in kit.questions), "line or name", "lines or names")
    lines.append(f"Open: {_counted(len(kit.questions), 'question')} about {weight}; check and build wait for the answers.")
    first = sorted(kit.questions, key=lambda each: -each.weighs)[:_FIRST]
    return [*lines, "Look first at:", *(f"  {each.place}  {each.asked}" for each in first)]


def _counted(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"


def _asked(question: Question) -> list[str]:
    choices = ", ".join(choice.key for choice in question.possible)
    return [f"{question.id}  {question.place}  {question.asked}", f"    answers: {choices}"]


def _is_lost(placement: Placement) -> bool:
    from presskit.readers.importing.audit_log import NOWHERE

    return NOWHERE in placement.where.split("; ")


def _told(finding: Diagnostic) -> list[str]:
    related = [f"    {span}: {word}" for span, word in finding.related]
    return [f"{finding.span}  {finding.severity} {finding.code}: {finding.message}", *related]


def _account(placement: Placement) -> str:
    note = f" ({placement.note})" if placement.note else ""
    words = placement.text.replace("\t", "  ").replace("\n", "\n    ")
    return f"{placement.span}  →  {placement.where}{note}\n    {words}"


def _summary(imported: Imported | None, written: Sequence[Path], folder: Path, console: Console) -> None:
    if imported is None:
        console.tell("Nothing was written: no kit could be made of this.")
        return
    for path in written:
        console.say(str(path))
    console.say()
    for line in _verdict(imported):
        console.say(visible(line))
    lost = sum(map(_is_lost, imported.placements))
    missed = f", {lost} not" if lost else ""
    console.say(f"{len(imported.placements) - lost} lines of the input were placed{missed}; see {folder / REPORT}")
    then = f"presskit answer {folder}" if imported.kit.questions else f"presskit check {folder}"
    console.say(f"Look the kit over, then: {then}")


def _plain(
    imported: Imported | None, written: Sequence[Path], diagnostics: Sequence[Diagnostic], code: Exit
) -> dict[str, object]:
    placements = imported.placements if imported else ()
    return {
        "files": [str(path) for path in written],
        "placements": [_plain_placement(each) for each in placements],
        "questions": [_plain_question(each) for each in imported.kit.questions] if imported else [],
        "findings": findings.as_json(diagnostics),
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


COMMAND = Command(
    name="import",
    summary="make a kit of pasted text, a Word file or a table; nothing is lost or invented",
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
        "A new kit comes with import-report.txt, which begins with what is sure and what is open, and says of every line of "
        "the input where it went. What was not understood is asked in questions.yaml; the files that were received are kept "
        "in input/, what is not for publication in internal.txt, and no output is made of either. It ends with 0 where "
        "nothing is open, with 1 where questions or warnings are, with 2 where no kit could be made. With --into a "
        "list of signatories is compared with those of a kit: what is new, what looks like whom, what was withdrawn. "
        "Nothing is merged by guess, and nothing is written without --yes."
    ),
)
