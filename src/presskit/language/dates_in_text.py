"""Language: days, months and times of day as texts write them; what could mean two is said to be so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from presskit.language.data import fold, languages, latin_digits, mapping, options, table, unpointed, words
from presskit.language.tags import primary

__all__ = [
    "MINUTES_A_DAY", "Clock", "Day", "calendar_names", "clocks", "dated_months", "day_of", "find_day", "find_day_and_month",
    "has_clock", "is_month", "month_of", "named_months", "weekday_in",
]  # fmt: skip

_WORD = r"[^\W\d_][^\W\d_.’'\u064b-\u0652\u0640-]*\.?"
_MONTH = rf"(?P<month>{_WORD}(?:\s+{_WORD}){{0,2}}?(?:\s*/\s*{_WORD}(?:\s+{_WORD})?)?)"
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(?P<a>\d{1,2})\s?[/.-]\s?(?P<b>\d{1,2})\s?[/.-]\s?(?P<year>\d{4}|\d{2})(?!\d)")
_AFTER = re.compile(r"[\s,،]*\(?\s*([^\W\d_]{3,})")
MINUTES_A_DAY = 24 * 60


@cache
def _day_before_month() -> str:
    """Return the source of «21», «1er», «21 de» as it stands before a month, with the day as the group ``d``."""
    ends, of = options("dates", "ordinal_ends"), options("dates", "of")
    return rf"(?<!\d)(?P<d>\d{{1,2}})(?:{ends}|\.|º)?\s+(?:(?:{of})\s+)?"


@cache
def _month_before_day() -> str:
    return rf"(?P<month>{_WORD})\s+(?P<d>\d{{1,2}})(?:{options('dates', 'ordinal_ends')})?"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    of_year, year = options("dates", "of_year"), options("dates", "year_words")
    after = rf"(?:\s+(?:{year})\b|\s?(?:{options('dates', 'year_marks')})\.)?"
    return (
        _YEAR_FIRST,
        _NUMERIC,
        re.compile(rf"{_day_before_month()}{_MONTH},?\s+(?:(?:{of_year})\s+)?(?P<year>\d{{4}})(?!\d){after}"),
        re.compile(rf"{_month_before_day()},?\s+(?P<year>\d{{4}})(?!\d)"),
    )


@cache
def _short_forms() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"{_day_before_month()}{_MONTH}(?!\w)"),
        re.compile(rf"{_month_before_day()}(?![\d:.]\d|\d)"),
    )


@cache
def _before() -> re.Pattern[str]:
    """Return the word before a day, which may name its weekday."""
    return re.compile(rf"([^\W\d_]{{3,}})[.)]?[\s,،]*(?:(?:{options('dates', 'articles')})\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=256)
def calendar_names(kind: Literal["months", "days"], language: str, *, short: bool = True) -> tuple[tuple[str, int], ...]:
    """Return CLDR's names of the months (1 to 12) or the days of the week (Monday is 0) in a language.

    All regions that its file lists under ``locales``, in text and alone; abbreviated ones too, where ``short`` is set and
    the file does not say ``abbreviated = false``. A language that CLDR does not know has none.
    """
    from babel import Locale, UnknownLocaleError

    dates = table(language, "dates")
    widths = ("wide", "abbreviated") if short and dates.get("abbreviated", True) else ("wide",)
    found: dict[tuple[str, int], None] = {}
    for name in dates.get("locales", (language,)):
        try:
            names = getattr(Locale.parse(name.replace("-", "_")), kind)
        except (UnknownLocaleError, ValueError):
            continue
        pairs = (names[context][width] for context in ("format", "stand-alone") for width in widths if width in names[context])
        found |= {(str(said), int(number)): None for pair in pairs for number, said in pair.items()}
    return tuple(found)


def _names(kind: Literal["months", "days"]) -> Iterator[tuple[str, int]]:
    for language in languages():
        prefix = table(language, "dates").get("month_prefix", "") if kind == "months" else ""
        for name, number in calendar_names(kind, language):
            yield from ((fold(said).strip("."), number) for said in ((name, prefix + name) if prefix else (name,)))


@cache
def _months() -> dict[str, int]:
    """Return the months by their folded names; a name of two months in two languages names none."""
    meant: dict[str, set[int]] = {}
    for name, number in (*_names("months"), *mapping("dates", "also").items()):
        if not name.isdigit():
            meant.setdefault(fold(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in meant.items() if len(numbers) == 1}


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
    return re.sub(options("dates", "weekday_end"), "", fold(name).strip(". "))


def is_month(word: str) -> bool:
    """Tell whether a word names a month in any of the languages."""
    return bool(month_of(word))


def weekday_in(text: str) -> str:
    """Return the first word of ``text`` that names a day of the week, as written; empty where none does."""
    named = re.findall(r"[^\W\d_]+", text)
    return next((word for word in named if fold(word) in _weekdays()), "")


def find_day(text: str) -> Day | None:
    """Return the first day that ``text`` names with its year; None where there is none.

    A day of the week beside it that it does not fall on makes it doubtful.
    """
    latin = latin_digits(text)
    found = [day for form in _forms() for match in form.finditer(latin) if (day := _read(match))]
    first = min(found, key=lambda day: (day.start, -day.end), default=None)
    return _agreeing(first, latin) if first and first.day else first


def _agreeing(found: Day, text: str) -> Day:
    """Return a day as it is, or, where the day of the week beside it is another, with the days that may be meant."""
    day = found.day
    before, after = _before().search(text[: found.start]), _AFTER.match(text[found.end :])
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
    for form in _short_forms():
        for match in form.finditer(latin):
            names = match["month"].split()
            tries = [" ".join(names[:count]) for count in range(len(names), 0, -1)]
            month = next((month_of(name) for name in tries if month_of(name)), 0)
            if month and 1 <= int(match["d"]) <= 31:
                return int(match["d"]), month, *match.span()
    return None


def _read(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    if "month" in parts:
        month = month_of(parts["month"])
        return _day(match, int(parts["year"]), month, int(parts["d"])) if month else None
    if "m" in parts:
        return _day(match, int(parts["year"]), int(parts["m"]), int(parts["d"]))
    return _numeric(match, int(parts["a"]), int(parts["b"]), parts["year"])


def month_of(said: str) -> int:
    """Return the month that words name, 1 to 12; 0 where they name none, or two."""
    names = [fold(" ".join(name.split())).strip(". ") for name in said.split("/")]
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


@cache
def _day_ends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before a month that belongs to a day, and after one that belongs to a year."""
    ends, of = options("dates", "ordinal_ends"), options("dates", "of")
    return re.compile(rf"\d(?:{ends}|\.|º|o)?\s+(?:(?:{of})\s+)?$"), re.compile(rf"\s+(?:(?:{of})\s+)?\d")


def _shown(text: str, language: str) -> str:
    """Return ``text`` as it is searched: English keeps its capitals, for «may» is no month."""
    return text if table(language, "dates").get("capitals") else fold(text)


@lru_cache(maxsize=8)
def _month_expressions(language: str) -> tuple[tuple[str, int], ...]:
    """Return regular expressions of the months' full names, longest first; Slavic and Turkish ones take endings."""
    if language not in languages():
        return ()
    names = {_shown(name, language): number for name, number in calendar_names("months", language, short=False)}
    return tuple((_ended(name, language), names[name]) for name in sorted(names, key=len, reverse=True))


def _ended(name: str, language: str) -> str:
    dates = table(language, "dates")
    cut = dates.get("month_cut", 0)
    if cut and len(name) <= 4:
        return name
    return name[: len(name) - cut] + str(dates.get("month_end", ""))


def _found(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Yield (month, start, end) for every month that ``text``, as it is searched, names."""
    prefix = f"(?:{before})?" if (before := table(language, "dates").get("month_prefix", "")) else ""
    for name, number in _month_expressions(language):
        for match in re.finditer(rf"(?<!\w){prefix}{name}(?!\w)", text):
            yield number, match.start(), match.end()


def named_months(text: str, language: str) -> frozenset[int]:
    """Return the months that ``text`` names anywhere, 1 to 12."""
    tongue = primary(language)
    return frozenset(number for number, _, _ in _found(_shown(text, tongue), tongue))


def dated_months(text: str, language: str) -> dict[int, tuple[str, int]]:
    """Return the months that stand beside a day or a year, with the word and where about it begins."""
    tongue = primary(language)
    shown = _shown(text, tongue)
    day_before, year_after = _day_ends()
    return {
        number: (shown[start:end], start)
        for number, start, end in _found(shown, tongue)
        if day_before.search(shown[:start][-12:]) or year_after.match(shown[end:])
    }


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day from ``start`` to ``end``; ``minutes`` since midnight are several where it may be either.

    24:00 and midnight count to the day that ends then. ``doubt`` says why there are several.
    """

    start: int
    end: int
    written: str
    minutes: tuple[int, ...]
    doubt: str = ""
    twelve: bool = False


def _clock_words(key: str) -> str:
    return "|".join(sorted(map(_loose, words("embargo", key)), key=len, reverse=True)) or "(?!)"


def _loose(word: str) -> str:
    """Return an expression for a word whose accents and vowel signs may stand or not."""
    return r"\s+".join(re.escape(part) if part.isalpha() else part for part in word.split())


@cache
def _clock_form() -> re.Pattern[str]:
    half = rf"[ap]\s?\.?\s?m\b\.?|{_clock_words('am')}|{_clock_words('pm')}"
    return re.compile(
        r"(?<![\d/.:,])(?:"
        rf"(?:(?P<at>(?:{_clock_words('at')})\s+)|(?P<before>(?:{_clock_words('either')})[:\s]+))?(?P<h>[01]?\d|2[0-4])"
        rf"(?:(?P<sep>[:.]|{options('embargo', 'separators')})(?P<m>[0-5]\d)(?!\d)(?:[:.][0-5]\d)?)?"
        rf"\s*(?P<half>(?:{half})(?!\w))?"
        rf"\s*(?P<hours>(?:{_clock_words('hours')})(?!\w))?"
        rf"\s*(?P<late>(?:{half})(?!\w))?"
        rf"(?P<oclock>\s*(?:{_clock_words('either')})(?!\w))?"
        rf"|(?P<hm>[0-2]\d[0-5]\d)(?:\s*(?:{options('embargo', 'hour_signs')})(?!\w)|(?=\s*(?:z|gmt|utc)(?!\w)))"
        rf")(?![\d/])(?!\.\d)|(?<!\w)(?:(?P<noon>(?:12\s+)?(?:{_clock_words('noon')}))|(?P<midnight>(?:12\s+)?(?:{_clock_words('midnight')})))(?!\w)"
    )


def _readable(text: str) -> str:
    """Return ``text`` folded letter by letter, so that places in it stay the same."""
    return "".join((fold(char) or " ")[0] for char in text)


def clocks(text: str) -> Iterator[Clock]:
    """Yield the times of day that stand in ``text`` (see :func:`unpointed`); a bare number is none."""
    for match in _clock_form().finditer(_readable(text)):
        clock = _read_clock(match, text)
        if clock:
            yield clock


def has_clock(text: str) -> bool:
    """Tell whether a time of day stands in ``text``."""
    return any(True for _ in clocks(unpointed(text)))


def _read_clock(match: re.Match[str], text: str) -> Clock | None:
    start, end = match.span()
    written = text[start:end].strip()
    if match["noon"]:
        return Clock(start, end, written, (12 * 60,))
    if match["midnight"]:
        return Clock(start, end, written, (0, MINUTES_A_DAY), f"«{written}» may begin or end the day")
    if match["hm"]:
        minutes = int(match["hm"][:2]) * 60 + int(match["hm"][2:])
        return Clock(start, end, written, (minutes,)) if minutes <= MINUTES_A_DAY else None
    return _hour(match, start, end, written)


def _hour(match: re.Match[str], start: int, end: int, written: str) -> Clock | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    half = " ".join((match["half"] or match["late"] or "").split())
    sure = match["sep"] or match["hours"] or match["at"]
    loose = match["before"] or match["oclock"]
    if not (sure or half or loose) or hour * 60 + minute > MINUTES_A_DAY or (hour == 24 and not match["sep"]):
        return None
    if half:
        return _halved(hour, minute, _is_late(half), Clock(start, end, written, ()))
    if not sure and 1 <= hour <= 12:
        either = (hour * 60, (hour + 12) * 60)
        return Clock(start, end, written, either, f"«{written}» may be in the morning or in the evening")
    return Clock(start, end, written, (hour * 60 + minute,))


def _is_late(half: str) -> bool:
    return half.startswith("p") or any(re.fullmatch(fold(word), half) for word in words("embargo", "pm"))


def _halved(hour: int, minute: int, late: bool, clock: Clock) -> Clock | None:
    """Return a time of the first or the second half of the day; 12 am is midnight, 12 pm noon."""
    if hour > 12 and late:
        hour -= 12
    if not 0 <= hour <= 12:
        return Clock(clock.start, clock.end, clock.written, (), f"there is no «{clock.written}»")
    minutes = (hour % 12 + (12 if late else 0)) * 60 + minute
    return Clock(clock.start, clock.end, clock.written, (minutes,), twelve=hour == 12)
