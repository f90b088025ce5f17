"""Language: the words and forms of each language, read from ``data/languages/LANG.toml``, one file a language.

No word of any language stands in code. Where something is printed, :func:`table` gives the language's own; where something
is read, :func:`words` and :func:`options` give those of all languages together, for a French list comes with an English mail.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any

from presskit import disk_cache
from presskit.language.tags import primary, region
from presskit.paths import shipped_folder

__all__ = [
    "LanguageFileError", "cached", "conjunctions", "file_of", "fold", "folded", "folded_options", "languages", "latin_digits",
    "mapping", "options", "table", "unpointed", "whole_file", "whole_words", "words",
]  # fmt: skip

_DIGITS = {ord(char): str(value) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, char in enumerate(row)}
_NOTHING = "(?!)"  # matches nowhere


class LanguageFileError(ValueError):
    """A file of a language is no TOML, or does not keep to the schema; the text says where."""


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a file, in alphabetical order."""
    names = os.listdir(shipped_folder("data") + "/languages")  # noqa: PTH208
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def file_of(language: str) -> str:
    """Return the path of the file of a language."""
    return f"{shipped_folder('data')}/languages/{language}.toml"


@cache
def _file(language: str) -> Mapping[str, Any]:
    """Return the tables of a file that keeps to the schema; raise :class:`LanguageFileError` where it does not."""
    if language not in languages():
        return {}
    made_from = (file_of(language), __file__, __file__.replace("data.py", "schema.py"))
    return cached(f"language_{language}.json", made_from, lambda: _parsed(language))


def cached(name: str, made_from: Sequence[str], make: Callable[[], dict[str, Any]]) -> Mapping[str, Any]:
    """Return what ``make`` returns, cached as JSON, which is read ten times as fast as TOML.

    ``made_from`` are the paths of the files that it is made from: another version of one of them has another cached file.
    """
    place = None
    with suppress(OSError):  # from an archive: versions cannot be told apart, so nothing is cached
        place = disk_cache.place(__file__, name, " ".join(f"{path} {disk_cache.stamp(path)}" for path in made_from))
    with suppress(ValueError):
        content = json.loads(disk_cache.get(place) or "")
        if isinstance(content, dict) and content:
            return content
    made = make()
    disk_cache.put(place, json.dumps(made, ensure_ascii=False))
    return made


def _parsed(language: str) -> dict[str, Any]:
    import tomllib

    from presskit.language import schema

    try:
        with open(file_of(language), "rb") as file:  # noqa: PTH123
            tables = tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise LanguageFileError(f"{file_of(language)}: {error}") from None
    for problem in schema.problems(tables):
        raise LanguageFileError(f"{file_of(language)}: {problem}")
    return tables


def whole_file(language: str) -> Mapping[str, Any]:
    """Return all tables of a language's file; empty where there is none. Raises :class:`LanguageFileError`."""
    return _file(primary(language))


def table(language: str, name: str) -> Mapping[str, Any]:
    """Return the table ``name`` of a language (BCP 47), with what its region has otherwise; empty where it has none."""
    file = _file(primary(language))
    shared: Mapping[str, Any] = file.get(name, {})
    regional: Mapping[str, Any] = file.get("regions", {}).get(region(language), {}).get(name, {})
    return {**shared, **regional} if regional else shared


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Return the list ``key`` of the table ``name`` in all languages together, each word once."""
    return tuple(dict.fromkeys(word for language in languages() for word in table(language, name).get(key, ())))


@cache
def mapping(name: str, key: str = "") -> Mapping[str, Any]:
    """Return the table ``name``, or the table ``key`` in it, of all languages together; the first file in order wins."""
    tables = [table(language, name).get(key, {}) if key else table(language, name) for language in reversed(languages())]
    return {word: value for each in tables for word, value in each.items()}


@cache
def options(name: str, key: str) -> str:
    """Return the words of :func:`words` as alternatives of a regular expression; without any, one that matches nowhere."""
    return "|".join(words(name, key)) or _NOTHING


@cache
def conjunctions(language: str) -> str:
    """Return «and» of all languages as :func:`options`, and of ``language`` also what is «in» elsewhere: Dutch «en»."""
    return "|".join((options("lists", "and"), *table(language, "lists").get("and_here", ())))


@cache
def folded_options(name: str, key: str) -> str:
    """Return :func:`options` for texts that are folded."""
    return "|".join(dict.fromkeys(folded(word) for word in words(name, key))) or _NOTHING


@cache
def whole_words(name: str, key: str) -> re.Pattern[str]:
    """Return an expression that finds the words of :func:`words`, folded, between the ends of words."""
    return re.compile(rf"(?<!\w)(?:{folded_options(name, key)})(?!\w)")


def fold(text: str) -> str:
    """Return ``text`` for comparing: lower case, no accents, vowel signs, tatweel, apostrophes; ``ı`` as i, ``ł`` as l."""
    if text.isascii():
        return text.lower().replace("'", "")
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in decomposed if unicodedata.category(c) != "Mn" and c not in "\u0640'’ʼ")
    return letters.replace("ı", "i").replace("ł", "l")


@lru_cache(maxsize=4096)
def folded(source: str) -> str:
    """Fold the source of a regular expression as texts are folded; what stands behind a backslash keeps its meaning."""
    return re.sub(
        r"(\\.)|(\[[^\]]*\])|([^\\\[]+)", lambda part: part[1] or _folded_class(part[2] or "") or fold(part[3]), source
    )


def _folded_class(characters: str) -> str:
    """Return a class of characters folded; as it is where nothing of it would be left."""
    return f"[{fold(characters[1:-1])}]" if fold(characters[1:-1]) else characters


def latin_digits(text: str) -> str:
    """Return ``text``, of the same length, with Arabic and Persian digits as 0 to 9."""
    return text.translate(_DIGITS)


def unpointed(text: str) -> str:
    """Return ``text`` with 0 to 9 for Arabic digits, and without vowel signs, tatweel and direction marks."""
    return re.sub("[\u0640\u064b-\u0655\u0670\u200e\u200f]", "", latin_digits(text))
