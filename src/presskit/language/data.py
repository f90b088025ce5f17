"""Language: the words and forms of each language, read from ``data/languages/LANG.toml``, one file a language."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from presskit.language.tags import primary
from presskit.paths import shipped_folder

__all__ = ["folded", "languages", "table", "words"]


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a file, in alphabetical order."""
    names = os.listdir(shipped_folder("data") + "/languages")  # noqa: PTH208
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def _file(language: str) -> Mapping[str, Any]:
    if language not in languages():
        return {}
    with open(f"{shipped_folder('data')}/languages/{language}.toml", "rb") as file:  # noqa: PTH123
        return tomllib.load(file)


def table(language: str, name: str) -> Mapping[str, Any]:
    """Return the table ``name`` of a language (BCP 47; the region is looked past); empty where it has none."""
    found: Mapping[str, Any] = _file(primary(language)).get(name, {})
    return found


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Return the list ``key`` of the table ``name`` in all languages together, each word once."""
    return tuple(dict.fromkeys(word for language in languages() for word in table(language, name).get(key, ())))


def folded(source: str) -> str:
    """Fold the source of a regular expression as texts are folded; what stands behind a backslash keeps its meaning."""
    from presskit.language.number_words import fold

    return re.sub(r"(\\.)|([^\\]+)", lambda part: part[1] or fold(part[2]), source)
