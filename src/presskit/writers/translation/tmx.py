"""Translation memories as TMX 1.4 (LISA): the kit's own, with everything it knows, and plain ones for CAT tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lxml import etree

from presskit.artefact import Artefact
from presskit.formats.tmx import MEDIA_TYPE, VERSION, Prop, fill
from presskit.formats.xml_text import LANG, allowed, laid_out
from presskit.model.document import Inline, Text
from presskit.translation.memory import Entry, Memory
from presskit.translation.segments import text_of
from presskit.writers.translation.job import Job

if TYPE_CHECKING:
    from presskit.formats.xml_text import Element

__all__ = ["memory_file", "write"]

_TEXTS = {"seg", "prop"}
_OWN = "1"  # the version of the properties, not of presskit: a newer presskit does not change the kit's memory


def memory_file(memory: Memory, source_language: str) -> bytes:
    """Return ``translations/memory.tmx``: a log of entries, each with its key, fingerprint and revision."""
    root, body = _empty(source_language)
    count: Counter[tuple[str, str]] = Counter()
    for entry in memory.entries:
        count[entry.language, entry.key] += 1
        body.append(_kept(entry, count[entry.language, entry.key]))
    return laid_out(root, _TEXTS)


def write(job: Job) -> tuple[Artefact, ...]:
    """Return what was ever translated into the job's language, as words without marks; none where nothing was.

    Words alone match best: a CAT tool finds «{{ date }}» in the Word file as words too.
    """
    package = job.package
    root, body = _empty(package.source_language)
    for source, target in dict.fromkeys(_pairs(job)):
        unit = etree.SubElement(body, "tu")
        for language, text in ((package.source_language, source), (package.language, target)):
            _say(unit, language, (Text(text),))
    if not len(body):
        return ()
    return (Artefact(f"{job.name}.tmx", MEDIA_TYPE, laid_out(root, _TEXTS), package.language),)


def _pairs(job: Job) -> Iterator[tuple[str, str]]:
    """Yield words and their translation: what is current, then what is older, then the approved names."""
    language = job.package.language
    done = [(each.unit.source, each.unit.target) for each in job.changes if not each.open]
    older = [(each.source, each.target) for each in reversed(job.memory.entries) if each.language == language]
    for source, target in [*done, *older]:
        if source and target and text_of(source).strip() and text_of(target).strip():
            yield text_of(source), text_of(target)


def _empty(source_language: str) -> tuple[Element, Element]:
    root = etree.Element("tmx", version=VERSION)
    header = etree.SubElement(root, "header")
    header.attrib.update(
        {
            "creationtool": "presskit",
            "creationtoolversion": _OWN,
            "segtype": "paragraph",
            "o-tmf": "presskit",
            "adminlang": "en",
            "srclang": source_language,
            "datatype": "plaintext",
        }
    )
    return root, etree.SubElement(root, "body")


def _kept(entry: Entry, number: int) -> Element:
    node = etree.Element("tu", tuid=allowed(f"{entry.language}.{entry.key}.{number}"), srclang=entry.source_language)
    told = ((Prop.KEY, entry.key), (Prop.FINGERPRINT, entry.fingerprint), (Prop.REVISION, entry.revision))
    for prop, text in told:
        etree.SubElement(node, "prop", type=prop).text = allowed(text)
    _say(node, entry.source_language, entry.source)
    _say(node, entry.language, entry.target)
    return node


def _say(unit: Element, language: str, words: Iterable[Inline]) -> None:
    text = etree.SubElement(unit, "tuv")
    text.set(LANG, language)
    fill(etree.SubElement(text, "seg"), words)
