"""A job → the files of CAT tools: XLIFF 1.2 (OASIS, strict), memories as TMX 1.4 (LISA), a glossary as TSV and TBX.

OmegaT shows the content of ``target`` and skips units without one: what is to be translated has its source there, with the
state ``needs-translation``. What is done stands beside it with ``translate="no"``; an older version is an ``alt-trans``.
A memory is that of the kit, with keys and revisions, or a plain one for CAT tools.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from presskit.artefact import Artefact
from presskit.formats import xliff
from presskit.formats.kit_yaml import mapping, quoted
from presskit.formats.tmx import MEDIA_TYPE, VERSION, Prop, fill
from presskit.formats.xml_text import LANG, SPACE, Element, allowed, laid_out
from presskit.model.document import Inline, Text
from presskit.translation.segments import text_of
from presskit.translation.status import Change, Export, Memory, MemoryEntry, UnitState
from presskit.writers.translation.job import Job

__all__ = ["exports_file", "memory_file", "write_glossary", "write_tmx", "write_xliff"]

_XLIFF_TEXTS = {"source", "target", "note"}


def write_xliff(job: Job) -> Artefact:
    """Return the XLIFF file of a job: every unit in the order of the page."""
    package = job.package
    root = etree.Element(xliff.name("xliff"), version="1.2", nsmap={None: xliff.NAMESPACE})  # type: ignore[dict-item]
    facts = {
        "original": package.kit_id,
        "datatype": "plaintext",
        "source-language": package.source_language,
        "target-language": package.language,
        "product-name": "presskit",
        "product-version": str(package.version),
        "build-num": package.revision,
    }
    body = etree.SubElement(etree.SubElement(root, xliff.name("file"), facts), xliff.name("body"))
    body.extend([_unit(change, package.source_language, package.language) for change in job.changes])
    return Artefact(f"{job.name}.xliff", xliff.MEDIA_TYPE, laid_out(root, _XLIFF_TEXTS), package.language)


def _unit(change: Change, source: str, language: str) -> Element:
    unit, done = change.unit, {} if change.open else {"translate": "no"}
    facts = {"id": allowed(unit.id), "restype": f"x-{unit.kind}", SPACE: "preserve", **done}
    node = etree.Element(xliff.name("trans-unit"), facts)
    target = _text("target", unit.source if change.open else unit.target or unit.source, language)
    target.set("state", "needs-translation" if change.open else "translated")
    node.extend([_text("source", unit.source, source), target])
    differences = [f"Changed: {change.marked_difference}"] if change.difference else []
    for note in [*differences, *change.reminders] if change.open else []:
        etree.SubElement(node, xliff.name("note"), {"from": "presskit"}).text = allowed(note)
    if change.state is UnitState.CHANGED and change.old_target:
        older = etree.SubElement(node, xliff.name("alt-trans"), alttranstype="previous-version")
        older.extend([_text("source", change.old_source, source)] if change.old_source else [])
        older.append(_text("target", change.old_target, language))
    return node


def _text(tag: str, inlines: tuple[Inline, ...], language: str) -> Element:
    node = etree.Element(xliff.name(tag), {LANG: language})
    xliff.fill(node, inlines)
    return node


_TMX_TEXTS = {"seg", "prop"}
_OWN = "1"  # the version of the properties, not of presskit: a newer presskit does not change the kit's memory
_TSV = "text/tab-separated-values; charset=utf-8"
_EXPORTS = "# What went out to translators, and when. presskit writes this file.\nexports:\n"


def memory_file(memory: Memory, source_language: str) -> bytes:
    """Return ``translations/memory.tmx``: a log of entries, each with its key, fingerprint and revision."""
    root, body = _empty(source_language)
    count: Counter[tuple[str, str]] = Counter()
    for entry in memory.entries:
        count[entry.language, entry.key] += 1
        body.append(_memory_entry(entry, count[entry.language, entry.key]))
    return laid_out(root, _TMX_TEXTS)


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
    return (Artefact(f"{job.name}.tmx", MEDIA_TYPE, laid_out(root, _TMX_TEXTS), package.language),)


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
    facts = {
        "creationtool": "presskit",
        "creationtoolversion": _OWN,
        "segtype": "paragraph",
        "o-tmf": "presskit",
        "adminlang": "en",
        "srclang": source_language,
        "datatype": "plaintext",
    }
    etree.SubElement(root, "header", facts)
    return root, etree.SubElement(root, "body")


def _memory_entry(entry: MemoryEntry, number: int) -> Element:
    node = etree.Element("tu", tuid=allowed(f"{entry.language}.{entry.key}.{number}"), srclang=entry.source_language)
    for prop, text in ((Prop.KEY, entry.key), (Prop.FINGERPRINT, entry.fingerprint), (Prop.REVISION, entry.revision)):
        etree.SubElement(node, "prop", type=prop).text = allowed(text)
    _add_text(node, entry.source_language, entry.source)
    _add_text(node, entry.language, entry.target)
    return node


def _add_text(unit: Element, language: str, words: Iterable[Inline]) -> None:
    fill(etree.SubElement(etree.SubElement(unit, "tuv", {LANG: language}), "seg"), words)


def write_glossary(job: Job) -> tuple[Artefact, ...]:
    """Return both files; none where the language has no term. OmegaT takes ``.utf8`` for a table in UTF-8."""
    if not job.terms:
        return ()
    package = job.package
    lines = "".join("\t".join(" ".join(each.split()) for each in term).rstrip("\t") + "\n" for term in job.terms)
    languages = (package.source_language, package.language)
    entries = [(list(zip(languages, (source, target), strict=True)), note) for source, target, note in job.terms]
    title = f"{package.kit_id}, {job.label}"
    return (
        Artefact(f"{job.name}.glossary.utf8", _TSV, lines.encode(), package.language),
        Artefact(f"{job.name}.glossary.tbx", _TBX, _tbx(title, languages[0], entries), package.language),
    )


def exports_file(exports: Iterable[Export]) -> bytes:
    """Return ``translations/exports.yaml``: what went out to translators, one export a line.

    Revisions are in quotation marks: twelve digits may be a number.
    """
    pairs = ((("language", quoted(e.language)), ("date", e.day.isoformat()), ("revision", f'"{e.revision}"')) for e in exports)
    return (_EXPORTS + "".join(f"  - {mapping(each)}\n" for each in pairs)).encode()


_TBX = "application/x-tbx+xml"
_TBX_TEXTS = {"term", "note", "p", "title"}


def _tbx(title: str, language: str, entries: Iterable[tuple[Sequence[tuple[str, str]], str]]) -> bytes:
    """Return a file of ``entries``: each is (language, term) pairs and a note, which may be empty."""
    root = etree.Element("martif", {"type": "TBX", LANG: language})
    description = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(description, "titleStmt"), "title").text = allowed(title)
    etree.SubElement(etree.SubElement(description, "sourceDesc"), "p").text = "presskit"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    body.extend([_term_entry(f"t{number}", terms, note) for number, (terms, note) in enumerate(entries, 1)])
    return laid_out(root, _TBX_TEXTS)


def _term_entry(name: str, terms: Sequence[tuple[str, str]], note: str) -> Element:
    entry = etree.Element("termEntry", id=name)
    if note:
        etree.SubElement(entry, "note").text = allowed(note)
    for language, term in terms:
        tig = etree.SubElement(etree.SubElement(entry, "langSet", {LANG: language}), "tig")
        etree.SubElement(tig, "term").text = allowed(term)
    return entry
