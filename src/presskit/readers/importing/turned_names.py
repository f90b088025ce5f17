"""Lists whose entries are persons of one shape: «Vane, Hester, University of Wharfe», or «Hester Vane Ireland»."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from presskit.language.data import fold, words
from presskit.model.people import Localised, Signatory, SignatoryKind
from presskit.readers.importing.affiliations import is_affiliation
from presskit.readers.importing.shapes import may_name
from presskit.readers.importing.trailing_country import bare_place
from presskit.readers.importing.zones import city_zone
from presskit.readers.tables.cells import country_code

__all__ = ["Shape", "shape_of", "turned"]

Shape = Callable[[str], Signatory | None]
"""Reads an entry of a list whose entries are all made alike; None for one that is not."""

_TURNED = re.compile(
    r"^(?P<last>[^,،()]+)[,،]\s*(?P<first>[^,،()]+?)"
    r"(?:\s*[,،]\s*(?P<rest>\S.*)|\s*\((?P<inner>[^()]+)\)|\s[–—-]\s(?P<behind>.+))?$"
)
_MOST_OF_A_PART, _LEAST, _LEAST_IN_ORDER = 3, 3, 5


def turned(text: str) -> Signatory | None:
    """Return the person whom «Surname, First name, where she works» names; None where the words have another shape."""
    match = _TURNED.match(text.strip(" ;.،"))
    if match is None or not (_is_part(match["last"]) and _is_part(match["first"])):
        return None
    belongs = match["rest"] or match["inner"] or match["behind"] or ""
    affiliation = Localised(belongs) if belongs else None
    return Signatory(
        Localised(f"{match['last'].strip()}, {match['first']}"), SignatoryKind.PERSON, affiliation=affiliation,
        note=f"as received: «{text}»" if belongs else "",
    )  # fmt: skip


def _is_part(text: str) -> bool:
    """Return whether words may be a surname or first names: few, with capitals, no office, organisation or country."""
    parts = [part for part in text.split() if part.lower() not in words("people", "particles")]
    named = 0 < len(parts) <= _MOST_OF_A_PART and all(part[:1].isalpha() and part[:1].upper() == part[:1] for part in parts)
    return named and not is_affiliation(text) and not country_code(text)


def _are_turned(texts: Sequence[str]) -> bool:
    """Return whether a list is certain to be of surnames first: all have that shape, and something more says so.

    They stand in the order of the surnames and something stands behind them, or most surnames are one word and none of the
    second parts is a city.
    """
    people = [turned(text) for text in texts]
    found = [person for person in people if person]
    if len(texts) < _LEAST or len(found) * 20 < len(texts) * 19:
        return False
    keys = [fold(person.name.default) for person in found]
    firsts = [person.name.default.partition(", ")[2] for person in found]
    ordered = len(keys) >= _LEAST_IN_ORDER and sum(a <= b for a, b in pairwise(keys)) * 10 >= (len(keys) - 1) * 9
    behind = sum(person.affiliation is not None for person in found) * 2 >= len(found)
    sole = sum(" " not in each.name.default.partition(", ")[0] for each in found) * 3 >= len(found) * 2
    cities = any(city_zone(first) for first in firsts)
    return (ordered and behind) or (sole and not cities and (ordered or behind))


def shape_of(texts: Sequence[str]) -> Shape | None:
    """Return how the persons of a list are read that are certain to be made alike in one of these shapes; None for others."""
    if _are_turned(texts):
        return turned
    with_places = sum(_with_place(text) is not None for text in texts)
    return _with_place if len(texts) > _LEAST and with_places * 10 >= len(texts) * 9 else None


def _with_place(text: str) -> Signatory | None:
    """Return the person whom «Hester Vane Ireland» or «Otto Reeve Chile/Ireland» names; of two countries, both are kept."""
    name, place = bare_place(text.strip(" ;.,،"))
    if not place or not may_name(name):
        return None
    country, several = country_code(place), Localised(place) if "/" in place else None
    return Signatory(Localised(name), SignatoryKind.PERSON, affiliation=several, country=country)
