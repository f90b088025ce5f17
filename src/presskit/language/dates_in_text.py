"""Language: days and months as texts write them; what could mean two is said to be so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import product
from typing import Literal

from presskit.language.data import cached, fold, folded_options, languages, latin_digits, mapping, options, table
from presskit.language.tags import primary

__all__ = [
    "Day", "calendar_names", "dated_months", "day_of", "find_day", "find_day_and_month", "find_part_of_day", "is_month",
    "month_of", "named_months", "weekday_in",
]  # fmt: skip

_WORD = r"[^\W\d_][^\W\d_.’'\u064b-\u0652\u0640-]{0,40}\.?"
"""A word that may name a month: no longer than 41 characters, so that a search takes time in proportion to the text."""
_MONTH = rf"(?P<month>{_WORD}(?:\s+{_WORD}){{0,2}}?(?:\s*/\s*{_WORD}(?:\s+{_WORD})?)?)"
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(?P<a>\d{1,2})\s?[/.-]\s?(?P<b>\d{1,2})\s?[/.-]\s?(?P<year>\d{4}|\d{2})(?!\d)")
_ELSEWHERE = (
    "am az be bg bn bs ca cs cy da el et eu fi ga gl ha hi hr hu hy id is ka kk ky lt lv mk ms mt nb ne ro sk sl so sq sr sv "
    "sw ta tg ur uz zu"
)
"""Languages without a file whose months CLDR names in words."""
_OTHER = "the day is one of another calendar"
_NEAR = 40
_FIRST_OTHER, _LAST_OTHER = 1300, 1500
_SHORT_MONTH = re.compile(r"(?<!\d)(?P<d>\d{1,2})[-/](?P<month>[^\W\d_]{3,12})\.?[-/](?P<year>\d{4})(?!\d)")
_AFTER = re.compile(r"[\s,،]*+\(?\s*+([^\W\d_]{3,})")


@cache
def _day_before_month() -> str:
    """Return the source of «21», «1er», «21 de» as it stands before a month, with the day as the group ``d``."""
    ends, of = options("dates", "ordinal_ends"), options("dates", "of")
    return rf"(?<!\d)[«\"“„]?(?P<d>\d{{1,2}})[»\"”“]?(?:{ends}|\.|[º°])?\s+(?:(?:{of})\s+)?"


@cache
def _month_before_day() -> str:
    return rf"(?P<month>{_WORD})\s+(?P<d>\d{{1,2}})(?:{options('dates', 'ordinal_ends')})?"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    of_year, year = options("dates", "of_year"), options("dates", "year_words")
    after = rf"(?:\s+(?:{year})\b|\s?(?:{options('dates', 'year_marks')})\.|\s?(?:{options('dates', 'other_years')})(?!\w))?"
    return (
        _YEAR_FIRST,
        _NUMERIC,
        _SHORT_MONTH,
        re.compile(rf"{_day_before_month()}{_MONTH},?\s+(?:(?:{of_year})\s+)?(?P<year>\d{{4}})(?!\d){after}"),
        re.compile(rf"{_month_before_day()},?\s+(?:(?:{of_year})\s+)?(?P<year>\d{{4}})(?!\d)"),
        re.compile(rf"(?<!\d)(?P<year>20\d\d)\.?\s+(?P<month>{_WORD})\s+(?P<d>\d{{1,2}})(?!\d)\.?"),
    )


@cache
def _short_forms() -> tuple[re.Pattern[str], ...]:
    forms = (rf"{_day_before_month()}{_MONTH}(?!\w)", rf"{_month_before_day()}(?![\d:.]\d|\d)")
    return tuple(map(re.compile, forms))


@cache
def _before() -> re.Pattern[str]:
    """Return the word before a day, which may name its weekday."""
    return re.compile(rf"(?<![^\W\d_])([^\W\d_]{{3,}}+)[.)]?[\s,،]*+(?:(?:{options('dates', 'articles')})\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=256)
def calendar_names(kind: Literal["months", "days"], language: str, *, short: bool = True) -> tuple[tuple[str, int], ...]:
    """Return CLDR's names of the months (1 to 12) or the days of the week (Monday is 0) in a language.

    All regions that its file lists under ``locales``, in text and alone; abbreviated ones too, where ``short`` is set and
    the file does not say ``abbreviated = false``. A language that CLDR does not know has none.
    """
    from babel import Locale, UnknownLocaleError

    dates = table(language, "dates")
    widths = ("wide", "abbreviated") if short and dates.get("abbreviated", True) else ("wide",)
    places = [*product(("format", "stand-alone"), widths)]
    pairs: dict[tuple[str, int], None] = {}
    for locale in dates.get("locales", (language,)):
        with suppress(UnknownLocaleError, ValueError):
            names = getattr(Locale.parse(locale.replace("-", "_")), kind)
            tables = [names[context][width] for context, width in places if width in names[context]]
            pairs |= {(str(name), int(number)): None for table in tables for number, name in table.items()}
    return tuple(pairs)


def _names(kind: Literal["months", "days"]) -> Iterator[tuple[str, int]]:
    for language in languages():
        prefix = table(language, "dates").get("month_prefix", "") if kind == "months" else ""
        for name, number in calendar_names(kind, language):
            yield from ((fold(form).strip("."), number) for form in dict.fromkeys((name, prefix + name)))


@cache
def _months() -> dict[str, int]:
    """Return the months by their folded names; a name of two months in two languages names none."""
    months: dict[str, set[int]] = defaultdict(set)
    for name, number in (*_names("months"), *mapping("dates", "also").items()):
        months[fold(name)].add(number)
    own = {name: numbers.pop() for name, numbers in months.items() if len(numbers) == 1 and not name.isdigit()}
    return {**_months_elsewhere(), **dict.fromkeys(months, 0), **own}


def _months_elsewhere() -> Mapping[str, int]:
    """Return the months of languages without a file by their folded names, as CLDR has them; a name of two months is left out.

    They are read from a cache: CLDR's data of a language take as long to load as a file of presskit's.
    """
    import babel

    return cached("months_elsewhere.json", (babel.__file__, __file__), _made_months)


def _made_months() -> dict[str, int]:
    months: dict[str, set[int]] = defaultdict(set)
    for language in _ELSEWHERE.split():
        for name, number in calendar_names("months", language, short=False):
            if len(name) > 2 and fold(name)[:1].isalpha():
                months[fold(name)].add(number)
    return {name: numbers.pop() for name, numbers in months.items() if len(numbers) == 1}


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
    days: dict[str, set[int]] = defaultdict(set)
    for name, number in _names("days"):
        if len(name) > 2:
            days[_stem(name)].add(number)
    return {stem: frozenset(numbers) for stem, numbers in days.items()}


def _stem(name: str) -> str:
    return re.sub(options("dates", "weekday_end"), "", fold(name).strip(". "))


def is_month(word: str) -> bool:
    """Return whether a word names a month in any of the languages."""
    return bool(month_of(word))


def weekday_in(text: str) -> str:
    """Return the first word of ``text`` that names a day of the week, as written; empty where none does."""
    return next((word for word in re.findall(r"[^\W\d_]+", text) if fold(word) in _weekdays()), "")


def find_day(text: str) -> Day | None:
    """Return the first day that ``text`` names with its year; None where there is none.

    A day of the week beside it that it does not fall on makes it doubtful.
    """
    latin = latin_digits(text)
    days = [day for form in _forms() for match in form.finditer(latin) if (day := _read(match))]
    first = min(days, key=lambda day: (day.start, -day.end), default=None)
    first = _in_both_calendars(first, days, latin) if first else None
    return _agreeing(first, latin) if first and first.day else first


def _in_both_calendars(first: Day, days: Iterable[Day], text: str) -> Day:
    """Return a day with that beside it, where they are one day in two calendars: «24 Ramadan 1448, 3 March 2027»."""
    same = re.compile(rf"\W*(?:{options('dates', 'same_day')})?\W*")
    for other in days:
        if (first.day is None) == (other.day is None) or not 0 <= other.start - first.end < _NEAR:
            continue
        gap = text[first.end : other.start].replace(weekday_in(text[first.end : other.start]), "")
        if same.fullmatch(gap):
            named = first if first.day else other
            foreign = other if first.day else first
            return replace(named, start=first.start, end=other.end) if foreign.problem == _OTHER else first
    return first


def _agreeing(dated: Day, text: str) -> Day:
    """Return a day as it is, or, where the day of the week beside it is another, with the days that may be meant."""
    day = dated.day
    before, after = _before().search(text, max(0, dated.start - 60), dated.start), _AFTER.match(text, dated.end)
    beside = [match[1] for match in (before, after) if match and not (len(match[1]) == 3 and match[1].islower())]
    weekday = next((word for word in beside if _stem(word) in _days_of_week()), "")
    numbers = _days_of_week().get(_stem(weekday), frozenset())
    if day is None or not weekday or day.weekday() in numbers:
        return dated
    near = [day + timedelta(days=step) for step in (-1, 1, -2, 2, -3, 3)]
    other_years = filter(None, (day_of(year, day.month, day.day) for year in (day.year - 1, day.year + 1)))
    either = (day, *(each for each in (*near, *other_years) if each.weekday() in numbers))
    return replace(dated, day=None, problem=f"«{text[dated.start : dated.end].strip()}» is no {weekday}", either=either)


def find_day_and_month(text: str) -> tuple[int, int, int, int] | None:
    """Return day and month of the first day that ``text`` names without its year, and where it begins and ends."""
    latin = latin_digits(text)
    for form in _short_forms():
        for match in form.finditer(latin):
            names = match["month"].split()
            months = (month_of(" ".join(names[:count])) for count in range(len(names), 0, -1))
            month = next(filter(None, months), 0)
            if month and 1 <= int(match["d"]) <= 31:
                return int(match["d"]), month, *match.span()
    return None


def find_part_of_day(text: str) -> Day | None:
    """Return what names a day without its year, a month with its year, or a day of the week; None where there is none."""
    short = find_day_and_month(text)
    if short:
        return Day(*short[2:], None, f"«{text[short[2] : short[3]].strip()}» has no year")
    latin = latin_digits(text)
    for match in _month_and_year().finditer(latin):
        if month_of(match["month"]):
            return Day(*match.span(), None, f"«{match.group()}» has no day")
    weekday = weekday_in(text)
    start = text.find(weekday) if weekday else -1
    return Day(start, start + len(weekday), None, f"«{weekday}» is a day of the week without a date") if weekday else None


@cache
def _month_and_year() -> re.Pattern[str]:
    return re.compile(rf"(?P<month>{_WORD}),?\s+(?:(?:{options('dates', 'of_year')})\s+)?(?P<year>20\d\d)(?!\d)")


def _read(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    if "month" in parts:
        month = month_of(parts["month"])
        if not month and _other_months().fullmatch(fold(parts["month"])):
            return Day(*match.span(), None, _OTHER)
        return _day(match, int(parts["year"]), month, int(parts["d"])) if month else None
    if "m" in parts:
        return _day(match, int(parts["year"]), int(parts["m"]), int(parts["d"]))
    return _numeric(match, int(parts["a"]), int(parts["b"]), parts["year"])


def month_of(words: str) -> int:
    """Return the month that words name, 1 to 12; 0 where they name none, or two."""
    months = {_months().get(fold(" ".join(name.split())).strip(". "), 0) for name in words.split("/")}
    return months.pop() if len(months) == 1 else 0


@cache
def _other_months() -> re.Pattern[str]:
    """Return the months of the Islamic and the Persian calendar."""
    return re.compile(folded_options("dates", "other_months"))


def _numeric(match: re.Match[str], first: int, second: int, year: str) -> Day | None:
    """Read d/m/y, or m/d/y where only that can be; with both up to 12 it may be either. With stops it is d.m.y everywhere."""
    if len(year) == 2:
        return Day(*match.span(), None, f"«{match.group()}» has a year of two digits", _either(first, second, 2000 + int(year)))
    stops = match.group().count(".") == 2
    if first <= 12 and second <= 12 and first != second and not stops:
        either = _either(first, second, int(year))
        return Day(*match.span(), None, f"«{match.group()}» may be day/month or month/day", either)
    return _day(match, int(year), *((second, first) if second <= 12 else (first, second)))


def _either(first: int, second: int, year: int) -> tuple[date, ...]:
    """Return the days that two numbers may mean, the day before the month first."""
    days = (day_of(year, month, day) for month, day in ((second, first), (first, second)))
    return tuple(dict.fromkeys(filter(None, days)))


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar; None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(match: re.Match[str], year: int, month: int, day: int) -> Day | None:
    if _FIRST_OTHER <= year <= _LAST_OTHER:
        return Day(*match.span(), None, _OTHER)
    if valid := day_of(year, month, day):
        return Day(*match.span(), valid)
    return Day(*match.span(), None, f"there is no day «{match.group()}»") if year > 1000 else None


@cache
def _day_ends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before a month that belongs to a day, and after one that belongs to a year."""
    ends, of = options("dates", "ordinal_ends"), options("dates", "of")
    return re.compile(rf"\d(?:{ends}|\.|º|o)?\s+(?:(?:{of})\s+)?$"), re.compile(rf"(?<!\s)\s+(?:(?:{of})\s+)?\d")


def _shown(text: str, language: str) -> str:
    """Return ``text`` as it is searched: English keeps its capitals, for «may» is no month."""
    return text if table(language, "dates").get("capitals") else fold(text)


@lru_cache(maxsize=8)
def _month_expressions(language: str) -> tuple[tuple[str, int], ...]:
    """Return regular expressions of the months' full names, longest first; Slavic and Turkish ones take endings."""
    if language not in languages():
        return ()
    names = {_shown(name, language): number for name, number in calendar_names("months", language, short=False)}
    return tuple((_with_endings(name, language), names[name]) for name in sorted(names, key=len, reverse=True))


def _with_endings(name: str, language: str) -> str:
    dates = table(language, "dates")
    cut = dates.get("month_cut", 0)
    return name if cut and len(name) <= 4 else name[: len(name) - cut] + str(dates.get("month_end", ""))


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
        if day_before.search(shown, max(0, start - 12), start) or year_after.match(shown, end)
    }
