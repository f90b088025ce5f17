"""By what a returned paragraph is known: the strings that must come back as they were, and the numbers among its words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from presskit.translation.segments import Unit, text_of

__all__ = ["LONG_TEXT", "SURE", "Clues", "Evidence", "normal"]

_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufeff]")
_DIGITS = re.compile(r"\d[\d.,٫٬'’\u00a0\u202f ]*\d|\d")
_LATIN = re.compile(r"[\u0000-\u024f]*")
LONG_NUMBER = 3
LONG_TEXT = 24
"""Letters: shorter texts may well be the same twice."""


class Evidence(StrEnum):
    """By what a text was placed, the surest first."""

    ACCEPTED = "accepted"
    ID = "id"
    PARAGRAPH_ID = "paragraph id"
    SAME_WORDS = "same words"
    CLUES = "names and numbers"
    ORDER = "order and length"
    CARRIED = "carried forward"


SURE: Mapping[Evidence, int] = {
    Evidence.ACCEPTED: 100,
    Evidence.ID: 100,
    Evidence.PARAGRAPH_ID: 95,
    Evidence.SAME_WORDS: 95,
    Evidence.CLUES: 90,
    Evidence.CARRIED: 100,
}
"""In percent. What order and length say is as sure as its proposal."""


def normal(text: str) -> str:
    """Return ``text`` for comparing: one form of each letter and digit, no direction marks, single spaces."""
    folded = unicodedata.normalize("NFKC", _MARKS.sub("", text)).casefold()
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in folded)
    return " ".join(plain.split())


def _numbers(text: str) -> Counter[str]:
    """Return the numbers of a normal text without what groups their digits; each also as its parts."""
    found: Counter[str] = Counter()
    for run in _DIGITS.findall(text):
        parts = re.findall(r"\d+", run)
        found.update({"".join(parts), *parts})
    return found


@dataclass(frozen=True, slots=True)
class Clues:
    """The strings by which each unit, and no other unit, can be known. ``letters`` come back letter for letter."""

    letters: Mapping[str, frozenset[str]]
    numbers: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, units: Sequence[Unit]) -> Clues:
        """Return the clues of ``units``; what two of them share tells nothing."""
        letters, numbers = {unit.key: _letters(unit) for unit in units}, {unit.key: _figures(unit) for unit in units}
        return cls(_alone(letters, units), _alone(numbers, units))

    def found(self, key: str, text: str) -> frozenset[str]:
        """Return the clues of a unit that a normal ``text`` holds."""
        figures = _numbers(text)
        return frozenset(clue for clue in self.letters[key] if _holds(text, clue)) | frozenset(
            clue for clue in self.numbers[key] if figures[clue]
        )

    def agree(self, key: str, text: str) -> bool:
        """Tell whether ``text`` is known to be the unit's: all its own strings are here, or numbers that say enough."""
        found, letters, numbers = self.found(key, text), self.letters[key], self.numbers[key]
        if not letters <= found:
            return False
        said = numbers & found
        return bool(letters) or len(said) > 1 or any(len(clue) >= LONG_NUMBER for clue in said)

    def lack(self, key: str, text: str) -> bool:
        """Tell whether the unit has strings of its own, and ``text`` holds none of them."""
        return bool(self.letters[key] | self.numbers[key]) and not self.found(key, text)


def _holds(text: str, clue: str) -> bool:
    """Tell whether a text holds a clue; a Latin one as a word of its own, for Arabic joins its particles to names."""
    if clue not in text:
        return False
    if not _LATIN.fullmatch(clue) or not clue[0].isalnum() or not clue[-1].isalnum():
        return True
    return re.search(rf"(?<![a-z0-9]){re.escape(clue)}(?![a-z0-9])", text) is not None


def _letters(unit: Unit) -> frozenset[str]:
    """Return what the unit's translation must hold letter for letter."""
    strings = [*unit.protected, *(target for _, target in unit.terms)]
    if unit.is_name and unit.target and not unit.translate:
        strings.append(text_of(unit.target))
    return frozenset(filter(None, map(normal, strings)))


def _figures(unit: Unit) -> frozenset[str]:
    figures = {"".join(re.findall(r"\d+", normal(number))) for number in unit.numbers}
    return frozenset(figure for figure in figures if len(figure) > 1)


def _alone(clues: Mapping[str, frozenset[str]], units: Sequence[Unit]) -> dict[str, frozenset[str]]:
    """Return of each unit's clues those that stand in no other unit's source and in no other unit's clues."""
    texts = {unit.key: "\n".join([normal(text_of(unit.source)), *clues[unit.key]]) for unit in units}
    return {
        key: frozenset(clue for clue in own if not any(clue in text for other, text in texts.items() if other != key))
        for key, own in clues.items()
    }
