"""What is known of translations, as files: memories as TMX 1.4 (LISA), a glossary as TSV and TBX, the list of exports.

A memory is the kit's own, with everything it knows, or a plain one for CAT tools. The glossary's table is as OmegaT reads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lxml import etree

from presskit.artefact import Artefact
from presskit.formats import tbx
from presskit.formats.kit_yaml import mapping, quoted
from presskit.formats.tmx import MEDIA_TYPE, VERSION, Prop, fill
from presskit.formats.xml_text import LANG, allowed, laid_out
from presskit.model.document import Inline, Text
from presskit.translation.segments import text_of
from presskit.translation.status import Export, Memory, MemoryEntry
from presskit.writers.translation.job import Job

if TYPE_CHECKING:
    from presskit.formats.xml_text import Element

__all__ = ["exports_file", "memory_file", "write_glossary", "write_tmx"]

_TEXTS = {"seg", "prop"}
_OWN = "1"  # the version of the properties, not of presskit: a newer presskit does not change the kit's memory
_TSV = "text/tab-separated-values; charset=utf-8"
_EXPORTS = "# What went out to translators, and when. presskit writes this file.\nexports:\n"


def memory_file(memory: Memory, source_language: str) -> bytes:
    """Return ``translations/memory.tmx``: a log of entries, each with its key, fingerprint and revision."""
    root, body = _empty(source_language)
    count: Counter[tuple[str, str]] = Counter()
    for entry in memory.entries:
        count[entry.language, entry.key] += 1
        body.append(_kept(entry, count[entry.language, entry.key]))
    return laid_out(root, _TEXTS)


def write_tmx(job: Job) -> tuple[Artefact, ...]:
    """Return what was ever translated into the job's language, as words without marks; none where nothing was.

    Words alone match best: a CAT tool finds «{{ date }}» in the Word file as words too.
    """
    package = job.package
    root, body = _empty(package.source_language)
    for source, target in dict.fromkeys(_pairs(job)):
        unit = etree.SubElement(body, "tu")
        for language, text in ((package.source_language, source), (package.language, target)):
            _add_text(unit, language, (Text(text),))
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


def _kept(entry: MemoryEntry, number: int) -> Element:
    node = etree.Element("tu", tuid=allowed(f"{entry.language}.{entry.key}.{number}"), srclang=entry.source_language)
    properties = ((Prop.KEY, entry.key), (Prop.FINGERPRINT, entry.fingerprint), (Prop.REVISION, entry.revision))
    for prop, text in properties:
        etree.SubElement(node, "prop", type=prop).text = allowed(text)
    _add_text(node, entry.source_language, entry.source)
    _add_text(node, entry.language, entry.target)
    return node


def _add_text(unit: Element, language: str, words: Iterable[Inline]) -> None:
    text = etree.SubElement(unit, "tuv")
    text.set(LANG, language)
    fill(etree.SubElement(text, "seg"), words)


def write_glossary(job: Job) -> tuple[Artefact, ...]:
    """Return both files; none where the language has no term. OmegaT takes ``.utf8`` for a table in UTF-8."""
    if not job.terms:
        return ()
    package = job.package
    lines = "".join("\t".join(_cell(each) for each in term).rstrip("\t") + "\n" for term in job.terms)
    languages = (package.source_language, package.language)
    entries = [(list(zip(languages, (source, target), strict=True)), note) for source, target, note in job.terms]
    title = f"{package.kit_id}, {job.label}"
    return (
        Artefact(f"{job.name}.glossary.utf8", _TSV, lines.encode(), package.language),
        Artefact(f"{job.name}.glossary.tbx", tbx.MEDIA_TYPE, tbx.document(title, languages[0], entries), package.language),
    )


def _cell(text: str) -> str:
    return " ".join(text.split())


def exports_file(exports: Iterable[Export]) -> bytes:
    """Return ``translations/exports.yaml``: what went out to translators, one export a line."""
    return (_EXPORTS + "".join(f"  - {_export_line(each)}\n" for each in exports)).encode()


def _export_line(export: Export) -> str:
    revision = f'"{export.revision}"'  # in quotation marks: twelve digits may be a number
    return mapping((("language", quoted(export.language)), ("date", export.day.isoformat()), ("revision", revision)))
