"""The languages that a contact speaks, where the text says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from presskit.language.data import fold, languages, options

__all__ = ["spoken_languages"]

_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]")


@cache
def _between() -> re.Pattern[str]:
    joined, glued = options("lists", "and"), options("lists", "and_glued")
    return re.compile(rf"\s*[/,&+،]\s*|\s+(?:{joined})\s+|\s+(?:{glued})")


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    table: dict[str, str] = {}
    for tongue in languages():
        for tag, name in Locale.parse(tongue).languages.items():
            if re.fullmatch("[a-z]{2,3}", tag):
                table.setdefault(fold(str(name)), tag)
    return table


def _named(text: str) -> tuple[str, ...]:
    text = re.sub(rf"^\s*(?:{options('contacts', 'languages_label')})\s*:?\s*", "", text, flags=re.IGNORECASE)
    tags = [_languages().get(fold(part).strip(" ."), "") for part in _between().split(text) if part.strip()]
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
