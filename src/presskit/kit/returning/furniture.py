"""What a returned file holds beside its texts because it went out so: the page's own words, in whatever output."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from presskit.artefact import Artefact
from presskit.editions import merge
from presskit.language.phrases import phrases
from presskit.model.release import Kit
from presskit.readers import returns
from presskit.resources import Resources
from presskit.translation.delta import State, changes
from presskit.translation.evidence import normal
from presskit.translation.memory import Memory
from presskit.translation.segments import Package
from presskit.writers import docx
from presskit.writers.errors import WriterError
from presskit.writers.translation import Job, table_docx, working_docx

__all__ = ["furniture", "without_counts"]

_COUNTED = re.compile(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])|\d+")


def without_counts(words: str) -> str:
    """Return words in their normal form, every number and revision alike: pages are counted anew in every program."""
    return _COUNTED.sub("0", normal(words))


def furniture(kit: Kit, packed: Package, memory: Memory, files: Mapping[str, bytes]) -> frozenset[str]:
    """Return, in their normal form, the words that stand beside texts in the files that would go out now, and fixed phrases.

    The Word files that are built, in the source's language and in the target's, are among these: they come back proofread.
    """
    source, resources = kit.release.source_language, Resources().with_assets(files)
    words = set(phrases(packed.language, kit.release.phrases).texts.values())
    states, edition = changes(packed, memory), merge(kit, source).value
    anew = tuple(replace(each, state=State.NEW) if each.unit.translate else each for each in states)
    made: list[Callable[[], Artefact]] = []
    for job in (Job(packed, each, edition, memory) for each in dict.fromkeys((states, anew))):
        made += [partial(working_docx.write, job, resources), partial(table_docx.write, job, resources)]
    built = [merge(kit, each).value for each in (source, packed.language) if kit.statement(each)]
    made += [partial(docx.write, each, resources) for each in built]
    words |= {each for write in made for each in _beside(write, packed)}
    return frozenset({*map(normal, words), *map(without_counts, words)})


def _beside(write: Callable[[], Artefact], packed: Package) -> Iterator[str]:
    """Yield the words of a file that goes out, but for those of units; none where it cannot be made now."""
    try:
        made = write()
    except WriterError:
        return
    sent, keys = returns.read(made.name, made.data).value, {form for unit in packed.units for form in (unit.key, unit.id)}
    for each in sent.paragraphs if sent else ():
        if not each.names and each.key not in keys:
            yield each.words
    yield from (each.words for each in sent.asides) if sent else ()
