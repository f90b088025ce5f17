"""The studio's own words in the languages that its users read, from ``data/studio/LANG.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale
from markupsafe import Markup, escape

from presskit.resources import shipped

__all__ = ["LANGUAGES", "Words", "preferred", "words_of"]

LANGUAGES = ("en", "fr", "ar")
"""The languages of the studio; what one of them lacks is shown in the first."""
_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
Entry = str | Mapping[str, str]


@cache
def words_of(language: str) -> Mapping[str, Entry]:
    """Return the texts of a language by ``group.name``; one with a number has a form for each plural of CLDR."""
    return dict(_flat(tomllib.loads((shipped("data") / "studio" / f"{language}.toml").read_text("utf-8"))))


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Entry]]:
    for name, value in table.items():
        key = f"{above}.{name}" if above else name
        if isinstance(value, dict) and not value.keys() <= _PLURALS:
            yield from _flat(value, key)
        else:
            yield key, value


def preferred(accepted: str) -> str:
    """Return the language of the studio that a browser prefers, by its ``Accept-Language`` (RFC 9110, 12.5.4)."""
    wanted = [part.partition(";")[0].strip().partition("-")[0].lower() for part in accepted.split(",")]
    return next((each for each in wanted if each in LANGUAGES), LANGUAGES[0])


@dataclass(frozen=True, slots=True)
class Words:
    """The studio's words in one language, as templates ask for them."""

    language: str

    @property
    def direction(self) -> str:
        """Return ``rtl`` or ``ltr``."""
        return Locale(self.language).text_direction

    def __call__(self, key: str, *, count: int | None = None, **values: object) -> str:
        """Return a text with its values; ``count`` chooses the plural. In English where the language lacks it."""
        return self._form(key, count).format(count=count, **values)

    def html(self, key: str, *, count: int | None = None, **values: object) -> Markup:
        """Return a text as HTML in which each value stands in its own direction."""
        shown = {name: Markup("<bdi>{}</bdi>").format(value) for name, value in {**values, "count": count}.items()}
        return escape(self._form(key, count)).format(**shown)

    def group(self, name: str) -> dict[str, Entry]:
        """Return the texts of a group by their names, for a script; in English where the language lacks one."""
        own = {**words_of(LANGUAGES[0]), **words_of(self.language)}
        return {key.partition(".")[2]: text for key, text in own.items() if key.startswith(f"{name}.")}

    def has(self, key: str) -> bool:
        """Return whether the language, not English in its place, has a text."""
        return key in words_of(self.language)

    def knows(self, key: str) -> bool:
        """Return whether there is a text, in the language or in English."""
        return self.has(key) or key in words_of(LANGUAGES[0])

    def name_of(self, language: str) -> str:
        """Return the name of a language in this one; its tag where CLDR has none."""
        names: Mapping[str, str] = Locale(self.language).languages
        return names.get(language.partition("-")[0], language)

    def _form(self, key: str, count: int | None) -> str:
        language = self.language if self.has(key) else LANGUAGES[0]
        entry = words_of(language)[key]
        if isinstance(entry, str):
            return entry
        return entry.get(Locale(language).plural_form(count or 0), entry["other"])
