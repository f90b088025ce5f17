"""A returned translation beside its kit: matched, made into results, checked; this is what a worker does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from presskit.artefact import Artefact
from presskit.checks.returned import check_language, check_pairs
from presskit.diagnostics import Diagnostic
from presskit.editions import merge
from presskit.kit.translations import Translations
from presskit.language.phrases import phrases
from presskit.language.recognition import detected
from presskit.model.release import Kit
from presskit.readers import returns
from presskit.resources import Resources
from presskit.translation.alignment_state import Choices
from presskit.translation.evidence import normal, typical_ratio
from presskit.translation.matching import Alignment, match
from presskit.translation.rebuild import Restorer
from presskit.translation.results import Results, corrected_sources, results_of, unknown_choices
from presskit.translation.returned import Pair, Provenance, Returned, ReturnedParagraph
from presskit.translation.segments import TranslationPackage, text_of
from presskit.translation.status import UnitState, changes
from presskit.writers import docx
from presskit.writers.errors import WriterError
from presskit.writers.translation import Job, bilingual, working_docx

__all__ = ["Compared", "ReadReturn", "ReturnImport", "compared", "without_counts"]

_COUNTED = re.compile(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])|\d+")


@dataclass(frozen=True, slots=True)
class ReadReturn:
    """The kit and the file, before it is known what the file is."""

    kit: Kit
    files: Mapping[str, bytes]
    known: Translations
    returned: Returned


@dataclass(frozen=True, slots=True)
class ReturnImport:
    """All that an import needs.

    ``paragraphs`` have the kit's own notes and variables; ``current`` are the keys of what is done.
    """

    read: ReadReturn
    choices: Choices
    provenance: Provenance
    package: TranslationPackage
    restorer: Restorer
    paragraphs: tuple[ReturnedParagraph, ...]
    current: frozenset[str]


Compared = tuple[Alignment, Results, tuple[Diagnostic, ...], frozenset[str]]
"""How a file was matched, what becomes of each text, what is found in them, and the words of the kit's own pages."""


def compared(job: ReturnImport) -> Compared:
    """Return what a returned file comes to."""
    page = _page_words(job.read, job.package)
    alignment = match(job.package.units, job.paragraphs, job.choices, job.current, page)
    results = results_of(alignment, job.restorer, job.read.known.memory.earlier(job.provenance.language))
    return alignment, results, tuple(_checked(job, results)), page


def _page_words(read: ReadReturn, package: TranslationPackage) -> frozenset[str]:
    """Return, in their normal form, the words that stand beside texts in the files that would go out now, and fixed phrases.

    The Word files that are built, in the source's language and in the target's, are among these: they come back proofread.
    """
    kit, known, resources = read.kit, read.known.memory, Resources().with_assets(read.files)
    words = set(phrases(package.language, kit.release.phrases).texts.values())
    states, edition = changes(package, known), merge(kit, kit.release.source_language).value
    anew = tuple(replace(each, state=UnitState.NEW) if each.unit.translate else each for each in states)
    jobs = [Job(package, each, edition, known) for each in dict.fromkeys((states, anew))]
    built = [merge(kit, each).value for each in (kit.release.source_language, package.language) if kit.statement(each)]
    writes = [partial(write, job, resources) for job in jobs for write in (working_docx.write, bilingual.write_table)]
    writes += [partial(docx.write, each, resources) for each in built]
    words |= {each for write in writes for each in _beside_texts(write, package)}
    return frozenset({*map(normal, words), *map(without_counts, words)})


def _beside_texts(write: Callable[[], Artefact], package: TranslationPackage) -> Iterator[str]:
    """Yield the words of a file that goes out, but for those of units; none if it cannot be made now."""
    try:
        artefact = write()
    except WriterError:
        return
    sent = returns.read(artefact.name, artefact.data).value
    keys = {form for unit in package.units for form in (unit.key, unit.id)}
    for each in sent.paragraphs if sent else ():
        if not each.names and each.key not in keys:
            yield each.words
    yield from (each.words for each in sent.asides) if sent else ()


def without_counts(words: str) -> str:
    """Return words in their normal form, every number and revision alike: pages are counted anew in every program."""
    return _COUNTED.sub("0", normal(words))


def _checked(job: ReturnImport, results: Results) -> Iterator[Diagnostic]:
    """Yield what is found in the choices, in what came back, and in the source as the file shows it."""
    name, keys = job.read.returned.source, [unit.key for unit in job.package.units]
    yield from unknown_choices(job.choices, keys, job.paragraphs, name)
    pairs = [*_pairs(job, results)]
    yield from check_pairs(pairs)
    yield from check_language(pairs, detected)
    if job.provenance.is_current:
        yield from corrected_sources(job.package.units, job.paragraphs, job.restorer)


def _pairs(job: ReturnImport, results: Results) -> Iterator[Pair]:
    """Yield what came back beside its source; a text that is the kit's own already was checked when it came first."""
    ratio = typical_ratio(
        [(text_of(each.unit.source), text_of(words)) for each, words in results.new if not each.unit.is_name]
    )
    for each, words in results.new:
        raw = " ".join(paragraph.words for paragraph in job.read.returned.paragraphs if paragraph.number in each.numbers)
        yield Pair(each.unit, words, raw, job.package.source_language, job.package.language, each.span, ratio)
