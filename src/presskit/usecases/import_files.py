"""Make a kit of pasted text, Word files and tables; every line is placed, or asked about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from presskit.checks.lint.counts import claims, count
from presskit.checks.lint.texts import place_at
from presskit.diagnostics import Diagnostic, in_order
from presskit.errors import RequestError
from presskit.kit.loading import read_file
from presskit.kit.received import work_on
from presskit.kit.translations import remembered
from presskit.limits import PICTURE_BYTES
from presskit.model.document import plain_text
from presskit.model.question import Choice, Question, question_id
from presskit.model.release import Kit
from presskit.readers import importing
from presskit.readers.importing import Imported, Placement
from presskit.readers.importing.audit_log import UNPLACED
from presskit.readers.signatory_table import Heads, input_span
from presskit.source import Span
from presskit.store.commit import refuse_used, write_new
from presskit.store.locking import changing
from presskit.typography import visible
from presskit.usecases.request import checked
from presskit.usecases.world import Cancellation, World, cancellable, checkpoint
from presskit.writers import kit_files

__all__ = [
    "LOST",
    "PLACED",
    "REPORT",
    "UNPLACED",
    "ImportReport",
    "ImportRequest",
    "import_files",
    "internal_text",
    "is_lost",
    "read_all",
    "report_text",
    "verdict",
    "with_missed_signatories",
]  # fmt: skip

REPORT = "import-report.txt"
INTERNAL = "internal.txt"
LOST, PLACED = "NOT PLACED: asked about above.", "WHERE EACH LINE WENT."
"""Titles of the chapters of the report that list lines."""
_INTERNAL_HEAD = "Not for publication: kept for the office. presskit reads this file for no output of any kind."
_FIRST = 3
_LIST_HEAD = re.compile(r"^the head of the list .* says (\d+)(?: or \d+)*, but")


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """Files (text, .md, .docx, .csv, .xlsx) to make a kit of in the new folder ``out``.

    ``region`` is the country (ISO 3166-1) of telephone numbers without +, ``language`` (BCP 47) that of the text.
    ``heads`` says what columns of tables are: (``organisation``, ``G01Q02``).
    """

    files: tuple[Path, ...]
    out: Path
    region: str = ""
    language: str = ""
    heads: tuple[tuple[str, str], ...] = ()


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


@cancellable
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
    request = checked(request)
    refuse_used(request.out)
    received = read_all(request.files)
    size, given = sum(len(data) for _, data in received), (received, request.region.upper(), request.language, request.heads)
    names = [name for name, _ in received]
    imported, files, found = work_on(names, f"{__name__}:new_kit", size, given, loads_of(names))
    checkpoint(cancel)()
    if imported is None:
        return ImportReport((), None, found)
    with changing(request.out, create=True):
        written = write_new(request.out, files)
    return ImportReport(written, imported, found)


def new_kit(
    received: Sequence[tuple[str, bytes]], region: str, language: str, heads: Heads = ()
) -> tuple[Imported | None, dict[str, bytes], tuple[Diagnostic, ...]]:
    """Return what files (name, bytes) are as a kit, its files by name, and what was found; this is what a worker does."""
    reading = importing.import_files(received, region=region, language=language, heads=heads)
    if reading.value is None:
        return None, {}, reading.diagnostics
    imported = replace(reading.value, kit=with_missed_signatories(reading.value.kit))
    files = {**_files(imported, reading.diagnostics), **remembered(imported.kit)}
    return imported, files, reading.diagnostics


_READERS = "presskit.readers.importing"
_WORD, _PAGE = (f"{_READERS}.docx_file",), (f"{_READERS}.html_file",)
_BOOK = ("presskit.readers.tables.xlsx_file", "openpyxl")
_LOADS = {
    ".docx": _WORD, ".xlsx": _BOOK, ".html": _PAGE, ".htm": _PAGE, ".odt": (f"{_READERS}.odt_file",),
    ".eml": (f"{_READERS}.eml_file", f"{_READERS}.odt_file", *_WORD, *_PAGE, *_BOOK),
}  # fmt: skip


def loads_of(names: Sequence[str]) -> list[str]:
    """Return the modules that read files so called, beside those that read texts."""
    endings = {Path(name).suffix.lower() for name in names}
    return [module for ending, modules in _LOADS.items() if ending in endings for module in modules]


def read_all(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Return the inputs' names and bytes; raises :class:`~presskit.RequestError` for the first that cannot be read.

    A name is that of the file alone, with its folder if two files have the same.
    """
    names, files = Counter(path.name for path in paths), []
    for path in paths:
        found: list[Diagnostic] = []
        data = read_file(path, Span(str(path)), PICTURE_BYTES, found)
        if data is None:
            raise RequestError(found[0].message)
        files.append((path.name if names[path.name] == 1 else path.as_posix(), data))
    return files


def _files(imported: Imported, found: Sequence[Diagnostic]) -> dict[str, bytes]:
    """Return the new kit's files, a copy of what was received, and the account of where each line of it went."""
    files = {artefact.name: artefact.data for artefact in kit_files.write(imported.kit)}
    if imported.internal:
        files[INTERNAL] = internal_text(imported)
    return {**files, **dict(imported.images), **dict(imported.inputs), REPORT: report_text(imported, found).encode()}


def internal_text(imported: Imported, old: bytes | None = None) -> bytes:
    """Return internal.txt: what is not for publication, below what the file held before."""
    lines = [f"{span}  {visible(words)}" for span, words in imported.internal]
    return (old or f"{_INTERNAL_HEAD}\n\n".encode()) + "\n".join([*lines, ""]).encode()


def report_text(imported: Imported, found: Sequence[Diagnostic]) -> str:
    """Return import-report.txt: the verdict, what is asked, what was found, and where each line went."""
    placements, questions = imported.placements, imported.kit.questions
    chapters = {
        "VERDICT.": verdict(imported),
        "OPEN: answer each with presskit answer.": [line for each in questions for line in _question_lines(each)],
        "FOUND: look at these places.": [line for each in in_order(found) for line in _finding_lines(each)],
        LOST: [_placement_lines(each) for each in placements if is_lost(each)],
        PLACED: [_placement_lines(each) for each in placements if not is_lost(each)],
    }
    parts = ["\n".join([title, "", *map(visible, lines)]) for title, lines in chapters.items() if lines]
    return "\n\n\n".join(parts) + "\n"


def verdict(imported: Imported) -> list[str]:
    """Return what is sure, what is open, and what to look at first, line by line."""
    lines, questions = [f"Sure: {'; '.join(_sure(imported))}."], imported.kit.questions
    if imported.internal:
        lines.append(f"Kept for the office: {_counted(len(imported.internal), 'line')}; see {INTERNAL}.")
    if not questions:
        return [*lines, "Open: nothing."]
    weight = _counted(sum(each.weighs for each in questions), "line or name", "lines or names")
    first = sorted(questions, key=lambda each: -each.weighs)[:_FIRST]
    return [
        *lines,
        f"Open: {_counted(len(questions), 'question')} about {weight}; check and build wait for the answers.",
        "Look first at:",
        *(f"  {each.place}  {each.asked}" for each in first),
    ]


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
    answers = ", ".join(choice.key for choice in question.possible)
    return [f"{question.id}  {question.place}  {question.asked}", f"    answers: {answers}"]


def is_lost(placement: Placement) -> bool:
    """Return whether a line of the input is nowhere in the kit: a question is about it."""
    return UNPLACED in placement.where.split("; ")


def _finding_lines(finding: Diagnostic) -> list[str]:
    head = f"{finding.span}  {finding.severity} {finding.code}: {finding.message}"
    return [head, *(f"    {span}: {word}" for span, word in finding.related)]


def _placement_lines(placement: Placement) -> str:
    where = " ".join(f"{placement.where} ({placement.note})".split() if placement.note else placement.where.split())
    words = placement.text.replace("\t", "  ").replace("\n", "\n    ")
    return f"{placement.span}  →  {where}\n    {words}"


def with_missed_signatories(kit: Kit) -> Kit:
    """Return a kit that was just imported, with a question for each number of signatories that its list does not have."""
    return replace(kit, questions=(*kit.questions, *_missed(kit)))


def _missed(kit: Kit) -> Iterator[Question]:
    counts = count(kit.roster)
    waiting = sum(question.weighs for question in kit.questions if question.kind in {"consent", "list"})
    known = {counts.signatories, counts.organisations, counts.persons, counts.signatories + waiting}
    known |= {int(number) for question in kit.questions for number in _LIST_HEAD.findall(question.asked)}
    read = f"{counts.signatories} were read" if counts.signatories else "no list of signatories was found"
    choice = Choice("complete", "nobody is: the number means others, or the text is to be corrected")
    for claim in (claim for statement in kit.statements for claim in claims(statement) if not claim.coalitions):
        value, words = claim.number.value, claim.words
        if value not in known:
            known.add(value)
            place = input_span(place_at(claim.segment, claim.number.start))
            name = question_id("list", place.source, str(place.line), words)
            asked = f"the text says «{words}», but {read}: is somebody missing?"
            yield Question(name, "list", asked, place, words, (choice,), abs(value - counts.signatories))
