"""Compare a list of signatures with the signatories of a kit, and write what is certain."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from presskit import intake
from presskit.diagnostics import Diagnostic, Reading, has_errors
from presskit.editing.source_text import EditError
from presskit.errors import RequestError
from presskit.kit.answering import with_questions
from presskit.kit.changing import change
from presskit.kit.loading import load
from presskit.kit.received import work_on
from presskit.kit.signatories_file import NAME, with_plan
from presskit.kit.signatory_merge import ComparedRow, ListRow, Verdict, compare
from presskit.kit.zipped import refuse_zip
from presskit.model.people import Roster
from presskit.model.question import Choice, Question, question_id
from presskit.model.release import Kit
from presskit.readers import import_rules as rules
from presskit.readers import kit as kit_reader
from presskit.readers import signatory_table
from presskit.readers.signatory_table import (
    OPEN_REASONS,
    Heads,
    RefusedRow,
    SignatoryTable,
    entry_of,
    input_span,
    row_question,
    sign_edit,
)
from presskit.source import Span
from presskit.store.locking import changing
from presskit.usecases.edit_entries import refuse_other
from presskit.usecases.import_files import loads_of, read_all
from presskit.usecases.request import checked
from presskit.usecases.world import Cancellation, World, cancellable, checkpoint

__all__ = ["ComparedRow", "MergeReport", "MergeRequest", "Verdict", "free_name", "merge_signatories"]

_ROW_RULES = frozenset(rule.code for rule in (rules.UNDECIDED, rules.NOT_CONFIRMED, rules.NO_ENTRY))


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """Lists of signatures (``files``) for the kit in ``folder``.

    With ``write``, new names and withdrawals that are beyond doubt go into signatories.yaml, and the rest is asked.
    ``heads`` says what columns are: (``organisation``, ``G01Q02``). With a ``digest`` (SHA-256 of signatories.yaml), nothing
    is compared unless the file is still as it was.
    """

    folder: Path
    files: tuple[Path, ...]
    write: bool = False
    heads: tuple[tuple[str, str], ...] = ()
    digest: str = ""


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


@cancellable
def merge_signatories(
    request: MergeRequest,
    *,
    world: World = World(),
    cancel: Cancellation | None = None,
) -> MergeReport:
    r"""Compare lists of signatures with the signatories of a kit: what is new, what looks like whom, what was withdrawn.

    >>> _ = Path("late.csv").write_text("Organisation\nRiver Aid\n")
    >>> report = presskit.merge_signatories(presskit.MergeRequest(Path("my-kit"), (Path("late.csv"),), write=True))
    >>> [(str(row.verdict), row.signatory.name.default) for row in report.rows]
    [('new', 'River Aid')]

    Nothing is merged by guess, and nothing is written without ``write``. Raises :class:`~presskit.RequestError` where a list
    or the kit's signatories cannot be read, another process is changing the kit, or the disk refuses;
    :class:`~presskit.KitChangedError` where the signatories are not as the ``digest`` says.
    """
    request = checked(request)
    refuse_zip(request.folder)
    received = read_all(request.files)
    with changing(request.folder):
        kit_files, kit = _read(request.folder)
        refuse_other(NAME, kit_files.get(NAME, b""), request.digest)
        files = [(free_name(request.folder, name, data), data) for name, data in received]
        rows, found = _rows(files, kit.release.source_language, request.heads)
        compared = compare(kit.roster, rows, found)
        checkpoint(cancel)()
        report = MergeReport(compared, tuple(_without_asked(rows, found)))
        if not request.write:
            return report
        changed, refused = _changed(kit_files, kit.roster, report)
        asked = _asked(rows, compared, kit.roster)
        if asked:
            changed |= {input_span(Span(name)).source: data for name, data in files}
            changed |= with_questions(kit_files, asked)
        paths = change(request.folder, changed, read=kit_files, action="import --into", now=world.now())
    written = tuple(path for path in paths if path == request.folder / NAME)
    return replace(report, refused=refused, questions=asked, written=written)


def _read(folder: Path) -> tuple[Mapping[str, bytes], Kit]:
    """Return the kit and its files; raises :class:`~presskit.RequestError` if the signatories cannot be read."""
    files = load(folder)
    reading = kit_reader.read(files.value)
    found = [*files.diagnostics, *reading.diagnostics]
    if reading.value is None or has_errors(finding for finding in found if finding.span.source == NAME):
        message = f"the signatories of «{folder}» cannot be read: mend the errors first; nothing was written"
        raise RequestError(message, found)
    return files.value, reading.value


def _rows(files: Sequence[tuple[str, bytes]], language: str, heads: Heads) -> tuple[list[ListRow], list[Diagnostic]]:
    """Return the rows of all lists, in the order of the request and of each list."""
    names, size = [name for name, _ in files], sum(len(data) for _, data in files)
    given = (files, language, heads)
    readings: list[Reading[SignatoryTable]] = work_on(names, f"{__name__}:tables", size, given, loads_of(names))
    rows: list[list[ListRow]] = [[*each.value.entries, *each.value.refused] for each in readings]
    found = [finding for reading in readings for finding in reading.diagnostics]
    return [row for table in rows for row in sorted(table, key=lambda row: row.span)], found


def tables(files: Sequence[tuple[str, bytes]], language: str, heads: Heads) -> list[Reading[SignatoryTable]]:
    """Return lists of signatures (name, bytes) as they are read; this is what a worker does."""
    return [signatory_table.read(name, data, language, heads) for name, data in files]


def _changed(files: Mapping[str, bytes], roster: Roster, report: MergeReport) -> tuple[dict[str, bytes], str]:
    """Return the signatories with the new names and the withdrawals, and why that cannot be, if it cannot."""
    if not any(each.verdict in {Verdict.NEW, Verdict.WITHDRAWN} for each in report.rows):
        return {}, ""
    try:
        return {NAME: with_plan(files, roster, report.rows)}, ""
    except EditError as problem:
        return {}, str(problem)


def free_name(folder: Path, name: str, data: bytes) -> str:
    """Return the name under which the kit keeps a list: another one where it has an older list of that name."""
    place = input_span(Span(name)).source
    try:
        used = intake.read_inside(folder, place, len(data)) != data
    except FileNotFoundError:
        used = False
    except OSError:  # something else lies there, or a larger list
        used = True
    return f"{hashlib.sha256(data).hexdigest()[:8]}-{name}" if used else name


def _without_asked(rows: Sequence[ListRow], found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the findings without those about rows that are put to somebody to decide: one cause is reported once."""
    asked = {(row.span.source, row.span.line) for row in rows if isinstance(row, RefusedRow) and row.reason in OPEN_REASONS}
    return [each for each in found if each.code not in _ROW_RULES or (each.span.source, each.span.line) not in asked]


def _asked(rows: Sequence[ListRow], compared: Sequence[ComparedRow], roster: Roster) -> tuple[Question, ...]:
    """Return what is to be decided as questions."""
    by_place = {row.span: row for row in rows}
    called = {name: each.name.default for each in reversed(roster.coalitions) for name in (each.name.default, each.acronym)}
    undecided = [(each, by_place[each.span]) for each in compared if each.verdict is Verdict.TO_DECIDE]
    return tuple(_question(each, row, called.get(row.coalition, "")) for each, row in undecided)


def _question(compared: ComparedRow, row: ListRow, owner: str) -> Question:
    """Return a row that somebody is to decide about as a question; ``owner`` is the coalition of the kit that it names."""
    if isinstance(row, RefusedRow) and row.reason in OPEN_REASONS and not compared.candidates:
        return row_question(row, owner)
    name, place = compared.signatory.name.default, input_span(compared.span)
    there = [
        Choice(f"there{n}", f"it is «{each.signatory.name.default}», which the kit has", each.why)
        for n, each in enumerate(compared.candidates, 1)
    ]
    choices = (Choice("signs", f"«{name}» signs too", "", (sign_edit(entry_of(compared.signatory), owner),)), *there)
    asked = f"does «{name}» sign? {compared.why}"
    return Question(question_id("signatory", place.source, name, row.text), "signatory", asked, place, row.text, choices)
