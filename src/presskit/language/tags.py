"""Language: what a BCP 47 tag tells, its script's direction and the data that CLDR has for it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from presskit.language.data import table
from presskit.language.subtags import primary

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["direction", "locale", "name", "script"]

_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
_HOUSE = {"en": "en_GB"}  # day before month, as in most of the world


@lru_cache(maxsize=64)
def locale(tag: str) -> Locale:
    """Return CLDR's data for ``tag``, else for its language, else for English. ``en`` alone is British English."""
    from babel import Locale, UnknownLocaleError

    for candidate in (tag.replace("-", "_"), primary(tag)):
        try:
            return Locale.parse(_HOUSE.get(candidate, candidate))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_GB")


@lru_cache(maxsize=64)
def script(tag: str) -> str:
    """Return the script of ``tag`` (ISO 15924): its script subtag, else its language's file's, else CLDR's likely one.

    Empty where none is known.
    """
    from babel.core import get_global

    likely = get_global("likely_subtags")
    _, *subtags = tag.replace("_", "-").split("-")
    found = next((part.title() for part in subtags if re.fullmatch("[A-Za-z]{4}", part)), "")
    found = found or str(table(tag, "writing").get("script", ""))
    for key in (tag.replace("-", "_"), primary(tag)):
        found = found or next((part for part in likely.get(key, "").split("_") if len(part) == 4), "")
    return found


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction of the script of ``tag``."""
    return "rtl" if script(tag) in _RIGHT_TO_LEFT else "ltr"


def name(tag: str, language: str) -> str:
    """Return what ``language`` calls the language ``tag``; the tag itself where CLDR does not say."""
    names = locale(language).languages
    return str(names.get(tag.replace("-", "_")) or names.get(primary(tag)) or tag)
