"""Language: the alphabet's order, for lists of names.

CLDR's root order in short (marks and case come after letters), with the tailorings of the languages that presskit
speaks. Unicode Technical Standard #10 has the whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from presskit.language.data import table
from presskit.language.tags import primary

__all__ = ["sort_key"]

_SAME = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
)
_OWN_SCRIPT = {"ar": "ARABIC", "ru": "CYRILLIC", "uk": "CYRILLIC"}


def _lower(text: str, language: str) -> str:
    if language == "tr":
        text = text.replace("I", "ı").replace("İ", "i")
    return unicodedata.normalize("NFC", text).lower()


@lru_cache(maxsize=16)
def _own_letters(language: str) -> Mapping[str, tuple[str, int]]:
    """Return each letter of its own → the letter that it follows in the alphabet, and at which place after it."""
    runs: tuple[str, ...] = tuple(table(language, "grammar").get("letters", ()))
    return {letter: (run[0], place) for run in runs for place, letter in enumerate(run[1:], 1)}


@lru_cache(maxsize=4096)
def _weight(letter: str, language: str) -> tuple[int, str, int]:
    """Return (what comes first, letter without marks, place after it): spaces, digits, the own script, the others."""
    if not letter.isalpha():
        return int(letter.isalnum()), letter, 0
    own = _OWN_SCRIPT.get(language, "")
    foreign = bool(own) and not unicodedata.name(letter, "").startswith(own)
    base, place = _own_letters(language).get(letter, (unicodedata.normalize("NFD", letter)[0], 0))
    return 3 if foreign else 2, base, place


def sort_key(text: str, language: str) -> tuple[object, ...]:
    """Return a key by which names stand in the order of the alphabet of ``language`` (BCP 47).

    Marks of punctuation, vowel signs and tatweel do not count; names in the language's own script come first; what is
    then still equal stands in the order of its code points, so that the order is the same every time.
    """
    tongue = primary(language)
    letters = [c for c in _lower(text, tongue).translate(_SAME) if c.isalnum() or c.isspace()]
    words = " ".join("".join(letters).replace("\u0640", "").split())
    return tuple(_weight(c, tongue) for c in words), text
