"""Lines above a text that may say when it may be published: a day and an hour, with few words beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from presskit.language.clocks_in_text import clocks
from presskit.language.data import fold, folded, unpointed, words
from presskit.language.dates_in_text import find_day, find_day_and_month, weekday_in
from presskit.readers.importing.zones import zone_of

__all__ = ["is_moment", "may_hold_back"]

_LONGEST = 120
_MOST_OTHERS = 8
_HOLDING = ("until", "bounds", "publication", "terms", "held", "starts")


def may_hold_back(text: str) -> bool:
    """Return whether a line has so few words beside its day and its hour that it may say when to publish."""
    others = _others(text)
    return others is not None and len(_long(others)) <= _MOST_OTHERS and not _words("events").search(fold(" ".join(others)))


def is_moment(text: str) -> bool:
    """Return whether a line that may hold a release back is no title: it has hardly another word, or one such as «until»."""
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
    start, end = (day.start, day.end) if day else (find_day_and_month(plain) or (0, 0, 0, 0))[2:]
    if not end or len(text) > _LONGEST:
        return None
    without = f"{plain[:start]} , {plain[end:]}"
    hours = [*clocks(without)]
    for clock in reversed(hours):
        without = f"{without[: clock.start]} ⏱ {without[clock.end :]}"
    moment = {weekday_in(without), *re.findall(r"[^\W\d_]+", zone_of(without).written)}
    others = [word for word in re.findall(r"[^\W\d_]+", without) if word not in moment]
    return [word for word in others if not _words("time").fullmatch(fold(word))] if hours else None
