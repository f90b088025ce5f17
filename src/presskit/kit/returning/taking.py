"""The steps of an import, in order; the disk is touched at the end, when nothing is left to be decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from presskit.artefact import Artefact
from presskit.checks.returned import Pair, examine
from presskit.diagnostics import Diagnostic, has_errors, in_order
from presskit.editions import merge
from presskit.editions.facts import gather, variables
from presskit.editions.texts import numbered_notes
from presskit.kit.loading import load, read_file
from presskit.kit.outputs import write_all
from presskit.kit.returning.files import listed, names_files, notes_file, statement_file
from presskit.kit.returning.origin import Claim, claim_of
from presskit.kit.returning.outcomes import Outcome, outcome_of
from presskit.kit.returning.report import Options, Report
from presskit.kit.rules import LINK_OUTSIDE
from presskit.language.phrases import phrases
from presskit.model.release import Kit
from presskit.readers import glossary, memory, returns
from presskit.readers import kit as kit_reader
from presskit.resources import Resources
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.delta import State, changes
from presskit.translation.evidence import normal
from presskit.translation.glossary import Glossary
from presskit.translation.memory import Memory, entry_of, grown
from presskit.translation.placement import Placement
from presskit.translation.placing import place
from presskit.translation.proposing import typical_ratio
from presskit.translation.rebuild import rebuilt
from presskit.translation.restoring import Restorer
from presskit.translation.returned import Returned, ReturnedParagraph
from presskit.translation.segments import Package, package, text_of
from presskit.typography import set_text
from presskit.writers.errors import WriterError
from presskit.writers.translation import Job, table_docx, working_docx
from presskit.writers.translation.tmx import memory_file

__all__ = ["take"]

MEMORY_LIMIT = 40 * 1024 * 1024

Found = list[Diagnostic]


@dataclass(slots=True)
class _Import:
    """One import on its way: what the kit has, what came back, and what was found."""

    folder: Path
    files: Mapping[str, bytes]
    kit: Kit
    returned: Returned
    options: Options
    claim: Claim
    found: Found
    memory: Memory = field(default_factory=Memory)

    def package(self) -> Package:
        known = self.files.get(glossary.NAME)
        terms = glossary.read(known).value if known is not None else Glossary()
        return package(self.kit, self.claim.language, terms)


def take(folder: Path, name: str, data: bytes, options: Options | None = None) -> Report:
    """Take the file ``name`` with the bytes ``data`` into the kit in ``folder``, or say why not.

    Everything that is found is in the report; where there is an error, nothing is written. Raises
    :class:`~presskit.kit.outputs.OutputError` where the disk refuses; then too nothing has changed.
    """
    options = options or Options()
    found: Found = []
    files = load(folder)
    reading = kit_reader.read(files.value)
    found += [each for each in (*files.diagnostics, *reading.diagnostics) if each.severity == "error"]
    returned = returns.read(name, data, options.tracked)
    found += returned.diagnostics
    kit = reading.value
    if kit is None or returned.value is None or has_errors(found) or kit.statement(kit.release.source_language) is None:
        return Report(options.language, "", (), tuple(in_order(found)))
    claim = claim_of(returned.value, kit, options, found)
    if has_errors(found):
        return Report(claim.language, claim.revision, (), tuple(in_order(found)))
    return _taken(_Import(folder, files.value, kit, returned.value, options, claim, found, _memory(folder, found)))


def _memory(folder: Path, found: Found) -> Memory:
    data = _old(folder, memory.NAME, found)
    if not data:
        return Memory()
    reading = memory.read(data)
    found += reading.diagnostics
    return reading.value


def _old(folder: Path, name: str, found: Found) -> bytes:
    """Return a file of the kit that an earlier import wrote; empty where there is none. A link out of the kit is an error."""
    path = folder / name
    if not path.exists():
        return b""
    if not path.resolve().is_relative_to(folder.resolve()):
        message = f"«{name}» is a link that leads out of the kit"
        found.append(LINK_OUTSIDE.at(Span(name), message, "copy the file itself into the kit's folder"))
        return b""
    return read_file(path, Span(name), MEMORY_LIMIT, found) or b""


def _taken(job: _Import) -> Report:
    packed = job.package()
    restorer = _restorer(job)
    paragraphs = [replace(each, inlines=restorer.nodes(each.inlines)) for each in job.returned.paragraphs]
    job.found += _bad_choices(job, packed, paragraphs)
    current = {each.unit.key for each in changes(packed, job.memory) if each.state is State.DONE}
    placement = place(packed.units, paragraphs, job.options.accepted, current, _furniture(job, packed))
    outcome = outcome_of(placement, restorer, current)
    job.found += outcome.found
    job.found += examine([*_pairs(job, outcome)])
    written = () if has_errors(job.found) else _write(job, packed, placement, outcome)
    rows = sorted(outcome.rows, key=lambda row: _place(packed, row.key))
    return Report(job.claim.language, job.claim.revision, tuple(rows), tuple(in_order(job.found)), written)


def _place(packed: Package, key: str) -> int:
    return next((at for at, unit in enumerate(packed.units) if unit.key == key), len(packed.units))


def _restorer(job: _Import) -> Restorer:
    """Return what turns words into the kit's own: its notes by number, its variables by what they are printed as."""
    source, language = job.kit.release.source_language, job.claim.language
    statement = job.kit.statement(source)
    notes = {number: label for label, number in numbered_notes(statement).items()} if statement else {}
    values: dict[str, tuple[str, ...]] = {}
    for each in (source, language):
        told = variables(gather(job.kit, each, phrases(each, job.kit.release.phrases)))
        values |= {name: (*values.get(name, ()), value) for name, value in told.items() if value}
    return Restorer(notes, values, lambda text: set_text(text, language))


def _furniture(job: _Import, packed: Package) -> frozenset[str]:
    """Return the words that a file holds beside its units: those of the file that would go out now, and fixed phrases."""
    words = set(phrases(job.claim.language, job.kit.release.phrases).texts.values())
    edition = merge(job.kit, job.kit.release.source_language).value
    going, resources = Job(packed, changes(packed, job.memory), edition), Resources().with_assets(job.files)
    for writer in (working_docx, table_docx):
        words |= {*_beside_units(writer.write, going, resources)}
    return frozenset(map(normal, words))


def _beside_units(write: Callable[[Job, Resources], Artefact], going: Job, resources: Resources) -> Iterator[str]:
    """Yield the words of a file that goes out, but for those of units; none where it cannot be made now."""
    try:
        made = write(going, resources)
    except WriterError:
        return
    sent, keys = returns.read(made.name, made.data).value, {unit.key for unit in going.package.units}
    for each in sent.paragraphs if sent else ():
        if not each.names and each.key not in keys:
            yield each.words


def _bad_choices(job: _Import, packed: Package, paragraphs: list[ReturnedParagraph]) -> Iterator[Diagnostic]:
    keys = {unit.key for unit in packed.units}
    numbers = {each.number for each in paragraphs}
    for key, chosen in job.options.accepted.choices.items():
        is_note = key.isdigit() and not chosen and int(key) in numbers
        if not (is_note or key in keys) or not numbers.issuperset(chosen):
            message = f"--accept {key}={','.join(map(str, chosen)) or 'none'} names a text or a paragraph that is not there"
            yield rules.BAD_CHOICE.at(Span(job.returned.source), message, "look at the keys and numbers of the report")


def _pairs(job: _Import, outcome: Outcome) -> Iterator[Pair]:
    """Yield what came back beside its source; a text that is the kit's own already was examined when it came first."""
    texts = [(text_of(placed.unit.source), text_of(words)) for placed, words in outcome.fresh if not placed.unit.is_name]
    ratio = typical_ratio(texts)
    source, language = job.kit.release.source_language, job.claim.language
    for placed, words in outcome.fresh:
        raw = " ".join(each.words for each in job.returned.paragraphs if each.number in placed.numbers)
        yield Pair(placed.unit, words, raw, source, language, placed.span, ratio)


def _write(job: _Import, packed: Package, placement: Placement, outcome: Outcome) -> tuple[Path, ...]:
    """Write what is new, if all of it can be written."""
    source = job.kit.statement(job.kit.release.source_language)
    if source is None:
        return ()
    language, claim = job.claim.language, job.claim
    texts = {**outcome.texts}
    files = statement_file(rebuilt(source, texts, language, claim.revision), job.found)
    files |= names_files(job.files, outcome.names, language, source.language, job.found)
    if not has_errors(job.found):
        files |= listed({**job.files, **files}, job.kit.release.languages, language, job.found)
        files |= _kept(job, packed, placement, outcome)
    changed = {name: data for name, data in files.items() if job.files.get(name) != data}
    return () if has_errors(job.found) else write_all(job.folder, changed)


def _kept(job: _Import, packed: Package, placement: Placement, outcome: Outcome) -> dict[str, bytes]:
    """Return the memory and the notes. An older source is not here any more, so what translates it is not remembered."""
    old = _old(job.folder, f"translations/notes.{job.claim.language}.md", job.found)
    files = notes_file(old, job.returned, placement.notes, job.claim.language, job.claim.revision)
    if job.returned.comments or placement.notes:
        message = f"notes and comments were kept: {len(job.returned.comments) + len(placement.notes)}"
        hint = f"read translations/notes.{job.claim.language}.md"
        job.found.append(rules.NOTE_KEPT.at(Span(job.returned.source), message, hint))
    if job.claim.is_current:
        entries = [entry_of(packed, placed.unit, words) for placed, words in outcome.fresh]
        larger = grown(job.memory, entries)
        if larger != job.memory:
            files[memory.NAME] = memory_file(larger, packed.source_language)
    return files
