"""How names of signatories are compared. No check stands here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presskit.language.number_words import fold
from presskit.model.people import Signatory, SignatoryKind

__all__ = ["candidates", "identity", "near", "plain"]

_ALIKE = 88  # «Zeitouneh» and «Zeitooneh» are at 89; «Austria» and «Australia» at 87, «eastern» and «western» at 86
_ALIKE_IN_SEVERAL_WORDS = 82


def plain(name: str) -> str:
    """Return a name without case, accents, punctuation and article: «The Olive-Branch» is «olive branch»."""
    joined = fold(name).replace("&", " and ")
    return re.sub(r"^the ", "", " ".join(re.findall(r"\w+", joined)))


def identity(signatory: Signatory) -> tuple[str, ...]:
    """Return what makes two entries the same signatory: persons may share a name, not also an affiliation."""
    name = plain(signatory.name.default)
    if signatory.kind is SignatoryKind.PERSON:
        return (name, plain(signatory.affiliation.default) if signatory.affiliation else "", signatory.country)
    return (name, signatory.country)


def _differing(first: str, second: str) -> tuple[str, str]:
    """Return the words that only one of two plain names has, sorted."""
    one, other = first.split(), second.split()
    return " ".join(sorted(set(one) - set(other))), " ".join(sorted(set(other) - set(one)))


def near(first: str, second: str) -> bool:
    """Tell whether two plain names differ as spellings of one name do.

    A name inside another («syria relief», «syria relief and development») is another organisation, and so is one whose
    differing words are other words («relief north», «relief south») or other numbers.
    """
    from rapidfuzz import fuzz

    if first.replace(" ", "") == second.replace(" ", ""):
        return True
    one, other = _differing(first, second)
    if min(len(one), len(other)) < 4 or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    limit = _ALIKE_IN_SEVERAL_WORDS if " " in one and " " in other else _ALIKE
    return fuzz.ratio(one, other) >= limit


def candidates(name: str, others: Sequence[str]) -> list[int]:
    """Return the indices of ``others`` that are worth a closer look: most of their letters are those of ``name``."""
    from rapidfuzz import fuzz, process

    found = process.extract(name, others, scorer=fuzz.token_sort_ratio, score_cutoff=80, limit=None)
    return sorted(index for _, _, index in found)
