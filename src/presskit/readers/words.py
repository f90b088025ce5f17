"""What a single text of a kit file may be: slugs, languages, zones, colours, addresses. Text → value or a complaint."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from presskit.diagnostics import Rule
from presskit.formats.kit_keys import Holds
from presskit.readers import rules

__all__ = ["Complaint", "check", "country", "did_you_mean", "language", "parse_date", "path"]

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
    "instant": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})? ?(Z|[+-][0-9]{2}:?[0-9]{2})?$",
}


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """Return a hint that names the choices nearest to ``word``, or ``otherwise``."""
    folded = {choice.casefold(): choice for choice in choices}
    near = difflib.get_close_matches(word.casefold()[:80], list(folded), n=2, cutoff=0.6)
    return "did you mean " + " or ".join(f"«{folded[match]}»" for match in near) + "?" if near else otherwise


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    return {code: str(name) for code, name in Locale("en").languages.items() if "_" not in code}


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
    otherwise = "languages are written as codes: en, ar, fr, tr, pt-BR"
    if LANGUAGE.fullmatch(text) and text.split("-", maxsplit=1)[0] in _languages():
        return None
    fixed = text.strip().lower().replace("_", "-").split("-")[0]
    hint = f"write «{fixed}»" if fixed in _languages() else _by_name(text, _languages(), otherwise)
    return rules.BAD_LANGUAGE, f"«{text}» is not a language tag", hint


def country(text: str) -> Complaint | None:
    """Complain unless ``text`` is an ISO 3166-1 code of two capital letters."""
    if text in _countries() and text != "ZZ":
        return None
    upper = text.strip().upper()
    hint = f"write «{upper}»" if upper in _countries() else _by_name(text, _countries(), "two capital letters: TR, GB, LB")
    return rules.BAD_COUNTRY, f"«{text}» is not a country code", hint


def _zone(text: str) -> Complaint | None:
    if text in _zones():
        return None
    last = {name.rsplit("/", 1)[-1]: name for name in sorted(_zones())}
    otherwise = "zones are named as area/city: Europe/Brussels, Asia/Beirut, America/New_York"
    city = difflib.get_close_matches(text.rsplit("/", 1)[-1].replace(" ", "_")[:80], list(last), n=1, cutoff=0.75)
    hint = f"did you mean «{last[city[0]]}»?" if city else did_you_mean(text, _zones(), otherwise)
    return rules.BAD_ZONE, f"«{text}» is not a time zone", hint


def path(text: str) -> Complaint | None:
    """Complain unless ``text`` names a file inside the kit's folder."""
    parts = text.split("/")
    outside = text.startswith("/") or ".." in parts or "\\" in text or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text)
    if not outside and all(part not in {"", "."} for part in parts):
        return None
    message = f"«{text}» does not name a file inside the kit"
    return rules.PATH_OUTSIDE, message, "put the file into the kit's folder and write its name, such as photo.jpg"


def _url(text: str) -> Complaint | None:
    try:
        host = urlsplit(text).hostname
    except ValueError:
        host = None
    if re.fullmatch(PATTERNS["url"], text) and host:
        return None
    return rules.BAD_URL, f"«{text}» is not a web address", "write it whole: https://example.org/page"


_PLAIN: dict[str, Complaint] = {
    "slug": (rules.BAD_SLUG, "«{}» cannot name files", "use lower-case letters, digits and single hyphens: aleppo-2016"),
    "colour": (rules.BAD_COLOUR, "«{}» is not a colour", 'write # and six hexadecimal digits in quotation marks: "#8c1d2b"'),
    "time": (rules.BAD_TIME, "«{}» is not a time", 'write hours and minutes in quotation marks: "09:00"'),
    "instant": (rules.BAD_TIME, "«{}» is not a day and time", "write 2016-12-15 14:00"),
    "digits": (rules.BAD_CHOICE, "«{}» is not a kind of digits", "choose one of latn, arab"),
}
PATTERNS["digits"] = "^(latn|arab)$"
_CHECKS = {"language": language, "country": country, "zone": _zone, "path": path, "url": _url}


def check(text: str, holds: Holds) -> Complaint | None:
    """Complain where ``text`` is not what the key holds."""
    if holds in _CHECKS:
        return _CHECKS[holds](text)
    if holds in _PLAIN and not re.fullmatch(PATTERNS[holds], text):
        rule, message, hint = _PLAIN[holds]
        return rule, message.format(text), hint
    return None


def parse_date(text: str) -> date | Complaint:
    """Return the day that ``text`` names in ISO form, or a complaint."""
    hint = "write year-month-day: 2016-12-15"
    if not re.fullmatch(PATTERNS["date"], text):
        return rules.BAD_DATE, f"«{text}» is not a date as it is written here", hint
    try:
        return date.fromisoformat(text)
    except ValueError:
        return rules.BAD_DATE, f"there is no day «{text}»", hint
