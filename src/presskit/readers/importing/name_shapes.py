"""What words look like that may name who signs: a person, an organisation, a place, an office, a sentence; and how well."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from presskit.language.data import fold, whole_words
from presskit.readers.importing.affiliations import is_affiliation, is_role, names_organisation
from presskit.readers.importing.headings import has_contact
from presskit.readers.importing.names import name_parts
from presskit.readers.importing.shapes import ends_sentence, is_titled, may_name, pattern
from presskit.readers.importing.zones import city_zone
from presskit.readers.tables.cells import country_code

__all__ = ["Shape", "bare_name", "is_place", "may_be_signatory", "shape_of_name", "worth"]


class Shape(StrEnum):
    """What words look like."""

    PERSON = "person"
    ORGANISATION = "organisation"
    NAME = "name"
    SMALL = "small"
    OFFICE = "office"
    PLACE = "place"
    SENTENCE = "sentence"
    NOTHING = "nothing"


_WORTH = {Shape.PERSON: 1.0, Shape.ORGANISATION: 1.0, Shape.NAME: 0.6, Shape.SMALL: -0.3}
_OTHERS, _DIVIDED = -1.0, -0.3
_DIVIDES = re.compile(r"[,،;:]|\s[-–—/]\s|\(")
_CELLS = re.compile(r"[|\t]")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.\s?){1,3}(?:[^\W\d_][\w’'-]++\s?){1,2}")
_ADDRESS = re.compile(r"https?://|www\.|^[#<|]|\d{4}")
_PARTS = re.compile(r"[,،(–]|\s[-/]\s")
_LONGEST, _SENTENCE, _PHRASE = 12, 6, 7
_STRAY = ' ,;،؛"“”_•'


def bare_name(words: str) -> str:
    """Return words without «for the» before them and stray marks around them."""
    begins = pattern("represents").match(words)
    bare = re.sub(r"^[^\W\d_A-Z]{1,3}\s+(?=[^\W\d_a-z])", "", words[begins.end() :]) if begins else words
    return bare.strip(_STRAY)


def is_place(words: str) -> bool:
    """Return whether words are a country, a city, or both: «Caracas, Venezuela»."""
    bare = words.strip(" .,;:()[]")
    parts = [part.strip() for part in re.split(r"[,،.]\s*", bare) if part.strip()]
    if not parts or any(map(str.isdigit, bare)):
        return False
    first, last = parts[0], parts[-1]
    known = len(parts) == 1 or len(first.split()) == 1 or bool(city_zone(first))
    return known and bool(country_code(last) or city_zone(last) or city_zone(bare))


@lru_cache(maxsize=4096)
def shape_of_name(words: str) -> Shape:
    """Return what words look like."""
    bare = words.strip(' ,;.،؛"“”')
    if not any(map(str.isalpha, bare)) or has_contact(words) or _ADDRESS.search(bare):
        return Shape.NOTHING
    if len(bare.split()) > _LONGEST or (ends_sentence(words) and len(bare.split()) >= _SENTENCE) or _is_phrase(bare):
        return Shape.SENTENCE
    if (is_titled(bare) and not bare.partition(" ")[2].islower()) or _INITIALS.fullmatch(bare):
        return Shape.PERSON
    if is_place(bare):
        return Shape.PLACE
    if _is_office(bare):
        return Shape.OFFICE
    if names_organisation(bare):
        return Shape.ORGANISATION
    if may_name(bare) or (bare.isupper() and may_name(bare.title())):
        return Shape.PERSON
    if bare[:1].islower():
        return Shape.SMALL
    return Shape.ORGANISATION if is_affiliation(bare) else Shape.NAME


def _is_phrase(bare: str) -> bool:
    """Return whether many words have no capital behind the first, as names have them, and none sounds like an organisation."""
    first, *others = bare.split()
    small = first[:1].isupper() and not any(word[:1].isupper() for word in others)
    return small and len(others) >= _PHRASE and not names_organisation(bare)


def _is_office(bare: str) -> bool:
    first = _PARTS.split(bare)[0]
    if whole_words("lists", "callings").match(fold(bare)) and (len(bare.split()) == 1 or bare.partition(" ")[2].islower()):
        return True
    calling = bare[:1].islower() and is_affiliation(bare) and not names_organisation(bare)
    return bool(pattern("represents").match(bare)) or calling or (is_role(first) and not names_organisation(first))


def worth(name: str) -> float:
    """Return how much words look like one name, from -1 to 1; a mark that may divide them takes from it, one of cells all."""
    if _CELLS.search(name):
        return _OTHERS
    value = _WORTH.get(shape_of_name(name), _OTHERS)
    return value + _DIVIDED if value > 0 and _DIVIDES.search(name_parts(name).text) else value


def may_be_signatory(words: str) -> bool:
    """Return whether words look like who signs, of whatever kind."""
    return worth(words) > 0
