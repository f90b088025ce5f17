"""Make the files that translators get, and remember in the kit what went out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from presskit.artefact import Artefact
from presskit.diagnostics import Diagnostic, has_errors, in_order
from presskit.editing.kit_file import with_ids
from presskit.editions import merge
from presskit.errors import RequestError
from presskit.kit import rules
from presskit.kit.loading import resources_for
from presskit.kit.translations import Translations, read_with_translations
from presskit.kit.zipped import is_zip
from presskit.model.release import Kit
from presskit.readers import translation_files
from presskit.source import Span
from presskit.store.commit import OutputError, prepared
from presskit.store.locking import changing, write
from presskit.translation.segments import clashes, package_for
from presskit.translation.status import Export, UnitState, UnknownRevisionError, changes, current_entries, grown
from presskit.translation.terminology import terms_for
from presskit.usecases.request import StrPath, as_request, refuse_missing_templates
from presskit.usecases.world import Cancellation, Progress, Step, World, cancellable, silent
from presskit.writers.errors import WriterError
from presskit.writers.translation import BY_DEFAULT, WRITERS, FormatName, Job, files_of
from presskit.writers.translation.cat_files import exports_file, memory_file

__all__ = ["FormatName", "SentLanguage", "TranslateOutReport", "TranslateOutRequest", "translate_out"]


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


@cancellable
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
    checked, known, found = read_with_translations(request.folder, world.context())
    kit = checked.value
    if kit is None:
        return TranslateOutReport((), found)
    languages = _languages(kit, request.languages)
    if has_errors(found) or kit.statement(kit.release.source_language) is None:
        return TranslateOutReport((), found)
    _demand_ids(request.folder, kit, checked.files)
    jobs, findings = _jobs(kit, known, languages, request)
    findings += found
    resources = resources_for(checked.files, request.templates)
    artefacts: dict[str, list[Artefact]] = {}
    for number, job in enumerate([job for job in jobs if _is_open(job)], 2):
        cancel.check()
        progress(Step(number, len(jobs) + 1, "making files", job.package.language))
        try:
            artefacts[job.package.language] = [each for name in formats for each in files_of(name, job, resources)]
        except WriterError as error:
            findings += error.diagnostics
    cancel.check()
    diagnostics = tuple(in_order(findings))
    if has_errors(diagnostics):
        return TranslateOutReport((), diagnostics)
    files = {f"{language}/{each.name}": each.data for language, group in artefacts.items() for each in group}
    found = _written(request, files, _remembered(known, jobs, world.now().date()), known.files)
    return TranslateOutReport(tuple(_sent(job, artefacts) for job in jobs), (*diagnostics, *found))


def _written(
    request: TranslateOutRequest,
    sent: Mapping[str, bytes],
    remembered: Mapping[str, bytes],
    former: Mapping[str, bytes | None],
) -> tuple[Diagnostic, ...]:
    """Write what goes out and what the kit remembers of it, both or neither; a zip file remembers nothing, which is noted.

    The history keeps none of it: what went out cannot be undone.
    """
    folder, files = request.folder, remembered
    if not is_zip(folder):
        written: tuple[Path, ...] = ()
        try:
            with prepared(folder, files, former=former) as record:
                written = write(request.out, sent)
                record()
        except (OutputError, KeyboardInterrupt) as problem:
            raise type(problem)(_half_done(request, problem, written)) from problem
        return ()
    write(request.out, sent)
    message = f"«{folder}» is a zip file: what went out is not recorded there, so nobody is told later what changed"
    hint = "unpack it, and export from the folder, if the translations are to come back to it"
    return (rules.NOT_RECORDED.at(Span(str(folder)), message, hint),) if files else ()


def _half_done(request: TranslateOutRequest, problem: BaseException, written: Sequence[Path]) -> str:
    """Return what is to be said of an export that failed or was stopped: what is there of it."""
    said = "stopped" if isinstance(problem, KeyboardInterrupt) else str(problem)
    if not written:
        return f"{said}; nothing was written for translators, and nothing recorded in the kit"
    return f"{said}; the files for translators are in «{request.out}», but the kit does not remember them: run it once more"


def _formats(request: TranslateOutRequest) -> tuple[FormatName, ...]:
    """Return the formats that are asked for, in the order in which they are made."""
    refuse_missing_templates(request.templates)
    for name in request.formats:
        if name not in WRITERS:
            raise RequestError(f"there is no format «{name}»; choose from: {', '.join(WRITERS)}")
    return tuple(name for name in WRITERS if name in (request.formats or BY_DEFAULT))


def _languages(kit: Kit, chosen: Sequence[str]) -> list[str]:
    """Return the languages to translate into: the ``chosen``, else all but the source."""
    source, known = kit.release.source_language, kit.release.languages[1:]
    if not known:
        languages = ", ".join([source, *(chosen or ["…"])])
        raise RequestError(f"kit.yaml lists one language; add those to translate into: languages: [{languages}]")
    choice = f"choose from: {', '.join(known)}"
    for language in chosen:
        if language == source:
            raise RequestError(f"«{language}» is the source; {choice}")
        if language not in known:
            raise RequestError(f"there is no language «{language}»; {choice}, or add it to «languages» in kit.yaml")
    return [language for language in known if not chosen or language in chosen]


def _demand_ids(folder: Path, kit: Kit, files: Mapping[str, bytes]) -> None:
    """Raise :class:`~presskit.errors.RequestError` if the source's blocks lack the ids by which translations come back."""
    name = f"statement.{kit.release.source_language}.md"
    if name in files and with_ids(name, files[name], kit.release.source_language) != files[name]:
        message = f"blocks of {name} have no id, by which their translation would find its way back"
        raise RequestError(f"{message}\n  Write them down first: presskit ids {folder}")
    if duplicates := clashes(kit):
        message = f"in {name} the id «{duplicates[0]}» names another text too, a fact of the kit or a part of a picture"
        raise RequestError(f"{message}; give the block another id")


def _jobs(
    kit: Kit, known: Translations, languages: Sequence[str], request: TranslateOutRequest
) -> tuple[list[Job], list[Diagnostic]]:
    """Return a job for each language, and what was found when the source was merged."""
    edition, jobs = merge(kit, kit.release.source_language), []
    notes = {term.text.in_language(kit.release.source_language): term.note for term in known.glossary.terms}
    for language in languages:
        package = package_for(kit, language, known.glossary, known.memory.words(language))
        try:
            states = changes(package, known.memory, request.since)
        except UnknownRevisionError as problem:
            raise RequestError(str(problem)) from problem
        if request.everything:  # what is done is translated again
            states = tuple(replace(each, state=UnitState.CHANGED) if each.state is UnitState.DONE else each for each in states)
        terms = tuple((term, target, notes.get(term, "")) for term, target in terms_for(kit, known.glossary, language))
        jobs.append(Job(package, states, edition.value, known.memory, terms, request.notes))
    return jobs, [*edition.diagnostics]


def _is_open(job: Job) -> bool:
    return any(change.open for change in job.changes)


def _sent(job: Job, artefacts: Mapping[str, Sequence[Artefact]]) -> SentLanguage:
    language, states = job.package.language, [change.state for change in job.changes]
    files = tuple(f"{language}/{each.name}" for each in artefacts.get(language, ()))
    return SentLanguage(language, states.count(UnitState.NEW), states.count(UnitState.CHANGED), len(states), files)


def _remembered(known: Translations, jobs: Sequence[Job], today: date) -> dict[str, bytes]:
    """Return what the kit is to remember: what went out, and translations that are current, however they were made."""
    files = {}
    if new := [Export(job.package.language, today, job.package.revision) for job in jobs if _is_open(job)]:
        files[translation_files.EXPORTS] = exports_file(dict.fromkeys([*known.exports, *new]))
    larger = grown(known.memory, (entry for job in jobs for entry in current_entries(job.package)))
    if larger != known.memory:
        files[translation_files.MEMORY] = memory_file(larger, jobs[0].package.source_language)
    return files

