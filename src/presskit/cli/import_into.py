"""presskit import --into: a list of signatures beside the signatories of a kit."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.cli import findings
from presskit.cli.command import CommandError, Exit
from presskit.cli.console import Console, visible
from presskit.cli.folders import write_over
from presskit.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    from presskit.kit.comparing_signatories import Judged, Verdict
    from presskit.model.people import Roster
    from presskit.model.question import Question
    from presskit.readers.signatory_table import Entry, Refusal

__all__ = ["run"]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the lists said and what became of it. ``refused`` says why nothing could be written."""

    plan: Sequence[Judged]
    diagnostics: Sequence[Diagnostic]
    written: Sequence[Path] = ()
    refused: str = ""
    asked: int = 0

    @property
    def code(self) -> Exit:
        """1 where anything asks for somebody's decision."""
        from presskit.kit.comparing_signatories import Verdict

        open_rows = any(each.verdict is Verdict.TO_DECIDE for each in self.plan)
        return Exit.FINDINGS if open_rows or self.refused else findings.exit_code(self.diagnostics)


def run(arguments: argparse.Namespace, files: Sequence[tuple[str, bytes]], console: Console) -> Exit:
    """Show what is new, similar and withdrawn; with ``--yes`` write what is beyond doubt, and ask about the rest."""
    from presskit.kit.comparing_signatories import compare

    kit_files, roster, language = _kit(arguments.into, console)
    files = [(_free(arguments.into, name, data), data) for name, data in files]
    rows, diagnostics = _rows(files, language)
    plan = compare(roster, rows, diagnostics)
    outcome = _Outcome(plan, _unasked(rows, diagnostics))
    if arguments.yes:
        outcome = _written(arguments.into, kit_files, roster, outcome)
        outcome = replace(outcome, asked=_ask(arguments.into, files, rows, plan, roster))
    if arguments.json:
        console.emit(_plain(outcome))
    else:
        findings.show(outcome.diagnostics, console, console.err)
        _show(outcome, arguments, console)
    return outcome.code


def _kit(folder: Path, console: Console) -> tuple[Mapping[str, bytes], Roster, str]:
    """Return the kit's files, signatories and source language; raises :class:`CommandError` where they cannot be read."""
    from presskit.kit import load
    from presskit.kit.signatories_file import NAME
    from presskit.readers import kit as kit_reader

    files = load(folder)
    reading = kit_reader.read(files.value)
    found = [*files.diagnostics, *reading.diagnostics]
    if reading.value is None or has_errors(finding for finding in found if finding.span.source == NAME):
        findings.show(found, console, console.err)
        raise CommandError(f"the signatories of «{folder}» cannot be read: mend the errors first; nothing was written")
    return files.value, reading.value.roster, reading.value.release.source_language


def _rows(files: Sequence[tuple[str, bytes]], language: str) -> tuple[list[Entry | Refusal], list[Diagnostic]]:
    """Return the rows of all lists, in the order of the command and of each list."""
    from presskit.readers.signatory_table import read

    rows: list[Entry | Refusal] = []
    found: list[Diagnostic] = []
    for name, data in files:
        reading = read(name, data, language)
        table = reading.value
        rows += sorted((*table.entries, *table.refused), key=lambda row: row.span)
        found += reading.diagnostics
    return rows, found


def _written(folder: Path, files: Mapping[str, bytes], roster: Roster, outcome: _Outcome) -> _Outcome:
    """Write the new names and the withdrawals, if there are any."""
    from presskit.editing.source_text import EditError
    from presskit.kit.comparing_signatories import Verdict
    from presskit.kit.signatories_file import NAME, with_plan

    if not any(each.verdict in {Verdict.NEW, Verdict.WITHDRAWN} for each in outcome.plan):
        return outcome
    try:
        data = with_plan(files, roster, outcome.plan)
    except EditError as problem:
        return _Outcome(outcome.plan, outcome.diagnostics, (), str(problem))
    return _Outcome(outcome.plan, outcome.diagnostics, write_over(folder, {NAME: data}))


def _free(folder: Path, name: str, data: bytes) -> str:
    """Return the name under which the kit keeps a list: another one where it has an older list of that name."""
    from presskit.readers.received import kept
    from presskit.source import Span

    place = folder / kept(Span(name)).source
    if not place.is_file() or place.read_bytes() == data:
        return name
    return f"{hashlib.sha256(data).hexdigest()[:8]}-{name}"


def _unasked(rows: Sequence[Entry | Refusal], found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the findings without those about rows that are put to somebody to decide: one cause, told once."""
    from presskit.readers.received import ASKED
    from presskit.readers.tables import rules

    asked = {(row.span.source, row.span.line) for row in rows if getattr(row, "reason", None) in ASKED}
    codes = {rule.code for rule in (rules.UNDECIDED, rules.NOT_CONFIRMED, rules.NO_ENTRY)}
    return [each for each in found if each.code not in codes or (each.span.source, each.span.line) not in asked]


def _ask(
    folder: Path, files: Sequence[tuple[str, bytes]], rows: Sequence[Entry | Refusal], plan: Sequence[Judged], roster: Roster
) -> int:
    """Keep what is to be decided as questions of the kit, and the lists that they come from; return how many are asked."""
    from presskit.kit.asking import ask
    from presskit.kit.comparing_signatories import Verdict
    from presskit.readers.received import kept
    from presskit.source import Span

    by_place = {row.span: row for row in rows}
    questions = [_question(each, by_place[each.span], roster) for each in plan if each.verdict is Verdict.TO_DECIDE]
    if questions:
        write_over(folder, {kept(Span(name)).source: data for name, data in files})
        ask(folder, questions)
    return len(questions)


def _question(judged: Judged, row: Entry | Refusal, roster: Roster) -> Question:
    """Return a row that somebody is to decide about as a question."""
    from presskit.model.question import Choice, Question, question_id
    from presskit.readers.received import ASKED, entry_of, kept, row_question, signs

    owner = next((each.name.default for each in roster.coalitions if row.coalition in {each.name.default, each.acronym}), "")
    if getattr(row, "reason", None) in ASKED and not judged.likes:
        return row_question(row, owner)  # type: ignore[arg-type]
    name, place = judged.signatory.name.default, kept(judged.span)
    there = [
        Choice(f"there{n}", f"it is «{like.signatory.name.default}», which the kit has", like.why)
        for n, like in enumerate(judged.likes, 1)
    ]
    choices = (Choice("signs", f"«{name}» signs too", "", (signs(entry_of(judged.signatory), owner),)), *there)
    return Question(
        question_id("signatory", place.source, name, row.text),
        "signatory",
        f"does «{name}» sign? {judged.why}",
        place,
        row.text,
        choices,
    )


def _heads(outcome: _Outcome) -> dict[Verdict, str]:
    from presskit.kit.comparing_signatories import Verdict

    done = bool(outcome.written)
    return {
        Verdict.NEW: "Added" if done else "New, to be added",
        Verdict.WITHDRAWN: "Withdrawal entered" if done else "Withdrawn, to be entered",
        Verdict.TO_DECIDE: "For you to decide",
        Verdict.NOT_SIGNED: "Not signed, left out",
        Verdict.THERE: "Already there",
    }


def _show(outcome: _Outcome, arguments: argparse.Namespace, console: Console) -> None:
    for verdict, head in _heads(outcome).items():
        rows = [each for each in outcome.plan if each.verdict is verdict]
        if rows:
            console.say(console.painted(f"{head} ({len(rows)})", "bold"))
            for each in rows:
                _show_row(each, verdict, console, asked=bool(outcome.asked))
            console.say()
    console.say(_last_words(outcome, arguments))


def _show_row(judged: Judged, verdict: Verdict, console: Console, *, asked: bool) -> None:
    from presskit.kit.comparing_signatories import Verdict

    why = f": {judged.why}" if judged.why else ""
    place = replace(judged.span, column=0)
    console.say(f"  {visible(str(place))}  {visible(judged.signatory.name.default)}{visible(why)}")
    for like in judged.likes:
        name = visible(like.signatory.name.default)
        console.say(f"      {visible(str(like.signatory.span))}  {name}  ({visible(like.why)})")
    if verdict is Verdict.TO_DECIDE and not asked:
        console.say("      if it signs and does not stand in the kit yet, write into signatories.yaml:")
        for line in _lines(judged):
            console.say(f"      {visible(line)}")


def _lines(judged: Judged) -> list[str]:
    """Return the lines that would add the signatory to signatories.yaml."""
    from presskit.formats.kit_yaml import item_lines

    return item_lines(judged.signatory, "  ")


def _last_words(outcome: _Outcome, arguments: argparse.Namespace) -> str:
    from presskit.kit.comparing_signatories import Verdict

    sure = sum(each.verdict in {Verdict.NEW, Verdict.WITHDRAWN} for each in outcome.plan)
    if outcome.refused:
        return f"Nothing was written: {outcome.refused}. Write the lines into signatories.yaml by hand."
    if outcome.asked:
        wrote = f"{sure} written into {outcome.written[0]}; " if outcome.written else ""
        return f"{wrote}{outcome.asked} asked. Next: presskit answer {arguments.into}"
    if outcome.written:
        return f"{sure} written into {outcome.written[0]}. Next: presskit check {arguments.into}"
    if not sure:
        return "Nothing to write."
    names = " ".join(str(path) for path in arguments.files)
    return f"Nothing was written. To write the {sure} beyond doubt: presskit import {names} --into {arguments.into} --yes"


def _plain(outcome: _Outcome) -> dict[str, Any]:
    return {
        "files": [str(path) for path in outcome.written],
        "refused": outcome.refused,
        "rows": [_plain_row(each) for each in outcome.plan],
        "findings": findings.as_json(outcome.diagnostics),
        "exit": int(outcome.code),
    }


def _plain_row(judged: Judged) -> dict[str, Any]:
    return {
        "file": judged.span.source,
        "row": judged.span.line,
        "name": judged.signatory.name.default,
        "verdict": str(judged.verdict),
        "why": judged.why,
        "likes": [_plain_like(like.signatory, like.why) for like in judged.likes],
        "lines": _lines(judged),
    }


def _plain_like(signatory: Any, why: str) -> dict[str, Any]:
    span = signatory.span
    place = {"file": span.source, "line": span.line, "column": span.column, "unit": span.unit}
    return {**place, "name": signatory.name.default, "why": why}
