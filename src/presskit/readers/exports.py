"""translations/exports.yaml → what went out to translators, and when."""

from __future__ import annotations

from datetime import date

from presskit.diagnostics import Reading
from presskit.formats.kit_keys import Key
from presskit.readers import yaml_tree
from presskit.readers.decode import FAILED, Decoder
from presskit.readers.encoding import decode
from presskit.readers.yaml_tree import Mapping, Node, Sequence
from presskit.translation.status import Export

__all__ = ["NAME", "read"]

NAME = "translations/exports.yaml"
LIMIT = 5 * 1024 * 1024


def read(data: bytes) -> Reading[tuple[Export, ...]]:
    """Read the exports that presskit wrote down; what it cannot understand is reported."""
    decoded = decode(NAME, data, LIMIT)
    tree = yaml_tree.read(NAME, decoded.value)
    decoder = Decoder({}, [*decoded.diagnostics, *tree.diagnostics])
    listed = tree.value.entries.get("exports") if isinstance(tree.value, Mapping) else None
    items = listed.value.items if listed and isinstance(listed.value, Sequence) else []
    exports = [made for node in items if (made := _export(node, decoder)) is not None]
    return Reading(tuple(exports), tuple(decoder.found))


def _export(node: Node, decoder: Decoder) -> Export | None:
    if not isinstance(node, Mapping) or not {"language", "date", "revision"} <= set(node.entries):
        decoder.wrong(node, "exports", "a language, a date and a revision")
        return None
    kinds = (("language", str), ("date", date), ("revision", str))
    told = [decoder.value(node.entries[name].value, kind, Key(name, "")) for name, kind in kinds]
    return None if FAILED in told else Export(*told)
