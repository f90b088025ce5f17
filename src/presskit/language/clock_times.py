"""Times of day as texts write them: «00.01hrs», «8am», «10h30», «6 Uhr», «الساعة 10:00 صباحاً», «midnight»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from presskit.language.data import words
from presskit.language.days import latin_digits
from presskit.language.number_words import fold

__all__ = ["Clock", "clocks", "has_clock", "unpointed"]

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day from ``start`` to ``end``; ``minutes`` since midnight are several where it may be either.

    24:00 and midnight count to the day that ends then. ``doubt`` says why there are several.
    """

    start: int
    end: int
    written: str
    minutes: tuple[int, ...]
    doubt: str = ""
    twelve: bool = False


def _options(key: str) -> str:
    return "|".join(sorted(map(_loose, words("embargo", key)), key=len, reverse=True)) or "(?!)"


def _loose(word: str) -> str:
    """Return an expression for a word whose accents and vowel signs may stand or not."""
    return r"\s+".join(re.escape(part) if part.isalpha() else part for part in word.split())


@cache
def _form() -> re.Pattern[str]:
    half = rf"[ap]\s?\.?\s?m\b\.?|{_options('am')}|{_options('pm')}"
    return re.compile(
        r"(?<![\d/.:,])(?:"
        rf"(?:(?P<at>(?:{_options('at')})\s+)|(?P<before>(?:{_options('either')})[:\s]+))?(?P<h>[01]?\d|2[0-4])"
        rf"(?:(?P<sep>[:.]|\s?h\s?|\s?uhr\s)(?P<m>[0-5]\d)(?!\d)(?:[:.][0-5]\d)?)?"
        rf"\s*(?P<half>(?:{half})(?!\w))?"
        rf"\s*(?P<hours>(?:{_options('hours')})(?!\w))?"
        rf"\s*(?P<late>(?:{half})(?!\w))?"
        rf"(?P<oclock>\s*(?:{_options('either')})(?!\w))?"
        r"|(?P<hm>[0-2]\d[0-5]\d)(?:\s*(?:hrs?|hours|h|uhr)(?!\w)|(?=\s*(?:z|gmt|utc)(?!\w)))"
        rf")(?![\d/])(?!\.\d)|(?<!\w)(?:(?P<noon>(?:12\s+)?(?:{_options('noon')}))|(?P<midnight>(?:12\s+)?(?:{_options('midnight')})))(?!\w)"
    )


def unpointed(text: str) -> str:
    """Return ``text`` with 0 to 9 for Arabic digits, and without vowel signs and tatweel: words are told by their letters."""
    return re.sub("[\u0640\u064b-\u0655\u0670\u200e\u200f]", "", latin_digits(text))


def _readable(text: str) -> str:
    """Return ``text`` folded letter by letter, so that places in it stay the same."""
    return "".join((fold(char) or " ")[0] for char in text)


def clocks(text: str) -> Iterator[Clock]:
    """Yield the times of day that stand in ``text`` (see :func:`unpointed`); a bare number is none."""
    for match in _form().finditer(_readable(text)):
        clock = _read(match, text)
        if clock:
            yield clock


def has_clock(text: str) -> bool:
    """Tell whether a time of day stands in ``text``."""
    return any(True for _ in clocks(unpointed(text)))


def _read(match: re.Match[str], text: str) -> Clock | None:
    start, end = match.span()
    written = text[start:end].strip()
    if match["noon"]:
        return Clock(start, end, written, (12 * 60,))
    if match["midnight"]:
        return Clock(start, end, written, (0, DAY), f"«{written}» may begin or end the day")
    if match["hm"]:
        minutes = int(match["hm"][:2]) * 60 + int(match["hm"][2:])
        return Clock(start, end, written, (minutes,)) if minutes <= DAY else None
    return _hour(match, start, end, written)


def _hour(match: re.Match[str], start: int, end: int, written: str) -> Clock | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    half = " ".join((match["half"] or match["late"] or "").split())
    sure = match["sep"] or match["hours"] or match["at"]
    loose = match["before"] or match["oclock"]
    if not (sure or half or loose) or hour * 60 + minute > DAY or (hour == 24 and not match["sep"]):
        return None
    if half:
        return _halved(hour, minute, _is_late(half), Clock(start, end, written, ()))
    if not sure and 1 <= hour <= 12:
        either = (hour * 60, (hour + 12) * 60)
        return Clock(start, end, written, either, f"«{written}» may be in the morning or in the evening")
    return Clock(start, end, written, (hour * 60 + minute,))


def _is_late(half: str) -> bool:
    return half.startswith("p") or any(re.fullmatch(fold(word), half) for word in words("embargo", "pm"))


def _halved(hour: int, minute: int, late: bool, clock: Clock) -> Clock | None:
    """Return a time of the first or the second half of the day; 12 am is midnight, 12 pm noon."""
    if hour > 12 and late:
        hour -= 12
    if not 0 <= hour <= 12:
        return Clock(clock.start, clock.end, clock.written, (), f"there is no «{clock.written}»")
    minutes = (hour % 12 + (12 if late else 0)) * 60 + minute
    return Clock(clock.start, clock.end, clock.written, (minutes,), twelve=hour == 12)
