"""Language: days, instants and clocks in words: by CLDR, and by the tables ``clock``, ``cities`` and ``grammar``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from presskit.language.data import table
from presskit.language.phrases import comma
from presskit.language.tags import locale, primary
from presskit.model.digits import in_digits

__all__ = ["city", "clock", "day", "hour", "instant", "offset", "place"]


@lru_cache(maxsize=64)
def _clock(language: str) -> Mapping[str, Any]:
    """Return how the language prints times; English as others do without a table of their own."""
    plain = {
        "time": "{hour:02}:{minute:02}", "at": "{time} {place}", "place": "{city} ({offset})", "place_alone": "{city}",
        "instant": f"{{day}}{comma(language)} {{clock}}",
    }  # fmt: skip
    return {**plain, **table(language, "clock")}


def day(when: date, language: str, digits: str = "latn", *, weekday: bool = False) -> str:
    """Return a day in words: «15 December 2016», with ``weekday`` «Thursday 15 December 2016».

    A language that CLDR does not know has the months of its file (``dates.also``), in the English order.
    """
    from babel.dates import format_date

    spoken = locale(language)
    pattern = spoken.date_formats["full" if weekday else "long"].pattern
    if weekday and spoken == locale(primary(language)):
        pattern = _clock(language).get("weekday", pattern)
    if spoken.language != primary(language):
        own = {number: month.replace("'", "''") for month, number in table(language, "dates").get("also", {}).items()}
        pattern = pattern.replace("MMMM", f"'{own[when.month]}'") if when.month in own else pattern
    first = table(language, "grammar").get("first", "")
    if isinstance(first, Mapping):
        first = first.get(spoken.territory or "", "")
    if when.day == 1 and first:
        pattern = re.sub(r"(?<!\w)d(?!\w)", f"'{first}'", pattern)
    return in_digits(format_date(when, pattern, locale=spoken), digits)


def hour(when: time, language: str, digits: str = "latn") -> str:
    """Return a time of day by 24 hours, as it stands beside others: «14:00», French «14 h»."""
    patterns = _clock(language)
    pattern = patterns["time"] if when.minute else patterns.get("time_whole", patterns["time"])
    return in_digits(pattern.format(hour=when.hour, minute=when.minute), digits)


def offset(when: datetime) -> str:
    """Return the offset from UTC: «UTC», «UTC+1», «UTC−3:30» (with a real minus sign)."""
    delta = when.utcoffset() or timedelta()
    sign = "−" if delta < timedelta() else "+"
    hours, minutes = divmod(int(abs(delta).total_seconds()) // 60, 60)
    return "UTC" + (f"{sign}{hours}" if delta else "") + (f":{minutes:02}" if minutes else "")


def _ids(zone: str) -> tuple[str, ...]:
    """Return the ids of a zone, the present ones first: CLDR calls Europe/Kyiv by the id that was given first."""
    from babel.core import get_global

    aliases = get_global("zone_aliases")
    present = aliases.get(zone, zone)
    first = next((old for old, new in aliases.items() if new == present), zone)
    return zone, present, first


def city(zone: str, language: str) -> str:
    """Return what the language calls the city of an IANA zone; else the city's own part of the zone's id."""
    own, known, ids = table(language, "cities"), locale(language).time_zones, _ids(zone)
    names = (own.get(name) or known.get(name, {}).get("city") for name in ids)
    return str(next(filter(None, names), ids[1].rpartition("/")[2].replace("_", " ")))


def place(zone: str, language: str, when: datetime | None = None, digits: str = "latn", name: str = "") -> str:
    """Return whose clock is meant: «Brussels time (UTC+1)», «Brussels time» without ``when``.

    ``name`` is used before the language's own for the zone.
    """
    patterns = _clock(language)
    there = in_digits(offset(when.astimezone(ZoneInfo(zone))), digits) if when else ""
    if zone.startswith(("UTC", "Etc/")) and not name:
        return there or city(zone, language)
    text = str(patterns["place" if there else "place_alone"].format(city=name or city(zone, language), offset=there))
    for pattern, elided in patterns.get("sounds", {}).items():  # «heure d’Amman», «heure du Caire»
        text = re.sub(pattern, elided, text)
    return text


def clock(when: datetime, zone: str, language: str, name: str = "", digits: str = "latn") -> str:
    """Return the time of ``when`` (any zone) in the IANA ``zone``, by 24 hours: «14:00 Brussels time (UTC+1)»."""
    shown = hour(when.astimezone(ZoneInfo(zone)).time(), language, digits)
    there = place(zone, language, when, digits, name)
    return str(_clock(language)["at"].format(time=shown, place=there))


def instant(when: datetime, zone: str, language: str, digits: str = "latn", name: str = "") -> str:
    """Return an instant so that it cannot be mistaken: weekday, day, time, place (``name`` before the zone's) and offset."""
    shown = day(when.astimezone(ZoneInfo(zone)).date(), language, digits, weekday=True)
    return str(_clock(language)["instant"].format(day=shown, clock=clock(when, zone, language, name, digits)))
