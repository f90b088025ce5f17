"""Language: times of day as texts write them; what could mean two is said to be so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from presskit.language.data import fold, options, unpointed, words

__all__ = ["MINUTES_A_DAY", "Clock", "clocks", "has_clock"]

MINUTES_A_DAY = 24 * 60


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


def _clock_words(key: str) -> str:
    return "|".join(sorted(map(_loose, words("embargo", key)), key=len, reverse=True)) or "(?!)"


def _loose(word: str) -> str:
    """Return an expression for a word whose accents and vowel signs may stand or not."""
    return r"\s+".join(re.escape(part) if part.isalpha() else part for part in word.split())


@cache
def _clock_form() -> re.Pattern[str]:
    half = rf"[ap]\s?\.?\s?m\b\.?|{_clock_words('am')}|{_clock_words('pm')}"
    return re.compile(
        r"(?<![\d/.:,])(?:"
        rf"(?:(?P<at>(?:{_clock_words('at')})\s+)|(?P<before>(?:{_clock_words('either')})[:\s]+))?(?P<h>[01]?\d|2[0-4])"
        rf"(?:(?P<sep>[:.]|{options('embargo', 'separators')})(?P<m>[0-5]\d)(?!\d)(?:[:.][0-5]\d)?)?"
        rf"\s*(?P<half>(?:{half})(?!\w))?"
        rf"\s*(?P<hours>(?:{_clock_words('hours')})(?!\w))?"
        rf"\s*(?P<late>(?:{half})(?!\w))?"
        rf"(?P<oclock>\s*(?:{_clock_words('either')})(?!\w))?"
        rf"|(?P<hm>[0-2]\d[0-5]\d)(?:\s*(?:{options('embargo', 'hour_signs')})(?!\w)|(?=\s*(?:z|gmt|utc)(?!\w)))"
        rf")(?![\d/])(?!\.\d)|(?<!\w)(?:(?P<noon>(?:12\s+)?(?:{_clock_words('noon')}))|(?P<midnight>(?:12\s+)?(?:{_clock_words('midnight')})))(?!\w)"
    )


def _readable(text: str) -> str:
    """Return ``text`` folded letter by letter, so that places in it stay the same."""
    return "".join((fold(char) or " ")[0] for char in text)


def clocks(text: str) -> Iterator[Clock]:
    """Yield the times of day that stand in ``text`` (see :func:`unpointed`); a bare number is none."""
    yield from filter(None, (_read_clock(match, text) for match in _clock_form().finditer(_readable(text))))


def has_clock(text: str) -> bool:
    """Return whether a time of day stands in ``text``."""
    return any(clocks(unpointed(text)))


def _read_clock(match: re.Match[str], text: str) -> Clock | None:
    start, end = match.span()
    clock = Clock(start, end, text[start:end].strip(), (12 * 60,))
    if match["noon"]:
        return clock
    if match["midnight"]:
        return replace(clock, minutes=(0, MINUTES_A_DAY), doubt=f"«{clock.written}» may begin or end the day")
    if match["hm"]:
        minutes = int(match["hm"][:2]) * 60 + int(match["hm"][2:])
        return replace(clock, minutes=(minutes,)) if minutes <= MINUTES_A_DAY else None
    return _hour(match, clock)


def _hour(match: re.Match[str], clock: Clock) -> Clock | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    half = " ".join((match["half"] or match["late"] or "").split())
    sure = match["sep"] or match["hours"] or match["at"]
    loose = match["before"] or match["oclock"]
    if not (sure or half or loose) or hour * 60 + minute > MINUTES_A_DAY or (hour == 24 and not match["sep"]):
        return None
    if half:
        late = half.startswith("p") or any(re.fullmatch(fold(word), half) for word in words("embargo", "pm"))
        return _halved(hour, minute, late, clock)
    if not sure and 1 <= hour <= 12:
        doubt = f"«{clock.written}» may be in the morning or in the evening"
        return replace(clock, minutes=(hour * 60, (hour + 12) * 60), doubt=doubt)
    return replace(clock, minutes=(hour * 60 + minute,))


def _halved(hour: int, minute: int, late: bool, clock: Clock) -> Clock | None:
    """Return a time of the first or the second half of the day; 12 am is midnight, 12 pm noon."""
    if hour > 12 and late:
        hour -= 12
    if not 0 <= hour <= 12:
        return replace(clock, minutes=(), doubt=f"there is no «{clock.written}»")
    minutes = (hour % 12 + (12 if late else 0)) * 60 + minute
    return replace(clock, minutes=(minutes,), twelve=hour == 12)
