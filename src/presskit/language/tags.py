"""Language: the parts of a BCP 47 tag, and what CLDR has for the language that it names."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["locale", "name", "primary", "region"]

def primary(tag: str) -> str:
    """Return the language of a tag without script and region: ``ar`` of ``ar-SY``."""
    return tag.replace("_", "-").partition("-")[0].lower()


def region(tag: str) -> str:
    """Return the region of a tag (ISO 3166-1): ``BR`` of ``pt-BR``; empty where it has none."""
    return next((part.upper() for part in tag.replace("_", "-").split("-")[1:] if re.fullmatch("[A-Za-z]{2}", part)), "")


_HOUSE = {"en": "en_GB"}  # day before month, as in most of the world


@lru_cache(maxsize=64)
def locale(tag: str) -> Locale:
    """Return CLDR's data for ``tag``, else for its language, else for English. ``en`` alone is British English."""
    from babel import Locale, UnknownLocaleError

    for candidate in (tag.replace("-", "_"), primary(tag)):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(_HOUSE.get(candidate, candidate))
    return Locale.parse("en_GB")


def name(tag: str, language: str) -> str:
    """Return what ``language`` calls the language ``tag``; the tag itself where CLDR does not say."""
    names = locale(language).languages
    return str(names.get(tag.replace("-", "_")) or names.get(primary(tag)) or tag)
