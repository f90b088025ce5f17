"""The embargo line → an instant, where day, time and zone can be told; otherwise what is missing."""

from __future__ import annotations

import re
from datetime import datetime, time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from presskit.language.number_words import fold
from presskit.model.release import Embargo
from presskit.readers.importing import rules
from presskit.readers.importing.account import Account
from presskit.readers.importing.dates import find_day, latin_digits, weekday_in
from presskit.readers.importing.lines import Line

__all__ = ["read_embargo"]

_CLOCK = re.compile(
    r"(?<![\d/.])(?P<h>[01]?\d|2[0-4])(?:[:.h](?P<m>[0-5]\d)?)?\s*(?P<half>[ap]\.?m\b\.?)?(?![\d/.])"
    r"|(?<!\d)(?P<hm>[0-2]\d[0-5]\d)\s*(?:hrs?|hours|h\b|GMT|UTC)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?\b")
_SHORT = re.compile(r"\b(CES?T|EES?T|WES?T|BST|IST|E[SD]T|C[SD]T|M[SD]T|P[SD]T|AST|MSK|TRT|AEST|JST)\b")
_PLACE = re.compile(r"(?:heure (?:de |d['’])|بتوقيت |hora de )([^\d,;.()]+)|([^\d,;.():]+?) (?:local )?(?:time|saati|Zeit)\b")
_LANGUAGES = ("en", "fr", "ar", "es", "tr", "de", "ru", "uk")


@cache
def _cities() -> dict[str, str]:
    """Return IANA zones by what languages call their cities, folded."""
    from babel import Locale

    table = {fold(name.rsplit("/", 1)[-1].replace("_", " ")): name for name in sorted(available_timezones()) if "/" in name}
    for language in _LANGUAGES:
        for zone, names in Locale.parse(language).time_zones.items():
            if "city" in names and zone in available_timezones():
                table.setdefault(fold(str(names["city"])), zone)
    return table


def _zone(text: str) -> tuple[str, str]:
    """Return the IANA zone that ``text`` names, or the reason why none can be told."""
    named = _NAMED.search(text)
    if named and named.group() in available_timezones():
        return named.group(), ""
    place = _PLACE.search(text)
    if place and (zone := _city(place.group(1) or place.group(2))):
        return zone, ""
    if re.search(r"\b(?:GMT|UTC)\b(?!\s*[+-])", text):
        return "UTC", ""
    short = _SHORT.search(text)
    return "", f"«{short.group()}» may be the clock of several places" if short else "no place says whose clock is meant"


def _city(words: str) -> str:
    parts = fold(words).split()
    tails = (" ".join(parts[start:]) for start in range(len(parts)))
    heads = (" ".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((_cities()[name] for name in (*tails, *heads) if name in _cities()), "")


def _clock(text: str) -> tuple[time | None, str]:
    """Return the time of day and how it is written. «24:00» and bare hours without am, pm, h or minutes are none."""
    for match in _CLOCK.finditer(text):
        raw = match.group().strip()
        if match["hm"]:
            return time(int(match["hm"][:2]), int(match["hm"][2:])) if int(match["hm"]) < 2400 else None, raw
        if not (match["half"] or re.search("[:.hH]", raw)) or int(match["h"]) == 24:
            continue
        hour, minute = int(match["h"]), int(match["m"] or 0)
        if match["half"]:
            if not 1 <= hour <= 12:
                return None, raw
            hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
        return time(hour, minute), raw
    return None, ""


def read_embargo(line: Line, account: Account) -> Embargo | None:
    """Return the embargo of a line, and account for it; an error keeps the line where the instant cannot be told."""
    text = latin_digits(line.whole)
    day = find_day(text)
    rest = text[: day.start] + " " + text[day.end :] if day else text
    clock, written = _clock(rest)
    zone, reason = _zone(rest)
    problems = [
        *([] if day and day.day else [day.problem if day else "no day with its year stands there"]),
        *([] if clock else ["no time that can be read stands there"]),
        *([reason] if reason else []),
    ]
    if problems or day is None or day.day is None or clock is None:
        _refused(line, problems, account)
        return None
    until = datetime.combine(day.day, clock, ZoneInfo(zone))
    if len({until.replace(fold=fold_).utcoffset() for fold_ in (0, 1)}) > 1:
        _refused(line, ["the clocks change in that hour"], account)
        return None
    said = f"{until:%Y-%m-%d %H:%M} {zone}"
    account.place(line, f"kit.yaml: embargo, until {said}")
    if re.match(r"12\b", written) and re.search("[ap]", written, re.IGNORECASE):
        message = f"«{written}» was read as {until:%H:%M} by the 24-hour clock"
        account.report(rules.EMBARGO_READ, line.span, message, "ask who wrote it")
    return Embargo(until, zone, weekday_in(line.whole), (), line.span)


def _refused(line: Line, problems: list[str], account: Account) -> None:
    account.place(line, "not placed", "the embargo could not be told")
    message = f"«{line.whole}» is not in the kit: {'; '.join(problems)}"
    hint = 'write it into kit.yaml, with its zone: embargo: {until: "2016-12-15 14:00", zone: Europe/Brussels}'
    account.report(rules.EMBARGO, line.span, message, hint)
