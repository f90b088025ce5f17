"""Language: its script and direction, the order of its alphabet, for lists of names, and its letters as Latin ones, for ids.

The order is CLDR's root order in short (marks and case come after letters), with the languages' own tailorings. Unicode
Technical Standard #10 has the whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from presskit.language.data import languages, latin_digits, table
from presskit.language.tags import primary

__all__ = ["direction", "letters_of", "own_letters", "script", "slug", "sort_key"]

_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
# Letters that Unicode does not decompose into a base and a mark; a language whose alphabet has them sorts them by that.
_SAME = (
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
)
# Alphabets of languages that have no file here, by CLDR; a letter of the second run stands where its like of the first does.
_WITHOUT_FILE = {
    **dict.fromkeys(("da", "nb", "nn", "no"), ("zæøå", "zäö")),
    **dict.fromkeys(("fi", "sv"), ("zåäö", "zåæø")),
}
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

    own = [part.title() for part in tag.replace("_", "-").split("-")[1:] if re.fullmatch("[A-Za-z]{4}", part)]
    likely = (get_global("likely_subtags").get(key, "").split("_") for key in (tag.replace("-", "_"), primary(tag)))
    guessed = (part for subtags in likely for part in subtags if len(part) == 4)
    return next(filter(None, [*own, str(table(tag, "writing").get("script", "")), *guessed]), "")


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


@lru_cache(maxsize=16)
def _alphabet(language: str) -> Mapping[str, tuple[str, int]]:
    """Return each letter of its own → the letter that it follows in the alphabet, and at which place after it."""
    runs: tuple[str, ...] = table(language, "grammar").get("letters", _WITHOUT_FILE.get(language, ()))
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
    own_case = str.maketrans(table(tongue, "writing").get("lower", {}))
    lower = unicodedata.normalize("NFC", text.translate(own_case)).lower()
    letters = [c if c in _alphabet(tongue) else _SAME.get(c, c) for c in lower if c.isalnum() or c.isspace()]
    words = " ".join("".join(letters).replace("\u0640", "").split())
    return tuple(_weight(c, tongue) for c in words), text


def slug(text: str, longest: int = 40) -> str:
    """Return lower-case ASCII letters, digits and hyphens, cut at a word's end; empty where no letter is known.

    Cyrillic and Arabic letters become Latin ones as the languages' own tables say; other scripts have none.
    """
    lower = re.sub("[’']", "", unicodedata.normalize("NFC", latin_digits(text)).lower())
    lower = lower.replace("ı", "i").replace("ß", "ss")
    plain = unicodedata.normalize("NFKD", _in_latin(lower)).encode("ascii", "ignore").decode()
    if len(re.findall("[a-z]", plain)) * 3 < sum(map(str.isalpha, lower)):
        return ""
    name = ""
    for word in re.findall("[a-z0-9]+", plain):
        if name and len(name) + 1 + len(word) > longest:
            break
        name = f"{name}-{word}" if name else word[:longest]
    return name


def _in_latin(lower: str) -> str:
    """Return ``lower`` with Latin letters, by the tables of the languages whose letters it has."""
    for language in sorted(languages(), key=lambda tag: not table(tag, "detection").get("own_letters")):
        letters = table(language, "latin").get("letters", {})
        sign = table(language, "detection").get("own_letters") or letters_of(language)
        if letters and sign and re.search(sign, lower):
            lower = "".join(letters.get(char, char) for char in lower)
    return lower
