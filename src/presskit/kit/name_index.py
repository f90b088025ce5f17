"""Signatories that are looked up by their names: by equal ones, by acronyms, and by names that look alike.

What looks alike is sought among the names that share something, and not among all: the work grows with their number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, combinations
from typing import TypeVar

from presskit.checks.lint.names import keys, near, plain, skeleton
from presskit.language.data import mapping
from presskit.limits import TABLE_LIKES
from presskit.model.people import Signatory

__all__ = ["NameIndex", "names_of"]

_ALIKE = 90  # «Syria Relief» and «Syria Relief and Development» are at 100, «River Aid North» and «River Aid South» at 87
_WORTH_A_LOOK = 80
_LEFT_OUT = 0.2
"""How much of a name may stand outside of another that otherwise holds it, so that the two are at ``_ALIKE`` at least."""


def names_of(signatory: Signatory) -> frozenset[str]:
    """Return the names in all languages, as they are compared: case, accents, punctuation, tatweel and alef are alike."""
    names = (signatory.name.default, *dict(signatory.name.by_language).values())
    return frozenset(plain(name) or name.casefold() for name in names)


def _folded(signatory: Signatory) -> list[str]:
    """Return the names with the letters alike that a language exchanges, as Arabic keyboards do: ة and ه, ى and ي."""
    exchanged = str.maketrans(dict(mapping("writing", "exchanged")))
    return sorted({name.translate(exchanged) for name in names_of(signatory)})


def _held(name: str, owners: Mapping[str, Collection[int]]) -> list[tuple[str, ...]]:
    """Return words of a name, those that fewest names have: what holds nearly all of it has all words of one of the tuples."""
    words = sorted(set(name.split()), key=lambda word: (len(owners.get(word, ())), word))
    if needed := [word for word in words if len(word) > _LEFT_OUT * len(name)]:
        return [tuple(sorted(needed[:2]))]
    lengths = accumulate(map(len, words), initial=0)
    return [(word,) for word, before in zip(words, lengths, strict=False) if before <= _LEFT_OUT * len(name)]


def _shared(name: str) -> frozenset[str]:
    """Return what other spellings of a name share with it, also where several words differ: how all words begin, or end."""
    bones = [skeleton([word]) for word in name.split()]
    begun, ended = ([bone[part] for bone in bones] for part in (slice(2), slice(-2, None)))
    several = [sides[:at] + sides[at + 1 :] for sides in (begun, ended) for at in range(len(bones))] if len(bones) > 2 else []
    return frozenset([*keys(name), *(f"{len(bones)} {' '.join(sorted(each))}" for each in (begun, ended, *several))])


@dataclass(slots=True)
class _Spellings:
    """Names in which one is looked up that looks like them. Answers are places in ``names``."""

    names: Sequence[str]
    by_key: dict[str, list[int]] = field(default_factory=dict)
    by_word: dict[str, set[int]] = field(default_factory=dict)
    by_held_words: dict[tuple[str, ...], list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, name in enumerate(self.names):
            _put(self.by_key, _shared(name), place)
            for word in set(name.split()):
                self.by_word.setdefault(word, set()).add(place)
        for place, name in enumerate(self.names):
            _put(self.by_held_words, _held(name, self.by_word), place)

    def alike(self, name: str) -> list[int]:
        """Return the names that hold all words of ``name``, are held by it, or are nearly spelled alike."""
        from rapidfuzz import fuzz, process

        places = self._worth_a_look(name)
        names = [self.names[place] for place in places]
        similar = process.extract(name, names, scorer=fuzz.token_ratio, score_cutoff=_WORTH_A_LOOK, limit=None)
        return [places[at] for other, score, at in similar if score >= _ALIKE or near(name, other)]

    def _worth_a_look(self, name: str) -> list[int]:
        words, held = sorted(set(name.split())), _held(name, self.by_word)
        found: set[int] = set()
        found.update(*(self.by_key.get(key, ()) for key in _shared(name)))
        found.update(*(self.by_held_words.get(each, ()) for size in (1, 2) for each in combinations(words, size)))
        found.update(*(set.intersection(*(self.by_word.get(word, set()) for word in each)) for each in held))
        return sorted(found)


_Key = TypeVar("_Key")


def _put(table: dict[_Key, list[int]], shared: Iterable[_Key], place: int) -> None:
    for key in shared:
        table.setdefault(key, []).append(place)


@dataclass(slots=True)
class NameIndex:
    """Signatories that can be looked up by name and by acronym. Answers are indices of ``members``, in order.

    ``rows`` are the places of the members in their list, where these are not all of it.
    """

    members: Sequence[Signatory]
    rows: Sequence[int] = ()
    equal: dict[str, list[int]] = field(default_factory=dict)
    acronyms: dict[str, list[int]] = field(default_factory=dict)
    folded: dict[str, list[int]] = field(default_factory=dict)
    spellings: _Spellings | None = None

    def __post_init__(self) -> None:
        for index, member in enumerate(self.members):
            _put(self.equal, names_of(member), index)
            if acronym := plain(member.acronym):
                _put(self.acronyms, [acronym], index)
            _put(self.folded, _folded(member), index)

    def count(self, signatory: Signatory) -> int:
        """Return how many have an equal name, in the language in which most have it."""
        return max(len(self.equal.get(name, ())) for name in names_of(signatory))

    def first(self, signatory: Signatory) -> list[Signatory]:
        """Return the first of those with an equal name, as many as are shown."""
        indices = {index for name in names_of(signatory) for index in self.equal.get(name, ())[:TABLE_LIKES]}
        return [self.members[index] for index in sorted(indices)[:TABLE_LIKES]]

    def same_name(self, signatory: Signatory) -> list[int]:
        """Return those with an equal name in any language."""
        return sorted({index for name in names_of(signatory) for index in self.equal.get(name, ())})

    def lookalikes(self, signatory: Signatory) -> dict[int, str]:
        """Return those that look like ``signatory``, each with the reason."""
        pairs = [(index, reason) for reason, indices in self._reasons(signatory) for index in indices]
        return dict(sorted(dict(reversed(pairs)).items()))

    def _reasons(self, signatory: Signatory) -> Iterator[tuple[str, Iterable[int]]]:
        yield "the name looks alike", (index for name in _folded(signatory) for index in self._alike(name))
        acronym = plain(signatory.acronym)
        yield "the acronym is the same", self.acronyms.get(acronym, ())
        yield "its name is the acronym of this one", self.equal.get(acronym, ()) if acronym else ()
        for name in names_of(signatory):
            yield "its acronym is the name of this one", self.acronyms.get(name, ())

    def _alike(self, name: str) -> Iterator[int]:
        self.spellings = self.spellings or _Spellings([*self.folded])
        names = self.spellings.names
        return (index for place in self.spellings.alike(name) for index in self.folded[names[place]])
