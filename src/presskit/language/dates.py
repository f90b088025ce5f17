"""Language: days, instants and clocks in words, by CLDR."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from presskit.language.numbers import in_digits
from presskit.language.tags import locale

__all__ = ["clock", "day", "instant", "offset"]


def day(when: date, language: str, digits: str = "latn", *, weekday: bool = False) -> str:
    """Return a day in words: «15 December 2016», with ``weekday`` «Thursday, 15 December 2016»."""
    from babel.dates import format_date

    return in_digits(format_date(when, "full" if weekday else "long", locale=locale(language)), digits)


def offset(when: datetime) -> str:
    """Return the offset from UTC: «UTC», «UTC+1», «UTC−3:30» (with a real minus sign)."""
    delta = when.utcoffset() or timedelta()
    sign = "−" if delta < timedelta() else "+"
    hours, minutes = divmod(int(abs(delta).total_seconds()) // 60, 60)
    return "UTC" + (f"{sign}{hours}" if delta else "") + (f":{minutes:02}" if minutes else "")


def _city(zone: str, language: str) -> str:
    from babel.dates import get_timezone_location

    return str(get_timezone_location(zone, locale=locale(language), return_city=True))


def clock(when: datetime, zone: str, language: str, place: str = "", digits: str = "latn") -> str:
    """Return the time of ``when`` (any zone) in the IANA ``zone``: «14:00 Brussels (UTC+1)», by 24 hours.

    ``place`` names the place; without it, it is what CLDR calls the zone's city.
    """
    local = when.astimezone(ZoneInfo(zone))
    if zone.startswith(("UTC", "Etc/")):
        return in_digits(f"{local:%H:%M} {offset(local)}", digits)
    return in_digits(f"{local:%H:%M} {place or _city(zone, language)} ({offset(local)})", digits)


def instant(when: datetime, zone: str, language: str, digits: str = "latn") -> str:
    """Return an instant so that it cannot be mistaken: weekday, day, time, place and offset."""
    local = when.astimezone(ZoneInfo(zone))
    comma = "، " if language.startswith("ar") else ", "
    return f"{day(local.date(), language, digits, weekday=True)}{comma}{clock(when, zone, language, digits=digits)}"
