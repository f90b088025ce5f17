"""Language: its script and direction, the order of its alphabet, for lists of names, and its letters as Latin ones, for ids.

The order is CLDR's root order in short (marks and case come after letters), with the languages' own tailorings. Unicode
Technical Standard #10 has the whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from presskit.language.data import languages, latin_digits, table
from presskit.language.tags import primary

__all__ = ["direction", "letters_of", "own_letters", "script", "slug", "sort_key"]

_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
# Letters that Unicode does not decompose into a base and a mark.
_SAME = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
)
_SCRIPTS = {
    "Arab": ("ARABIC", re.compile("[\u0621-\u064a\u066e-\u06d3]")),
    "Cyrl": ("CYRILLIC", re.compile("[\u0400-\u04ff]")),
    "Hebr": ("HEBREW", re.compile("[\u05d0-\u05ea]")),
}


@lru_cache(maxsize=64)
def script(tag: str) -> str:
    """Return the script of ``tag`` (ISO 15924): its script subtag, else its language's file's, else CLDR's likely one.

    Empty where none is known.
    """
    from babel.core import get_global

    likely = get_global("likely_subtags")
    _, *subtags = tag.replace("_", "-").split("-")
    found = next((part.title() for part in subtags if re.fullmatch("[A-Za-z]{4}", part)), "")
    found = found or str(table(tag, "writing").get("script", ""))
    for key in (tag.replace("-", "_"), primary(tag)):
        found = found or next((part for part in likely.get(key, "").split("_") if len(part) == 4), "")
    return found


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction of the script of ``tag``."""
    return "rtl" if script(tag) in _RIGHT_TO_LEFT else "ltr"


def letters_of(tag: str) -> re.Pattern[str] | None:
    """Return an expression for a letter of the script of a language; None for Latin and what is not known."""
    return _SCRIPTS[script(tag)][1] if script(tag) in _SCRIPTS else None


def own_letters(text: str, tag: str) -> float:
    """Return how much of ``text`` is in letters that no other language with a file writes in its script, from 0 to 1."""
    own = table(tag, "detection").get("own_letters", "")
    return len(re.findall(own, text)) / (sum(map(str.isalpha, text)) or 1) if own else 0.0


def _lower(text: str, language: str) -> str:
    own = table(language, "writing").get("lower", {})
    return unicodedata.normalize("NFC", text.translate(str.maketrans(own))).lower()


@lru_cache(maxsize=16)
def _alphabet(language: str) -> Mapping[str, tuple[str, int]]:
    """Return each letter of its own → the letter that it follows in the alphabet, and at which place after it."""
    runs: tuple[str, ...] = tuple(table(language, "grammar").get("letters", ()))
    return {letter: (run[0], place) for run in runs for place, letter in enumerate(run[1:], 1)}


@lru_cache(maxsize=4096)
def _weight(letter: str, language: str) -> tuple[int, str, int]:
    """Return (what comes first, letter without marks, place after it): spaces, digits, the own script, the others."""
    if not letter.isalpha():
        return int(letter.isalnum()), letter, 0
    own, _ = _SCRIPTS.get(script(language), ("", None))
    foreign = bool(own) and not unicodedata.name(letter, "").startswith(own)
    base, place = _alphabet(language).get(letter, (unicodedata.normalize("NFD", letter)[0], 0))
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


def slug(text: str, longest: int = 40) -> str:
    """Return lower-case ASCII letters, digits and hyphens, cut at a word's end; empty where no letter is known.

    Cyrillic and Arabic letters become Latin ones as the languages' own tables say; other scripts have none.
    """
    lower = (
        unicodedata.normalize("NFC", latin_digits(text))
        .lower()
        .replace("’", "")
        .replace("'", "")
        .replace("ı", "i")
        .replace("ß", "ss")
    )
    plain = unicodedata.normalize("NFKD", _in_latin(lower)).encode("ascii", "ignore").decode()
    if len(re.findall("[a-z]", plain)) * 3 < sum(map(str.isalpha, lower)):
        return ""
    name = ""
    for word in re.findall("[a-z0-9]+", plain):
        if name and len(name) + 1 + len(word) > longest:
            break
        name = f"{name}-{word}" if name else word[:longest]
    return name


def _with_latin_letters() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the languages that say what their letters are in Latin ones; those with letters of their own come first."""
    known = [(tag, table(tag, "latin").get("letters", {})) for tag in languages()]
    tabled = [(tag, letters) for tag, letters in known if letters]
    yield from sorted(tabled, key=lambda each: not table(each[0], "detection").get("own_letters"))


def _in_latin(lower: str) -> str:
    for language, letters in _with_latin_letters():
        told = table(language, "detection").get("own_letters") or letters_of(language)
        if told and re.search(told, lower):
            lower = "".join(letters.get(char, char) for char in lower)
    return lower
