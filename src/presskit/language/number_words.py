"""Language: numbers as texts state them, in digits of any script or in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

__all__ = ["LANGUAGES", "Stated", "fold", "in_words", "marked", "spoken", "stated"]

LANGUAGES = ("en", "fr", "ar", "es", "tr", "ru", "uk", "de")

_LETTERS = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670'’ʼ])+"
_GROUPED = r"\d{1,3}(?:[,.٬'’\u00a0\u202f ]\d{3})+(?!\d)"
_TOKEN = re.compile(rf"(?P<digits>{_GROUPED}|\d+)|(?P<word>{_LETTERS})")
_LONGEST = 7  # «one hundred and twenty five» has five words; nothing in the table has more than seven


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that a text states: its value, and where it begins and ends in code points from 0."""

    value: int
    start: int
    end: int


def fold(text: str) -> str:
    """Return ``text`` for comparing words: lower case, no accents, vowel signs, tatweel, apostrophes, dotless ``ı``."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in decomposed if unicodedata.category(c) != "Mn" and c not in "\u0640'’ʼ")
    return kept.replace("ı", "i")


def _arabic(word: str) -> str:
    """Return one form for a number word's genders and cases: «خمسة», «خمس»; «عشرون», «عشرين»; «والعشرون»."""
    word = re.sub(r"^(و?)ال", r"\1", word).replace("ماي", "مي")
    word = re.sub(r"(?:تان|تين|تا|تي)$", "تان", word) if len(word) > 3 else word
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
    "es": {"uno": ("un", "una"), "cientos": ("cientas",)},
    "de": {"eins": ("ein", "eine", "einer", "einem", "einen")},
    "ar": {"مئتا": ("مئتان",), "واحد": ("احدى", "أحد"), "اثنان": ("اثنتان",)},
}


def _variants(form: str, language: str) -> Iterator[str]:
    yield form
    yield from _swapped(form, _ENDS.get(language, {}))
    if language == "en":
        yield form.replace(" and ", " ")
    if language == "de":
        yield form.removeprefix("ein") if form.startswith(("einhundert", "eintausend")) else form
    if language == "ar":
        first, _, rest = form.partition(" ")
        yield from (f"{other} {rest}" for other in _swapped(first, _ENDS["ar"]) if rest)


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
    """Return the value of every number word of ``language`` by its folded letters without spaces."""
    if language not in LANGUAGES:
        return {}
    table: dict[str, int] = {}
    for say in _sayings(language):
        for value in _in_table():
            for form in _variants(say(value), language):
                table.setdefault(_key(re.findall(_LETTERS, form), language), value)
    return table


def spoken(value: int, language: str) -> frozenset[str]:
    """Return the folded letters, without spaces, of the ways in which ``value`` is said; any size."""
    language = language.split("-", maxsplit=1)[0]
    if language not in LANGUAGES:
        return frozenset()
    forms = (form for say in _sayings(language) for form in _variants(say(value), language))
    return frozenset(_key(re.findall(_LETTERS, form), language) for form in forms)


def in_words(value: int, text: str, language: str) -> bool:
    """Tell whether ``text`` says ``value`` in words, alone or as a part of more («five» in «five million»)."""
    primary = language.split("-", maxsplit=1)[0]
    letters = _key(re.findall(_LETTERS, text), primary)
    return any(form in letters for form in spoken(value, primary))


def _said(words: list[re.Match[str]], table: Mapping[str, int], language: str) -> tuple[int, int] | None:
    """Return (value, how many words) of the longest number that ``words`` begin with; articles like «un» are none."""
    texts = [word["word"] for word in words]
    for count in range(len(texts), 0, -1):
        key = _key(texts[:count], language)
        value = table.get(key)
        if value is None and language == "ar":
            value = table.get(key.removeprefix("و"))
        if value is not None and value > 1:
            return value, count
    return None


def _run_of_words(tokens: list[re.Match[str]], at: int, text: str) -> list[re.Match[str]]:
    """Return the words from ``at`` on which only spaces and hyphens part."""
    run: list[re.Match[str]] = []
    for token in tokens[at : at + _LONGEST]:
        if token["word"] is None or (run and text[run[-1].end() : token.start()].strip(" -\u2010\u2011\u00a0\u202f")):
            break
        run.append(token)
    return run


def _digits_alone(token: re.Match[str], text: str) -> bool:
    """Tell whether digits are a count: not glued to a letter, a sign of money or per cent, a decimal or a date."""
    before, after = text[: token.start()][-1:], text[token.end() :][:2]
    glued = before.isalnum() and before not in "والـ"
    return not (glued or before in set("#/.:-€$£_@+") or re.match(r"[%٪\w]|[.,:/٫-]\d", after))


def stated(text: str, language: str) -> tuple[Stated, ...]:
    """Return the counts that ``text`` states in digits or words, in order. Words for 0 and 1 are left alone."""
    primary = language.split("-", maxsplit=1)[0]
    table, tokens = _table(primary), list(_TOKEN.finditer(text))
    found: list[Stated] = []
    at = 0
    while at < len(tokens):
        token, step = tokens[at], 1
        if token["digits"] and _digits_alone(token, text):
            found.append(Stated(int(re.sub(r"\D", "", token.group())), token.start(), token.end()))
        elif token["word"] and (said := _said(_run_of_words(tokens, at, text), table, primary)):
            step = said[1]
            found.append(Stated(said[0], token.start(), tokens[at + step - 1].end()))
        at += step
    return tuple(found)


def marked(text: str, language: str) -> tuple[str, tuple[Stated, ...]]:
    """Return ``text`` folded, every stated number replaced by ``⟦0⟧``, ``⟦1⟧``…, and the numbers by that index."""
    numbers = stated(text, language)
    parts: list[str] = []
    end = 0
    for index, number in enumerate(numbers):
        parts += [fold(text[end : number.start]), f"⟦{index}⟧"]
        end = number.end
    return "".join([*parts, fold(text[end:])]), numbers
