"""A kit's folder → what translators get, and how far each language is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

from presskit.artefact import Artefact
from presskit.checks import Context
from presskit.diagnostics import Diagnostic, Reading, Severity, has_errors, in_order
from presskit.kit.building import NotAskedForError
from presskit.kit.checking import read
from presskit.kit.fingerprint import PICTURES
from presskit.kit.loading import read_inside
from presskit.kit.outputs import write_all
from presskit.model.release import Kit
from presskit.resources import Resources
from presskit.translation.delta import Change, State, changes
from presskit.translation.glossary import Glossary, said_in, terms_for
from presskit.translation.memory import Entry, Memory, entry_of, grown
from presskit.translation.segments import Package, clashes, package
from presskit.translation.status import Export, Standing, standing
from presskit.writers.translation import BY_DEFAULT, FORMATS, FormatName, Job

__all__ = [
    "Desk",
    "ExportReport",
    "IdsMissingError",
    "IdsTakenError",
    "Order",
    "Sent",
    "StatusReport",
    "desk",
    "export",
    "status",
]

MEMORY_LIMIT = 40 * 1024 * 1024

T = TypeVar("T")


class IdsMissingError(ValueError):
    """Blocks of the source have no id written down, by which a translation would find its way back."""


class IdsTakenError(ValueError):
    """A block has an id that names another text too. The message says which."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that is known of a kit's translations. ``kit`` is None where it cannot be read."""

    kit: Kit | None
    files: dict[str, bytes]
    glossary: Glossary
    memory: Memory
    exports: tuple[Export, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: languages (none: all), formats, what counts as done, and whether notes are wanted."""

    languages: tuple[str, ...] = ()
    formats: tuple[FormatName, ...] = BY_DEFAULT
    since: str = ""
    everything: bool = False
    notes: bool = False
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What was made for a language: how many units are open of how many, and the files, relative to the output folder."""

    language: str
    new: int
    changed: int
    total: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export made and found; ``sent`` is empty where errors stopped it."""

    sent: tuple[Sent, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class StatusReport:
    """How far the languages are, in the kit's order."""

    standings: tuple[Standing, ...]
    diagnostics: tuple[Diagnostic, ...]


def desk(folder: Path, world: Context) -> Desk:
    """Read a kit with its glossary, its translation memory and the list of exports; of what checks find, the errors."""
    from presskit.readers import exports, glossary, memory

    reading = read(folder, world)
    files = dict(reading.files)
    found = [each for each in reading.diagnostics if each.severity is Severity.ERROR]
    return Desk(
        kit=reading.value,
        files=files,
        glossary=_part(folder, glossary.NAME, glossary.read, Glossary(), found),
        memory=_part(folder, memory.NAME, memory.read, Memory(), found),
        exports=_part(folder, exports.NAME, exports.read, (), found),
        diagnostics=tuple(in_order(found)),
    )


def _part(folder: Path, name: str, read_part: Callable[[bytes], Reading[T]], nothing: T, found: list[Diagnostic]) -> T:
    """Read one more file of the kit; ``nothing`` stands for one that is not there."""
    data = read_inside(folder, name, MEMORY_LIMIT, found) if os.path.lexists(folder / name) else None
    if data is None:
        return nothing
    reading = read_part(data)
    found += reading.diagnostics
    return reading.value


def status(folder: Path, world: Context) -> StatusReport:
    """Return how far each language of a kit is."""
    known = desk(folder, world)
    if known.kit is None or known.kit.statement(known.kit.release.source_language) is None:
        return StatusReport((), known.diagnostics)
    kit, terms, memory = known.kit, known.glossary, known.memory
    packages = [package(kit, each, terms, memory.words(each)) for each in kit.release.languages[1:]]
    standings = (standing(each, changes(each, known.memory), known.exports) for each in packages)
    return StatusReport(tuple(standings), known.diagnostics)


def export(folder: Path, out: Path, order: Order, world: Context) -> ExportReport:
    """Make the files for translators below ``out``, one folder a language.

    The kit remembers what went out, and translations that are current: from then on it is known what changes. A language
    in which nothing is to be done gets no files. Raises :class:`~presskit.kit.building.NotAskedForError`,
    :class:`IdsMissingError`, :class:`IdsTakenError`, :class:`~presskit.translation.memory.UnknownRevisionError` and
    :class:`~presskit.kit.outputs.OutputError`.
    """
    known = desk(folder, world)
    kit = known.kit
    if kit is None:
        return ExportReport((), known.diagnostics)
    languages = _languages(kit, order.languages)
    if has_errors(known.diagnostics) or kit.statement(kit.release.source_language) is None:
        return ExportReport((), known.diagnostics)
    _demand_ids(kit, known.files)
    findings = list(known.diagnostics)
    jobs = [_job(known, kit, language, order, findings) for language in languages]
    made = {job.package.language: _files(job, known.files, order, findings) for job in jobs if _is_open(job)}
    if has_errors(findings):
        return ExportReport((), tuple(in_order(findings)))
    write_all(out, {f"{language}/{each.name}": each.data for language, files in made.items() for each in files})
    write_all(folder, _kept(known, jobs, world.now.date()))
    return ExportReport(tuple(_sent(job, made) for job in jobs), tuple(in_order(findings)))


def _languages(kit: Kit, asked: Sequence[str]) -> list[str]:
    """Return the languages to translate into: those asked for, else all but the source."""
    known = list(kit.release.languages[1:])
    if not known:
        source = kit.release.source_language
        wanted = ", ".join([source, *(asked or ["…"])])
        raise NotAskedForError(f"kit.yaml lists one language; add those to translate into: languages: [{wanted}]")
    for language in asked:
        if language == kit.release.source_language:
            raise NotAskedForError(f"«{language}» is the source; choose from: {', '.join(known)}")
        if language not in known:
            choice = f"choose from: {', '.join(known)}, or add it to «languages» in kit.yaml"
            raise NotAskedForError(f"there is no language «{language}»; {choice}")
    return [language for language in known if not asked or language in asked]


def _demand_ids(kit: Kit, files: dict[str, bytes]) -> None:
    from presskit.readers.markdown import with_ids

    name = f"statement.{kit.release.source_language}.md"
    if name in files and with_ids(name, files[name], kit.release.source_language) != files[name]:
        raise IdsMissingError(f"blocks of {name} have no id, by which their translation would find its way back")
    taken = clashes(kit)
    if taken:
        message = f"in {name} the id «{taken[0]}» names another text too, a fact of the kit or a part of a picture"
        raise IdsTakenError(f"{message}; give the block another id")


def _job(known: Desk, kit: Kit, language: str, order: Order, findings: list[Diagnostic]) -> Job:
    from presskit.editions import merge

    edition = merge(kit, kit.release.source_language)
    findings += edition.diagnostics
    content = package(kit, language, known.glossary, known.memory.words(language))
    states = changes(content, known.memory, order.since)
    if order.everything:
        states = tuple(_opened(each) for each in states)
    return Job(content, states, edition.value, known.memory, _terms(kit, known.glossary, language), order.notes)


def _opened(change: Change) -> Change:
    """Let what is done be gone over again."""
    return replace(change, state=State.CHANGED) if change.state is State.DONE else change


def _terms(kit: Kit, glossary: Glossary, language: str) -> tuple[tuple[str, str, str], ...]:
    notes = {said_in(term.text, kit.release.source_language): term.note for term in glossary.terms}
    return tuple((source, target, notes.get(source, "")) for source, target in terms_for(kit, glossary, language))


def _is_open(job: Job) -> bool:
    return any(change.open for change in job.changes)


def _files(job: Job, files: dict[str, bytes], order: Order, findings: list[Diagnostic]) -> list[Artefact]:
    from presskit.writers.errors import WriterError

    pictures = {name: data for name, data in files.items() if PurePosixPath(name).suffix.lower() in PICTURES}
    resources = Resources().with_assets(pictures)
    resources = resources.with_templates(order.templates) if order.templates else resources
    wanted = [each for each in FORMATS if each.name in order.formats]
    try:
        return [artefact for each in wanted for artefact in each.write(job, resources)]
    except WriterError as error:
        findings.extend(error.diagnostics)
        return []


def _sent(job: Job, made: dict[str, list[Artefact]]) -> Sent:
    language = job.package.language
    states = [change.state for change in job.changes]
    files = tuple(f"{language}/{each.name}" for each in made.get(language, ()))
    return Sent(language, states.count(State.NEW), states.count(State.CHANGED), len(states), files)


def _kept(known: Desk, jobs: Sequence[Job], today: date) -> dict[str, bytes]:
    """Return what the kit is to remember: what went out, and translations that are current, however they were made."""
    from presskit.readers import exports, memory
    from presskit.writers.translation.exports import exports_file
    from presskit.writers.translation.tmx import memory_file

    files = {}
    new = [Export(job.package.language, today, job.package.revision) for job in jobs if _is_open(job)]
    if new:
        files[exports.NAME] = exports_file(dict.fromkeys([*known.exports, *new]))
    larger = grown(known.memory, (entry for job in jobs for entry in _current(job.package)))
    if larger != known.memory:
        files[memory.NAME] = memory_file(larger, jobs[0].package.source_language)
    return files


def _current(content: Package) -> Iterator[Entry]:
    """Yield the texts of a translation that says it was made from the present revision."""
    if content.made_from == content.revision:
        texts = [(unit, unit.target) for unit in content.units if not unit.is_name]
        yield from (entry_of(content, unit, target) for unit, target in texts if target)
