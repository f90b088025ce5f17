"""Which numbers a segment states, and whether another language says them too. No check stands here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from presskit.language.data import fold, folded_options, options, table, words
from presskit.language.dates_in_text import dated_months, named_months
from presskit.language.numbers import Stated, in_words, stated
from presskit.language.tags import primary

__all__ = ["WrittenNumber", "absent", "figures"]

Values = tuple[Decimal, ...]

# Addresses of the web and of e-mail, telephone numbers with their country.
_ADDRESSES = re.compile(r"[^\s@]{1,64}@\S+|https?://\S+|\bwww\.\S+|\+[\d\s().\u00a0\u202f-]+\d")
# The word or sign around a number, so that «G7», «F-16», «21st», «1990s» and «24/7» can be told from counts.
_RUN = re.compile(r"(?P<before>[^\W\d_]-?)?(?P<number>\d+(?:[.,:/٫٬\u00a0\u202f '’–-]?\d+)*)(?P<after>[-‑]?[^\W\d_]+)?")
_ADJECTIVE = re.compile(r"[-‑][^\W\d_]{3,}")  # «72-hour», «14-летняя»; «5-й» is an ordinal
_WHOLE = re.compile(r"(\d{1,3}([.,٬\u00a0\u202f '’])\d{3}(?:\2\d{3})*(?!\d)|\d+)(?:[.,٫](\d{1,2}|\d{4,})(?!\d))?")
_DATE = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")
_TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")

_SCALES: Mapping[int, str] = {3: "thousands", 6: "millions", 9: "billions"}
"""What multiplies a number, by its power of ten: the key of the languages' words."""
_GLUED = {"k": 3, "m": 6, "M": 6, "bn": 9}
_IDIOMS: Mapping[int, str] = {12: "dozens"} | dict.fromkeys((7, 8, 14, 15), "weeks")


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(options("figures", key), re.IGNORECASE)


@cache
def _scale_words(power: int) -> re.Pattern[str]:
    return re.compile(rf"(?:{folded_options('figures', _SCALES[power])})\b")


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number of a text: how it is written, where, and the values of each way to read it; 10 to ``scale`` multiplies it."""

    written: str
    start: int
    readings: tuple[Values, ...]
    scale: int = 0
    clock: bool = False


def _value(match: re.Match[str]) -> Decimal:
    whole = re.sub(r"\D", "", match[1])
    return Decimal(f"{whole}.{match[3]}" if match[3] else whole)


def _readings(expression: str) -> Iterator[Values]:
    """Yield the values of «1,500», «3.5», «18:30», or «15/12/2016» without its month, which others write in words."""
    if date := _DATE.fullmatch(expression):
        yield tuple(Decimal(part) for part in date.groups() if int(part) > 12)
        return
    yield tuple(map(_value, _WHOLE.finditer(expression)))
    if " " in expression:
        yield tuple(Decimal(part) for part in re.findall(r"\d+", expression))
    if time := _TIME.fullmatch(expression):
        yield tuple(map(Decimal, time.groups()))


def _scale(following: str) -> int:
    """Return the power of ten that the words after a number multiply it by: «mil millones» is 9."""
    folded, power = fold(following[:40]), 0
    while found := next(((p, m) for p in _SCALES if (m := _scale_words(p).match(folded.lstrip(" \u00a0\u202f")))), None):
        power, folded = power + found[0], folded.lstrip(" \u00a0\u202f")[found[1].end() :]
    return power


def _is_figure(match: re.Match[str], language: str) -> bool:
    """Return whether this is a number that every language writes: no part of a name, no ordinal, no «24/7»."""
    begins = not match["before"] or bool(table(language, "numbers").get("prefixes"))
    return begins and match["number"] != "24/7" and (not match["after"] or bool(_ADJECTIVE.match(match["after"])))


def _in_digits(text: str, language: str) -> Iterator[WrittenNumber]:
    for match in _RUN.finditer(text):
        if _is_figure(match, language):
            number, rest = match["number"], text[match.end("number") :]
            clock = bool(_TIME.fullmatch(number) or re.match(rf"\s?(?:{options('figures', 'hours')})", rest, re.IGNORECASE))
            yield WrittenNumber(number, match.start("number"), tuple(_readings(number)), _scale(rest), clock)


def _stands_alone(text: str, before: int, number: Stated, after: int) -> bool:
    """Return whether a number word is no part of a larger number or of another word: «three-day», «والعشرين»."""
    words_, rest = text[number.start : number.end], text[number.end :]
    apart = number.start - before > 5 and after - number.end > 5
    joined = (
        re.match(r"[-‑]\w", rest) or text[: number.start].endswith(("-", "‑")) or words_.startswith(words("figures", "glued"))
    )
    return apart and not joined


def _in_letters(text: str, language: str) -> Iterator[WrittenNumber]:
    """Yield the numbers that stand in words of their own, and that the table of their language holds as a whole."""
    before = -9
    for number, following in pairwise([*stated(text, language), Stated(0, len(text) + 9, 0)]):
        written = text[number.start : number.end]
        known = not written[0].isdigit() and number.value < 1000 and fold(written) not in words("figures", "ambiguous")
        if known and _stands_alone(text, before, number, following.start):
            yield WrittenNumber(written, number.start, ((Decimal(number.value),),), _scale(text[number.end :]))
        before = number.end


def figures(text: str, language: str) -> tuple[WrittenNumber, ...]:
    """Return the numbers that ``text`` states, in digits and in words."""
    language = primary(language)
    bare = _ADDRESSES.sub(lambda match: " " * len(match.group()), text)
    return (*_in_digits(bare, language), *_in_letters(bare, language))


@dataclass(frozen=True, slots=True)
class _Other:
    """The other text: its words, its language, every value that it may state in digits."""

    text: str
    language: str
    values: frozenset[Decimal]

    def states(self, value: Decimal, *, clock: bool) -> bool:
        """Return whether it says ``value`` in digits, in words, by the other half of the day, or in a phrase of its own."""
        articles = value <= 2  # so small numbers are often articles, duals or pronouns
        if articles or value in self.values or value.adjusted() > 12 or (clock and self._says_hour(value)):
            return True
        idiom = _IDIOMS.get(int(value))
        return bool(idiom and _pattern(idiom).search(fold(self.text))) or self._says_in_words(value)

    def _says_in_words(self, value: Decimal) -> bool:
        return value == int(value) and in_words(int(value), self.text, self.language)

    def _says_hour(self, value: Decimal) -> bool:
        """Return whether it says an hour in the other half of the day, or minutes as a half or a quarter."""
        hour = value - 12 if value > 12 else value + 12
        halved = value in {15, 30, 45} and _pattern("halves").search(fold(self.text)) is not None
        return halved or hour in self.values or self._says_in_words(hour)

    def scales(self, power: int) -> bool:
        """Return whether it has a word for the thousands, millions or milliards of ``power``."""
        return power in _SCALES and re.search(rf"\b{_scale_words(power).pattern}", fold(self.text)) is not None


def _other(text: str, language: str) -> _Other:
    bare = _ADDRESSES.sub(" ", text)
    values = {Decimal(run) for run in re.findall(r"\d+", bare)}
    for match in _RUN.finditer(bare):
        power = 10 ** (_GLUED.get(match["after"] or "") or _scale(bare[match.end("number") :]))
        values.update(value * power for values_ in _readings(match["number"]) for value in values_)
    return _Other(text, language, frozenset(values))


def _is_stated(figure: WrittenNumber, other: _Other) -> bool:
    if not figure.scale:
        return any(all(other.states(value, clock=figure.clock) for value in values) for values in figure.readings)
    first = figure.readings[0][-1]
    if other.states(first * 10**figure.scale, clock=False):
        return True
    half = first * 2 == int(first * 2) and first < 3 and bool(_pattern("halves").search(fold(other.text)))
    return other.scales(figure.scale) and (half or (first == int(first) and other.states(first, clock=False)))


def absent(text: str, language: str, other: str, other_language: str) -> Iterator[WrittenNumber]:
    """Yield the numbers of ``text`` that ``other`` says neither in digits nor in words.

    «1.5 million» equals «1 500 000», «6 pm» equals «18:00», and «four» equals «4» and «أربعة». Where the other language has
    no number words in its file, or no file, only numbers in digits are compared.
    """
    compared = _other(other, other_language)
    readable = bool(table(primary(other_language), "numbers"))
    stated_here = [each for each in figures(text, language) if readable or each.written[0].isdigit()]
    yield from (figure for figure in stated_here if not _is_stated(figure, compared))
    yield from _other_months(text, language, other, other_language)


def _other_months(text: str, language: str, other: str, other_language: str) -> Iterator[WrittenNumber]:
    """Yield the months of dates that ``other`` does not name, where it names others or writes dates in digits."""
    in_digits = {int(part) for date in _DATE.finditer(other) for part in date.groups() if int(part) <= 12}
    there = in_digits | named_months(other, other_language)
    months = dated_months(text, language).items() if there else ()
    yield from (WrittenNumber(word, start, ()) for month, (word, start) in months if month not in there)
