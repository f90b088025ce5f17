"""Heads of columns → what each column says, and in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from presskit.language.number_words import LANGUAGES, fold
from presskit.readers.tables.head_words import CONNECTING, HEADS, PARTS, Role

__all__ = ["Head", "count_known", "is_another_question", "plain", "recognise"]

_NAMED_LANGUAGES = (*LANGUAGES, "fa", "he", "ku", "ckb", "pt", "it", "nl", "el", "hy", "ka", "az", "ro", "pl", "sv")
_NAMES = frozenset({Role.NAME, Role.BARE_NAME, Role.FULL_NAME, Role.PERSON})


@dataclass(frozen=True, slots=True)
class Head:
    """What a column says; ``role`` is None where it is not known. ``language`` is set for names in one language."""

    role: Role | None
    language: str = ""


def plain(head: str) -> str:
    """Return a head as it is compared: no case, accents, punctuation and underscores."""
    return " ".join(re.findall(r"[^\W_]+", fold(head.replace("'", " ").replace("’", " ")).lower()))


@cache
def _exact() -> dict[str, Role]:
    return {plain(word): role for role, words in HEADS.items() for word in words.split(",") if plain(word)}


@cache
def _languages() -> dict[str, str]:
    """Return the languages by their names in all languages; those that inflect by the stem, Arabic ones with «in» too."""
    from babel import Locale

    names = {}
    for locale in LANGUAGES:
        for tag in _NAMED_LANGUAGES:
            for word in plain(str(Locale(locale).languages.get(tag, ""))).split()[:1]:
                names[word[:-2] if locale in {"ru", "uk"} else word] = tag
    return names | {f"ب{name}": tag for name, tag in names.items() if name.startswith("ال")}


def _tongue(word: str) -> str:
    """Return the language that a word of a head names."""
    if word in _languages():
        return _languages()[word]
    stems = (name for name in _languages() if len(name) > 4 and word.startswith(name) and len(word) - len(name) < 5)
    return next((_languages()[stem] for stem in stems), "")


def _split(words: Sequence[str]) -> tuple[list[str], str]:
    """Part the words of a head from the language that they name: «name arabic», «name ar»."""
    for index, word in enumerate(words):
        tongue = _tongue(word)
        if tongue and len(words) > 1:
            rest = [*words[:index], *words[index + 1 :]]
            return [each for each in rest if each not in CONNECTING], tongue
    if len(words) > 1 and words[-1] in _NAMED_LANGUAGES:
        return list(words[:-1]), words[-1]
    return list(words), ""


@cache
def recognise(head: str) -> Head:
    """Return what a column under ``head`` says."""
    text = plain(head) or ("no" if head.strip() in {"#", "№"} else "")
    role = _exact().get(text)
    if role or not text:
        return Head(role)
    words, tongue = _split(text.split())
    inner = _exact().get(" ".join(words)) or _by_part(" ".join(words))
    if tongue and inner in _NAMES:
        return Head(inner, tongue)
    without = re.sub(r"\([^)]*\)|\[[^]]*\]|/.*", " ", head)
    return Head(_exact().get(plain(without)) or _by_part(text))


def _by_part(text: str) -> Role | None:
    return next((role for role, parts in PARTS if any(re.search(part, text) for part in parts)), None)


def is_another_question(head: str) -> bool:
    """Tell whether a head asks about something else than the signature, such as a newsletter."""
    return PARTS[0][0] is None and any(re.search(part, plain(head)) for part in PARTS[0][1])


def count_known(cells: Iterable[str]) -> int:
    """Return how many different things the heads of a row are known to say."""
    return len(set(_roles(cells)))


def _roles(cells: Iterable[str]) -> Iterator[Head]:
    for cell in cells:
        if len(cell) <= 300 and recognise(cell).role:
            yield recognise(cell)
