"""Datelines: the places and the day that a line begins with, or is, as datelines write them in each language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from presskit.language.clocks_in_text import has_clock
from presskit.language.data import fold, options
from presskit.language.dates_in_text import Day, find_day, find_part_of_day, weekday_in
from presskit.readers.importing.headings import listed, release_kind
from presskit.readers.importing.lines import runs
from presskit.readers.importing.zones import city_zone
from presskit.readers.tables.cells import country_code

__all__ = ["Dateline", "dateline", "day_in", "labelled_day", "place_alone", "place_line", "without_remark"]

_REACH = 160
_LONGEST_PLACE = 40
_MOST_PLACES = 6
_STATE = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,3}|[A-Z][a-z]{2,5}\.")
_MARKS = " ,،-–—/([:|"
_ENDS = re.compile(r"^[\s)\]]*(?:\([^()]{2,40}\)\s*(?=[-–—.]))?(?:[-–—:]+\s+|[-–—]|[.]\s*[-–—]+\s*|[.]\s+(?=\S)|(?://+|[|•·])\s*|[.,]?$)")
_CLOSED = re.compile(r"^\s*[)\]]\s*[-–—:.]*\s*")
_WEEKDAY_AFTER = re.compile(r"[\s,،(]*(?P<word>[^\W\d_]+(?:-[^\W\d_]+)?)\)?")
_ALONE = re.compile(
    r"[\s(\[]*(?P<places>[^\W\d_](?:[^–—:.!?;()\[\]«»\"“”\d]|(?<=\b[A-Z])\.|(?<=\bSt)\.){1,70}?)[)\]]?(?:(?:\s*\.\s*|\s+)[-–—]{1,2}|\s*[–—]|\s*\.-)\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Places and day at the beginning of ``length`` characters of a line; ``sure``: they can hardly be anything else."""

    places: tuple[str, ...]
    day: Day | None
    length: int
    sure: bool = True


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[/,،;|&]|\s[-–—]\s|\s(?:{options('lists', 'and')})\s)\s*")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{options('dates', 'labels')})\s*+:?\s*+$", re.IGNORECASE)


@cache
def _before_day() -> re.Pattern[str]:
    """Return what stands between a place and its day: «, den», « a», «, dnia»."""
    return re.compile(rf"(?P<comma>[,،.]?)\s*(?:(?<=[\s,،.])|^)(?:{options('dates', 'before_day')})$", re.IGNORECASE)


@cache
def _places_after() -> re.Pattern[str]:
    mark = options("front", "city_marks")
    names = r"(?P<places>[^.!?;:()]{2,60}?)\)?(?:\s+[-–—]+\s+|\s*$)"
    return re.compile(rf"(?:\s*[,،(|/]|\s+[-–—](?=[^-–—]*$))\s*(?:(?:{mark})\s*)?{names}", re.IGNORECASE)


@cache
def _city_mark() -> re.Pattern[str]:
    return re.compile(rf"^(?:{options('front', 'city_marks')})\s*(?=\S)", re.IGNORECASE)


def dateline(text: str) -> Dateline | None:
    """Return the dateline that ``text`` begins with, if its places and its day stand as datelines write them.

    Its day may lack the year, or be a day of the week alone, where a place stands before it or nothing else in the line.
    """
    beginning = text[:_REACH]
    day = find_day(beginning)
    if day:
        return _around(beginning, day, len(text))
    part = find_part_of_day(beginning)
    found = _around(beginning, part, len(text)) if part else None
    if found and (found.places or found.length == len(text)):
        return found
    words = text.split()
    relative = 1 <= len(words) <= 3 and (weekday_in(text) or listed("today", "front").fullmatch(fold(text).strip(" .:")))
    if not relative or re.search(r"\d", text):
        return None
    return Dateline((), Day(0, len(text), None, f"«{text.strip()}» is no date"), len(text))


def _around(text: str, day: Day, whole: int) -> Dateline | None:
    before, rest = text[: day.start], text[day.end :]
    skipped = _WEEKDAY_AFTER.match(rest)
    skip = skipped.end() if skipped and weekday_in(skipped["word"]) else 0
    rest = rest[skip:]
    bracketed = re.match(r"\s*[(\[]", before) or before.rstrip().endswith(("(", "["))
    end = (_CLOSED.match(rest) if bracketed else None) or _ENDS.match(rest)
    behind = _places_after().match(rest) if not before.strip(" ([") or _label().match(before) else None
    after = _places(f"{behind['places']},") if behind and (end is None or rest.strip()[:1] in set(",،(|/-–—")) else None
    if after and rest.strip()[:1] in set("-–—") and not all(map(_is_known, after)):
        after = None
    alone = day.end >= len(text.rstrip(" .")) and len(before.split()) <= 3
    places = after or _places(before, sure=alone)
    match = behind if after else end
    if match is None or places is None:
        return None
    length = day.end + skip + match.end()
    return Dateline(places, day, whole if length >= len(text) == whole else length)


def place_alone(text: str) -> Dateline | None:
    """Return the dateline without a day that ``text`` begins with: «NAIROBI —», «Bogotá. –»."""
    match = _ALONE.match(text[:_REACH])
    initial = "." if match and re.search(r"\.[A-Z]$", match["places"]) else ""
    places = _places(f"{match['places']}{initial},") if match else None
    if not match or not places or len(text) - match.end() < _LONGEST_PLACE:
        return None
    known = all(_is_known(place) for place in places)
    short = len(match["places"].split()) <= 3
    return Dateline(places, None, match.end(), known) if known or short else None


def labelled_day(text: str) -> Dateline | None:
    """Return the day that a short line names behind a word such as «Posted on», whatever follows it; it is not sure.

    With an hour beside it, it is the day of an event.
    """
    day = None if has_clock(text) else find_day(text)
    return Dateline((), day, len(text), sure=False) if day and _label().match(text[: day.start]) else None


def without_remark(text: str) -> str:
    """Return a line without a bracket at its end: «Freetown, 3 March 2027 (updated 5 March)»."""
    return re.sub(r"(?<=\S)\s+[(\[][^()\[\]]{3,60}[)\]]\W*$", "", text)


def day_in(text: str) -> Dateline | None:
    """Return the day that a short line names among other words, with a place between «in» and it; it is not sure."""
    day = None if has_clock(text) else find_day(text) or find_part_of_day(text)
    weekday = day and day.day is None and weekday_in(text[day.start : day.end])
    if day is None or weekday or re.search(r"\bX+\W*$", text[: day.start]):  # «XX March» is asked about as a draft's blank
        return None
    before, comma = text[: day.start].rstrip(), text[: day.start].rstrip().endswith((",", "،"))
    lead, linked = _without_link(before, sure=False)
    behind = rf"(?:^|.*\s)(?:{options('front', 'in_place')})\s+(?P<name>[^,.;:]+?)[\s,]*$"
    name = re.search(behind, lead) if linked or comma else None
    known = name and _may_be_place(name["name"])
    return Dateline((name["name"].strip(),) if name and known else (), day, len(text), sure=False)


def place_line(text: str) -> Dateline | None:
    """Return the dateline that a line beside a day is if it has nothing but places: «FREETOWN»."""
    places = _places(f"{text},") if len(text) <= _LONGEST_PLACE and text[:1].isupper() else None
    return Dateline(places, None, len(text), all(map(_is_known, places))) if places and len(text.split()) <= 3 else None


def _is_known(place: str) -> bool:
    parts = [part.strip() for part in place.split(",")]
    return any(city_zone(part) or country_code(part) for part in parts if not _STATE.fullmatch(part))


def _places(before: str, *, sure: bool = False) -> tuple[str, ...] | None:
    """Return the places before a day; empty where none stand there, None where other words do.

    ``sure``: nothing else stands in the line.
    """
    weekday = weekday_in(before)
    before = before.replace(weekday, "").strip() if weekday else before.strip()
    if _label().match(before) or not before.strip(_MARKS):
        return ()
    bare = _without_opening(before)
    lead, linked = _without_link(bare, sure=sure or bare != before)
    if linked and any(len(word) > 3 and word[0].islower() for word in lead.split()):
        return None  # «The mill must reopen on 3 March 2027» is a sentence
    words = lead.split()
    abbreviated = bool(words[1:] and _STATE.fullmatch(words[-1]) and not country_code(lead.rpartition(",")[2].strip(" .")))
    stopped = lead.endswith(".") and lead[:1].isupper() and len(words) <= 3 and not abbreviated
    ends = lead.endswith((",", "،", "-", "–", "—", "/", "(", "[", ":", "|"))
    closed = stopped or ends or lead.isupper() or linked or bare != before
    names = [_city_mark().sub("", name) for name in _between().split(lead.strip(f"{_MARKS}." if stopped else _MARKS)) if name]
    places = () if any(map(release_kind, names)) else _with_states(names)
    return places if closed and 0 < len(places) <= _MOST_PLACES and all(map(_may_be_place, places)) else None


def _without_link(before: str, *, sure: bool) -> tuple[str, bool]:
    """Return the words without «, den», « on» before a day, and whether such a word stood there.

    Where letters have no capitals, it counts only behind a comma, or where it is ``sure`` that a place stands before it: it
    may as well be a word of a sentence.
    """
    link = _before_day().search(before)
    if not link or not (sure or link["comma"] or before.upper() != before.lower()):
        return before, False
    return f"{before[: link.start()].strip()},", True


def _without_opening(lead: str) -> str:
    """Return the words without «Fait à», «Done in» before the place."""
    words = lead.split()
    if len(words) > 1 and re.fullmatch(options("front", "at_place"), words[0].lower()):
        return " ".join(words[1:])
    opening = (n for n in (3, 2, 1) if len(words) > n and listed("made_at", "front").fullmatch(fold(" ".join(words[:n]))))
    return " ".join(words[next(opening, 0) :])


def _with_states(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names with «Washington» and «D.C.», «Nairobi» and «Kenya» joined: the second is no place of its own."""
    return tuple(map(", ".join, runs(names, lambda place, name: not _is_around(name, ", ".join(place)))))


def _is_around(name: str, place: str) -> bool:
    """Return whether a name is that of the state or the country of a place."""
    return bool(_STATE.fullmatch(name) or (country_code(name) and not city_zone(name) and not country_code(place)))


def _may_be_place(name: str) -> bool:
    """Return whether a name may be a place's: short, each longer word with a capital where the letters have them."""
    words = name.lstrip("('’").split()
    short = 0 < len(words) <= 4 and len(name) <= _LONGEST_PLACE
    return (
        short
        and words[0][:1].isalpha()
        and not words[0][:1].islower()
        and not any(word[:1].islower() and len(word) > 4 for word in words)
        and not re.search(r"[\d.!?]", name.split(",", maxsplit=1)[0].replace("St.", "").replace("D.C.", ""))
    )
