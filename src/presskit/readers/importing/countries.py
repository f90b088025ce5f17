"""Countries by what languages call them, for lists that go by country."""

from __future__ import annotations

import re
from functools import cache

from presskit.language.number_words import fold

__all__ = ["country_code"]

_LANGUAGES = ("en", "fr", "ar", "es", "tr", "de", "ru", "uk")
_SHORT = {"uk": "GB", "usa": "US", "uae": "AE", "turkey": "TR", "palestine": "PS", "drc": "CD"}


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    table: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if re.fullmatch("[A-Z]{2}", code):
                table.setdefault(fold(str(name)), code)
    return table | _SHORT


def country_code(text: str) -> str:
    """Return the ISO 3166-1 code of the country that ``text`` names and nothing else; empty where it names none."""
    bare = fold(text).strip(" :.-–—()[]")
    return _countries().get(bare) or _countries().get(re.sub(r"^the ", "", bare), "")
