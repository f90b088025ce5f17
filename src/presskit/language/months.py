"""Language: the months that a text names beside a day or a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from presskit.language.number_words import LANGUAGES, fold
from presskit.language.tags import primary

__all__ = ["dated_months", "named_months"]

# Arabic months have other names in the Levant, in the Maghreb and on the Nile.
_LOCALES = {"ar": ("ar", "ar_SY", "ar_DZ", "ar_MA")}
_DAY_BEFORE = re.compile(r"\d(?:er|\.|-?е|-?го|º)?\s+(?:de\s+)?$")
_YEAR_AFTER = re.compile(r"\s+(?:de\s+)?\d")


def _shown(text: str, language: str) -> str:
    """Return ``text`` as it is searched: English keeps its capitals, for «may» is no month."""
    return text if language == "en" else fold(text)


@lru_cache(maxsize=8)
def _names(language: str) -> tuple[tuple[str, int], ...]:
    """Return regular expressions of the months' full names, longest first; Slavic and Turkish ones take endings."""
    from babel import Locale

    if language not in LANGUAGES:
        return ()
    names: dict[str, int] = {}
    for locale in _LOCALES.get(language, (language,)):
        months = Locale.parse(locale).months
        for context in ("format", "stand-alone"):
            names |= {_shown(str(name), language): number for number, name in months[context]["wide"].items()}
    return tuple((_ended(name, language), names[name]) for name in sorted(names, key=len, reverse=True))


def _ended(name: str, language: str) -> str:
    if language in {"ru", "uk"} and len(name) > 4:
        return name[:-1] + r"\w{1,2}"
    return name + (r"\w{0,4}" if language == "tr" else "")


def _found(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Yield (month, start, end) for every month that ``text``, as it is searched, names."""
    for name, number in _names(language):
        for match in re.finditer(rf"(?<!\w){name}(?!\w)", text):
            yield number, match.start(), match.end()


def named_months(text: str, language: str) -> frozenset[int]:
    """Return the months that ``text`` names anywhere, 1 to 12."""
    tongue = primary(language)
    return frozenset(number for number, _, _ in _found(_shown(text, tongue), tongue))


def dated_months(text: str, language: str) -> dict[int, tuple[str, int]]:
    """Return the months that stand beside a day or a year, with the word and where about it begins."""
    tongue = primary(language)
    shown = _shown(text, tongue)
    return {
        number: (shown[start:end], start)
        for number, start, end in _found(shown, tongue)
        if _DAY_BEFORE.search(shown[:start][-12:]) or _YEAR_AFTER.match(shown[end:])
    }
