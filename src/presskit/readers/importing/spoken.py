"""The languages that a contact speaks, where the text says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from presskit.language.number_words import fold

__all__ = ["spoken_languages"]

_TONGUES = ("en", "fr", "ar", "es", "tr", "de", "ru", "uk")
_BETWEEN = re.compile(r"\s*[/,&+،]\s*|\s+(?:and|et|y|ve|und|и|та)\s+|\s+و")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]")


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    table: dict[str, str] = {}
    for tongue in _TONGUES:
        for tag, name in Locale.parse(tongue).languages.items():
            if re.fullmatch("[a-z]{2,3}", tag):
                table.setdefault(fold(str(name)), tag)
    return table


def _named(text: str) -> tuple[str, ...]:
    text = re.sub(r"^\s*(?:languages?|langues?|speaks|اللغات|لغات)\s*:?\s*", "", text, flags=re.IGNORECASE)
    tags = [_languages().get(fold(part).strip(" ."), "") for part in _BETWEEN.split(text) if part.strip()]
    return tuple(dict.fromkeys(tags)) if tags and all(tags) else ()


def spoken_languages(pieces: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the pieces without those that list languages, and the languages (BCP 47)."""
    kept: list[str] = []
    found: list[str] = []
    for index, piece in enumerate(pieces):
        tags = _named(piece) if index else ()  # the first piece is a name, and some names are languages
        bracket = _BRACKETED.search(piece)
        if not tags and bracket and (tags := _named(bracket[1])):
            kept.append(piece.replace(bracket.group(), "").strip())
        elif not tags:
            kept.append(piece)
        found += tags
    return [piece for piece in kept if piece], tuple(dict.fromkeys(found))
