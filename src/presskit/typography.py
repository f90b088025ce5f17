"""Typography: text → text in NFC, its white space single, or as a terminal may show it; no format and no markup."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean", "visible"]

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\n\r\f\x0b\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """Return ``text`` in NFC, without control characters, every run of breaking white space as one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _CONTROLS.sub("", text)))


def visible(text: str) -> str:
    """Return ``text`` with control characters shown as escapes: text from outside may hold what a terminal would obey."""
    return "".join(char.encode("unicode_escape").decode() if _is_obeyed(char) else char for char in text)


def _is_obeyed(char: str) -> bool:
    """Tell whether a terminal acts on ``char`` instead of showing it; embeddings turn the line around."""
    return (unicodedata.category(char) == "Cc" and char != "\n") or "\u202a" <= char <= "\u202e"
