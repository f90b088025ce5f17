"""Dates as tables write them → days; what could be two days is none."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal

from presskit.language.data import fold, options
from presskit.language.dates_in_text import month_of

__all__ = ["day"]

_TIME = r"(?:[T,\s]+\d{1,2}[:.]\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.DOTALL)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.DOTALL)
_TWO_DIGITS = re.compile(rf"\d{{1,2}}([-/.])\d{{1,2}}\1\d{{2}}{_TIME}", re.DOTALL)


def day(text: str) -> date | Literal["ambiguous", "unknown"]:
    """Return the day that ``text`` means in every country; the time, if there is one, is left aside."""
    text = _western(text.strip())
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return _made(match[1], match[3], match[4]) or "unknown"
    match = _YEAR_LAST.fullmatch(text)
    if match:
        return _either(match[4], match[1], match[3])
    return "ambiguous" if _TWO_DIGITS.fullmatch(text) else _in_words(text) or "unknown"


def _western(text: str) -> str:
    """Write the digits of all scripts as 0 to 9, and leave out marks of direction."""
    kept = (c for c in text if unicodedata.category(c) != "Cf")
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in kept)


def _made(year: str, month: str | int, number: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None


def _either(year: str, first: str, second: str) -> date | Literal["ambiguous", "unknown"]:
    days = {made for made in (_made(year, second, first), _made(year, first, second)) if made}
    if len(days) > 1:
        return "ambiguous"
    return days.pop() if days else "unknown"


def _in_words(text: str) -> date | None:
    """Return the day of «15 December 2016», «December 15th, 2016», «15 كانون الأول 2016»."""
    bare = re.sub(rf"(?<=\d{{4}}){_TIME}$", "", text)
    numbers = re.findall(r"\d+", bare)
    words = fold(" ".join(re.findall(r"[^\W\d_]+", re.sub(rf"(?<=\d)(?:{options('dates', 'ordinal_ends')})\b", "", bare))))
    month = month_of(re.sub(rf"\b(?:{options('dates', 'between')})\b", " ", words))
    if not month or len(numbers) != 2 or len(numbers[1]) != 4 or len(numbers[0]) > 2:
        return None
    return _made(numbers[1], month, numbers[0])
