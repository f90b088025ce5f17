"""Language: the alphabet's order, for lists of names.

CLDR's root order in short (marks and case come after letters), with the tailorings of the languages that presskit
speaks. Unicode Technical Standard #10 has the whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from presskit.language.tags import primary

__all__ = ["sort_key"]

# A letter of its own → the letter that it follows in the alphabet.
_LETTERS: Mapping[str, Mapping[str, str]] = {
    "es": {"ñ": "n"},
    "tr": {"ç": "c", "ğ": "g", "ı": "h", "ö": "o", "ş": "s", "ü": "u"},
    "uk": {"ґ": "г", "є": "е", "ї": "і"},
    "ru": {"й": "и"},
}
_SAME = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ß": "ss"})
_OWN_SCRIPT = {"ar": "ARABIC", "ru": "CYRILLIC", "uk": "CYRILLIC"}


def _lower(text: str, language: str) -> str:
    if language == "tr":
        text = text.replace("I", "ı").replace("İ", "i")
    return unicodedata.normalize("NFC", text).lower()


@lru_cache(maxsize=4096)
def _weight(letter: str, language: str) -> tuple[int, str, int]:
    """Return (script, letter without marks, place after it)."""
    own = _OWN_SCRIPT.get(language, "")
    foreign = 1 if own and not unicodedata.name(letter, "").startswith(own) else 0
    base = _LETTERS.get(language, {}).get(letter)
    if base:
        return foreign, base, 1
    return foreign, unicodedata.normalize("NFD", letter)[0], 0


def sort_key(text: str, language: str) -> tuple[object, ...]:
    """Return a key by which names stand in the order of the alphabet of ``language`` (BCP 47).

    Marks of punctuation, vowel signs and tatweel do not count; names in the language's own script come first; what is
    then still equal stands in the order of its code points, so that the order is the same every time.
    """
    tongue = primary(language)
    letters = [c for c in _lower(text, tongue).translate(_SAME) if c.isalnum() or c.isspace()]
    words = " ".join("".join(letters).replace("\u0640", "").split())
    return tuple(_weight(c, tongue) for c in words), text
