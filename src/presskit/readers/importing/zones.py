"""Whose clock a text means: cities, countries and words for zones → IANA zones; several where it may be any of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from presskit.language.data import fold, languages, table
from presskit.language.recognition import locales
from presskit.readers.importing.headings import listed
from presskit.readers.tables.cells import country_code

__all__ = ["ZoneReading", "city_zone", "zone_of"]

_TOKEN = re.compile(r"[^\W\d_]+|⏱")  # ⏱ stands for the time of day
_IANA = re.compile(r"\b[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?\b")
_OFFSET = re.compile(r"\b(?:GMT|UTC)\s?(?P<sign>[+−–-])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)")
_OF_OLD = ("Etc/", "US/", "Canada/", "Mexico/", "Brazil/", "Chile/", "Arctic/", "posix/", "right/")
_REACH = 3
_LONGEST = 4

_Tokens = list[tuple[str, int, int]]
Place = tuple[str, str]
"""An IANA zone, and what the text calls the place whose clock it is; empty where that is what CLDR calls it."""


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """The places whose clock may be meant by ``written``: one, several rivals, or none."""

    places: tuple[Place, ...] = ()
    written: str = ""


@cache
def _zones() -> frozenset[str]:
    """Return the zones of this machine. They are read once: looking for them takes thousands of files."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


def _key(words_: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", fold(words_.replace("’", " ").replace("'", " "))))


@cache
def _cities() -> dict[str, tuple[str, str | None]]:
    """Return zones by what languages call their cities. With it: the name to print; None for the one in the text."""
    current = (zone for zone in sorted(_zones()) if "/" in zone and not zone.startswith(_OF_OLD))
    known: dict[str, tuple[str, str | None]] = {_key(zone.rsplit("/", 1)[-1].replace("_", " ")): (zone, "") for zone in current}
    for locale in locales().values():
        for zone, names in locale.time_zones.items():
            if "city" in names and zone in _zones():
                known.setdefault(_key(str(names["city"])), (zone, ""))
    for name, reading in _own("cities"):
        known[_key(name)] = (reading, None) if isinstance(reading, str) else (reading[0], reading[1])
    return known


def _own(name: str) -> Iterator[tuple[str, str | list[str]]]:
    return chain.from_iterable(table(language, "embargo").get(name, {}).items() for language in languages())


@cache
def _zone_words() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return the words for zones: short ones as they stand, longer ones folded."""
    short: dict[str, tuple[str, ...]] = {}
    long: dict[str, tuple[str, ...]] = {}
    for name, zones in _own("zones"):
        target = long if " " in name or name.islower() else short
        key = _key(name) if target is long else name
        target[key] = tuple(dict.fromkeys((*target.get(key, ()), *zones)))
    return short, long


def zone_of(text: str) -> ZoneReading:
    """Return whose clock ``text`` means; ``⏱`` stands in it for the time of day."""
    named = _IANA.search(text)
    if named and named.group() in _zones():
        return ZoneReading(((named.group(), ""),), named.group())
    offset = _OFFSET.search(text)
    if offset:
        return _by_offset(offset)
    readings = [*_matches(text)]
    places = dict.fromkeys(place for reading in readings for place in reading.places)
    common = [place for place in places if all(place in reading.places for reading in readings)]
    return ZoneReading(tuple(common or places), ", ".join(dict.fromkeys(reading.written for reading in readings)))


def _by_offset(offset: re.Match[str]) -> ZoneReading:
    hours = int(offset["hours"]) * (1 if offset["sign"] == "+" else -1)
    zone = f"Etc/GMT{-hours:+d}" if hours else "UTC"
    whole = not int(offset["minutes"] or 0) and zone in _zones()
    return ZoneReading(((zone, ""),) if whole else (), offset.group())


def _matches(text: str) -> Iterator[ZoneReading]:
    """Yield what is known of the words of ``text``, the longest first; no word counts twice."""
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    index = 0
    while index < len(tokens):
        ends = range(min(index + _LONGEST, len(tokens)), index, -1)
        matches = ((reading, end) for end in ends if (reading := _match(tokens, index, end, text)))
        reading, index = next(matches, (None, index + 1))
        if reading:
            yield reading


def _match(tokens: _Tokens, start: int, end: int, text: str) -> ZoneReading | None:
    """Return what the tokens from ``start`` to ``end`` say: a word for a zone, a city or a country beside a time."""
    written = text[tokens[start][1] : tokens[end - 1][2]]
    if "⏱" in written:
        return None
    short, long = _zone_words()
    zones = short.get(written) or long.get(_key(written))
    if zones:
        return ZoneReading(tuple((zone, "") for zone in zones), written)
    place = city_zone(written) if _is_beside(tokens, start, end) else None
    if place is None and _is_of_time(tokens, start, end):
        place = _of_country(written)
    return ZoneReading((place,), written) if place else None


def city_zone(name: str) -> Place | None:
    """Return the zone of a city, and the name to print where CLDR names the zone after another one."""
    known = _cities().get(_key(name))
    if known is None:
        return None
    return known[0], name if known[1] is None else known[1]


def _is_of_time(tokens: _Tokens, start: int, end: int) -> bool:
    """Return whether a word for time stands near: «New York local time», «heure locale de Genève»."""
    near = (*tokens[max(0, start - _REACH) : start], *tokens[end : end + _REACH])
    return any(listed("time", "embargo").fullmatch(fold(word)) for word, _, _ in near)


def _is_beside(tokens: _Tokens, start: int, end: int) -> bool:
    near = (*tokens[max(0, start - 2) : start], *tokens[end : end + 1])
    return "⏱" in {word for word, _, _ in near} or _is_of_time(tokens, start, end)


def _of_country(written: str) -> Place | None:
    """Return the zone of a country that has but one."""
    from babel.core import get_global

    country = country_code(written) if len(written) > 1 and not written.islower() else ""
    zones = [zone for zone, where in get_global("zone_territories").items() if where == country and zone in _zones()]
    return (zones[0], "") if len(zones) == 1 else None
