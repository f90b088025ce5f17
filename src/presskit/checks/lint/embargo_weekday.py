"""Check: the weekday of the embargo is that of its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from presskit.checks import Case, Check, Context, Problem
from presskit.diagnostics import Rule, Severity
from presskit.language.data import fold, languages, table
from presskit.language.dates_in_text import calendar_names
from presskit.model.release import Embargo, Kit

__all__ = ["CHECK"]


@lru_cache(maxsize=32)
def _weekdays(language: str) -> dict[str, int]:
    """Return the weekdays of ``language`` by their folded names, long and short; Monday is 0."""
    named = [(fold(name).strip("."), number) for name, number in calendar_names("days", language)]
    article = table(language, "grammar").get("article", "")
    return dict(named) | {name.removeprefix(article): number for name, number in named}


def _named_days(embargo: Embargo, own: tuple[str, ...]) -> set[int]:
    """Return the weekdays that the kit's words can be, in its own languages and all others that we know."""
    words = [word for word in re.split(r"[\s.,]+", fold(embargo.weekday)) if word]
    tables = [_weekdays(language) for language in (*own, *languages())]
    named = {days[word] for days in tables for word in (" ".join(words), *words) if word in days}
    shortened = [word for word in words if len(words) == 1 and len(word) > 2]
    return named or {day for days in tables for name, day in days.items() for word in shortened if name.startswith(word)}


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    from zoneinfo import ZoneInfo

    embargo = kit.release.embargo
    if embargo is None or not embargo.weekday.strip():
        return
    local = embargo.until.astimezone(ZoneInfo(embargo.zone))
    named, day = _named_days(embargo, kit.release.languages), local.weekday()
    right = next(name for name, number in _weekdays("en").items() if number == day).capitalize()
    if not named:
        yield Problem(
            embargo.span,
            f"«{embargo.weekday}» is not the name of a weekday.",
            f"{local:%Y-%m-%d} is a {right} in {embargo.zone}: write that, or leave «weekday» out.",
        )
    elif day not in named:
        nearest = (local + timedelta(days=(each - day + 3) % 7 - 3) for each in sorted(named))
        others = " or ".join(f"{each:%Y-%m-%d %H:%M}" for each in nearest)
        yield Problem(
            embargo.span,
            f"The embargo says «{embargo.weekday}», but {local:%Y-%m-%d} is a {right} in {embargo.zone}.",
            f"Write {right}; or, if {embargo.weekday} is meant, until: {others}.",
        )


CHECK = Check(
    Rule(
        "embargo-weekday", Severity.ERROR, "The embargo's weekday does not fit its date",
        "Either the day or the date is wrong, and a newsroom will believe one of them. Only the author knows which.",
    ),
    _check,
    good=Case(
        "23 November 2026 is a Monday.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en]
date: 2026-11-23
places: [Beirut]
region: GB
embargo:
  until: 2026-11-23 14:00
  zone: Asia/Beirut
  weekday: Monday
"""
        },
    ),
    bad=Case(
        "23 November 2026 is not a Tuesday.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en]
date: 2026-11-23
places: [Beirut]
region: GB
embargo:
  until: 2026-11-23 14:00
  zone: Asia/Beirut
  weekday: Tuesday
"""
        },
    ),
)
