"""Days and times as texts write them; what could mean two days is said to be so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from presskit.language.number_words import fold

__all__ = ["Day", "day_of", "find_day", "find_day_and_month", "is_month", "latin_digits", "weekday_in"]

LANGUAGES = ("en", "fr", "ar", "ar_LB", "ar_MA", "es", "tr", "de", "ru", "uk")
_DIGITS = {ord(char): str(value) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, char in enumerate(row)}
_WORD = r"[^\W\d_][^\W\d_.’'\u064b-\u0652\u0640-]*\.?"
_MONTH = rf"(?P<month>{_WORD}(?:\s+{_WORD}){{0,2}}?(?:\s*/\s*{_WORD}(?:\s+{_WORD})?)?)"
_FORMS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<a>\d{1,2})\s?[/.-]\s?(?P<b>\d{1,2})\s?[/.-]\s?(?P<year>\d{4}|\d{2})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:de\s+|del\s+)?(?P<year>\d{{4}})(?!\d)(?:\s+(?:року|года)\b|\s?(?:р|г)\.)?"
    ),
    re.compile(rf"(?P<month>{_WORD})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)"),
)
_BEFORE = re.compile(r"([^\W\d_]{3,})[.)]?[\s,،]*(?:(?:le|den|dem|el|the|on|al|del)\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"[\s,،]*\(?\s*([^\W\d_]{3,})")

_SHORT_FORMS = (
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+|of\s+)?{_MONTH}(?!\w)"),
    re.compile(rf"(?P<month>{_WORD})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d|\d)"),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a text, from ``start`` to ``end``. ``day`` is None where it cannot be told; ``problem`` says why.

    ``either`` holds the days that it may be.
    """

    start: int
    end: int
    day: date | None
    problem: str = ""
    either: tuple[date, ...] = ()


def latin_digits(text: str) -> str:
    """Return ``text``, of the same length, with Arabic and Persian digits as 0 to 9."""
    return text.translate(_DIGITS)


def _names(kind: str) -> Iterator[tuple[str, int]]:
    from babel import Locale

    for language in LANGUAGES:
        locale = Locale.parse(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                table = getattr(locale, kind)[context].get(width, {})
                yield from ((fold(name).strip("."), number) for number, name in table.items())


@cache
def _months() -> dict[str, int]:
    return {name: number for name, number in _names("months") if not name.isdigit()} | {"sept": 9}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(name for name, _ in _names("days") if len(name) > 2)


@cache
def _days_of_week() -> dict[str, frozenset[int]]:
    """Return the days of the week by their names without the endings of cases; Monday is 0."""
    named: dict[str, set[int]] = {}
    for name, number in _names("days"):
        if len(name) > 2:
            named.setdefault(_stem(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in named.items()}


def _stem(name: str) -> str:
    return re.sub("(?<=[а-яіьц])[аеиіуыюя]$", "", fold(name).strip(". "))


def is_month(word: str) -> bool:
    """Tell whether a word names a month in any of the languages."""
    return bool(_month(word))


def weekday_in(text: str) -> str:
    """Return the first word of ``text`` that names a day of the week, as written; empty where none does."""
    words = re.findall(r"[^\W\d_]+", text)
    return next((word for word in words if fold(word) in _weekdays()), "")


def find_day(text: str) -> Day | None:
    """Return the first day that ``text`` names with its year; None where there is none.

    A day of the week beside it that it does not fall on makes it doubtful.
    """
    latin = latin_digits(text)
    found = [day for form in _FORMS for match in form.finditer(latin) if (day := _read(match))]
    first = min(found, key=lambda day: (day.start, -day.end), default=None)
    return _agreeing(first, latin) if first and first.day else first


def _agreeing(found: Day, text: str) -> Day:
    """Return a day as it is, or, where the day of the week beside it is another, with the days that may be meant."""
    day = found.day
    before, after = _BEFORE.search(text[: found.start]), _AFTER.match(text[found.end :])
    beside = [match[1] for match in (before, after) if match and not (len(match[1]) == 3 and match[1].islower())]
    written = next((word for word in beside if _days_of_week().get(_stem(word))), "")
    meant = _days_of_week().get(_stem(written), frozenset())
    if day is None or not written or day.weekday() in meant:
        return found
    near = [day + timedelta(days=step) for step in (-1, 1, -2, 2, -3, 3)]
    other_years = [made for year in (day.year - 1, day.year + 1) if (made := day_of(year, day.month, day.day))]
    either = (day, *(each for each in (*near, *other_years) if each.weekday() in meant))
    return Day(found.start, found.end, None, f"«{text[found.start : found.end].strip()}» is no {written}", either)


def find_day_and_month(text: str) -> tuple[int, int, int, int] | None:
    """Return day and month of the first day that ``text`` names without its year, and where it begins and ends."""
    latin = latin_digits(text)
    for form in _SHORT_FORMS:
        for match in form.finditer(latin):
            names = match["month"].split()
            tries = [" ".join(names[:count]) for count in range(len(names), 0, -1)]
            month = next((_month(name) for name in tries if _month(name)), 0)
            if month and 1 <= int(match["d"]) <= 31:
                return int(match["d"]), month, *match.span()
    return None


def _read(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    if "month" in parts:
        month = _month(parts["month"])
        return _day(match, int(parts["year"]), month, int(parts["d"])) if month else None
    if "m" in parts:
        return _day(match, int(parts["year"]), int(parts["m"]), int(parts["d"]))
    return _numeric(match, int(parts["a"]), int(parts["b"]), parts["year"])


def _month(words: str) -> int:
    names = [fold(" ".join(name.split())).strip(". ") for name in words.split("/")]
    values = {_months().get(name, 0) for name in names}
    return values.pop() if len(values) == 1 else 0


def _numeric(match: re.Match[str], first: int, second: int, year: str) -> Day | None:
    """Read d/m/y, or m/d/y where only that can be; with both up to 12 it may be either."""
    if len(year) == 2:
        return Day(*match.span(), None, f"«{match.group()}» has a year of two digits", _either(first, second, 2000 + int(year)))
    if first <= 12 and second <= 12 and first != second:
        either = _either(first, second, int(year))
        return Day(*match.span(), None, f"«{match.group()}» may be day/month or month/day", either)
    return _day(match, int(year), *((second, first) if second <= 12 else (first, second)))


def _either(first: int, second: int, year: int) -> tuple[date, ...]:
    """Return the days that two numbers may mean, the day before the month first."""
    days = [made for month, day in ((second, first), (first, second)) if (made := day_of(year, month, day))]
    return tuple(dict.fromkeys(days))


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar; None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(match: re.Match[str], year: int, month: int, day: int) -> Day | None:
    found = day_of(year, month, day)
    if found:
        return Day(*match.span(), found)
    return Day(*match.span(), None, f"there is no day «{match.group()}»") if year > 1000 else None
