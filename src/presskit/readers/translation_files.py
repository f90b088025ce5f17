"""The files of translations: exports.yaml (what went out), memory.tmx (what was translated), glossary.yaml (terms)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic, Reading
from presskit.formats.kit_keys import Key
from presskit.formats.tmx import Prop, inlines_in
from presskit.formats.xml_text import LANG, UnfitXmlError, local, parsed
from presskit.limits import TRANSLATION_TEXT_BYTES
from presskit.model.people import Localised
from presskit.readers import rules, words, yaml_tree
from presskit.readers.decode import FAILED, Decoder
from presskit.readers.kit_folder import decode_utf8
from presskit.readers.rules import MEMORY_UNREADABLE
from presskit.readers.yaml_tree import KeyValue, MappingNode, Node, ScalarNode, SequenceNode
from presskit.source import Span
from presskit.translation.status import Export, Memory, MemoryEntry
from presskit.translation.terminology import Glossary, Term

if TYPE_CHECKING:
    from presskit.formats.xml_text import Element

__all__ = ["EXPORTS", "GLOSSARY", "MEMORY", "read_exports", "read_glossary", "read_memory"]

EXPORTS = "translations/exports.yaml"


def read_exports(data: bytes) -> Reading[tuple[Export, ...]]:
    """Read the exports that presskit wrote down; what it cannot understand is reported."""
    decoded = decode_utf8(EXPORTS, data, TRANSLATION_TEXT_BYTES)
    tree = yaml_tree.read(EXPORTS, decoded.value)
    decoder = Decoder({}, [*decoded.diagnostics, *tree.diagnostics])
    listed = tree.value.entries.get("exports") if isinstance(tree.value, MappingNode) else None
    items = listed.value.items if listed and isinstance(listed.value, SequenceNode) else []
    exports = [_export(node, decoder) for node in items]
    return Reading(tuple(each for each in exports if each), tuple(decoder.found))


def _export(node: Node, decoder: Decoder) -> Export | None:
    if not isinstance(node, MappingNode) or not {"language", "date", "revision"} <= set(node.entries):
        decoder.wrong(node, "exports", "a language, a date and a revision")
        return None
    kinds = (("language", str), ("date", date), ("revision", str))
    values = [decoder.value(node.entries[name].value, kind, Key(name, "")) for name, kind in kinds]
    return None if FAILED in values else Export(*values)


MEMORY = "translations/memory.tmx"
_MEMORY_HINT = "take it back from a backup; without it every text counts as changed"


def read_memory(data: bytes) -> Reading[Memory]:
    """Read a memory that presskit wrote; an entry that says too little is passed over and reported."""
    try:
        root = parsed(data)
    except UnfitXmlError as error:
        finding = MEMORY_UNREADABLE.at(Span(MEMORY), f"the translation memory cannot be read: {error}", _MEMORY_HINT)
        return Reading(Memory(), (finding,))
    found: list[Diagnostic] = []
    entries = [_entry(each, found) for each in root.iter() if local(each) == "tu"]
    return Reading(Memory(tuple(each for each in entries if each)), tuple(found))


def _entry(unit: Element, found: list[Diagnostic]) -> MemoryEntry | None:
    props = {each.get("type", ""): each.text or "" for each in unit if local(each) == "prop"}
    texts = [(each.get(LANG, ""), each) for each in unit if local(each) == "tuv"]
    key, revision = props.get(Prop.KEY, ""), props.get(Prop.REVISION, "")
    if not key or len(texts) != 2 or not all(language for language, _ in texts):
        place = Span(MEMORY, unit.sourceline or 0)  # type: ignore[arg-type]
        found.append(MEMORY_UNREADABLE.at(
            place, "an entry of the memory does not say which text it is, or is not one of two languages",
            "take the entry out, or take the file back from a backup",
        ))  # fmt: skip
        return None
    (source_language, source), (language, target) = texts
    return MemoryEntry(key, source_language, language, inlines_in(_seg(source)), inlines_in(_seg(target)), revision)


def _seg(text: Element) -> Element:
    return next((each for each in text if local(each) == "seg"), text)


GLOSSARY = "glossary.yaml"
_KEYS = ("term", "keep", "note")
_TRUE, _FALSE = {"true", "yes"}, {"false", "no"}


def read_glossary(data: bytes) -> Reading[Glossary]:
    """Read the terms, as far as they can be understood."""
    decoded = decode_utf8(GLOSSARY, data, TRANSLATION_TEXT_BYTES)
    tree = yaml_tree.read(GLOSSARY, decoded.value)
    decoder = Decoder({}, [*decoded.diagnostics, *tree.diagnostics])
    terms = [_term(node, decoder) for node in (_items(tree.value, decoder) if tree.value is not None else ())]
    return Reading(Glossary(tuple(each for each in terms if each)), tuple(decoder.found))


def _items(node: Node, decoder: Decoder) -> list[Node]:
    """Return the list under «terms»."""
    if isinstance(node, ScalarNode) and node.empty:
        return []
    entries = node.entries if isinstance(node, MappingNode) else {}
    _report_unknown(entries, ("terms",), decoder)
    listed = entries.get("terms")
    if listed and isinstance(listed.value, SequenceNode):
        return listed.value.items
    decoder.wrong(listed.value if listed else node, "terms", "a list of terms", "write «terms:», then «- term: …» lines")
    return []


def _term(node: Node, decoder: Decoder) -> Term | None:
    """Return one term: a text, a text by language, or a mapping with «term»."""
    if not (isinstance(node, MappingNode) and set(node.entries) & set(_KEYS)):
        text = decoder.value(node, Localised, Key("term", ""))
        return Term(text, isinstance(node, ScalarNode), span=node.span) if text is not FAILED else None
    _report_unknown(node.entries, _KEYS, decoder)
    if "term" not in node.entries:
        decoder.report(node.span, (rules.MISSING_KEY, "«term» is missing in a term", "add «term: …»"))
        return None
    text = decoder.value(node.entries["term"].value, Localised, Key("term", ""))
    note = decoder.value(node.entries["note"].value, str, Key("note", "")) if "note" in node.entries else ""
    keep = node.entries.get("keep")
    word = keep.value.text.lower() if keep and isinstance(keep.value, ScalarNode) else ""
    if keep and word not in _TRUE | _FALSE:
        decoder.wrong(keep.value, "keep", "true or false")
    return None if text is FAILED else Term(text, word in _TRUE, "" if note is FAILED else note, node.span)


def _report_unknown(entries: Mapping[str, KeyValue], known: tuple[str, ...], decoder: Decoder) -> None:
    for name in [each for each in entries if each not in known]:
        hint = words.did_you_mean(name, known, "known here: " + ", ".join(known))
        decoder.report(entries[name].key.span, (rules.UNKNOWN_KEY, f"«{name}» is not known in {GLOSSARY}", hint))
