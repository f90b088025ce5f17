"""Make a kit of pasted text, Word files and tables; every line is placed, or asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from presskit.checks.lint.counts import claims, count
from presskit.checks.lint.texts import place_at
from presskit.diagnostics import Diagnostic, in_order
from presskit.errors import RequestError
from presskit.kit.loading import PICTURE_LIMIT, read_file
from presskit.kit.outputs import refuse_used, write_new
from presskit.model.document import plain_text
from presskit.model.question import Choice, Question, question_id
from presskit.model.release import Kit
from presskit.readers import importing
from presskit.readers.importing import Imported, Placement
from presskit.readers.importing.audit_log import NOWHERE
from presskit.readers.received import kept
from presskit.source import Span
from presskit.typography import visible
from presskit.usecases.world import Cancellation, World, checkpoint
from presskit.writers import kit_files

__all__ = [
    "REPORT",
    "ImportReport",
    "ImportRequest",
    "import_files",
    "is_lost",
    "read_all",
    "report_text",
    "verdict",
    "with_missed_signatories",
]  # fmt: skip

REPORT = "import-report.txt"
INTERNAL = "internal.txt"
_INTERNAL_HEAD = "Not for publication: kept for the office. presskit reads this file for no output of any kind."
_FIRST = 3
_LIST_HEAD = re.compile(r"^the head of the list .* says (\d+)(?: or \d+)*, but")


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """Files (text, .md, .docx, .csv, .xlsx) to make a kit of in the new folder ``out``.

    ``region`` is the country (ISO 3166-1) of telephone numbers without +, ``language`` (BCP 47) that of the text.
    """

    files: tuple[Path, ...]
    out: Path
    region: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The files of the new kit, what it was made of, and all that was found; without a text no kit is made."""

    files: tuple[Path, ...]
    imported: Imported | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is to be answered before the kit can be built."""
        return self.imported.kit.questions if self.imported else ()


def import_files(
    request: ImportRequest,
    *,
    world: World = World(),  # noqa: ARG001 -- as all use cases
    cancel: Cancellation | None = None,
) -> ImportReport:
    r"""Make a kit of files as they were received; nothing of them is lost, and nothing is invented.

    >>> _ = Path("mail.txt").write_text("A bridge for all\n\nThe bridge is open to everybody.\n")
    >>> presskit.import_files(presskit.ImportRequest((Path("mail.txt"),), Path("new-kit"))).imported.kit.release.id
    'a-bridge-for-all'

    The kit holds import-report.txt, which says of every line where it went, and a copy of each file in input/. What was not
    understood is a question. Raises :class:`~presskit.RequestError` where a file cannot be read, ``out`` is in use, or the disk
    refuses.
    """
    refuse_used(request.out)
    files = read_all(request.files)
    reading = importing.import_files(files, region=request.region.upper(), language=request.language)
    checkpoint(cancel)()
    if reading.value is None:
        return ImportReport((), None, reading.diagnostics)
    imported = replace(reading.value, kit=with_missed_signatories(reading.value.kit))
    return ImportReport(write_new(request.out, _files(imported, reading.diagnostics)), imported, reading.diagnostics)


def read_all(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Return the inputs' names and bytes; raises :class:`~presskit.RequestError` for the first that cannot be read."""
    files = []
    for path in paths:
        found: list[Diagnostic] = []
        data = read_file(path, Span(str(path)), PICTURE_LIMIT, found)
        if data is None:
            raise RequestError(found[0].message)
        files.append((_shown(path, paths), data))
    return files


def _shown(path: Path, paths: Sequence[Path]) -> str:
    """Return a file's name as findings show it: with its folder where two files are called alike."""
    return path.name if [each.name for each in paths].count(path.name) == 1 else path.as_posix()


def _files(imported: Imported, found: Sequence[Diagnostic]) -> dict[str, bytes]:
    """Return the new kit's files, a copy of what was received, and the account of where each line of it went."""
    files = {artefact.name: artefact.data for artefact in kit_files.write(imported.kit)}
    if imported.internal:
        lines = [f"{span}  {visible(words)}" for span, words in imported.internal]
        files[INTERNAL] = ("\n".join([_INTERNAL_HEAD, "", *lines]) + "\n").encode()
    return {**files, **dict(imported.images), **dict(imported.inputs), REPORT: report_text(imported, found).encode()}


def report_text(imported: Imported, found: Sequence[Diagnostic]) -> str:
    """Return import-report.txt: the verdict, what is asked, what was found, and where each line went."""
    placements, questions = imported.placements, imported.kit.questions
    chapters = {
        "VERDICT.": verdict(imported),
        "OPEN: answer each with presskit answer.": [line for each in questions for line in _question_lines(each)],
        "FOUND: look at these places.": [line for each in in_order(found) for line in _finding_lines(each)],
        "NOT PLACED: asked about above.": [_placement_lines(each) for each in placements if is_lost(each)],
        "WHERE EACH LINE WENT.": [_placement_lines(each) for each in placements if not is_lost(each)],
    }
    parts = ["\n".join([title, "", *map(visible, lines)]) for title, lines in chapters.items() if lines]
    return "\n\n\n".join(parts) + "\n"


def verdict(imported: Imported) -> list[str]:
    """Return what is sure, what is open, and what to look at first, line by line."""
    lines = [f"Sure: {'; '.join(_sure(imported))}."]
    questions = imported.kit.questions
    if imported.internal:
        lines.append(f"Kept for the office: {_counted(len(imported.internal), 'line')}; see {INTERNAL}.")
    if not questions:
        return [*lines, "Open: nothing."]
    weight = _counted(sum(each.weighs for each in questions), "line or name", "lines or names")
    lines.append(f"Open: {_counted(len(questions), 'question')} about {weight}; check and build wait for the answers.")
    first = sorted(questions, key=lambda each: -each.weighs)[:_FIRST]
    return [*lines, "Look first at:", *(f"  {each.place}  {each.asked}" for each in first)]


def _sure(imported: Imported) -> Iterator[str]:
    kit, release = imported.kit, imported.kit.release
    yield ", ".join(f"{each.language}: «{plain_text(each.title.inlines)}»" for each in kit.statements)
    yield f"{_counted(len(kit.roster.everyone()), 'signatory', 'signatories')}, {_counted(len(kit.contacts), 'contact')}"
    facts = [f"date {release.date}" if release.date else "no date", _counted(len(release.places), "place")]
    if release.embargo:
        facts.append(f"embargo until {release.embargo.until:%Y-%m-%d %H:%M} {release.embargo.zone}")
    yield ", ".join(facts)


def _counted(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"


def _question_lines(question: Question) -> list[str]:
    choices = ", ".join(choice.key for choice in question.possible)
    return [f"{question.id}  {question.place}  {question.asked}", f"    answers: {choices}"]


def is_lost(placement: Placement) -> bool:
    """Tell whether a line of the input stands nowhere in the kit: it is asked about."""
    return NOWHERE in placement.where.split("; ")


def _finding_lines(finding: Diagnostic) -> list[str]:
    related = [f"    {span}: {word}" for span, word in finding.related]
    return [f"{finding.span}  {finding.severity} {finding.code}: {finding.message}", *related]


def _placement_lines(placement: Placement) -> str:
    note = f" ({placement.note})" if placement.note else ""
    words = placement.text.replace("\t", "  ").replace("\n", "\n    ")
    return f"{placement.span}  →  {placement.where}{note}\n    {words}"


def with_missed_signatories(kit: Kit) -> Kit:
    """Return a kit that was just imported, with a question for each number of signatories that its list does not have."""
    return replace(kit, questions=(*kit.questions, *_missed(kit)))


def _missed(kit: Kit) -> Iterator[Question]:
    counts = count(kit.roster)
    right = {counts.signatories, counts.organisations, counts.persons, counts.signatories + _waiting(kit)}
    mentioned = {int(number) for question in kit.questions for number in _LIST_HEAD.findall(question.asked)}
    for statement in kit.statements:
        for claim in claims(statement):
            value = claim.number.value
            if claim.coalitions or value in right or value in mentioned:
                continue
            mentioned.add(value)
            place = kept(place_at(claim.segment, claim.number.start))
            found = f"{counts.signatories} were read" if counts.signatories else "no list of signatories was found"
            asked = f"the text says «{claim.words}», but {found}: is somebody missing?"
            choices = (Choice("complete", "nobody is: the number means others, or the text is to be corrected"),)
            weighs = abs(value - counts.signatories)
            yield Question(
                question_id("list", place.source, str(place.line), claim.words),
                "list",
                asked,
                place,
                claim.words,
                choices,
                weighs,
            )


def _waiting(kit: Kit) -> int:
    """Return how many more sign if all do who are asked about."""
    return sum(question.weighs for question in kit.questions if question.kind in {"consent", "list"})
