"""What a value that cannot be read was meant to be: text → the right words for this kit, empty where nobody can tell.

Nothing here is ever used as a value. It goes into hints: a person sees it, and writes it or not.
"""

from __future__ import annotations

import calendar
import re
import tomllib
import unicodedata
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from presskit.language.data import languages, options, table
from presskit.paths import shipped_folder

__all__ = [
    "cities", "clock", "colour", "day", "instant", "language", "last_minute", "plain", "slug", "stripped", "whole_number",
    "zones_called",
]  # fmt: skip

CURLY = "“”„‟«»‘’‚‹›\"'"
@cache
def _time() -> re.Pattern[str]:
    hours = rf"[hH]|[Uu]hr|o'clock|{options('embargo', 'hour_signs')}"
    form = r"(?<!\d)(?P<h>\d{1,2})(?:\s?[:.hH]\s?(?P<m>\d{2}))?\s*+(?P<half>[ap]\.?\s?m\.?)?"
    return re.compile(rf"{form}\s*+(?:{hours})?(?![\w:])", re.IGNORECASE)


def stripped(text: str) -> str:
    """Return a text without the curly quotation marks around it, and without the comma or full stop behind it."""
    return text[:200].strip().rstrip(",;").strip(CURLY).strip().rstrip(",;.")


def day(text: str) -> str:
    """Return the words of a hint: the day in ISO form, or the two days that a text may name."""
    bare = stripped(text)
    iso = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", bare)
    if iso:
        return _iso(*map(int, iso.groups()))
    found = re.search(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})", bare)
    if found:
        return _either(*map(int, found.groups()))
    from presskit.language.dates_in_text import find_day

    found_day = find_day(bare)
    return f"write {found_day.day.isoformat()}" if found_day and found_day.day else ""


def _either(first: int, second: int, year: int) -> str:
    """Return what day/month/year or month/day/year may mean."""
    days = (_date_or_none(year, *pair) for pair in ((second, first), (first, second)))
    readings = list(dict.fromkeys(day for day in days if day))
    if len(readings) == 2:
        one, other = readings
        return f"write {one:%Y-%m-%d} if {_day_and_month(one)} is meant, {other:%Y-%m-%d} if {_day_and_month(other)} is"
    return f"write {readings[0]:%Y-%m-%d}" if readings else ""


def _iso(year: int, month: int, number: int) -> str:
    exact = _date_or_none(year, month, number)
    if exact:
        return f"write {exact:%Y-%m-%d}"
    if not 1 <= month <= 12:
        swapped = _date_or_none(year, number, month)
        return f"write {swapped:%Y-%m-%d}" if swapped else "a year has 12 months"
    if not 1 <= year <= 9999:
        return ""
    return f"{calendar.month_name[month]} {year} has {calendar.monthrange(year, month)[1]} days: look at the calendar"


def _day_and_month(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]}"


def _date_or_none(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def clock(text: str) -> str:
    """Return a time of day as HH:MM: of «9am», «9.30», «14h», «6 pm»."""
    noon, midnight = (table("en", "embargo").get(key, ()) for key in ("noon", "midnight"))
    named = re.sub(r"^12\s*", "", stripped(text).lower())
    if named in {*noon, *midnight}:
        return "00:00" if named in midnight else "12:00"
    found = _time().fullmatch(stripped(text))
    if not found:
        return ""
    hour, minute, half = int(found["h"]), int(found["m"] or 0), (found["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return ""
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def last_minute(text: str) -> str:
    """Return 23:59 for the hour 24, which no clock shows."""
    return "23:59" if re.fullmatch(r"24[:.h]?(?:00)?", stripped(text)) else ""


def instant(text: str) -> str:
    """Return the words of a hint about a day with its time."""
    found = re.match(
        r"(?P<day>\S*\d{4}\S*|\d{4}-\d{1,2}-\d{1,2}|.*?\d{4})"
        rf"(?:[ T,]+(?:(?:{options('dates', 'at_hour')}) )?(?P<time>\S.*))?$",
        stripped(text),
    )
    named = day(found["day"].rstrip(",")) if found else ""
    if not found or not named:
        return ""
    if found["time"] and re.fullmatch(r"24[:.h]?(?:00)?", found["time"]):
        return _midnight(named)
    time = clock(found["time"]) if found["time"] else ""
    if not found["time"] and len(re.findall(r"\d{4}-\d\d-\d\d", named)) == 1:
        return f"add the time by the clock of the zone: {named.removeprefix('write ')} HH:MM"
    return re.sub(r"\d{4}-\d\d-\d\d", lambda match: f"{match[0]} {time}", named) if time else ""


def _midnight(named: str) -> str:
    """Return the hour 24 of the days in a hint as the first of the day after."""
    days = re.findall(r"\d{4}-\d\d-\d\d", named)
    if date.max.isoformat() in days:
        return ""
    later = {day: f"{date.fromisoformat(day) + timedelta(days=1)} 00:00" for day in days}
    return re.sub(r"\d{4}-\d\d-\d\d", lambda match: later[match[0]], named)


def whole_number(text: str) -> str:
    """Return the number that «1.0», «v2» and «"3"» mean."""
    found = re.fullmatch(r"(?:v|ver|version|no|nr)?[. ]*(\d{1,6})(?:[.,]0+)?", stripped(text).lower())
    return str(int(found[1])) if found else ""


def plain(text: str) -> str:
    """Return a text without accents and dots on its letters."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def slug(text: str) -> str:
    """Return a text as an id: small Latin letters, digits and single hyphens."""
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ı", "i").replace("ø", "o").replace("æ", "ae"))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    name = re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")
    return name if all(c.isascii() or not c.isalpha() for c in letters) else ""


def colour(text: str) -> str:
    """Return a colour as #rrggbb: of «red», «#1de», «1d4e89», «rgb(29, 78, 137)»."""
    from PIL import ImageColor

    bare = stripped(text).lower()
    for each in (bare, f"#{bare}"):
        try:
            red, green, blue = ImageColor.getrgb(each)[:3]
        except ValueError:
            continue
        return f"#{red:02x}{green:02x}{blue:02x}"
    return ""


def language(text: str, known: dict[str, str]) -> str:
    """Return the tag of «eng», «EN», «en_GB», «English», «français»; ``known`` are the languages' English names by code."""
    from babel.core import get_global

    from presskit.language.recognition import locales

    bare = stripped(text).replace("_", "-")
    first, *rest = bare.split("-")
    code = first.lower() if first.lower() in known else str(get_global("language_aliases").get(first.lower(), "")).split("_")[0]
    if code in known and all(re.fullmatch("[A-Za-z]{2}|[A-Za-z]{4}|[0-9]{3}", part) for part in rest):
        return "-".join([code, *(part.upper() if len(part) == 2 else part.title() for part in rest)])
    names = {name.casefold(): code for code, name in known.items()}
    if bare.casefold() in names:
        return names[bare.casefold()]
    own = {str(locale.get_display_name(code) or "").casefold(): code for code, locale in locales().items()}
    return own.get(bare.casefold(), "")


@cache
def _places() -> dict[str, dict[str, object]]:
    with (Path(shipped_folder("data")) / "zones.toml").open("rb") as file:
        return tomllib.load(file)


def cities(text: str) -> str:
    """Return the zone of a city that no zone is named after: Europe/Zurich for «Geneva» or «Europe/Geneva»."""
    words = re.sub(r"[_\s]+", " ", text.rsplit("/", 1)[-1]).casefold().removesuffix(" time").strip()
    return str(_places()["cities"].get(words, ""))


def zones_called(text: str) -> tuple[str, ...]:
    """Return the zones that an abbreviation may mean: Europe/Brussels and Africa/Algiers for «CET».

    What import takes it for comes first.
    """
    for language_ in languages():
        known = table(language_, "embargo").get("zones", {}).get(text.upper())
        if known:
            return tuple(known)
    found = _places()["abbreviations"].get(text.upper(), ())
    return tuple(map(str, found)) if isinstance(found, list) else ()
