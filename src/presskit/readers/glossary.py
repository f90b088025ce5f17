"""glossary.yaml → the words that translations are to use."""

from __future__ import annotations

from presskit.diagnostics import Reading
from presskit.formats.kit_keys import Key
from presskit.model.people import Localised
from presskit.readers import rules, words, yaml_tree
from presskit.readers.decode import FAILED, Decoder
from presskit.readers.encoding import decode
from presskit.readers.yaml_tree import Entry, Mapping, Node, Scalar, Sequence
from presskit.translation.glossary import Glossary, Term

__all__ = ["NAME", "read"]

NAME = "glossary.yaml"
LIMIT = 5 * 1024 * 1024
_KEYS = ("term", "keep", "note")
_TRUE, _FALSE = {"true", "yes"}, {"false", "no"}


def read(data: bytes) -> Reading[Glossary]:
    """Read the terms, as far as they can be understood."""
    decoded = decode(NAME, data, LIMIT)
    tree = yaml_tree.read(NAME, decoded.value)
    decoder = Decoder({}, [*decoded.diagnostics, *tree.diagnostics])
    items = _items(tree.value, decoder) if tree.value is not None else []
    terms = [term for node in items if (term := _term(node, decoder)) is not None]
    return Reading(Glossary(tuple(terms)), tuple(decoder.found))


def _items(node: Node, decoder: Decoder) -> list[Node]:
    """Return the list under «terms»."""
    if isinstance(node, Scalar) and node.empty:
        return []
    entries = node.entries if isinstance(node, Mapping) else {}
    for entry in (each for name, each in entries.items() if name != "terms"):
        _unknown(entry, ("terms",), decoder)
    listed = entries.get("terms")
    if listed and isinstance(listed.value, Sequence):
        return listed.value.items
    decoder.wrong(listed.value if listed else node, "terms", "a list of terms", "write «terms:», then «- term: …» lines")
    return []


def _term(node: Node, decoder: Decoder) -> Term | None:
    """Return one term: a text, a text by language, or a mapping with «term»."""
    if not (isinstance(node, Mapping) and set(node.entries) & set(_KEYS)):
        text = decoder.value(node, Localised, Key("term", ""))
        return Term(text, isinstance(node, Scalar), span=node.span) if text is not FAILED else None
    for name, entry in node.entries.items():
        if name not in _KEYS:
            _unknown(entry, _KEYS, decoder)
    return _described(node, decoder)


def _described(node: Mapping, decoder: Decoder) -> Term | None:
    if "term" not in node.entries:
        complaint = (rules.MISSING_KEY, "«term» is missing in a term", "add «term: …»")
        decoder.report(node.span, complaint)
        return None
    text = decoder.value(node.entries["term"].value, Localised, Key("term", ""))
    note = decoder.value(node.entries["note"].value, str, Key("note", "")) if "note" in node.entries else ""
    keep = _truth(node.entries.get("keep"), decoder)
    return None if text is FAILED else Term(text, keep, "" if note is FAILED else note, node.span)


def _truth(entry: Entry | None, decoder: Decoder) -> bool:
    word = entry.value.text.lower() if entry and isinstance(entry.value, Scalar) else ""
    if entry and word not in _TRUE | _FALSE:
        decoder.wrong(entry.value, "keep", "true or false")
    return word in _TRUE


def _unknown(entry: Entry, known: tuple[str, ...], decoder: Decoder) -> None:
    hint = words.did_you_mean(entry.key.text, known, "known here: " + ", ".join(known))
    decoder.report(entry.key.span, (rules.UNKNOWN_KEY, f"«{entry.key.text}» is not known in {NAME}", hint))
