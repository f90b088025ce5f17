"""Language: days, instants and clocks in words, by CLDR."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from presskit.language.numbers import in_digits
from presskit.language.tags import locale

__all__ = ["city", "clock", "day", "instant", "offset", "place"]


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


def city(zone: str, language: str) -> str:
    """Return what the language calls the city of an IANA zone."""
    from babel.dates import get_timezone_location

    return str(get_timezone_location(zone, locale=locale(language), return_city=True))


def place(when: datetime, zone: str, language: str, digits: str = "latn", name: str = "") -> str:
    """Return a place and its offset from UTC at ``when``: «Brussels (UTC+1)»; ``name`` is used before CLDR's."""
    there = in_digits(offset(when.astimezone(ZoneInfo(zone))), digits)
    if zone.startswith(("UTC", "Etc/")) and not name:
        return there
    return f"{name or city(zone, language)} ({there})"


def clock(when: datetime, zone: str, language: str, name: str = "", digits: str = "latn") -> str:
    """Return the time of ``when`` (any zone) in the IANA ``zone``, by 24 hours: «14:00 Brussels (UTC+1)»."""
    local = when.astimezone(ZoneInfo(zone))
    return f"{in_digits(f'{local:%H:%M}', digits)} {place(when, zone, language, digits, name)}"


def instant(when: datetime, zone: str, language: str, digits: str = "latn", name: str = "") -> str:
    """Return an instant so that it cannot be mistaken: weekday, day, time, place (``name`` before CLDR's) and offset."""
    local = when.astimezone(ZoneInfo(zone))
    comma = "، " if language.startswith("ar") else ", "
    return f"{day(local.date(), language, digits, weekday=True)}{comma}{clock(when, zone, language, name, digits)}"
