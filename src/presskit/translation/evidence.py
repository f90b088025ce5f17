"""What tells which unit a returned paragraph translates: protected strings, numbers, style, length, what follows a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from presskit.formats.ooxml.contract import Style
from presskit.model.document import Inline, Text, plain_text
from presskit.translation.segments import Unit, UnitKind, text_of

__all__ = ["CONFIDENCE", "LONG_TEXT", "Clues", "Evidence", "bare_name", "in_style", "normal", "numbers_of", "typical_ratio"]

_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufeff]")
_DIGITS = re.compile(r"\d[\d.,٫٬'’\u00a0\u202f ]*\d|\d")
_LATIN = re.compile(r"[\u0000-\u024f]*")
LONG_NUMBER = 3
LONG_TEXT = 24
"""Letters: shorter texts may well be the same twice."""
_FEWEST_PAIRS = 3
_ACRONYM = re.compile(r"(?:(?<!\s)\s++)?\([^()]{1,20}\)$")
_COUNT = re.compile(r"(?<!\s)\s++\d++$")
_COMMA = re.compile(r"(?:(?<!\s)\s++)?[,،]\s*+$")
_STYLES: Mapping[UnitKind, frozenset[str]] = {
    UnitKind.TITLE: frozenset({Style.TITLE}),
    UnitKind.SUBTITLE: frozenset({Style.SUBTITLE}),
    UnitKind.HEADING: frozenset({Style.HEADING_2, Style.HEADING_3, Style.HEADING_4, Style.SECTION}),
    UnitKind.TEXT: frozenset({Style.LEDE, Style.BODY, Style.CALL_LEAD, Style.BOILERPLATE, Style.NOTE}),
    UnitKind.ITEM: frozenset({Style.BULLET, Style.NUMBERED, Style.NOTE_BULLET, Style.NOTE_NUMBERED}),
    UnitKind.CALL: frozenset({Style.CALL}),
    UnitKind.QUOTE: frozenset({Style.QUOTE}),
    UnitKind.ATTRIBUTION: frozenset({Style.ATTRIBUTION}),
    UnitKind.CAPTION: frozenset({Style.CAPTION}),
    UnitKind.FOOTNOTE: frozenset({Style.FOOTNOTE}),
    UnitKind.COALITION: frozenset({Style.COALITION}),
    UnitKind.SIGNATORY: frozenset({Style.SIGNATORY}),
    UnitKind.CONTACT: frozenset({Style.CONTACT_NAME}),
}


class Evidence(StrEnum):
    """What a match rests on, the surest first. The values stand in reports."""

    ACCEPTED = "accepted"
    ID = "id"
    PARAGRAPH_ID = "paragraph id"
    SAME_WORDS = "same words"
    CLUES = "names and numbers"
    ORDER = "order and length"
    CARRIED = "carried forward"


CONFIDENCE: Mapping[Evidence, int] = {
    Evidence.ACCEPTED: 100,
    Evidence.ID: 100,
    Evidence.PARAGRAPH_ID: 95,
    Evidence.SAME_WORDS: 95,
    Evidence.CLUES: 90,
    Evidence.CARRIED: 100,
}
"""In percent. A match by order and length has the confidence of its proposal."""


def normal(text: str) -> str:
    """Return ``text`` for comparing: one form of each letter and digit, no direction marks, single spaces."""
    folded = unicodedata.normalize("NFKC", _MARKS.sub("", text)).casefold()
    return " ".join("".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in folded).split())


def numbers_of(text: str) -> frozenset[str]:
    """Return the numbers of a normal text without what groups their digits; each also as its parts."""
    numbers = (re.findall(r"\d+", number) for number in _DIGITS.findall(text))
    return frozenset(form for parts in numbers for form in ("".join(parts), *parts))


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
        return frozenset(clue for clue in self.letters[key] if _holds(text, clue)) | (self.numbers[key] & numbers_of(text))

    def agree(self, key: str, text: str) -> bool:
        """Return whether ``text`` is surely the unit's: all its own strings are here, or numbers that say enough."""
        found, letters = self.found(key, text), self.letters[key]
        numbers = self.numbers[key] & found
        return letters <= found and (bool(letters) or len(numbers) > 1 or any(len(clue) >= LONG_NUMBER for clue in numbers))

    def lack(self, key: str, text: str) -> bool:
        """Return whether the unit has strings of its own, and ``text`` holds none of them."""
        return bool(self.letters[key] | self.numbers[key]) and not self.found(key, text)


def _holds(text: str, clue: str) -> bool:
    """Return whether a text holds a clue; a Latin one as a word of its own, for Arabic joins its particles to names."""
    if not _LATIN.fullmatch(clue) or not clue[0].isalnum() or not clue[-1].isalnum():
        return clue in text
    return clue in text and re.search(rf"(?<![a-z0-9]){re.escape(clue)}(?![a-z0-9])", text) is not None


def _letters(unit: Unit) -> frozenset[str]:
    """Return what the unit's translation must hold letter for letter."""
    approved = [text_of(unit.target)] if unit.is_name and unit.target and not unit.translate else []
    return frozenset(filter(None, map(normal, [*unit.protected, *(target for _, target in unit.terms), *approved])))


def _figures(unit: Unit) -> frozenset[str]:
    figures = {"".join(re.findall(r"\d+", normal(number))) for number in unit.numbers}
    return frozenset(figure for figure in figures if len(figure) > 1)


def _alone(clues: Mapping[str, frozenset[str]], units: Sequence[Unit]) -> dict[str, frozenset[str]]:
    """Return of each unit's clues those that stand in no other unit's source and in no other unit's clues."""
    texts = {unit.key: "\n".join([normal(text_of(unit.source)), *clues[unit.key]]) for unit in units}
    return {
        key: frozenset(
            clue for clue in own if not any(clue in text for other, text in texts.items() if other != key)
        )
        for key, own in clues.items()
    }


def typical_ratio(pairs: Sequence[tuple[str, str]], otherwise: float = 1.0) -> float:
    """Return how many characters of the translation one of the source makes; ``otherwise`` where too little is known."""
    ratios = [len(target) / len(source) for source, target in pairs if len(source) > 30 and target]
    return median(ratios) if len(ratios) >= _FEWEST_PAIRS else min(1.6, max(0.6, otherwise))


def in_style(unit: Unit, style: str) -> bool | None:
    """Return whether a paragraph's style is one that the unit is set in; None where the style is not presskit's."""
    return style in _STYLES[unit.kind] if style.startswith("PK ") and unit.kind in _STYLES else None


def bare_name(unit: Unit | None, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a name without what the page shows behind it: acronym, count, comma. Other texts are returned as they are.

    ``unit`` None: a paragraph that may be a name, whatever stands behind it. What the page does not show is the name's own.
    """
    if unit is not None and unit.kind not in {UnitKind.COALITION, UnitKind.SIGNATORY}:
        return inlines
    words = plain_text(inlines).strip()
    words = _without_shown(unit, words) if unit else _ACRONYM.sub("", _COUNT.sub("", words))
    words = _COMMA.sub("", words)
    return (Text(words),) if words else ()


def _without_shown(unit: Unit, words: str) -> str:
    own = {normal(plain_text(each or ())) for each in (unit.source, unit.target)}
    for each in reversed(unit.shown_with):
        for shown in (f"({each})", each):
            cut = _COMMA.sub("", words)
            if each and normal(cut).endswith(f" {normal(shown)}") and normal(cut) not in own:
                words = cut[: _start_of(cut, normal(shown))].rstrip()
    return words


def _start_of(words: str, ending: str) -> int:
    """Return where ``words`` begin to say ``ending``, which they do, in whatever digits."""
    return next(at for at in range(len(words) - 1, -1, -1) if normal(words[at:]) == ending)
