"""The country that stands behind a name: behind a comma, a dash, a bracket; behind a person's name without any mark."""

from __future__ import annotations

import re

from presskit.readers.tables.cells import country_code

__all__ = ["bare_place", "place_behind", "without_place"]

_PLACED = (
    re.compile(r"^([^–—]*\S)\s[-–—]\s([^-–—()]+[,،][^-–—(),،]+)$"),  # «Hope Aid – Nairobi, Kenya»
    re.compile(r"^(.*\S)\s*\(([^()]+)\)$"),
    re.compile(r"^(.*\S)(?:\s*[,،]\s*|\s[-–—|]\s)([^,،()]+)$"),
)
_MOST_WORDS = 4


def place_behind(words: str) -> str:
    """Return the code of the country (ISO 3166-1) that stands behind a name and a mark; empty where none does."""
    return without_place(words)[1]


def without_place(words: str) -> tuple[str, str]:
    """Return the name before the country that stands behind a mark, and its code; the code is empty where none does."""
    match = next(filter(None, (form.match(words) for form in _PLACED)), None)
    name, place = match.groups() if match else ("", "")
    country = country_code(re.split("[,،]", place)[-1].strip()) if place else ""
    return (name, country) if country else (words, "")


def bare_place(words: str) -> tuple[str, str]:
    """Return the name before countries that stand behind it without a mark, «Otto Reeve Ireland/Chile», and these words."""
    parts = words.split()
    for start in range(max(2, len(parts) - _MOST_WORDS), len(parts)):
        behind = " ".join(parts[start:])
        if all(len(each) > 1 and country_code(each) for each in behind.split("/")):
            return " ".join(parts[:start]), behind
    return words, ""
