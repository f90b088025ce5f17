"""Language: numbers as texts state them, in digits of any script or in words, and as outputs print them.

The form of a noun after a count is by CLDR's plural rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import product
from typing import Any

from presskit.language.data import cached, file_of, fold, table, words
from presskit.language.tags import locale, primary
from presskit.model.digits import in_digits

__all__ = [
    "Stated",
    "category",
    "counted",
    "forms_wanted",
    "in_words",
    "inflected",
    "marked",
    "plural_forms",
    "spelled",
    "spoken",
    "stated",
    "stays",
]

def counted(value: int, language: str, digits: str = "latn") -> str:
    """Return a count as the language groups it: «1,200», «1 200»."""
    from babel.numbers import format_decimal

    return in_digits(format_decimal(value, locale=locale(language)), digits)


def spelled(value: int, language: str) -> str | None:
    """Return a count in words, or None where its form hangs on what is counted (gender, case) or is not known.

    The language's file says which words stand alone, as an expression of their digits: ``numbers.alone``.
    """
    from num2words import num2words

    numbers = table(language, "numbers")
    if "alone" not in numbers or not re.fullmatch(numbers["alone"], str(value)):
        return None
    words = str(num2words(value, lang=primary(language)))
    return re.sub(numbers["short"][0], numbers["short"][1], words) if value < numbers.get("short_below", 0) else words


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
    counts: dict[str, list[int]] = {}
    for count in _COUNTS:
        counts.setdefault(str(locale(language).plural_form(count)), []).append(count)
    return {form: tuple(counts[form][:3]) for form in _ORDER if form in counts}


def forms_wanted(variable: str, language: str) -> str:
    """Return how the forms of a noun are written after ``variable``, and for which counts: «{{ x | … | … }}: …»."""
    wanted = [*plural_forms(language).values()]
    counts = "; for ".join(", ".join(map(str, first)) for first in wanted) if len(wanted) > 1 else "all numbers"
    return f"{{{{ {' | '.join([variable, *['…'] * len(wanted)])} }}}}: the word for {counts}"


def stays(counts: Iterable[int], language: str) -> bool:
    """Return whether one plain plural fits all of ``counts``."""
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
_TEXTS = 65_536
"""The numbers of so many paragraphs are kept: each is asked for by several checks, one check after the other."""
_LONGEST = 7  # «one hundred and twenty five» has five words; nothing in the table has more than seven


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that a text states: its value, and where it begins and ends in code points from 0."""

    value: int
    start: int
    end: int


@lru_cache(maxsize=32)
def _rewrites(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(form), other) for form, other in table(language, "numbers").get("rewrites", ()))


def _one_form(word: str, language: str) -> str:
    """Return one form for a number word's genders and cases, by ``rewrites``: «خمسة», «خمس»; «عشرون», «عشرين»; «والعشرون»."""
    if word in table(language, "numbers").get("same", ()):
        return word
    for form, other in _rewrites(language):
        word = form.sub(other, word)
    return word


@lru_cache(maxsize=8192)
def _key_of(word: str, language: str) -> str:
    return _one_form(fold(word), language)


def _key(words: Iterable[str], language: str) -> str:
    return "".join(_key_of(word, language) for word in words)


def _ordinal(value: int, numbers: Mapping[str, Any]) -> str:
    """Return the ordinal, by which Arabic counts hours and years of age; up to 99."""
    ten, one = divmod(value, 10) if value > 10 else (0, value)
    return f"{numbers['ordinal_ones'][one]} {numbers['ordinal_tens'][ten]}".strip().removeprefix(numbers["joined"])


def _variants(form: str, language: str) -> list[str]:
    """Return ``form`` and the other ways to say or write the same number: each of ``variants`` may be used or not."""
    forms = [form]
    for pattern, other in table(language, "numbers").get("variants", ()):
        forms = list(dict.fromkeys([*forms, *(re.sub(pattern, other, each) for each in forms)]))
    return forms


def _ways_to_say(language: str) -> tuple[Callable[[int], str], ...]:
    """Return the ways in which num2words says a number in ``language``: countries, cases and genders."""
    from num2words import num2words

    numbers = table(language, "numbers")
    inflected = product(numbers.get("cases", ()), numbers.get("genders", ()))
    options = [{"case": case, "gender": gender} for case, gender in inflected] or [{}]
    return tuple(
        lambda n, name=name, option=option: num2words(n, lang=name, **option) for name in numbers["say"] for option in options
    )


@lru_cache(maxsize=32)
def _table(language: str) -> Mapping[str, int]:
    """Return the value of every number word of ``language`` by its folded letters without spaces; cached between processes."""
    if not table(language, "numbers"):
        return {}
    library = str(getattr(find_spec("num2words"), "origin", ""))
    return cached(f"number_words_{language}.json", (library, file_of(language), __file__), lambda: _made_table(language))


def _made_table(language: str) -> dict[str, int]:
    values: dict[str, int] = {}
    for say in _ways_to_say(language):
        for value in (*range(200), *range(200, 10_000, 100)):
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
    forms = [form for say in _ways_to_say(language) for form in _variants(say(value), language)]
    forms += numbers.get("together", {}).get(str(value), ())
    if "ordinal_ones" in numbers and 2 < value < 100:
        forms.append(_ordinal(value, numbers))
    return frozenset(_key(re.findall(_LETTERS, form), language) for form in forms)


_SHORT = 3  # letters: «ten» begins «tense» and «on» begins «onlar»; «four» begins «fourth»


@lru_cache(maxsize=64)
def _openings(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return every word of ``text``, alone and with those that follow it, as keys; in Arabic also without its prefixes."""
    words = re.findall(_LETTERS, text)
    keys = [_key([word], language) for word in words]
    prefixes = table(language, "numbers").get("prefixes", "")  # «and», «so», «by», «for», «as» are written with the Arabic word
    bare = [_key([re.sub(prefixes, "", fold(word))], language) for word in words] if prefixes else []
    starts = [*enumerate(keys), *((at, key) for at, key in enumerate(bare) if key != keys[at])]
    return tuple((key, "".join([key, *keys[at + 1 : at + _LONGEST]])) for at, key in starts)


def in_words(value: int, text: str, language: str) -> bool:
    """Return whether ``text`` says ``value`` in words, alone or as the beginning of more («five» in «five million»)."""
    language = primary(language)
    forms = spoken(value, language)
    long = tuple(form for form in forms if len(form) > _SHORT)
    return any(word in forms or words.startswith(long) for word, words in _openings(text, language))


def _longest_number(keys: list[str], values: Mapping[str, int], joined: str) -> tuple[int, int] | None:
    """Return (value, how many words) of the longest number that words begin with; articles like «un» are none."""
    for count in range(len(keys), 0, -1):
        key = "".join(keys[:count])
        value = values.get(key, values.get(key.removeprefix(joined), 0))
        if value > 1:
            return value, count
    return None


@lru_cache(maxsize=32)
def _beginnings(language: str) -> frozenset[str]:
    """Return the first letters of all number words: a word that begins otherwise begins no number."""
    return frozenset(key[:_SHORT] for key in _table(language))


def _may_begin(key: str, language: str, joined: str) -> bool:
    """Return whether a number may begin with a word: short ones may be a part of its first letters."""
    known = _beginnings(language)
    return len(key) < _SHORT or key[:_SHORT] in known or bool(joined and (key.startswith(joined) or joined.startswith(key)))


def _length_of_run(tokens: list[re.Match[str]], at: int, text: str) -> int:
    """Return how many words stand from ``at`` on with nothing but spaces and hyphens between them."""
    end = tokens[at].end()
    for length, token in enumerate(tokens[at : at + _LONGEST]):
        if token["word"] is None or text[end : token.start()].strip(" -\u2010\u2011\u00a0\u202f"):
            return length
        end = token.end()
    return len(tokens[at : at + _LONGEST])


def _digits_alone(token: re.Match[str], text: str) -> bool:
    """Return whether digits are a count: not glued to a letter, a sign of money or per cent, a decimal or a date."""
    start, end = token.span()
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    glued = before.isalnum() and before not in "".join(words("numbers", "glued"))
    decimal = before in set(",٫") and text[max(0, start - 2) : start - 1].isdigit()
    too_long = end - start > len(f"{_MOST:,}")
    return not (too_long or glued or decimal or before in set("#/.:-€$£_@+") or re.match(r"\s?[%٪]|\w|[.,:/٫-]\d", after))


@lru_cache(maxsize=_TEXTS)
def stated(text: str, language: str) -> tuple[Stated, ...]:
    """Return the counts that ``text`` states in digits or words, in order. Words for 0 and 1 are left alone."""
    language = primary(language)
    values, tokens = _table(language), list(_TOKEN.finditer(text))
    keys = [_key([token["word"] or ""], language) for token in tokens]
    joined = table(language, "numbers").get("joined", "")
    numbers: list[Stated] = []
    at = 0
    while at < len(tokens):
        token, length = tokens[at], 1
        if token["digits"] and _digits_alone(token, text):
            numbers.append(Stated(int(re.sub(r"\D", "", token.group())), token.start(), token.end()))
        elif token["word"] and _may_begin(keys[at], language, joined):
            value, length = _longest_number(keys[at : at + _length_of_run(tokens, at, text)], values, joined) or (0, 1)
            numbers += [Stated(value, token.start(), tokens[at + length - 1].end())] if value else []
        at += length
    return tuple(numbers)


@lru_cache(maxsize=_TEXTS)
def marked(text: str, language: str) -> tuple[str, tuple[Stated, ...]]:
    """Return ``text`` folded, every stated number replaced by ``⟦0⟧``, ``⟦1⟧``…, and the numbers by that index."""
    numbers = stated(text, language)
    ends = [0, *(number.end for number in numbers)]
    parts = [f"{fold(text[ends[at] : number.start])}⟦{at}⟧" for at, number in enumerate(numbers)]
    return "".join([*parts, fold(text[ends[-1] :])]), numbers
