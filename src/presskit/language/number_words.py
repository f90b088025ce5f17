"""Language: numbers as texts state them, in digits of any script or in words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path

from presskit import disk_cache

__all__ = ["LANGUAGES", "Stated", "fold", "in_words", "marked", "spoken", "stated"]

LANGUAGES = ("en", "fr", "ar", "es", "tr", "ru", "uk", "de")

_LETTERS = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670'’ʼ])+"
_GROUPED = r"\d{1,3}(?:[,.٬'’\u00a0\u202f ]\d{3})+(?!\d)"
_TOKEN = re.compile(rf"(?P<digits>{_GROUPED}|\d+)|(?P<word>{_LETTERS})")
_MOST = 10**12  # beyond, numbers are written in digits
_LONGEST = 7  # «one hundred and twenty five» has five words; nothing in the table has more than seven


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that a text states: its value, and where it begins and ends in code points from 0."""

    value: int
    start: int
    end: int


def fold(text: str) -> str:
    """Return ``text`` for comparing words: lower case, no accents, vowel signs, tatweel, apostrophes, dotless ``ı``."""
    if text.isascii():
        return text.lower().replace("'", "")
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in decomposed if unicodedata.category(c) != "Mn" and c not in "\u0640'’ʼ")
    return kept.replace("ı", "i")


_DUAL = re.compile(r"^(و?)(اثن|ميت|ف)ت?(?:ان|ين|ا|ي)$")  # «ف» is «ألف» without what looks like its article
_ONE = re.compile(r"^(و?)(?:احدى|احد|واحدة)$")
_TANWIN = re.compile(r"^(و?)(ثلاث|اربع|خمس|ست|سبع|تسع|عشر)ا$")
_EIGHT = re.compile(r"^(و?)ثمان$")


def _arabic(word: str) -> str:
    """Return one form for a number word's genders and cases: «خمسة», «خمس»; «عشرون», «عشرين»; «والعشرون»."""
    if word == "واحد":
        return word
    word = re.sub(r"^(و?)ال", r"\1", word).replace("ماي", "مي")
    word = _TANWIN.sub(r"\1\2", word)
    word = _EIGHT.sub(r"\1ثماني", _ONE.sub(r"\1واحد", _DUAL.sub(r"\1\2ان", word)))
    return re.sub(r"ين$", "ون", word).removesuffix("ة")


def _key(words: Iterable[str], language: str) -> str:
    folded = [fold(word) for word in words]
    return "".join(map(_arabic, folded) if language == "ar" else folded)


def _swapped(form: str, pairs: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield ``form`` with its end replaced in every way that ``pairs`` (end → other ends) knows."""
    for end, others in pairs.items():
        if form.endswith(end):
            yield from (form.removesuffix(end) + other for other in others)


_ENDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "fr": {"un": ("une",), "cents": ("cent",)},
    "es": {"uno": ("un", "una"), "ientos": ("ientas",)},
    "tr": {"dört": ("dörd",)},
    "de": {"eins": ("ein", "eine", "einer", "einem", "einen")},
}


# Numbers of people together.
_COLLECTIVE: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "ru": {3: ("трое", "троих"), 4: ("четверо", "четверых"), 5: ("пятеро", "пятерых"), 6: ("шестеро",), 7: ("семеро",)},
    "uk": {3: ("троє", "трійко"), 4: ("четверо",), 5: ("пʼятеро",), 6: ("шестеро",), 7: ("семеро",)},
}
_ARABIC_ORDINALS = ("", "حادي", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر")
_ARABIC_TENS = ("", "عشر", "وعشرون", "وثلاثون", "وأربعون", "وخمسون", "وستون", "وسبعون", "وثمانون", "وتسعون")


def _arabic_ordinal(value: int) -> str:
    """Return the ordinal, by which Arabic counts hours and years of age; up to 99."""
    ten, one = divmod(value, 10) if value > 10 else (0, value)
    return f"{_ARABIC_ORDINALS[one]} {_ARABIC_TENS[ten]}".strip().removeprefix("و")


def _variants(form: str, language: str) -> Iterator[str]:
    """Yield ``form`` and the other ways to say or write the same number."""
    for ended in (form, *_swapped(form, _ENDS.get(language, {}))):
        yield ended
        if language == "en":
            yield from _english(ended)
        if language == "de":
            yield from _german(ended)
        if language == "ar":
            yield ended.replace("و أ", "وأ")  # then not to be told from «واحد»


def _english(form: str) -> Iterator[str]:
    """Yield «one hundred five» and «a hundred and five» for «one hundred and five»."""
    for said in (form, form.replace(" and ", " ")):
        yield said
        yield re.sub("^one (?=hundred|thousand)", "a ", said)


def _german(form: str) -> Iterator[str]:
    """Yield «hundertfünf» and «hundertundfünf» for «einhundertfünf»."""
    for said in (form, re.sub("hundert(?=[^u])", "hundertund", form)):
        yield said
        yield re.sub("^ein(?=hundert|tausend)", "", said)


def _sayings(language: str) -> tuple[Callable[[int], str], ...]:
    """Return the ways in which num2words says a number in ``language``: countries, cases and genders."""
    from num2words import num2words

    if language == "ru":
        options = product("ngdaip", "mf")
        return tuple(lambda n, c=c, g=g: num2words(n, lang="ru", case=c, gender=g) for c, g in options)
    if language == "uk":
        cases = product(("nominative", "genitive", "dative", "instrumental"), ("masculine", "feminine"))
        return tuple(lambda n, c=c, g=g: num2words(n, lang="uk", case=c, gender=g) for c, g in cases)
    names = ("fr", "fr_CH", "fr_BE") if language == "fr" else (language,)
    return tuple(lambda n, name=name: num2words(n, lang=name) for name in names)


def _in_table() -> Iterator[int]:
    yield from range(200)
    yield from range(200, 10_000, 100)


@lru_cache(maxsize=len(LANGUAGES))
def _table(language: str) -> Mapping[str, int]:
    """Return the value of every number word of ``language`` by its folded letters without spaces; kept when it is made."""
    if language not in LANGUAGES:
        return {}
    place = _place(language)
    with suppress(ValueError):
        kept = json.loads(disk_cache.get(place) or "")
        if isinstance(kept, dict) and kept:
            return kept
    table = _made_table(language)
    disk_cache.put(place, json.dumps(table, ensure_ascii=False))
    return table


def _place(language: str) -> Path | None:
    """Return where the table of a language is kept: another version of num2words or of this file has another place."""
    library = find_spec("num2words")
    with suppress(OSError):  # from an archive: what cannot be told apart is not kept
        if library is not None and library.origin is not None:
            made_from = f"{disk_cache.stamp(library.origin)} {disk_cache.stamp(__file__)}"
            return disk_cache.place(__file__, f"number_words_{language}.json", made_from)
    return None


def _made_table(language: str) -> dict[str, int]:
    table: dict[str, int] = {}
    for say in _sayings(language):
        for value in _in_table():
            for form in _variants(say(value), language):
                table.setdefault(_key(re.findall(_LETTERS, form), language), value)
    return table


@lru_cache(maxsize=1024)
def spoken(value: int, language: str) -> frozenset[str]:
    """Return the folded letters, without spaces, of the ways in which ``value`` is said; any size."""
    language = language.split("-", maxsplit=1)[0]
    if language not in LANGUAGES or not 0 <= value < _MOST:
        return frozenset()
    forms = [form for say in _sayings(language) for form in _variants(say(value), language)]
    forms += _COLLECTIVE.get(language, {}).get(value, ())
    if language == "ar" and 2 < value < 100:
        forms.append(_arabic_ordinal(value))
    return frozenset(_key(re.findall(_LETTERS, form), language) for form in forms)


_PREFIXED = re.compile(r"^[وفبلك]{1,2}(?:ال)?(?=..)")  # «and», «so», «by», «for», «as» are written with the Arabic word
_SHORT = 3  # letters: «ten» begins «tense» and «on» begins «onlar»; «four» begins «fourth»


@lru_cache(maxsize=64)
def _openings(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return every word of ``text``, alone and with those that follow it, as keys; in Arabic also without its prefixes."""
    words = re.findall(_LETTERS, text)
    keys = [_key([word], language) for word in words]
    found = [(key, "".join(keys[at : at + _LONGEST])) for at, key in enumerate(keys)]
    for at, word in enumerate(words if language == "ar" else ()):
        bare = _key([_PREFIXED.sub("", fold(word))], language)
        if bare != keys[at]:
            found.append((bare, "".join([bare, *keys[at + 1 : at + _LONGEST]])))
    return tuple(found)


def in_words(value: int, text: str, language: str) -> bool:
    """Tell whether ``text`` says ``value`` in words, alone or as the beginning of more («five» in «five million»)."""
    primary = language.split("-", maxsplit=1)[0]
    forms = spoken(value, primary)
    long = tuple(form for form in forms if len(form) > _SHORT)
    return any(word in forms or words.startswith(long) for word, words in _openings(text, primary))


def _said(keys: list[str], table: Mapping[str, int], language: str) -> tuple[int, int] | None:
    """Return (value, how many words) of the longest number that words begin with; articles like «un» are none."""
    for count in range(len(keys), 0, -1):
        key = "".join(keys[:count])
        value = table.get(key)
        if value is None and language == "ar":
            value = table.get(key.removeprefix("و"))
        if value is not None and value > 1:
            return value, count
    return None


def _length_of_run(tokens: list[re.Match[str]], at: int, text: str) -> int:
    """Return how many words stand from ``at`` on with nothing but spaces and hyphens between them."""
    end = tokens[at].end()
    for length, token in enumerate(tokens[at : at + _LONGEST]):
        if token["word"] is None or text[end : token.start()].strip(" -\u2010\u2011\u00a0\u202f"):
            return length
        end = token.end()
    return len(tokens[at : at + _LONGEST])


def _digits_alone(token: re.Match[str], text: str) -> bool:
    """Tell whether digits are a count: not glued to a letter, a sign of money or per cent, a decimal or a date."""
    before, after = text[: token.start()][-1:], text[token.end() :][:2]
    glued = before.isalnum() and before not in "والـ"
    decimal = before in set(",٫") and text[: token.start() - 1][-1:].isdigit()
    too_long = token.end() - token.start() > len(f"{_MOST:,}")
    return not (too_long or glued or decimal or before in set("#/.:-€$£_@+") or re.match(r"\s?[%٪]|\w|[.,:/٫-]\d", after))


@lru_cache(maxsize=1024)
def stated(text: str, language: str) -> tuple[Stated, ...]:
    """Return the counts that ``text`` states in digits or words, in order. Words for 0 and 1 are left alone."""
    primary = language.split("-", maxsplit=1)[0]
    table, tokens = _table(primary), list(_TOKEN.finditer(text))
    keys = [_key([token["word"] or ""], primary) for token in tokens]
    found: list[Stated] = []
    at = 0
    while at < len(tokens):
        token, step = tokens[at], 1
        if token["digits"] and _digits_alone(token, text):
            found.append(Stated(int(re.sub(r"\D", "", token.group())), token.start(), token.end()))
        elif token["word"] and (
            said := _said(keys[at : at + _length_of_run(tokens, at, text)], table, primary)
        ):
            step = said[1]
            found.append(Stated(said[0], token.start(), tokens[at + step - 1].end()))
        at += step
    return tuple(found)


@lru_cache(maxsize=1024)
def marked(text: str, language: str) -> tuple[str, tuple[Stated, ...]]:
    """Return ``text`` folded, every stated number replaced by ``⟦0⟧``, ``⟦1⟧``…, and the numbers by that index."""
    numbers = stated(text, language)
    parts: list[str] = []
    end = 0
    for index, number in enumerate(numbers):
        parts += [fold(text[end : number.start]), f"⟦{index}⟧"]
        end = number.end
    return "".join([*parts, fold(text[end:])]), numbers
