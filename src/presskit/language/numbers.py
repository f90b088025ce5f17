"""Language: numbers as texts state them, in digits of any script or in words, and as outputs print them.

The form of a noun after a count is by CLDR's plural rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any

from presskit import disk_cache
from presskit.language.data import file_of, fold, table, words
from presskit.language.tags import locale, primary

__all__ = [
    "Stated",
    "category",
    "counted",
    "forms_wanted",
    "in_digits",
    "in_words",
    "inflected",
    "marked",
    "plural_forms",
    "spelled",
    "spoken",
    "stated",
    "stays",
]

_DIGITS = {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}


def in_digits(text: str, digits: str) -> str:
    """Return ``text`` with its digits 0–9 in the CLDR numbering system ``digits`` (``latn``, ``arab``, ``arabext``)."""
    return text.translate(str.maketrans("0123456789", _DIGITS[digits])) if digits in _DIGITS else text


def counted(value: int, language: str, digits: str = "latn") -> str:
    """Return a count as the language groups it: «1,200», «1 200»."""
    from babel.numbers import format_decimal

    return in_digits(format_decimal(value, locale=locale(language)), digits)


def spelled(value: int, language: str) -> str | None:
    """Return a count in words, or None where its form hangs on what is counted (gender, case) or is not known.

    The language's file says which words stand alone, as an expression of their digits: ``numbers.alone``.
    """
    from num2words import num2words

    tongue = primary(language)
    alone = table(language, "numbers").get("alone", "")
    if not alone or not re.fullmatch(alone, str(value)):
        return None
    said = str(num2words(value, lang=tongue))
    numbers = table(language, "numbers")
    if value >= numbers.get("short_below", 0):
        return said
    pattern, short = numbers["short"]
    return re.sub(pattern, short, said)


_ORDER = ("zero", "one", "two", "few", "many", "other")
_COUNTS = range(1, 1001)  # signatories; millions have a form of their own in French and Spanish


def category(count: int, language: str) -> str:
    """Return CLDR's name of the form that ``count`` asks for: one, two, few, many, other."""
    form = str(locale(language).plural_form(count))
    known = plural_forms(language)
    return form if form in known else [*known][-1]


@lru_cache(maxsize=64)
def plural_forms(language: str) -> Mapping[str, tuple[int, ...]]:
    """Return the forms that the noun after a count has in ``language``, in CLDR's order, each with its first counts.

    A language whose nouns are not inflected after numbers (Turkish) has one form.
    """
    if not table(language, "grammar").get("inflects_after_number", True):
        return {"other": (1, 2, 3)}
    found: dict[str, list[int]] = {}
    for count in _COUNTS:
        found.setdefault(str(locale(language).plural_form(count)), []).append(count)
    return {form: tuple(found[form][:3]) for form in _ORDER if form in found}


def forms_wanted(variable: str, language: str) -> str:
    """Return how the forms of a noun are written after ``variable``, and for which counts: «{{ x | … | … }}: …»."""
    wanted = [*plural_forms(language).values()]
    counts = "; for ".join(", ".join(map(str, first)) for first in wanted) if len(wanted) > 1 else "all numbers"
    return f"{{{{ {' | '.join([variable, *['…'] * len(wanted)])} }}}}: the word for {counts}"


def stays(counts: Iterable[int], language: str) -> bool:
    """Tell whether one plain plural fits all of ``counts``."""
    forms = {category(count, language) for count in counts}
    alone = {"one", *table(language, "grammar").get("without_number", ())}
    return len(plural_forms(language)) == 1 or (len(forms) == 1 and not forms & alone)


def inflected(count: int, number: str, forms: Sequence[str], language: str) -> str | None:
    """Return ``number`` with the form that ``count`` asks for: «25 organisations»; None where a form is missing.

    ``forms`` stand in the order of :func:`plural_forms`. Where any of them has ``#``, the number stands there and nowhere
    else; otherwise it stands before the form, but for counts whose form says it (Arabic one and two).
    """
    known = [*plural_forms(language)]
    if len(forms) != len(known):
        return None
    name = category(count, language)
    form = forms[known.index(name)]
    if any("#" in each for each in forms):
        return form.replace("#", number)
    return form if name in table(language, "grammar").get("without_number", ()) else f"{number} {form}"


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


@lru_cache(maxsize=32)
def _rewrites(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(form), said) for form, said in table(language, "numbers").get("rewrites", ()))


def _one_form(word: str, language: str) -> str:
    """Return one form for a number word's genders and cases, by ``rewrites``: «خمسة», «خمس»; «عشرون», «عشرين»; «والعشرون»."""
    if word in table(language, "numbers").get("same", ()):
        return word
    for form, said in _rewrites(language):
        word = form.sub(said, word)
    return word


def _key(words: Iterable[str], language: str) -> str:
    return "".join(_one_form(fold(word), language) for word in words)


def _ordinal(value: int, numbers: Mapping[str, Any]) -> str:
    """Return the ordinal, by which Arabic counts hours and years of age; up to 99."""
    ten, one = divmod(value, 10) if value > 10 else (0, value)
    said = f"{numbers['ordinal_ones'][one]} {numbers['ordinal_tens'][ten]}".strip()
    return said.removeprefix(numbers["joined"])


def _variants(form: str, language: str) -> list[str]:
    """Return ``form`` and the other ways to say or write the same number: each of ``variants`` may be used or not."""
    forms = [form]
    for pattern, said in table(language, "numbers").get("variants", ()):
        forms = list(dict.fromkeys([*forms, *(re.sub(pattern, said, each) for each in forms)]))
    return forms


def _sayings(language: str) -> tuple[Callable[[int], str], ...]:
    """Return the ways in which num2words says a number in ``language``: countries, cases and genders."""
    from num2words import num2words

    numbers = table(language, "numbers")
    inflected = product(numbers.get("cases", ()), numbers.get("genders", ()))
    options = [{"case": case, "gender": gender} for case, gender in inflected] or [{}]
    return tuple(
        lambda n, name=name, option=option: num2words(n, lang=name, **option) for name in numbers["say"] for option in options
    )


def _in_table() -> Iterator[int]:
    yield from range(200)
    yield from range(200, 10_000, 100)


@lru_cache(maxsize=32)
def _table(language: str) -> Mapping[str, int]:
    """Return the value of every number word of ``language`` by its folded letters without spaces; kept when it is made."""
    if not table(language, "numbers"):
        return {}
    place = _place(language)
    with suppress(ValueError):
        kept = json.loads(disk_cache.get(place) or "")
        if isinstance(kept, dict) and kept:
            return kept
    values = _made_table(language)
    disk_cache.put(place, json.dumps(values, ensure_ascii=False))
    return values


def _place(language: str) -> Path | None:
    """Return where the table of a language is kept: another version of num2words or of this file has another place."""
    library = find_spec("num2words")
    with suppress(OSError):  # from an archive: what cannot be told apart is not kept
        if library is not None and library.origin is not None:
            made_from = f"{disk_cache.stamp(library.origin)} {disk_cache.stamp(file_of(language))} {disk_cache.stamp(__file__)}"
            return disk_cache.place(__file__, f"number_words_{language}.json", made_from)
    return None


def _made_table(language: str) -> dict[str, int]:
    values: dict[str, int] = {}
    for say in _sayings(language):
        for value in _in_table():
            for form in _variants(say(value), language):
                values.setdefault(_key(re.findall(_LETTERS, form), language), value)
    return values


@lru_cache(maxsize=1024)
def spoken(value: int, language: str) -> frozenset[str]:
    """Return the folded letters, without spaces, of the ways in which ``value`` is said; any size."""
    language = primary(language)
    numbers = table(language, "numbers")
    if not numbers or not 0 <= value < _MOST:
        return frozenset()
    forms = [form for say in _sayings(language) for form in _variants(say(value), language)]
    forms += numbers.get("together", {}).get(str(value), ())
    if "ordinal_ones" in numbers and 2 < value < 100:
        forms.append(_ordinal(value, numbers))
    return frozenset(_key(re.findall(_LETTERS, form), language) for form in forms)


_SHORT = 3  # letters: «ten» begins «tense» and «on» begins «onlar»; «four» begins «fourth»


@lru_cache(maxsize=64)
def _openings(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return every word of ``text``, alone and with those that follow it, as keys; in Arabic also without its prefixes."""
    said = re.findall(_LETTERS, text)
    keys = [_key([word], language) for word in said]
    found = [(key, "".join(keys[at : at + _LONGEST])) for at, key in enumerate(keys)]
    prefixes = table(language, "numbers").get("prefixes", "")  # «and», «so», «by», «for», «as» are written with the Arabic word
    for at, word in enumerate(said if prefixes else ()):
        bare = _key([re.sub(prefixes, "", fold(word))], language)
        if bare != keys[at]:
            found.append((bare, "".join([bare, *keys[at + 1 : at + _LONGEST]])))
    return tuple(found)


def in_words(value: int, text: str, language: str) -> bool:
    """Tell whether ``text`` says ``value`` in words, alone or as the beginning of more («five» in «five million»)."""
    language = primary(language)
    forms = spoken(value, language)
    long = tuple(form for form in forms if len(form) > _SHORT)
    return any(word in forms or words.startswith(long) for word, words in _openings(text, language))


def _said(keys: list[str], values: Mapping[str, int], joined: str) -> tuple[int, int] | None:
    """Return (value, how many words) of the longest number that words begin with; articles like «un» are none."""
    for count in range(len(keys), 0, -1):
        key = "".join(keys[:count])
        value = values.get(key)
        if value is None and joined:
            value = values.get(key.removeprefix(joined))
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
    glued = before.isalnum() and before not in "".join(words("numbers", "glued"))
    decimal = before in set(",٫") and text[: token.start() - 1][-1:].isdigit()
    too_long = token.end() - token.start() > len(f"{_MOST:,}")
    return not (too_long or glued or decimal or before in set("#/.:-€$£_@+") or re.match(r"\s?[%٪]|\w|[.,:/٫-]\d", after))


@lru_cache(maxsize=1024)
def stated(text: str, language: str) -> tuple[Stated, ...]:
    """Return the counts that ``text`` states in digits or words, in order. Words for 0 and 1 are left alone."""
    language = primary(language)
    values, tokens = _table(language), list(_TOKEN.finditer(text))
    keys = [_key([token["word"] or ""], language) for token in tokens]
    joined = table(language, "numbers").get("joined", "")
    found: list[Stated] = []
    at = 0
    while at < len(tokens):
        token, step = tokens[at], 1
        if token["digits"] and _digits_alone(token, text):
            found.append(Stated(int(re.sub(r"\D", "", token.group())), token.start(), token.end()))
        elif token["word"] and (said := _said(keys[at : at + _length_of_run(tokens, at, text)], values, joined)):
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
