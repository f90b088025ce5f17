"""Check: the weekday of the embargo is that of its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from presskit.checks import Case, Check, Context
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.data import fold, languages, table
from presskit.language.dates_in_text import calendar_names
from presskit.model.release import Embargo, Kit

__all__ = ["CHECK"]

RULE = Rule(
    "embargo-weekday", Severity.ERROR, "The embargo's weekday does not fit its date",
    "Either the day or the date is wrong, and a newsroom will believe one of them. Only the author knows which.",
)  # fmt: skip


@lru_cache(maxsize=32)
def _weekdays(language: str) -> dict[str, int]:
    """Return the weekdays of ``language`` by their folded names, long and short; Monday is 0."""
    named = [(fold(name).strip("."), number) for name, number in calendar_names("days", language)]
    article = table(language, "grammar").get("article", "")
    return dict(named) | {name.removeprefix(article): number for name, number in named}


def _meant(embargo: Embargo, own: tuple[str, ...]) -> set[int]:
    """Return the weekdays that the kit's words can be, in its own languages and all others that we know."""
    words = [word for word in re.split(r"[\s.,]+", fold(embargo.weekday)) if word]
    tables = [_weekdays(language) for language in (*own, *languages())]
    named = {days[word] for days in tables for word in (" ".join(words), *words) if word in days}
    return named or {day for days in tables for name, day in days.items() if len(words) == 1 and _shortens(words[0], name)}


def _shortens(word: str, name: str) -> bool:
    return len(word) > 2 and name.startswith(word)


def _local(embargo: Embargo) -> datetime:
    from zoneinfo import ZoneInfo

    return embargo.until.astimezone(ZoneInfo(embargo.zone))


def _nearest(local: datetime, weekday: int) -> datetime:
    """Return the same hour of the nearest day that is the weekday; of two as near, the later."""
    return local + timedelta(days=(weekday - local.weekday() + 3) % 7 - 3)


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    embargo = kit.release.embargo
    if embargo is None or not embargo.weekday.strip():
        return
    meant, local = _meant(embargo, kit.release.languages), _local(embargo)
    date, day = f"{local:%Y-%m-%d}", local.weekday()
    right = next(name for name, number in _weekdays("en").items() if number == day).capitalize()
    if not meant:
        message = f"«{embargo.weekday}» is not the name of a weekday."
        hint = f"{date} is a {right} in {embargo.zone}: write that, or leave «weekday» out."
        yield RULE.at(embargo.span, message, hint)
    elif day not in meant:
        message = f"The embargo says «{embargo.weekday}», but {date} is a {right} in {embargo.zone}."
        others = " or ".join(f"{_nearest(local, each):%Y-%m-%d %H:%M}" for each in sorted(meant))
        yield RULE.at(embargo.span, message, f"Write {right}; or, if {embargo.weekday} is meant, until: {others}.")


CHECK = Check(
    RULE,
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
