"""What a single text of a kit file may be: slugs, languages, zones, colours, addresses. Text → value or a complaint."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from urllib.parse import urlsplit

from presskit.diagnostics import Rule
from presskit.formats.kit_keys import Holds, is_editable
from presskit.language.tags import primary
from presskit.readers import rules, suggestions

__all__ = [
    "Complaint",
    "check",
    "country",
    "did_you_mean",
    "language",
    "parse_date",
    "path",
    "suggested_language",
    "zone",
    "zone_of_city",
    "zone_of_country",
]  # fmt: skip

Complaint = tuple[Rule, str, str]
"""A rule, the message and the hint."""

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
PATTERNS = {
    "slug": r"^[a-z0-9]+(-[a-z0-9]+)*$",
    "language": rf"^{LANGUAGE.pattern}$",
    "country": r"^[A-Z]{2}$",
    "colour": r"^#[0-9A-Fa-f]{6}$",
    "time": r"^([01][0-9]|2[0-3]):[0-5][0-9]$",
    "date": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "url": r"^https?://[^\s/]+\S*$",
    "digits": "^(latn|arab)$",
    "instant": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})? ?(Z|[+-][0-9]{2}:?[0-9]{2})?$",
}


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """Return a hint that names the choice nearest to ``word``, or two that are about as near, or ``otherwise``."""
    folded = {choice.casefold(): choice for choice in choices}
    short = word.casefold()[:80]
    near = difflib.get_close_matches(short, list(folded), n=2, cutoff=0.6)
    ratios = [difflib.SequenceMatcher(None, short, each).ratio() for each in near]
    near = near[:1] if len(near) == 2 and ratios[0] > ratios[1] + 0.08 else near
    return "did you mean " + " or ".join(f"«{folded[match]}»" for match in near) + "?" if near else otherwise


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    return {code: str(name) for code, name in Locale("en").languages.items() if "_" not in code and code != "root"}


@cache
def _zones() -> frozenset[str]:
    import zoneinfo

    return frozenset(zoneinfo.available_timezones())


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    return {code: str(name) for code, name in Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", code)}


def _by_name(text: str, names: dict[str, str], otherwise: str) -> str:
    codes = {name.casefold(): code for code, name in names.items()}
    near = difflib.get_close_matches(text.casefold()[:80], list(codes), n=1, cutoff=0.8)
    return f"write «{codes[near[0]]}» for {names[codes[near[0]]]}" if near else otherwise


def language(text: str) -> Complaint | None:
    """Complain unless ``text`` is a BCP 47 tag of a language that is known."""
    if LANGUAGE.fullmatch(text) and primary(text) in _languages():
        return None
    several = re.split(r"[\s;/|+&]+", text.strip())
    if len(several) > 1 and all(language(each) is None for each in several):
        return rules.BAD_LANGUAGE, f"«{text}» is {len(several)} languages in one", f"write [{', '.join(several)}], with commas"
    tag = suggestions.language(text, _languages())
    main = primary(tag)
    hint = f"write «{tag}» for {_languages()[main]}" if tag else "languages are written as codes: en, ar, fr, tr, pt-BR"
    if "-" in tag:
        hint += f"; its text is then statement.{tag}.md (or «{main}», with statement.{main}.md)"
    return rules.BAD_LANGUAGE, f"«{text}» is not the code of a language", hint


def suggested_language(text: str) -> str:
    """Return the tag of the language that a text names: as a code, by its name; empty where none is known."""
    return text if language(text) is None else suggestions.language(text, _languages())


_COUNTRY_NAMES = {
    "UK": "GB", "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "GREAT BRITAIN": "GB", "USA": "US", "AMERICA": "US",
    "HOLLAND": "NL", "TURKEY": "TR", "PALESTINE": "PS", "SYRIA": "SY",
}  # fmt: skip


def country(text: str) -> Complaint | None:
    """Complain unless ``text`` is an ISO 3166-1 code of two capital letters."""
    if text in _countries() and text != "ZZ":
        return None
    names, upper = _countries(), suggestions.stripped(text).upper()
    code = _COUNTRY_NAMES.get(upper, upper)
    hint = f"write «{code}» for {names[code]}" if code in names else _by_name(text, names, "two capital letters: TR, GB, LB")
    return rules.BAD_COUNTRY, f"«{text}» is not a country code", hint


_BY_OFFSET = {
    -8: "America/Los_Angeles", -6: "America/Chicago", -5: "America/New_York", -3: "America/Sao_Paulo", 0: "Europe/London",
    1: "Europe/Brussels", 2: "Europe/Kyiv", 3: "Europe/Istanbul", 4: "Asia/Dubai", 5: "Asia/Karachi", 8: "Asia/Shanghai",
    9: "Asia/Tokyo",
}  # fmt: skip


def zone(text: str, own: str = "") -> Complaint | None:
    """Complain unless ``text`` is an IANA zone; ``own`` is that of the kit's place, which the hint names first."""
    rivals = suggestions.zones_called(text)
    if rivals and not (len(rivals) == 1 and text in _zones()):
        what = "is the clock of more than one place" if len(rivals) > 1 else "is an abbreviation and names no place"
        return rules.ZONE_AMBIGUOUS, f"«{text}» {what}", _own_first(own if own in rivals else "", rivals)
    offset = re.fullmatch(r"(?:Etc/)?(?:GMT|UTC)?\s?([+-−])\s?0?(\d{1,2})(?::?00)?", text)
    if offset:
        hours = int(offset[2]) * (1 if offset[1] == "+" else -1)
        other = f"write the zone of a place whose clock is meant: {_BY_OFFSET.get(hours, 'Europe/Brussels')}, say"
        hint = _own_first(own, ()) if own and hours in _offsets(own) else other
        return rules.ZONE_AMBIGUOUS, f"«{text}» is a distance from UTC: it does not say when summer time begins", hint
    return None if text in _zones() else (rules.BAD_ZONE, f"«{text}» is not a time zone", _suggested_zone(text))


def _own_first(own: str, rivals: Sequence[str]) -> str:
    if not own:
        return f"write the zone whose clock is meant: {', '.join(rivals)}"
    others = ", ".join(rival for rival in rivals if rival != own)
    rest = f": {others}" if others else ", the zone of that"
    return f"write {own}, the clock of the kit's place; or, if another is meant{rest}"


def _offsets(name: str) -> set[float]:
    """Return by how many hours a zone is ahead of UTC in winter and in summer."""
    from zoneinfo import ZoneInfo

    clocks = (datetime(2026, month, 15, tzinfo=ZoneInfo(name)).utcoffset() for month in (1, 7))
    return {offset.total_seconds() / 3600 for offset in clocks if offset is not None}


@cache
def _zones_by_city() -> dict[str, str]:
    return {name.rsplit("/", 1)[-1].casefold(): name for name in sorted(_zones()) if name.count("/") == 1}


def zone_of_city(name: str) -> str:
    """Return the zone that is called by a city; empty where none is."""
    return _zones_by_city().get(suggestions.plain(name).casefold().replace(" ", "_"), "")


def zone_of_country(code: str) -> str:
    """Return the zone of a country (ISO 3166-1) that has but one; empty for others."""
    from babel.core import get_global

    found = get_global("territory_zones").get(code, [])
    return str(found[0]) if len(found) == 1 and found[0] in _zones() else ""


def _suggested_zone(text: str) -> str:
    """Return the zone of the city that was named, or of the one that it is most like."""
    plain = suggestions.plain(text)
    if plain != text and plain in _zones():
        return f"write «{plain}», without the {'two dots' if chr(0x308) in unicodedata.normalize('NFD', text) else 'accent'}"
    known = suggestions.cities(suggestions.stripped(text))
    if known:
        return f"write «{known}»: no zone is named after this city, and that is its clock"
    word = re.sub(r"(?<!\s)\s++time$", "", suggestions.stripped(text).rsplit("/", 1)[-1].casefold()).replace(" ", "_")[:80]
    city = difflib.get_close_matches(word, list(_zones_by_city()), n=1, cutoff=0.8)
    return (
        f"write «{_zones_by_city()[city[0]]}»"
        if city
        else "zones are named as area/city, such as Europe/Brussels: write that of a large city with the same clock"
    )


def path(text: str, name: str = "") -> Complaint | None:
    """Complain unless ``text`` names a file inside the kit's folder; ``name`` is the key that holds it, if one does."""
    parts = text.split("/")
    outside = text.startswith("/") or ".." in parts or "\\" in text or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text)
    if not outside and all(part not in {"", "."} for part in parts):
        return None
    base = re.split(r"[/\\:]+", text.rstrip("/\\"))[-1].strip(". ")
    right = f"write {name}: {base}" if base and name else f"write its name alone: {base or 'photo.jpg'}"
    hint = f"put the file into the kit's folder, and {right}"
    return rules.PATH_OUTSIDE, f"«{text}» does not name a file inside the kit", hint


def _kit_text(text: str) -> Complaint | None:
    if is_editable(text):
        return None
    hint = "do not answer with it: take the edit out, and change by hand, in kit.yaml or another text, what you want changed"
    return rules.EDIT_ELSEWHERE, f"an answer would change «{text}», which is no text of the kit", hint


def _url(text: str) -> Complaint | None:
    try:
        host = urlsplit(text).hostname
    except ValueError:
        host = None
    if re.fullmatch(PATTERNS["url"], text) and host:
        return None
    bare = re.sub(r"^\w*:?/*", "", text) if re.match(r"(?:https?|htp|ttps?)\b", text, re.IGNORECASE) else text
    hint = f"https://{bare}" if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?", bare) else "https://example.org/page"
    return rules.BAD_URL, f"«{text}» is not a web address", f"write it whole: {hint}"


_PLAIN: dict[str, Complaint] = {
    "slug": (rules.BAD_SLUG, "«{}» cannot name files", "use lower-case letters, digits and single hyphens: aleppo-2016"),
    "colour": (rules.BAD_COLOUR, "«{}» is not a colour", 'write # and six hexadecimal digits in quotation marks: "#8c1d2b"'),
    "time": (rules.BAD_TIME, "«{}» is not a time", 'write hours and minutes in quotation marks: "09:00"'),
    "instant": (
        rules.BAD_TIME, "«{}» is not a day and time",
        "write the day and the hour by the clock of the zone: {day} HH:MM",
    ),
    "digits": (rules.BAD_CHOICE, "«{}» is not a kind of digits", "choose one of latn, arab"),
}
_SUGGESTIONS: dict[str, Callable[[str], str]] = {
    "slug": lambda text: f"write «{made}»" if (made := suggestions.slug(text)) else "",
    "colour": lambda text: f'write it with # in quotation marks: "{made}"' if (made := suggestions.colour(text)) else "",
    "time": lambda text: f'write "{made}"' if (made := suggestions.clock(text) or suggestions.last_minute(text)) else "",
    "instant": suggestions.instant,
}
"""What the text of such a key was meant to be, as the words of a hint."""
_CHECKS = {"language": language, "country": country, "url": _url, "kit text": _kit_text}


def check(text: str, holds: Holds, name: str = "", day: str = "", own_zone: str = "") -> Complaint | None:
    """Complain where ``text`` is not what the key called ``name`` holds; the kit's own ``day`` and zone go into the hint."""
    if holds in _CHECKS:
        return _CHECKS[holds](text)
    if holds == "zone":
        return zone(text, own_zone)
    if holds == "path":
        return path(text, name)
    if holds in _PLAIN and not re.fullmatch(PATTERNS[holds], text):
        rule, message, hint = _PLAIN[holds]
        known = _SUGGESTIONS[holds](text) if holds in _SUGGESTIONS else ""
        return rule, message.format(text), known or hint.format(day=day or "YYYY-MM-DD")
    return None


_DAYS = {
    "withdrawn": "the day on which it withdrew", "joined": "the day on which it joined", "on": "the day of the consent",
    "date": "the day of the release",
}  # fmt: skip


def parse_date(text: str, name: str = "", day: str = "") -> date | Complaint:
    """Return the day that ``text`` names in ISO form, or a complaint; ``name`` is the key, ``day`` the kit's own."""
    example = day or "2016-12-15"
    hint = suggestions.day(text) or (
        f"write {_DAYS[name]}: {name}: {example}" if name in _DAYS else f"write year-month-day, such as {example}"
    )
    if not re.fullmatch(PATTERNS["date"], text):
        return rules.BAD_DATE, f"«{text}» is not a date as it is written here", hint
    try:
        return date.fromisoformat(text)
    except ValueError:
        return rules.BAD_DATE, f"there is no day «{text}»", hint
