"""Make the files that translators get, and remember in the kit what went out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from presskit.artefact import Artefact
from presskit.diagnostics import Diagnostic, Reading, Severity, has_errors, in_order
from presskit.editing.markdown_file import with_ids
from presskit.editions import merge
from presskit.errors import RequestError
from presskit.kit.fingerprint import PICTURES
from presskit.kit.loading import read
from presskit.kit.outputs import write_all
from presskit.kit.translations import Translations, load_translations
from presskit.model.release import Kit
from presskit.readers import exports, memory
from presskit.resources import Resources
from presskit.translation.segments import TranslationPackage, clashes, package_for
from presskit.translation.status import Change, Export, MemoryEntry, UnitState, UnknownRevisionError, changes, entry_of, grown
from presskit.translation.terminology import Glossary, terms_for
from presskit.usecases.locking import changing
from presskit.usecases.world import Cancellation, Progress, Step, StrPath, World, as_request, silent
from presskit.writers.errors import WriterError
from presskit.writers.translation import BY_DEFAULT, WRITERS, FormatName, Job
from presskit.writers.translation.memory_files import exports_file, memory_file

__all__ = ["SentLanguage", "TranslateOutReport", "TranslateOutRequest", "translate_out"]


@dataclass(frozen=True, slots=True)
class TranslateOutRequest:
    """What is to be made of the kit in ``folder``, and where: ``out`` gets one folder a language.

    ``languages`` and ``formats`` are names, none for all (but not the table). ``since`` is a revision of the source: what
    changed since the import at it; else since the last. ``everything``: also what is done. ``notes``: changes and terms as
    comments in the Word file. ``templates`` is a folder of one's own templates.
    """

    folder: Path
    out: Path = Path("build/translate")
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    since: str = ""
    everything: bool = False
    notes: bool = False
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class SentLanguage:
    """What was made for a language: how many units are open of how many, and the files, relative to the output folder."""

    language: str
    new: int
    changed: int
    total: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TranslateOutReport:
    """What was made and found; ``sent`` is empty where errors stopped it."""

    sent: tuple[SentLanguage, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """What is read before anything is made."""

    kit: Kit
    files: dict[str, bytes]
    known: Translations


def translate_out(
    request: TranslateOutRequest | StrPath,
    *,
    world: World = World(),
    progress: Progress = silent,
    cancel: Cancellation | None = None,
) -> TranslateOutReport:
    """Make the files for translators.

    >>> presskit.translate_out(presskit.TranslateOutRequest(Path("my-kit"), formats=("xliff",))).sent[0].language
    'ar'

    The kit remembers what went out, and translations that are current: from then on it is known what changes. A language
    in which nothing is to be done gets no files. Raises :class:`~presskit.errors.RequestError` where a language, a
    format, a revision or a folder is named that is not there, where blocks have no ids, and where the disk refuses.
    """
    request = as_request(TranslateOutRequest, request)
    formats = _formats(request)
    with changing(request.folder):
        return _exported(request, formats, world, progress, cancel or Cancellation())


def _exported(
    request: TranslateOutRequest, formats: Sequence[FormatName], world: World, progress: Progress, cancel: Cancellation
) -> TranslateOutReport:
    progress(Step(1, 0, "reading the kit"))
    source, found = _read(request.folder, world)
    if source is None:
        return TranslateOutReport((), found)
    languages = _languages(source.kit, request.languages)
    if has_errors(found) or source.kit.statement(source.kit.release.source_language) is None:
        return TranslateOutReport((), found)
    _demand_ids(request.folder, source)
    jobs = _jobs(source, languages, request)
    made: dict[str, list[Artefact]] = {}
    findings = [*found, *jobs.diagnostics]
    for number, job in enumerate([job for job in jobs.value if _is_open(job)], 2):
        cancel.check()
        progress(Step(number, len(jobs.value) + 1, "making files", job.package.language))
        artefacts = _artefacts(job, source, request.templates, formats)
        made[job.package.language] = artefacts.value
        findings += artefacts.diagnostics
    cancel.check()
    diagnostics = tuple(in_order(findings))
    if has_errors(diagnostics):
        return TranslateOutReport((), diagnostics)
    _write(request, made, _remembered(source.known, jobs.value, world.now().date()))
    return TranslateOutReport(tuple(_sent(job, made) for job in jobs.value), diagnostics)


def _formats(request: TranslateOutRequest) -> tuple[FormatName, ...]:
    """Return the formats that are asked for, in the order in which they are made."""
    if request.templates and not request.templates.is_dir():
        raise RequestError(f"there is no folder of templates «{request.templates}»")
    for name in request.formats:
        if name not in WRITERS:
            raise RequestError(f"there is no format «{name}»; choose from: {', '.join(WRITERS)}")
    return tuple(name for name in WRITERS if name in (request.formats or BY_DEFAULT))


def _read(folder: Path, world: World) -> tuple[_Source | None, tuple[Diagnostic, ...]]:
    """Read a kit and what it knows of its translations; of what checks find, the errors."""
    reading = read(folder, world.context())
    known = load_translations(folder)
    errors = [each for each in reading.diagnostics if each.severity is Severity.ERROR]
    found = tuple(in_order([*errors, *known.diagnostics]))
    return _Source(reading.value, dict(reading.files), known.value) if reading.value else None, found


def _languages(kit: Kit, asked: Sequence[str]) -> list[str]:
    """Return the languages to translate into: those asked for, else all but the source."""
    known = list(kit.release.languages[1:])
    if not known:
        source = kit.release.source_language
        wanted = ", ".join([source, *(asked or ["…"])])
        raise RequestError(f"kit.yaml lists one language; add those to translate into: languages: [{wanted}]")
    for language in asked:
        if language == kit.release.source_language:
            raise RequestError(f"«{language}» is the source; choose from: {', '.join(known)}")
        if language not in known:
            choice = f"choose from: {', '.join(known)}, or add it to «languages» in kit.yaml"
            raise RequestError(f"there is no language «{language}»; {choice}")
    return [language for language in known if not asked or language in asked]


def _demand_ids(folder: Path, source: _Source) -> None:
    """Raise where a translation would not find its way back by the ids of the source's blocks."""
    language = source.kit.release.source_language
    name = f"statement.{language}.md"
    if name in source.files and with_ids(name, source.files[name], language) != source.files[name]:
        message = f"blocks of {name} have no id, by which their translation would find its way back"
        raise RequestError(f"{message}\n  Write them down first: presskit ids {folder}")
    taken = clashes(source.kit)
    if taken:
        message = f"in {name} the id «{taken[0]}» names another text too, a fact of the kit or a part of a picture"
        raise RequestError(f"{message}; give the block another id")


def _jobs(source: _Source, languages: Sequence[str], request: TranslateOutRequest) -> Reading[list[Job]]:
    edition = merge(source.kit, source.kit.release.source_language)
    glossary, known = source.known.glossary, source.known.memory
    jobs = []
    for language in languages:
        package = package_for(source.kit, language, glossary, known.words(language))
        try:
            states = changes(package, known, request.since)
        except UnknownRevisionError as problem:
            raise RequestError(str(problem)) from problem
        if request.everything:
            states = tuple(_opened(each) for each in states)
        jobs.append(Job(package, states, edition.value, known, _terms(source.kit, glossary, language), request.notes))
    return Reading(jobs, edition.diagnostics)


def _opened(change: Change) -> Change:
    """Let what is done be gone over again."""
    return replace(change, state=UnitState.CHANGED) if change.state is UnitState.DONE else change


def _terms(kit: Kit, glossary: Glossary, language: str) -> tuple[tuple[str, str, str], ...]:
    notes = {term.text.in_language(kit.release.source_language): term.note for term in glossary.terms}
    return tuple((source, target, notes.get(source, "")) for source, target in terms_for(kit, glossary, language))


def _is_open(job: Job) -> bool:
    return any(change.open for change in job.changes)


def _artefacts(
    job: Job, source: _Source, templates: Path | None, formats: Sequence[FormatName]
) -> Reading[list[Artefact]]:
    pictures = {name: data for name, data in source.files.items() if PurePosixPath(name).suffix.lower() in PICTURES}
    resources = Resources().with_assets(pictures)
    resources = resources.with_templates(templates) if templates else resources
    try:
        return Reading([artefact for name in formats for artefact in WRITERS[name](job, resources)])
    except WriterError as error:
        return Reading([], tuple(error.diagnostics))


def _sent(job: Job, made: dict[str, list[Artefact]]) -> SentLanguage:
    language = job.package.language
    states = [change.state for change in job.changes]
    files = tuple(f"{language}/{each.name}" for each in made.get(language, ()))
    return SentLanguage(language, states.count(UnitState.NEW), states.count(UnitState.CHANGED), len(states), files)


def _write(request: TranslateOutRequest, made: dict[str, list[Artefact]], remembered: dict[str, bytes]) -> None:
    write_all(request.out, {f"{language}/{each.name}": each.data for language, files in made.items() for each in files})
    write_all(request.folder, remembered)


def _remembered(known: Translations, jobs: Sequence[Job], today: date) -> dict[str, bytes]:
    """Return what the kit is to remember: what went out, and translations that are current, however they were made."""
    files = {}
    new = [Export(job.package.language, today, job.package.revision) for job in jobs if _is_open(job)]
    if new:
        files[exports.NAME] = exports_file(dict.fromkeys([*known.exports, *new]))
    larger = grown(known.memory, (entry for job in jobs for entry in _current(job.package)))
    if larger != known.memory:
        files[memory.NAME] = memory_file(larger, jobs[0].package.source_language)
    return files


def _current(package: TranslationPackage) -> Iterator[MemoryEntry]:
    """Yield the texts of a translation that says it was made from the present revision."""
    if package.made_from == package.revision:
        texts = [(unit, unit.target) for unit in package.units if not unit.is_name]
        yield from (entry_of(package, unit, target) for unit, target in texts if target)
