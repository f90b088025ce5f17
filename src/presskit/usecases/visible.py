"""Text from outside, as it may be shown on a terminal or in a report. Imports next to nothing."""

from __future__ import annotations

import unicodedata

__all__ = ["visible"]


def visible(text: str) -> str:
    """Return ``text`` with control characters shown as escapes: an input may hold what a terminal would obey."""
    return "".join(char.encode("unicode_escape").decode() if _is_obeyed(char) else char for char in text)


def _is_obeyed(char: str) -> bool:
    """Tell whether a terminal does something at ``char`` instead of showing it; embeddings turn the line around."""
    return (unicodedata.category(char) == "Cc" and char != "\n") or "\u202a" <= char <= "\u202e"
