"""Check: the text does not begin with a dateline of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import place_at, quoted, words
from presskit.diagnostics import Rule, Severity
from presskit.language.data import fold
from presskit.language.data import words as language_words
from presskit.language.dates_in_text import calendar_names, dated_months
from presskit.model.document import Paragraph, Statement
from presskit.model.release import Kit, Release

__all__ = ["CHECK"]


_DASH = r"[ \u00a0]*(?:[–—]|--|[ \u00a0]-)[ \u00a0]+(?=\S)"
_AFTER_YEAR = r"(?<=\d\d\d\d)(?:\)?[:.](?=\s)|\)?\s*$|\)?\n)"
_TYPED = re.compile(rf"(?P<head>(?:[^\n.!?;“”«»]|(?<=\d)\.(?=\s)){{3,90}}?)(?:{_DASH}|{_AFTER_YEAR})")
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>\d{4}))(?!\d)"
)
_MOST_WORDS = 7


@cache
def _small() -> frozenset[str]:
    return frozenset((*language_words("dates", "small"), *language_words("dates", "ordinal_ends")))


def _day(head: str, language: str, release: Release) -> date | None:
    """Return the day that a dateline names; without a year, that of the release."""
    numeric = _NUMERIC.search(head)
    months = dated_months(head, language)
    year = re.search(r"(?<!\d)\d{4}(?!\d)", head)
    number = re.search(r"(?<!\d)\d{1,2}(?!\d)", head)
    with suppress(ValueError):
        if numeric:
            parts = numeric["y"] or numeric["y2"], numeric["m"] or numeric["m2"], numeric["d"] or numeric["d2"]
            return date(*map(int, parts))
        if len(months) == 1 and number and (year or release.date):
            return date(int(year[0]) if year else release.date.year if release.date else 1, next(iter(months)), int(number[0]))
    return None


@lru_cache(maxsize=32)
def _weekdays(language: str) -> frozenset[str]:
    return frozenset(fold(name) for name, _ in calendar_names("days", language, short=False))


def _place_words(release: Release) -> set[str]:
    """Return the folded words of the names that the kit has for its places."""
    names = (name for place in release.places for name in (place.default, *(each for _, each in place.by_language)))
    return {word for name in names for word in re.findall(r"\w+", fold(name))}


def _is_place(head: str, release: Release) -> bool:
    """Return whether a line's beginning is nothing but places of the kit, and perhaps something in brackets."""
    bare = re.findall(r"\w+", fold(re.sub(r"\([^()]*\)", " ", head)))
    known = _place_words(release)
    return any(word in known for word in bare) and all(word in known or word in _small() for word in bare)


def _is_dated_place(head: str, language: str, release: Release) -> bool:
    """Return whether a line's beginning, which names a day, holds a place as well and no words of a sentence."""
    bare = re.findall(r"[^\W\d_]+", head)
    known = _small() | _weekdays(language) | {fold(word) for word, _ in dated_months(head, language).values()}
    named = any(fold(word) in _place_words(release) or (len(word) > 2 and word.isupper()) for word in bare)
    return named and all(not word[0].islower() or fold(word) in known for word in bare)


def _typed(statement: Statement, release: Release) -> tuple[Paragraph, str, date | None] | None:
    """Return the first paragraph with the dateline that it begins with, and the day of that."""
    first = next((block for block in statement.body if isinstance(block, Paragraph)), None)
    match = _TYPED.match(words(first)) if first else None
    if not first or not match or len(match["head"].split()) > _MOST_WORDS:
        return None
    head = match["head"]
    day = _day(head, statement.language, release)
    if (day and _is_dated_place(head, statement.language, release)) or _is_place(head, release):
        return first, match.group().rstrip(), day
    return None


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    release = kit.release
    for statement in kit.statements if release.places or release.date else ():
        if typed := _typed(statement, release):
            paragraph, shown, day = typed
            differs = release.date and day not in {None, release.date}
            dates = f" It says {day}, the kit says {release.date}: correct «date:» in kit.yaml if the text is right."
            yield Problem(
                place_at(paragraph, 0),
                f"The text begins with {quoted(shown)}, and the kit's own dateline stands above it.",
                f"Delete {quoted(shown, 100)} from the text.{dates if differs else ''}",
            )


CHECK = Check(
    Rule(
        "second-dateline", Severity.WARNING, "The text begins with a dateline of its own",
        "The dateline is made of the kit's places and date, in every language. One that is typed is printed a second time.",
    ),
    _check,
    good=Case(
        "A dash alone makes no dateline.",
        english("Beirut and its harbour – the one in the north – are cut off. {#lede}"),
    ),
    bad=Case(
        "The dateline was pasted with the text.",
        english("BEIRUT, 19 November 2026 – Two lorries were turned back on Monday. {#lede}"),
    ),
)
