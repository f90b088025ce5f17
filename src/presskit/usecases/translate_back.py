"""Take back what a translator returned: it is read, matched with the kit's units, checked and written; all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from presskit import intake
from presskit.diagnostics import Diagnostic, has_errors, in_order
from presskit.editions.facts import gather, variables
from presskit.editions.texts import numbered_notes
from presskit.errors import RequestError
from presskit.kit.changing import change, refuse_changed
from presskit.kit.comparing import Compared, ReadReturn, ReturnImport, compared, without_counts
from presskit.kit.loading import load
from presskit.kit.received import work_on
from presskit.kit.translations import (
    exchanged,
    language_listed,
    load_translations,
    names_files,
    note_lines,
    notes_file,
    notes_name,
    recorded,
    statement_file,
)
from presskit.kit.zipped import refuse_zip
from presskit.language.phrases import phrases
from presskit.language.typography import set_text
from presskit.limits import MEGABYTE, RETURN_READ_BYTES
from presskit.model.document import Statement, Text
from presskit.model.release import Kit
from presskit.readers import kit as kit_reader
from presskit.readers import translation_files
from presskit.source import Span
from presskit.store.locking import changing
from presskit.translation import rules
from presskit.translation.alignment_state import Choices
from presskit.translation.doubts import ReturnDoubt, ReturnRival, doubts_of
from presskit.translation.rebuild import NoTitleError, Restorer, rebuilt, spare_keywords, translates
from presskit.translation.results import (
    ImportRow,
    Results,
    orphaned,
    words_outside,
)
from presskit.translation.returned import Aside, Provenance, Tracked, provenance_of
from presskit.translation.segments import keys_of, text_of
from presskit.translation.status import UnitState, changes, entry_of, grown
from presskit.usecases.request import checked
from presskit.usecases.world import Cancellation, Progress, Step, World, cancellable, silent
from presskit.writers.translation.cat_files import memory_file

__all__ = [
    "Choices", "ImportRow", "ReturnDoubt", "ReturnRival", "Tracked", "TranslateBackReport", "TranslateBackRequest",
    "translate_back",
]  # fmt: skip

_STEPS = 4


@dataclass(frozen=True, slots=True)
class TranslateBackRequest:
    """The kit in ``folder`` and the ``file`` that came back; ``data`` are its bytes where it does not lie on the disk.

    ``language`` is the target where the file does not say it, ``base_revision`` the older source that it translates,
    ``title`` the title in the language where the file has none. ``choices`` answer what an earlier report asked. Without
    ``write`` nothing is written: the report says what would be. With a ``state`` (:attr:`~presskit.KitStatus.state`), nothing
    is done unless the kit is still as it was.
    """

    folder: Path
    file: Path
    data: bytes | None = None
    language: str = ""
    choices: Choices = field(default_factory=Choices)
    base_revision: str = ""
    tracked: Tracked = Tracked.ASK
    title: str = ""
    write: bool = True
    state: str = ""


@dataclass(frozen=True, slots=True)
class TranslateBackReport:
    """What became of each text. ``written`` are the kit's files; none where something is to be decided first.

    ``revision`` is the state of the source that the file translates. ``doubts`` are what is to be decided about single texts,
    ``notes`` what the translator wrote beside them.
    """

    language: str
    revision: str
    rows: tuple[ImportRow, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    written: tuple[Path, ...] = ()
    doubts: tuple[ReturnDoubt, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing was written because of errors."""
        return has_errors(self.diagnostics)


@cancellable
def translate_back(
    request: TranslateBackRequest,
    *,
    world: World = World(),
    progress: Progress = silent,
    cancel: Cancellation | None = None,
) -> TranslateBackReport:
    """Take a returned file into the kit, or say why not.

    >>> request = presskit.TranslateBackRequest(Path("my-kit"), Path("back.docx"), b"Here is the translation")
    >>> [(each.code, each.message) for each in presskit.translate_back(request).diagnostics]
    [('return-unreadable', '«back.docx» is no Word file and no XLIFF file')]

    Everything that is found is in the report; where there is an error, nothing is written. Raises
    :class:`~presskit.errors.RequestError` where the file cannot be read or the disk refuses; then too nothing has
    changed.
    """
    request = checked(request)
    refuse_zip(request.folder)
    data = _bytes(request)
    with changing(request.folder):
        refuse_changed(request.folder, load(request.folder).value if request.state else {}, request.state)
        return _imported(request, data, progress, cancel or Cancellation(), world)


def _imported(
    request: TranslateBackRequest, data: bytes, progress: Progress, cancel: Cancellation, world: World
) -> TranslateBackReport:
    progress(Step(1, _STEPS, "reading the file"))
    found: list[Diagnostic] = []
    read = _read(request, data, found)
    if read is None:
        return TranslateBackReport(request.language, "", (), tuple(in_order(found)))
    revisions = {each.revision for each in read.known.exports} | {each.revision for each in read.known.memory.entries}
    provenance, mistakes = provenance_of(
        read.returned, read.kit, revisions, language=request.language, base_revision=request.base_revision
    )
    found += mistakes
    if has_errors(found):
        return TranslateBackReport(provenance.language, provenance.revision, (), tuple(in_order(found)))
    cancel.check()
    progress(Step(2, _STEPS, "matching texts", provenance.language))
    job = _import(read, request, provenance)
    size = len(data) + sum(map(len, read.files.values()))
    done: Compared = work_on([request.file.name], f"{compared.__module__}:compared", size, (job,))
    alignment, results, mistakes, page = done
    cancel.check()
    progress(Step(3, _STEPS, "checking texts", provenance.language))
    outside = [each for each in read.returned.asides if without_counts(each.words) not in page]
    lines = [Aside("line of the page", each.words, each.number) for each in alignment.furniture]
    found += [*results.diagnostics, *mistakes]
    found += words_outside(outside, lines, read.returned.source, provenance.language)
    notes = [*outside, *lines], [Aside("", each.words, each.number) for each in alignment.notes]
    lines_kept = note_lines(read.returned, [*notes[0], *notes[1]], _keys(results))
    files, notes_there = ({}, {}) if has_errors(found) else _files(job, request, results, notes, found)
    progress(Step(4, _STEPS, "writing" if request.write else "comparing", provenance.language))
    cancel.check()
    written: tuple[Path, ...] = ()
    if request.write and not has_errors(found):
        action = f"translate import {provenance.language}"
        there = {**read.files, **read.known.files, **notes_there}
        written = change(request.folder, files, read=there, action=action, now=world.now())
    doubts = doubts_of(results.doubts, job.package.units, job.paragraphs, alignment.matches)
    language, revision, diagnostics = provenance.language, provenance.revision, tuple(in_order(found))
    return TranslateBackReport(language, revision, _rows(job, results), diagnostics, written, doubts, tuple(lines_kept))


def _rows(job: ReturnImport, results: Results) -> tuple[ImportRow, ...]:
    """Return what became of each text in the order of the page, beside its source and what the kit had."""
    order = {unit.key: at for at, unit in enumerate(job.package.units)}
    texts = {unit.key: (text_of(unit.source), text_of(unit.target or ())) for unit in job.package.units}
    rows = sorted(results.rows, key=lambda row: order.get(row.key, len(order)))
    return tuple(replace(row, source=source, there=there) for row in rows for source, there in [texts.get(row.key, ("", ""))])


def _keys(results: Results) -> dict[int, str]:
    """Return the texts that paragraphs of the file are, by their numbers."""
    matches = [each.match for each in results.units if each.match]
    return {number: each.unit.key for each in reversed(matches) for number in each.numbers}


# Reading.


def _bytes(request: TranslateBackRequest) -> bytes:
    path = request.file
    if request.data is not None:
        return request.data
    try:
        return intake.read(path, RETURN_READ_BYTES)
    except intake.TooLargeError as problem:
        message = f"«{path}» is larger than {RETURN_READ_BYTES // MEGABYTE} megabytes: no translation is"
        raise RequestError(message) from problem
    except OSError as problem:
        raise RequestError(f"«{path}» cannot be read: {problem.strerror}") from problem


def _read(request: TranslateBackRequest, data: bytes, found: list[Diagnostic]) -> ReadReturn | None:
    """Read the kit and the file; None if one of them cannot be used, and errors say why."""
    files, known = load(request.folder), load_translations(request.folder)
    reading = kit_reader.read(files.value)
    kit = reading.value
    given = (request.file.name, data, request.tracked, keys_of(kit) if kit else ())
    loads = ("presskit.formats.ooxml.walk",)
    returned = work_on([request.file.name], "presskit.readers.returns:read", len(data), given, loads)
    errors = [each for each in (*files.diagnostics, *reading.diagnostics) if each.severity == "error"]
    found += [*errors, *returned.diagnostics, *known.diagnostics]
    if kit is None or returned.value is None or has_errors(found) or kit.statement(kit.release.source_language) is None:
        return None
    return ReadReturn(kit, files.value, known.value, returned.value)


def _import(read: ReadReturn, request: TranslateBackRequest, provenance: Provenance) -> ReturnImport:
    package, restorer = exchanged(read.kit, provenance.language, read.known), _restorer(read.kit, provenance.language)
    paragraphs = tuple(replace(each, inlines=restorer.nodes(each.inlines)) for each in read.returned.paragraphs)
    current = frozenset(each.unit.key for each in changes(package, read.known.memory) if each.state is UnitState.DONE)
    return ReturnImport(read, request.choices, provenance, package, restorer, paragraphs, current)


def _restorer(kit: Kit, language: str) -> Restorer:
    """Return what turns words into the kit's own: its notes by number, its variables by what they are printed as."""
    statement = kit.statement(kit.release.source_language)
    notes = {number: label for label, number in numbered_notes(statement).items()} if statement else {}
    values: dict[str, tuple[str, ...]] = {}
    for each in (kit.release.source_language, language):
        printed = variables(gather(kit, each, phrases(each, kit.release.phrases)))
        values |= {name: (*values.get(name, ()), value) for name, value_of in printed.items() if (value := value_of())}
    return Restorer(notes, values, partial(set_text, language=language))


# Writing.


def _files(
    job: ReturnImport,
    request: TranslateBackRequest,
    results: Results,
    notes: tuple[list[Aside], list[Aside]],
    found: list[Diagnostic],
) -> tuple[dict[str, bytes], dict[str, bytes | None]]:
    """Return the files of the kit that an import changes; none, and errors in ``found``, if they cannot be made.

    The second are the notes as they are there. ``notes`` are the words beside the text, and the notes of the translator.
    """
    rebuilt_statement = _statement(job, results, request.title, found)
    if rebuilt_statement is None:
        return {}, {}
    statement, lost = rebuilt_statement
    kit, language = job.read.kit, job.provenance.language
    text = statement_file(statement)
    names = names_files(job.read.files, results.names, language, kit.release.source_language)
    files = {**text.value, **names.value}
    listed = language_listed({**job.read.files, **files}, kit.release.languages, language)
    asides = [*notes[0], *lost, *notes[1]]
    there = recorded(request.folder, notes_name(language), found)
    kept = note_lines(job.read.returned, asides, _keys(results))
    noted = notes_file(there or b"", job.read.returned, kept, language, job.provenance.revision)
    found += [each for reading in (text, names, listed) for each in reading.diagnostics]
    count = len(job.read.returned.comments) + len(notes[1])
    if count:
        message, hint = f"notes and comments were kept: {count}", f"read translations/notes.{language}.md"
        found.append(rules.NOTE.at(Span(job.read.returned.source), message, hint))
    return {**files, **listed.value, **noted, **_memory(job, results)}, {notes_name(language): there}


def _statement(
    job: ReturnImport, results: Results, title: str, found: list[Diagnostic]
) -> tuple[Statement, list[Aside]] | None:
    """Return the translation as a statement, and the words that have no place in it; None where it has no title."""
    package, texts = job.package, results.texts
    source, there = (job.read.kit.statement(tag) for tag in (package.source_language, package.language))
    if source is None:
        return None
    if "title" not in texts and title:
        texts["title"] = (Text(" ".join(title.split())),)
    revision = translates(package, job.provenance.revision, stale=not results.unchanged_keys <= job.current)
    spare, replaced = spare_keywords(there, package.units, texts)
    try:
        statement = rebuilt(source, texts, package.language, revision, spare)
    except NoTitleError as problem:
        hint = f"translate it in the file, or give the title in «{package.language}»"
        found.append(rules.NO_TITLE.at(source.title.span, str(problem), hint))
        return None
    lost = [Aside("keyword that was replaced", word) for word in replaced]
    for each, words in orphaned(results.new, statement):
        key, text = each.unit.key, text_of(words)
        lost.append(Aside(f"«{key}»", text, each.numbers[0] if each.numbers else 0))
        message = f"«{key}» came back without what it belongs to: «{text[:80]}»; it is kept as a note"
        hint = f"translate what it belongs to, or write it into statement.{package.language}.md"
        found.append(rules.ORPHANED.at(each.span, message, hint, [(each.unit.span, "the source stands here")]))
    return statement, lost


def _memory(job: ReturnImport, results: Results) -> dict[str, bytes]:
    """Return the memory. An older source is not here any more, so what translates it is not remembered."""
    known = job.read.known.memory
    larger = grown(known, [entry_of(job.package, each.unit, words) for each, words in results.new])
    if not job.provenance.is_current or larger == known:
        return {}
    return {translation_files.MEMORY: memory_file(larger, job.package.source_language)}
