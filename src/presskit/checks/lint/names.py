"""How names of signatories are compared. No check stands here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from presskit.language.data import fold, mapping, words
from presskit.model.people import Signatory, SignatoryKind

__all__ = ["alike", "identity", "keys", "near", "plain", "skeleton"]

_ALIKE = 88  # «Zeitouneh» and «Zeitooneh» are at 89; «Austria» and «Australia» at 87, «eastern» and «western» at 86
_ALIKE_IN_SEVERAL_WORDS = 82
_NEIGHBOURS = 20  # of names that share a key, each is compared with so many that follow it in the alphabet
_TWICE = re.compile(r"(.)(?=\1)")


@cache
def _soft() -> re.Pattern[str]:
    return re.compile(f"[{''.join(words('writing', 'soft'))}]")


@cache
def _alike_letters() -> dict[int, str]:
    return {ord(letter): str(alike) for letter, alike in mapping("writing", "alike").items()}


def plain(name: str) -> str:
    """Return a name without case, accents, punctuation and article: «The Olive-Branch» is «olive branch»."""
    return " ".join(re.findall(r"\w+", fold(name).replace("&", " and "))).removeprefix("the ")


def identity(signatory: Signatory) -> tuple[str, ...]:
    """Return what makes two entries the same signatory: persons may share a name, not also an affiliation."""
    name = plain(signatory.name.default)
    if signatory.kind is SignatoryKind.PERSON:
        return (name, plain(signatory.affiliation.default) if signatory.affiliation else "", signatory.country)
    return (name, signatory.country)


def near(first: str, second: str) -> bool:
    """Return whether two plain names differ as spellings of one name do.

    A name inside another («syria relief», «syria relief and development») is another organisation, and so is one whose
    differing words are other words («relief north», «relief south») or other numbers.
    """
    from rapidfuzz import fuzz

    if first.replace(" ", "") == second.replace(" ", ""):
        return True
    words, others = set(first.split()), set(second.split())
    one, other = " ".join(sorted(words - others)), " ".join(sorted(others - words))
    if min(len(one), len(other)) < 4 or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    return fuzz.ratio(one, other) >= (_ALIKE_IN_SEVERAL_WORDS if " " in one and " " in other else _ALIKE)


@lru_cache(maxsize=4096)
def _hard(word: str) -> str:
    """Return the letters of a word that spellings keep: no vowels, no «h» or «w»."""
    return _soft().sub("", word.translate(_alike_letters()))


def skeleton(words: Iterable[str]) -> str:
    """Return what spellings of one name have in common: its hard letters, no letter twice in a row."""
    return _TWICE.sub("", "".join(map(_hard, words)))


def keys(name: str) -> Iterator[str]:
    """Yield what a plain name shares with every other spelling of it; some keys more than once.

    Its skeleton without one letter or with all; and its words without one of them, with how that one begins or ends.
    """
    words = name.split()
    whole = f"|{skeleton(words)}"
    yield whole
    yield from [whole[:at] + whole[at + 1 :] for at in range(1, len(whole))]
    for at, word in enumerate(words):
        rest, bones = " ".join(words[:at] + words[at + 1 :]), skeleton([word])
        yield f"{rest}|{bones[:2]}…"
        yield f"{rest}|…{bones[-2:]}"


def alike(names: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of indices of plain names that differ as spellings of one name do; equal ones are left out.

    The work grows with the number of names, not with its square: only those that share a key are compared.
    """
    places = {name: index for index, name in reversed([*enumerate(names)])}
    names_by_key = _sharing(sorted(places))
    neighbours = ((name, group[at : at + _NEIGHBOURS]) for group in names_by_key for at, name in enumerate(group, 1))
    pairs = {(name, other) for name, following in neighbours for other in following}
    found = (sorted((places[one], places[other])) for one, other in pairs if near(one, other))
    return sorted((earlier, later) for earlier, later in found)


def _keys_with_numbers(name: str) -> Iterator[str]:
    """Yield the keys of a name, those that names with other numbers do not share: :func:`near` takes none of these for one."""
    numbers = " ".join(sorted(number for word in set(name.split()) for number in re.findall(r"\d+", word)))
    yield name.replace(" ", "")
    yield from (f"{numbers}|{key}" for key in keys(name))


def _sharing(names: Iterable[str]) -> Collection[Sequence[str]]:
    """Return the names that share a key, of each key that several have; most keys are one name's alone."""
    first: dict[str, str] = {}
    sharing: dict[str, list[str]] = {}
    for name in names:
        for key in _keys_with_numbers(name):
            earlier = first.setdefault(key, name)
            if earlier is not name:
                together = sharing.setdefault(key, [earlier])
                if together[-1] is not name:
                    together.append(name)
    return sharing.values()
