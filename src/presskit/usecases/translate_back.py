"""Take back what a translator returned: it is read, matched with the kit's units, checked and written; all of it or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from presskit.artefact import Artefact
from presskit.checks.returned import check_language, check_pairs
from presskit.diagnostics import Diagnostic, has_errors, in_order
from presskit.editions import merge
from presskit.editions.facts import gather, variables
from presskit.editions.texts import numbered_notes
from presskit.errors import RequestError
from presskit.intake import MEGABYTE
from presskit.kit.loading import load
from presskit.kit.outputs import write_all
from presskit.kit.translations import (
    Translations,
    language_listed,
    load_translations,
    names_files,
    notes_file,
    statement_file,
)
from presskit.language.phrases import phrases
from presskit.language.recognition import detected
from presskit.language.typography import set_text
from presskit.model.document import Inline, Statement, Text
from presskit.model.release import Kit
from presskit.readers import kit as kit_reader
from presskit.readers import returns, translation_files
from presskit.resources import Resources
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.alignment_state import Choices
from presskit.translation.evidence import normal, typical_ratio
from presskit.translation.matching import Alignment, match
from presskit.translation.rebuild import NoTitleError, Restorer, rebuilt, spare_keywords, translates, with_marks_again
from presskit.translation.results import (
    ImportRow,
    Results,
    corrected_sources,
    orphaned,
    results_of,
    unknown_choices,
    words_outside,
)
from presskit.translation.returned import Aside, Pair, Provenance, Returned, ReturnedParagraph, Tracked, provenance_of
from presskit.translation.segments import TranslationPackage, keys_of, package_for, text_of
from presskit.translation.status import UnitState, changes, entry_of, grown
from presskit.usecases.locking import changing
from presskit.usecases.request import checked
from presskit.usecases.world import Cancellation, Progress, Step, World, silent
from presskit.writers import docx
from presskit.writers.errors import WriterError
from presskit.writers.translation import Job, bilingual, working_docx
from presskit.writers.translation.cat_files import memory_file

__all__ = ["Choices", "Tracked", "TranslateBackReport", "TranslateBackRequest", "translate_back"]

LARGEST = 100 * MEGABYTE
_STEPS = 4
_COUNTED = re.compile(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])|\d+")


@dataclass(frozen=True, slots=True)
class TranslateBackRequest:
    """The kit in ``folder`` and the ``file`` that came back; ``data`` are its bytes where it does not lie on the disk.

    ``language`` is the target where the file does not say it, ``base_revision`` the older source that it translates,
    ``title`` the title in the language where the file has none. ``choices`` answer what an earlier report asked.
    """

    folder: Path
    file: Path
    data: bytes | None = None
    language: str = ""
    choices: Choices = field(default_factory=Choices)
    base_revision: str = ""
    tracked: Tracked = Tracked.ASK
    title: str = ""


@dataclass(frozen=True, slots=True)
class TranslateBackReport:
    """What became of each text. ``written`` are the kit's files; none where something is to be decided first."""

    language: str
    revision: str
    rows: tuple[ImportRow, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    written: tuple[Path, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing was written because of errors."""
        return has_errors(self.diagnostics)


@dataclass(frozen=True, slots=True)
class _Read:
    """The kit and the file, before it is known what the file is."""

    kit: Kit
    files: Mapping[str, bytes]
    known: Translations
    returned: Returned


@dataclass(frozen=True, slots=True)
class _Import:
    """All that an import works with. ``paragraphs`` have the kit's own notes and variables; ``page`` are the page's words."""

    read: _Read
    request: TranslateBackRequest
    provenance: Provenance
    package: TranslationPackage
    restorer: Restorer
    paragraphs: tuple[ReturnedParagraph, ...]
    current: frozenset[str]
    page: frozenset[str]


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
    del world  # an import looks at no clock and no font
    request = checked(request)
    data = _bytes(request)
    with changing(request.folder):
        return _taken(request, data, progress, cancel or Cancellation())


def _taken(
    request: TranslateBackRequest, data: bytes, progress: Progress, cancel: Cancellation
) -> TranslateBackReport:
    progress(Step(1, _STEPS, "reading the file"))
    found: list[Diagnostic] = []
    read = _read(request, data, found)
    if read is None:
        return TranslateBackReport(request.language, "", (), tuple(in_order(found)))
    provenance, wrong = _provenance(read, request)
    if has_errors(found := [*found, *wrong]):
        return TranslateBackReport(provenance.language, provenance.revision, (), tuple(in_order(found)))
    cancel.check()
    progress(Step(2, _STEPS, "matching texts", provenance.language))
    job = _import(read, request, provenance)
    alignment = match(job.package.units, job.paragraphs, request.choices, job.current, job.page)
    results = results_of(alignment, job.restorer, read.known.memory.earlier(provenance.language))
    cancel.check()
    progress(Step(3, _STEPS, "checking texts", provenance.language))
    found += [*results.diagnostics, *_checked(job, results), *_outside(job, alignment)]
    files = {} if has_errors(found) else _files(job, alignment, results, found)
    progress(Step(4, _STEPS, "writing", provenance.language))
    cancel.check()
    written = () if has_errors(found) else _written(job, files)
    order = {unit.key: at for at, unit in enumerate(job.package.units)}
    rows = sorted(results.rows, key=lambda row: order.get(row.key, len(order)))
    return TranslateBackReport(provenance.language, provenance.revision, tuple(rows), tuple(in_order(found)), written)


# Reading.


def _bytes(request: TranslateBackRequest) -> bytes:
    path = request.file
    if request.data is not None:
        return request.data
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise RequestError(f"«{path}» is larger than {LARGEST // MEGABYTE} megabytes: no translation is")
        return path.read_bytes()
    except OSError as problem:
        raise RequestError(f"«{path}» cannot be read: {problem.strerror}") from problem


def _read(request: TranslateBackRequest, data: bytes, found: list[Diagnostic]) -> _Read | None:
    """Read the kit and the file; None where one of them cannot be used, and errors say why."""
    files = load(request.folder)
    reading = kit_reader.read(files.value)
    kit = reading.value
    known = load_translations(request.folder)
    returned = returns.read(request.file.name, data, request.tracked, keys_of(kit) if kit else ())
    errors = [each for each in (*files.diagnostics, *reading.diagnostics) if each.severity == "error"]
    found += [*errors, *returned.diagnostics, *known.diagnostics]
    if kit is None or returned.value is None or has_errors(found) or kit.statement(kit.release.source_language) is None:
        return None
    return _Read(kit, files.value, known.value, returned.value)


def _provenance(read: _Read, request: TranslateBackRequest) -> tuple[Provenance, tuple[Diagnostic, ...]]:
    revisions = {each.revision for each in read.known.exports} | {each.revision for each in read.known.memory.entries}
    return provenance_of(
        read.returned, read.kit, revisions, language=request.language, base_revision=request.base_revision
    )


def _import(read: _Read, request: TranslateBackRequest, provenance: Provenance) -> _Import:
    known = read.known.memory
    package = package_for(read.kit, provenance.language, read.known.glossary, known.words(provenance.language))
    latest = known.latest(provenance.language)
    marked = [
        replace(unit, target=with_marks_again(unit.target, latest[unit.id].target))
        if unit.target and unit.id in latest
        else unit
        for unit in package.units
    ]
    package = replace(package, units=tuple(marked))
    restorer = _restorer(read.kit, provenance.language)
    paragraphs = tuple(replace(each, inlines=restorer.nodes(each.inlines)) for each in read.returned.paragraphs)
    current = frozenset(each.unit.key for each in changes(package, known) if each.state is UnitState.DONE)
    return _Import(read, request, provenance, package, restorer, paragraphs, current, _page_words(read, package))


def _restorer(kit: Kit, language: str) -> Restorer:
    """Return what turns words into the kit's own: its notes by number, its variables by what they are printed as."""
    statement = kit.statement(kit.release.source_language)
    notes = {number: label for label, number in numbered_notes(statement).items()} if statement else {}
    values: dict[str, tuple[str, ...]] = {}
    for each in (kit.release.source_language, language):
        printed = variables(gather(kit, each, phrases(each, kit.release.phrases)))
        values |= {name: (*values.get(name, ()), value) for name, value_of in printed.items() if (value := value_of())}
    return Restorer(notes, values, lambda text: set_text(text, language))


# The page's own words.


def _page_words(read: _Read, package: TranslationPackage) -> frozenset[str]:
    """Return, in their normal form, the words that stand beside texts in the files that would go out now, and fixed phrases.

    The Word files that are built, in the source's language and in the target's, are among these: they come back proofread.
    """
    kit, known, resources = read.kit, read.known.memory, Resources().with_assets(read.files)
    words = set(phrases(package.language, kit.release.phrases).texts.values())
    states, edition = changes(package, known), merge(kit, kit.release.source_language).value
    anew = tuple(replace(each, state=UnitState.NEW) if each.unit.translate else each for each in states)
    made: list[Callable[[], Artefact]] = []
    for job in (Job(package, each, edition, known) for each in dict.fromkeys((states, anew))):
        made += [partial(working_docx.write, job, resources), partial(bilingual.write_table, job, resources)]
    built = [merge(kit, each).value for each in (kit.release.source_language, package.language) if kit.statement(each)]
    made += [partial(docx.write, each, resources) for each in built]
    words |= {each for write in made for each in _beside_texts(write, package)}
    return frozenset({*map(normal, words), *map(_without_counts, words)})


def _beside_texts(write: Callable[[], Artefact], package: TranslationPackage) -> Iterator[str]:
    """Yield the words of a file that goes out, but for those of units; none where it cannot be made now."""
    try:
        made = write()
    except WriterError:
        return
    sent, keys = returns.read(made.name, made.data).value, {form for unit in package.units for form in (unit.key, unit.id)}
    for each in sent.paragraphs if sent else ():
        if not each.names and each.key not in keys:
            yield each.words
    yield from (each.words for each in sent.asides) if sent else ()


def _without_counts(words: str) -> str:
    """Return words in their normal form, every number and revision alike: pages are counted anew in every program."""
    return _COUNTED.sub("0", normal(words))


# Checking.


def _checked(job: _Import, results: Results) -> Iterator[Diagnostic]:
    """Yield what is found in the choices, in what came back, and in the source as the file shows it."""
    name, keys = job.read.returned.source, [unit.key for unit in job.package.units]
    yield from unknown_choices(job.request.choices, keys, job.paragraphs, name)
    pairs = [*_pairs(job, results)]
    yield from check_pairs(pairs)
    yield from check_language(pairs, detected)
    if job.provenance.is_current:
        yield from corrected_sources(job.package.units, job.paragraphs, job.restorer)


def _pairs(job: _Import, results: Results) -> Iterator[Pair]:
    """Yield what came back beside its source; a text that is the kit's own already was checked when it came first."""
    texts = [(text_of(each.unit.source), text_of(words)) for each, words in results.new if not each.unit.is_name]
    ratio = typical_ratio(texts)
    for each, words in results.new:
        raw = " ".join(paragraph.words for paragraph in job.read.returned.paragraphs if paragraph.number in each.numbers)
        yield Pair(each.unit, words, raw, job.package.source_language, job.package.language, each.span, ratio)


def _asides(job: _Import, alignment: Alignment) -> tuple[list[Aside], list[Aside]]:
    """Return words that stand outside of the text, and lines of the page that came back in other words."""
    outside = [each for each in job.read.returned.asides if _without_counts(each.words) not in job.page]
    return outside, [Aside("line of the page", each.words, each.number) for each in alignment.furniture]


def _outside(job: _Import, alignment: Alignment) -> Iterator[Diagnostic]:
    outside, lines = _asides(job, alignment)
    yield from words_outside(outside, lines, job.read.returned.source, job.provenance.language)


# Writing.


def _files(job: _Import, alignment: Alignment, results: Results, found: list[Diagnostic]) -> dict[str, bytes]:
    """Return the files of the kit that an import makes anew; none, and errors in ``found``, where they cannot be made."""
    made = _statement(job, results, found)
    if made is None:
        return {}
    statement, lost = made
    kit, language = job.read.kit, job.provenance.language
    text = statement_file(statement)
    names = names_files(job.read.files, results.names, language, kit.release.source_language)
    files = {**text.value, **names.value}
    listed = language_listed({**job.read.files, **files}, kit.release.languages, language)
    notes = [*_asides(job, alignment)[0], *_asides(job, alignment)[1], *lost]
    notes += [Aside("", each.words, each.number) for each in alignment.notes]
    kept = notes_file(job.request.folder, job.read.returned, notes, language, job.provenance.revision)
    found += [each for reading in (text, names, listed, kept) for each in reading.diagnostics]
    count = len(job.read.returned.comments) + len(alignment.notes)
    if count:
        hint = f"read translations/notes.{language}.md"
        found.append(rules.NOTE.at(Span(job.read.returned.source), f"notes and comments were kept: {count}", hint))
    return {**files, **listed.value, **kept.value, **_memory(job, results)}


def _statement(job: _Import, results: Results, found: list[Diagnostic]) -> tuple[Statement, list[Aside]] | None:
    """Return the translation as a statement, and the words that have no place in it; None where it has no title."""
    kit, package, texts = job.read.kit, job.package, results.texts
    source, there = kit.statement(package.source_language), kit.statement(package.language)
    if source is None:
        return None
    if "title" not in texts and job.request.title:
        texts["title"] = (Text(" ".join(job.request.title.split())),)
    revision = translates(package, job.provenance.revision, stale=not results.unchanged_keys <= job.current)
    spare, replaced = spare_keywords(there, package.units, texts)
    try:
        made = rebuilt(source, texts, package.language, revision, spare)
    except NoTitleError as problem:
        hint = f"translate it in the file, or say it: --title «…» with the title in «{package.language}»"
        found.append(rules.NO_TITLE.at(source.title.span, str(problem), hint))
        return None
    lost = [Aside("keyword that was replaced", word) for word in replaced]
    for each, words in orphaned(results.new, made):
        lost.append(Aside(f"«{each.unit.key}»", text_of(words), each.numbers[0] if each.numbers else 0))
        found.append(_orphan(each.unit.key, words, each.span, each.unit.span, package.language))
    return made, lost


def _orphan(key: str, words: tuple[Inline, ...], place: Span, source: Span, language: str) -> Diagnostic:
    message = f"«{key}» came back without what it belongs to: «{text_of(words)[:80]}»; it is kept as a note"
    hint = f"translate what it belongs to, or write it into statement.{language}.md"
    return rules.ORPHANED.at(place, message, hint, [(source, "the source stands here")])


def _memory(job: _Import, results: Results) -> dict[str, bytes]:
    """Return the memory. An older source is not here any more, so what translates it is not remembered."""
    known = job.read.known.memory
    larger = grown(known, [entry_of(job.package, each.unit, words) for each, words in results.new])
    if not job.provenance.is_current or larger == known:
        return {}
    return {translation_files.MEMORY: memory_file(larger, job.package.source_language)}


def _written(job: _Import, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    changed = {name: data for name, data in files.items() if job.read.files.get(name) != data}
    return write_all(job.request.folder, changed)
