"""Names as they arrive → names as they are printed: spaces, numbering and stray full stops go, the words stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from presskit.language.data import words
from presskit.typography import clean

__all__ = ["is_numbered", "name", "spaced", "unmarked", "visible"]

_BULLET = re.compile(r"^(?:[-–—•*·‣▪●◦]+\s*)+(?=\S)")
_NUMBER = re.compile(r"^\(?\d{1,3}\s?(?:[.)](?![a-z])|[-–—](?=\s))\s*[-–—]?\s*(?=\D)")
_TIGHT_NUMBER = re.compile(r"^\(?\d{1,3}\s?[.)\-–—]+\s*(?=\S)")
_MARKS = re.compile("[\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def spaced(text: str) -> str:
    """Return a cell in NFC, its white space single, without control characters and marks of direction."""
    return re.sub("[ \u00a0\u2000-\u200a\u202f\u3000]+", " ", clean(unmarked(text))).strip()


def unmarked(text: str) -> str:
    """Return ``text`` without what has no width: marks of direction, byte order marks, zero-width spaces."""
    return _MARKS.sub("", text)


def visible(text: str) -> bool:
    """Tell whether a letter or a digit of any script stands in ``text``."""
    return any(char.isalnum() for char in text)


def is_numbered(names: Iterable[str]) -> bool:
    """Tell whether most names begin with a number, so that «24-Name» is number and name, and «4-H Club» is a name."""
    full = [text for text in map(spaced, names) if text]
    return 2 * sum(bool(_TIGHT_NUMBER.match(_BULLET.sub("", text))) for text in full) > len(full) > 1


def name(text: str, *, numbered: bool = False) -> str:
    """Return a name without numbering, bullets and a full stop at its end; that of an abbreviation stays."""
    tidy = _BULLET.sub("", spaced(text))
    tidy = (_TIGHT_NUMBER if numbered else _NUMBER).sub("", tidy)
    return _without_stop(_BULLET.sub("", tidy)).strip() or spaced(text)


def _without_stop(text: str) -> str:
    """Take away a full stop, a comma or a semicolon, but not the stop of «Inc.», «e.V.» and «S.A.»."""
    text = re.sub(r"\s*[,;،؛]+$", "", text)
    if not re.search(r"[.。۔]$", text):
        return text
    last = text.split()[-1].rstrip(".。۔").strip("()[]").lower()
    return text if len(last) == 1 or last in words("names", "shortened") or "." in last else re.sub(r"\s*[.。۔]+$", "", text)
