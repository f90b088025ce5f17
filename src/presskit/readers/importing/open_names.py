"""Entries of a list that are not signatures yet, and those that name nobody: asked, never guessed."""

from __future__ import annotations

import re
from functools import cache

from presskit.language.data import fold
from presskit.readers.importing.heads import listed

__all__ = ["open_tail", "unnamed"]

_TAIL = re.compile(
    r"^(?P<name>.*?)\s*(?:[(\[](?P<inner>[^()\[\]]+)[)\]]|\s[-–—:]\s*(?P<behind>[^()\[\]–—]+)|,\s*(?P<last>[^,]+))\W*$"
)
_LEAD = re.compile(r"^(?:[(\[](?P<inner>[^()\[\]]+)[)\]]\s*|(?P<before>[^:]{2,30}):\s+)(?P<name>\S.*)$")
_BARE = re.compile(r"^(?P<name>.*\S)(?:\s+(?P<code>TB[ACD]|tb[acd])|\s*(?P<question>[?؟]))\W*$")
_DOTS = re.compile(r"^(?P<name>.*?)\s*(?:…|\.{3,})\s*$")
_LONGEST = 12  # words: «and another twenty five organisations that wish to remain unnamed» has ten


def open_tail(words: str) -> tuple[str, str] | None:
    """Return the name and what stands beside it that says that it has not signed yet; no name where the entry names nobody.

    None where nothing says so.
    """
    marks = re.compile(rf"(?:{listed('open_marks').pattern})")
    whole = _plain(words)
    if marks.fullmatch(whole) or (re.fullmatch(r"[(\[].*[)\]]", words.strip()) and marks.search(whole)):
        return "", words.strip(" ()[]")
    for form in (_TAIL, _LEAD):
        found = form.match(words)
        parts = found.groupdict() if found else {}
        name = parts.pop("name", "").strip(" ,;")
        said = next((part for part in parts.values() if part), "")
        if name and marks.fullmatch(_plain(said)):
            return name, said.strip()
    bare = _BARE.match(words)
    return (bare["name"], bare["code"] or bare["question"]) if bare else None


@cache
def _more() -> re.Pattern[str]:
    return re.compile(rf"(?:{listed('more').pattern})")


def unnamed(words: str) -> tuple[str, str] | None:
    """Return the name before, and the words that say that others sign whom the list does not name: «and 14 more».

    None where nothing says so; the name is empty where these words stand alone.
    """
    dots = _DOTS.match(words)
    if dots:
        inner = unnamed(dots["name"]) if dots["name"] else None
        return inner or (dots["name"].strip(" ,;"), "…")
    parts = words.split()
    for start in range(max(0, len(parts) - _LONGEST), len(parts)):
        rest = " ".join(parts[start:])
        if _more().fullmatch(_plain(rest)) and not re.search(r"\d\s+[A-ZÀ-Þ]", rest):
            return " ".join(parts[:start]).strip(" ,;+&–-([…"), rest.strip(" ()[]")
    return None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w -]+", " ", fold(text.replace("’", " ").replace("'", " "))).replace("- ", " ").split())
