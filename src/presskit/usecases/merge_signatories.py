"""Hold a list of signatures beside the signatories of a kit, and write what is beyond doubt."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from presskit.diagnostics import Diagnostic, has_errors
from presskit.editing.source_text import EditError
from presskit.errors import RequestError
from presskit.kit.answering import add_questions
from presskit.kit.loading import load
from presskit.kit.outputs import write_all
from presskit.kit.signatories_file import NAME, with_plan
from presskit.kit.signatory_merge import ComparedRow, Row, Verdict, compare
from presskit.model.people import Roster
from presskit.model.question import Choice, Question, question_id
from presskit.readers import kit as kit_reader
from presskit.readers import signatory_table
from presskit.readers.received import ASKED, entry_of, kept, row_question, signs
from presskit.readers.signatory_table import Refusal
from presskit.readers.tables import rules
from presskit.source import Span
from presskit.usecases.import_files import read_all
from presskit.usecases.locking import changing
from presskit.usecases.world import Cancellation, World, checkpoint

__all__ = ["MergeReport", "MergeRequest", "Verdict", "merge_signatories"]

_ROW_RULES = frozenset(rule.code for rule in (rules.UNDECIDED, rules.NOT_CONFIRMED, rules.NO_ENTRY))


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """Lists of signatures (``files``) for the kit in ``folder``.

    With ``write``, new names and withdrawals that are beyond doubt go into signatories.yaml, and the rest is asked.
    """

    folder: Path
    files: tuple[Path, ...]
    write: bool = False


@dataclass(frozen=True, slots=True)
class MergeReport:
    """Every row of the lists with its verdict, and what became of them.

    ``refused`` says why nothing could be written into signatories.yaml; ``questions`` are those that were asked.
    """

    rows: tuple[ComparedRow, ...]
    diagnostics: tuple[Diagnostic, ...]
    written: tuple[Path, ...] = ()
    refused: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def undecided(self) -> bool:
        """Whether anything waits for somebody's decision."""
        return bool(self.refused) or any(each.verdict is Verdict.TO_DECIDE for each in self.rows)


@dataclass(frozen=True, slots=True)
class _Kit:
    files: Mapping[str, bytes]
    roster: Roster
    language: str


def merge_signatories(
    request: MergeRequest,
    *,
    world: World = World(),  # noqa: ARG001 -- as all use cases
    cancel: Cancellation | None = None,
) -> MergeReport:
    r"""Compare lists of signatures with the signatories of a kit: what is new, what looks like whom, what was withdrawn.

    >>> _ = Path("late.csv").write_text("Organisation\nRiver Aid\n")
    >>> report = presskit.merge_signatories(presskit.MergeRequest(Path("my-kit"), (Path("late.csv"),), write=True))
    >>> [(str(row.verdict), row.signatory.name.default) for row in report.rows]
    [('new', 'River Aid')]

    Nothing is merged by guess, and nothing is written without ``write``. Raises :class:`~presskit.RequestError` where a list
    or the kit's signatories cannot be read, another process is changing the kit, or the disk refuses.
    """
    received = read_all(request.files)
    with changing(request.folder):
        kit = _read(request.folder)
        files = [(_free(request.folder, name, data), data) for name, data in received]
        rows, found = _rows(files, kit.language)
        compared = compare(kit.roster, rows, found)
        checkpoint(cancel)()
        report = MergeReport(compared, tuple(_without_asked(rows, found)))
        if not request.write:
            return report
        report = _written(request.folder, kit, report)
        return replace(report, questions=_ask(request.folder, files, rows, compared, kit.roster))


def _read(folder: Path) -> _Kit:
    """Return the kit's files, signatories and source language; raises where they cannot be read."""
    files = load(folder)
    reading = kit_reader.read(files.value)
    found = [*files.diagnostics, *reading.diagnostics]
    if reading.value is None or has_errors(finding for finding in found if finding.span.source == NAME):
        message = f"the signatories of «{folder}» cannot be read: mend the errors first; nothing was written"
        raise RequestError(message, found)
    return _Kit(files.value, reading.value.roster, reading.value.release.source_language)


def _rows(files: Sequence[tuple[str, bytes]], language: str) -> tuple[list[Row], list[Diagnostic]]:
    """Return the rows of all lists, in the order of the request and of each list."""
    rows: list[Row] = []
    found: list[Diagnostic] = []
    for name, data in files:
        reading = signatory_table.read(name, data, language)
        rows += sorted((*reading.value.entries, *reading.value.refused), key=lambda row: row.span)
        found += reading.diagnostics
    return rows, found


def _written(folder: Path, kit: _Kit, report: MergeReport) -> MergeReport:
    """Write the new names and the withdrawals, if there are any."""
    if not any(each.verdict in {Verdict.NEW, Verdict.WITHDRAWN} for each in report.rows):
        return report
    try:
        data = with_plan(kit.files, kit.roster, report.rows)
    except EditError as problem:
        return replace(report, refused=str(problem))
    return replace(report, written=write_all(folder, {NAME: data}))


def _free(folder: Path, name: str, data: bytes) -> str:
    """Return the name under which the kit keeps a list: another one where it has an older list of that name."""
    place = folder / kept(Span(name)).source
    if not place.is_file() or place.read_bytes() == data:
        return name
    return f"{hashlib.sha256(data).hexdigest()[:8]}-{name}"


def _without_asked(rows: Sequence[Row], found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the findings without those about rows that are put to somebody to decide: one cause, told once."""
    asked = {(row.span.source, row.span.line) for row in rows if _is_asked(row)}
    return [each for each in found if each.code not in _ROW_RULES or (each.span.source, each.span.line) not in asked]


def _is_asked(row: Row) -> bool:
    return isinstance(row, Refusal) and row.reason in ASKED


def _ask(
    folder: Path, files: Sequence[tuple[str, bytes]], rows: Sequence[Row], compared: Sequence[ComparedRow], roster: Roster
) -> tuple[Question, ...]:
    """Keep what is to be decided as questions of the kit, and the lists that they come from."""
    by_place = {row.span: row for row in rows}
    asked = tuple(_question(each, by_place[each.span], roster) for each in compared if each.verdict is Verdict.TO_DECIDE)
    if asked:
        write_all(folder, {kept(Span(name)).source: data for name, data in files})
        add_questions(folder, asked)
    return asked


def _question(compared: ComparedRow, row: Row, roster: Roster) -> Question:
    """Return a row that somebody is to decide about as a question."""
    owner = next((each.name.default for each in roster.coalitions if row.coalition in {each.name.default, each.acronym}), "")
    if isinstance(row, Refusal) and row.reason in ASKED and not compared.candidates:
        return row_question(row, owner)
    name, place = compared.signatory.name.default, kept(compared.span)
    there = [
        Choice(f"there{n}", f"it is «{each.signatory.name.default}», which the kit has", each.why)
        for n, each in enumerate(compared.candidates, 1)
    ]
    choices = (Choice("signs", f"«{name}» signs too", "", (signs(entry_of(compared.signatory), owner),)), *there)
    asked = f"does «{name}» sign? {compared.why}"
    return Question(question_id("signatory", place.source, name, row.text), "signatory", asked, place, row.text, choices)
