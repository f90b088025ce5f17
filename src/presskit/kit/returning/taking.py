"""The steps of an import, in order; the disk is touched at the end, when nothing is left to be decided."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from presskit.checks.returned import Pair, examine
from presskit.diagnostics import Diagnostic, has_errors, in_order
from presskit.editions.facts import gather, variables
from presskit.editions.texts import numbered_notes
from presskit.kit.loading import load, read_inside
from presskit.kit.outputs import write_all
from presskit.kit.returning.files import listed, names_files, notes_file, statement_file
from presskit.kit.returning.furniture import furniture, without_counts
from presskit.kit.returning.origin import Claim, claim_of
from presskit.kit.returning.outcomes import Outcome, outcome_of
from presskit.kit.returning.report import Options, Report
from presskit.kit.returning.tongue import examine_language
from presskit.language.phrases import phrases
from presskit.language.typography import set_text
from presskit.model.document import Inline, Statement, Text, Translates
from presskit.model.release import Kit
from presskit.readers import exports, glossary, memory, returns
from presskit.readers import kit as kit_reader
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.delta import State, changes
from presskit.translation.evidence import normal
from presskit.translation.glossary import Glossary
from presskit.translation.memory import Entry, Memory, entry_of, grown
from presskit.translation.placement import Placement
from presskit.translation.placing import place
from presskit.translation.proposing import typical_ratio
from presskit.translation.rebuild import NoTitleError, rebuilt, with_marks_again
from presskit.translation.restoring import Restorer
from presskit.translation.returned import Aside, Returned, ReturnedParagraph
from presskit.translation.segments import Kind, Package, Unit, keys_of, package, text_of, texts_of
from presskit.translation.status import Export
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
        packed = package(self.kit, self.claim.language, terms, self.memory.words(self.claim.language))
        latest = self.memory.latest(self.claim.language)
        return replace(packed, units=tuple(_marked(unit, latest.get(unit.id)) for unit in packed.units))


def _marked(unit: Unit, entry: Entry | None) -> Unit:
    """Return a unit whose translation has the marks of notes again that it came with."""
    return replace(unit, target=with_marks_again(unit.target, entry.target)) if unit.target and entry else unit


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
    kit = reading.value
    returned = returns.read(name, data, options.tracked, keys_of(kit) if kit else ())
    found += returned.diagnostics
    if kit is None or returned.value is None or has_errors(found) or kit.statement(kit.release.source_language) is None:
        return Report(options.language, "", (), tuple(in_order(found)))
    remembered = _memory(folder, found)
    sent = {each.revision for each in _exports(folder, found)} | {each.revision for each in remembered.entries}
    claim = claim_of(returned.value, kit, options, sent, found)
    if has_errors(found):
        return Report(claim.language, claim.revision, (), tuple(in_order(found)))
    return _taken(_Import(folder, files.value, kit, returned.value, options, claim, found, remembered))


def _exports(folder: Path, found: Found) -> tuple[Export, ...]:
    data = _old(folder, exports.NAME, found)
    return exports.read(data).value if data else ()


def _memory(folder: Path, found: Found) -> Memory:
    data = _old(folder, memory.NAME, found)
    if not data:
        return Memory()
    reading = memory.read(data)
    found += reading.diagnostics
    return reading.value


def _old(folder: Path, name: str, found: Found) -> bytes:
    """Return a file of the kit that an earlier import wrote; empty where there is none. A link out of the kit is an error."""
    return (read_inside(folder, name, MEMORY_LIMIT, found) or b"") if os.path.lexists(folder / name) else b""


def _taken(job: _Import) -> Report:
    packed = job.package()
    restorer = _restorer(job)
    paragraphs = [replace(each, inlines=restorer.nodes(each.inlines)) for each in job.returned.paragraphs]
    job.found += _bad_choices(job, packed, paragraphs)
    current = {each.unit.key for each in changes(packed, job.memory) if each.state is State.DONE}
    page = furniture(job.kit, packed, job.memory, job.files)
    placement = place(packed.units, paragraphs, job.options.accepted, current, page)
    outcome = outcome_of(placement, restorer, job.memory.earlier(job.claim.language))
    job.found += outcome.found
    job.found += examine([*_pairs(job, outcome)])
    job.found += examine_language(outcome.fresh, job.claim.language, packed.source_language)
    job.found += _corrected(job, packed, paragraphs, restorer)
    beside = [*_beside(job, placement, page)]
    written = () if has_errors(job.found) else _write(job, packed, placement, outcome, _Rest(current, beside))
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


def _corrected(job: _Import, packed: Package, paragraphs: list[ReturnedParagraph], restorer: Restorer) -> Iterator[Diagnostic]:
    """Yield what a translator put right in the source, as a table or an XLIFF file shows it."""
    named = {form: unit for unit in packed.units for form in (unit.key, unit.id)}
    seen = set[str]()
    for each in paragraphs if job.claim.is_current else ():
        unit = named.get(each.key)
        said = normal(text_of(restorer.nodes(each.beside)))
        if unit and said and unit.key not in seen and said != normal(text_of(unit.source)):
            seen.add(unit.key)
            message = f"the source of «{unit.key}» was changed in the file to «{text_of(each.beside)}»"
            hint = "if it is right, correct the text in the kit, for every language; the translation was taken as it came"
            yield rules.SOURCE_EDITED.at(each.span, message, hint, [(unit.span, "the source stands here")])


def _beside(job: _Import, placement: Placement, page: frozenset[str]) -> Iterator[Aside]:
    """Yield words that are neither a text nor what went out, each of which is kept as a note, and told."""
    asides = [each for each in job.returned.asides if without_counts(each.words) not in page]
    lines = [Aside("line of the page", each.words, each.number) for each in placement.beside]
    if lines:
        related = [(Span(job.returned.source, each.number, 0, "paragraph"), f"«{each.words}»") for each in lines]
        message = f"lines of the page came back in other words than they have: «{lines[0].words[:60]}»"
        job.found.append(rules.PAGE_LINE.at(related[0][0], message, "", related[1:] and related))
    if asides:
        place = Span(job.returned.source, asides[0].number, 0, "paragraph") if asides[0].number else Span(job.returned.source)
        words = ", ".join(f"«{each.words[:60]}» ({each.place})" for each in asides[:3]) + (" …" if len(asides) > 3 else "")
        related = [(Span(job.returned.source, each.number, 0, "paragraph"), f"{each.place}: «{each.words}»") for each in asides]
        hint = f"they are kept in translations/notes.{job.claim.language}.md; put what belongs to the text where it belongs"
        job.found.append(rules.ASIDE.at(place, f"words stand outside of the text: {words}", hint, related[3:] and related))
    yield from (*asides, *lines)


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


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is known beside the outcome: keys whose translation still holds, and words that are kept as notes."""

    current: set[str]
    beside: list[Aside]


def _write(job: _Import, packed: Package, placement: Placement, outcome: Outcome, rest: _Rest) -> tuple[Path, ...]:
    """Write what is new, if all of it can be written."""
    source, language = job.kit.statement(job.kit.release.source_language), job.claim.language
    texts = dict(outcome.texts)
    if source is None:
        return ()
    if "title" not in texts and job.options.title:
        texts["title"] = (Text(" ".join(job.options.title.split())),)
    try:
        spare = _spare_keywords(job, packed, texts, rest)
        made = rebuilt(source, texts, language, _translates(job, packed, outcome, rest), spare)
    except NoTitleError as problem:
        hint = f"translate it in the file, or say it: --title «…» with the title in «{language}»"
        job.found.append(rules.NO_TITLE.at(source.title.span, str(problem), hint))
        return ()
    _dependent(job, outcome, made, rest)
    files = statement_file(made, job.found)
    files |= names_files(job.files, outcome.names, language, source.language, job.found)
    if not has_errors(job.found):
        files |= listed({**job.files, **files}, job.kit.release.languages, language, job.found)
        files |= _kept(job, packed, placement, outcome, rest.beside)
    changed = {name: data for name, data in files.items() if job.files.get(name) != data}
    return () if has_errors(job.found) else write_all(job.folder, changed)


def _translates(job: _Import, packed: Package, outcome: Outcome, rest: _Rest) -> Translates | None:
    """Return what the whole text translates: as long as a text that stays is of an older source, the older one."""
    stale = outcome.kept - rest.current
    revision = packed.made_from if stale else job.claim.revision
    return Translates(packed.source_language, revision) if revision else None


def _spare_keywords(job: _Import, packed: Package, texts: Mapping[str, tuple[Inline, ...]], rest: _Rest) -> list[str]:
    """Return keywords of the translation that are of none of the source; they go where every one of the source is there."""
    there, units = job.kit.statement(job.claim.language), [each for each in packed.units if each.kind is Kind.KEYWORD]
    known = {text_of(each.target or ()) for each in units}
    spare = [word for word in there.keywords if word not in known] if there else []
    if units and all(texts.get(each.key) for each in units):
        rest.beside.extend(Aside("keyword that was replaced", word) for word in spare)
        return []
    return spare


def _dependent(job: _Import, outcome: Outcome, made: Statement, rest: _Rest) -> None:
    """Keep as notes the words that have no place without others that did not come back, and say so."""
    there = texts_of(made)
    for placed, words in outcome.fresh:
        unit = placed.unit
        if not unit.is_name and unit.kind not in {Kind.KEYWORD, Kind.DESCRIPTION} and unit.key not in there:
            rest.beside.append(Aside(f"«{unit.key}»", text_of(words), placed.numbers[0] if placed.numbers else 0))
            message = f"«{unit.key}» came back without what it belongs to: «{text_of(words)[:80]}»; it is kept as a note"
            hint = f"translate what it belongs to, or write it into statement.{job.claim.language}.md"
            job.found.append(rules.DEPENDENT.at(placed.span, message, hint, [(unit.span, "the source stands here")]))


def _kept(job: _Import, packed: Package, placement: Placement, outcome: Outcome, beside: list[Aside]) -> dict[str, bytes]:
    """Return the memory and the notes. An older source is not here any more, so what translates it is not remembered."""
    old = _old(job.folder, f"translations/notes.{job.claim.language}.md", job.found)
    kept = [*beside, *(Aside("", each.words, each.number) for each in placement.notes)]
    files = notes_file(old, job.returned, kept, job.claim.language, job.claim.revision)
    count = len(job.returned.comments) + len(placement.notes)
    if count:
        hint = f"read translations/notes.{job.claim.language}.md"
        job.found.append(rules.NOTE_KEPT.at(Span(job.returned.source), f"notes and comments were kept: {count}", hint))
    if job.claim.is_current:
        entries = [entry_of(packed, placed.unit, words) for placed, words in outcome.fresh]
        larger = grown(job.memory, entries)
        if larger != job.memory:
            files[memory.NAME] = memory_file(larger, packed.source_language)
    return files
