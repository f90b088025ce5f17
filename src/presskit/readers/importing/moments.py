"""A line above the text that is little else than a day and an hour: it may hold the release back in words not known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from presskit.language.data import fold, folded, unpointed, words
from presskit.language.dates_in_text import clocks, find_day, find_day_and_month, weekday_in
from presskit.readers.importing.zones import zone_of

__all__ = ["is_moment", "may_hold_back"]

_LONGEST = 120
_MOST_OTHERS = 8
_HOLDING = ("until", "bounds", "publication", "terms", "held", "starts")


def may_hold_back(text: str) -> bool:
    """Tell whether a line is so short beside its day and its hour that it may say when a release may be published."""
    others = _others(text)
    if others is None or _words("events").search(fold(" ".join(others))):
        return False
    return len(_long(others)) <= _MOST_OTHERS


def is_moment(text: str) -> bool:
    """Tell whether a line that may hold a release back is no title: it has hardly a word more, or one that holds back."""
    others = _others(text)
    return others is not None and (len(_long(others)) <= 1 or bool(_words(*_HOLDING).search(fold(" ".join(others)))))


def _long(others: Sequence[str]) -> list[str]:
    return [word for word in others if len(word) > 1]


@cache
def _words(*keys: str) -> re.Pattern[str]:
    options = "|".join(folded(word) for key in keys for word in words("embargo", key))
    return re.compile(rf"(?<!\w)(?:{options})(?!\w)")


def _others(text: str) -> list[str] | None:
    """Return the words of a line beside its day, its weekday and its hours; None where it has no day and no hour."""
    plain = unpointed(text)
    day = find_day(plain)
    short = None if day else find_day_and_month(plain)
    start, end = (day.start, day.end) if day else short[2:] if short else (0, 0)
    if not end or len(text) > _LONGEST:
        return None
    without = f"{plain[:start]} , {plain[end:]}"
    found = [*clocks(without)]
    for clock in reversed(found):
        without = f"{without[: clock.start]} ⏱ {without[clock.end :]}"
    said = {weekday_in(without), *re.findall(r"[^\W\d_]+", zone_of(without).written)}
    others = [word for word in re.findall(r"[^\W\d_]+", without) if word not in said]
    return [word for word in others if not _words("time").fullmatch(fold(word))] if found else None
