"""What a kit says of itself: its region for telephone numbers; its day and the zone of its place, for hints alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presskit.readers import suggestions, words
from presskit.readers.yaml_tree import Mapping, Node, Scalar, Sequence

__all__ = ["NOTHING", "Own", "of"]


@dataclass(frozen=True, slots=True)
class Own:
    """The ``day`` of the release in ISO form, the IANA ``zone`` of its place, and its ``region`` (ISO 3166-1).

    Each is empty where the kit does not say it, or says it wrongly.
    """

    day: str = ""
    zone: str = ""
    region: str = ""


NOTHING = Own()


def of(tree: Node | None) -> Own:
    """Return what kit.yaml says of itself, whatever else may be wrong with it."""
    if not isinstance(tree, Mapping):
        return NOTHING
    day = _text(tree, "date")
    dated = re.fullmatch(words.PATTERNS["date"], day) and not isinstance(words.parse_date(day), tuple)
    return Own(day if dated else "", _zone(tree))


def _text(tree: Mapping, key: str) -> str:
    entry = tree.entries.get(key)
    return entry.value.text if entry and isinstance(entry.value, Scalar) else ""


def _zone(tree: Mapping) -> str:
    """Return the zone of the kit's first place, that of its embargo, or, without places, the only one of its region."""
    places = tree.entries.get("places")
    for name in _names(places.value) if places else ():
        if found := suggestions.cities(name) or words.zone_of_city(name):
            return found
    embargo = tree.entries.get("embargo")
    said = _text(embargo.value, "zone") if embargo and isinstance(embargo.value, Mapping) else ""
    if said and words.zone(said) is None:
        return said
    return "" if places else words.zone_of_country(_text(tree, "region"))


def _names(places: Node) -> list[str]:
    """Return the names of the first place; one that a comma parts from its country is named before it."""
    if isinstance(places, Sequence):
        return _names(places.items[0]) if places.items else []
    if isinstance(places, Mapping):
        return [name for entry in places.entries.values() for name in _names(entry.value)]
    return [places.text.partition(",")[0].strip()]
