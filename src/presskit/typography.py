"""Typography: text → text in NFC, its white space single; no format and no markup."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean"]

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\n\r\f\x0b\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """Return ``text`` in NFC, without control characters, every run of breaking white space as one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _CONTROLS.sub("", text)))
