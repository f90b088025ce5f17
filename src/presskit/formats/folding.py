"""Texts as finished files are compared: the words alone, whatever the format does to their spaces and forms."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["folded"]

_MIRRORED = str.maketrans(")]}»›>", "([{«‹<")
_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+")


def folded(text: str) -> str:
    """Return ``text`` as it is compared: NFKC, without white space and controls, brackets as their mirror images."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_MIRRORED)
