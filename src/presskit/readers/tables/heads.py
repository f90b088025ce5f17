"""Heads of columns → what each column says, and in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from presskit.language.data import fold, languages, options, table, words

__all__ = ["INSIDE", "Head", "Role", "count_known", "is_another_question", "plain", "recognise"]


class Role(StrEnum):
    """What a column says. ``NAME`` is an organisation's; ``BARE_NAME`` and ``FULL_NAME`` may be anybody's."""

    NAME = "organisation"
    BARE_NAME = "name"
    FULL_NAME = "full name"
    PERSON = "person"
    ACRONYM = "acronym"
    COUNTRY = "country"
    COALITION = "coalition"
    TITLE = "title"
    AFFILIATION = "affiliation"
    JOINED = "joined"
    TIMESTAMP = "timestamp"
    WITHDRAWN = "withdrawn"
    STATUS = "status"
    AGREES = "agrees"
    CONFIRMED_BY = "confirmed by"
    CONFIRMED_ON = "confirmed on"
    HOW = "how"
    NOTE = "note"
    NUMBER = "number"
    PRIVATE = "contact data"


# What a word inside a head tells, the first that fits first; the key of the words in the languages' tables ``columns``.
INSIDE: tuple[tuple[Role | None, str], ...] = (
    (None, "another_question"), (Role.PRIVATE, "private"), (Role.AGREES, "agrees"), (Role.AGREES, "agrees_also"),
    (Role.JOINED, "joined"), (Role.WITHDRAWN, "withdrawn"), (Role.ACRONYM, "acronym"), (Role.COALITION, "coalition"),
    (Role.COUNTRY, "country"), (Role.NAME, "name"),
)  # fmt: skip


_OTHERS = ("ku", "ckb", "el", "hy", "ka", "az", "ro", "sv")  # languages without a file that names are given in
_NAMES = frozenset({Role.NAME, Role.BARE_NAME, Role.FULL_NAME, Role.PERSON})


@dataclass(frozen=True, slots=True)
class Head:
    """What a column says; ``role`` is None where it is not known. ``language`` is set for names in one language."""

    role: Role | None
    language: str = ""


def plain(head: str) -> str:
    """Return a head as it is compared: no case, accents, punctuation and underscores."""
    return " ".join(re.findall(r"[^\W_]+", fold(head.replace("'", " ").replace("’", " ")).lower()))


def _named_languages() -> tuple[str, ...]:
    return (*languages(), *_OTHERS)


@cache
def _exact() -> dict[str, Role]:
    return {plain(word): role for role in Role for word in words("columns", role.name.lower()) if plain(word)}


@cache
def _languages() -> dict[str, str]:
    """Return the languages by their names in all languages; those that inflect by the stem, Arabic ones with «in» too."""
    from babel import Locale

    names = {}
    for locale in languages():
        for tag in _named_languages():
            for word in plain(str(Locale(locale).languages.get(tag, ""))).split()[:1]:
                cut = table(locale, "columns").get("language_cut", 0)
                names[word[: len(word) - cut]] = tag
    prefixed = [
        (str(table(tag, "grammar").get("article", "")), table(tag, "columns").get("language_prefix")) for tag in languages()
    ]
    joined = {
        f"{prefix}{name}": names[name] for article, prefix in prefixed if prefix for name in names if name.startswith(article)
    }
    return names | joined


def _tongue(word: str) -> str:
    """Return the language that a word of a head names."""
    if word in _languages():
        return _languages()[word]
    stems = (name for name in _languages() if len(name) > 4 and word.startswith(name) and len(word) - len(name) < 5)
    return next((_languages()[stem] for stem in stems), "")


def _split(parts: Sequence[str]) -> tuple[list[str], str]:
    """Part the words of a head from the language that they name: «name arabic», «name ar»."""
    for index, word in enumerate(parts):
        tongue = _tongue(word)
        if tongue and len(parts) > 1:
            rest = [*parts[:index], *parts[index + 1 :]]
            return [each for each in rest if each not in words("columns", "connecting")], tongue
    if len(parts) > 1 and parts[-1] in _named_languages():
        return list(parts[:-1]), parts[-1]
    return list(parts), ""


@cache
def recognise(head: str) -> Head:
    """Return what a column under ``head`` says."""
    text = plain(head) or ("no" if head.strip() in {"#", "№"} else "")
    role = _exact().get(text)
    if role or not text:
        return Head(role)
    parts, tongue = _split(text.split())
    inner = _exact().get(" ".join(parts)) or _by_part(" ".join(parts))
    if tongue and inner in _NAMES:
        return Head(inner, tongue)
    without = re.sub(r"\([^)]*\)|\[[^]]*\]|/.*", " ", head)
    return Head(_exact().get(plain(without)) or _by_part(text))


@cache
def _inside(key: str) -> re.Pattern[str]:
    return re.compile(options("columns", f"{key}_inside"))


def _by_part(text: str) -> Role | None:
    return next((role for role, key in INSIDE if re.search(_inside(key), text)), None)


def is_another_question(head: str) -> bool:
    """Tell whether a head asks about something else than the signature, such as a newsletter."""
    return bool(_inside("another_question").search(plain(head)))


def count_known(cells: Iterable[str]) -> int:
    """Return how many different things the heads of a row are known to say."""
    return len(set(_roles(cells)))


def _roles(cells: Iterable[str]) -> Iterator[Head]:
    for cell in cells:
        if len(cell) <= 300 and recognise(cell).role:
            yield recognise(cell)
