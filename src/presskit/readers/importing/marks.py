"""The marks that lists are typed with: bullets, numbers, both at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Mark", "is_decoration", "marked", "missing_numbers"]

_LETTER = r"[^\W\d_]"
_CAPITAL = rf"(?![a-zà-öø-ÿа-я]){_LETTER}"
_BULLET = re.compile(rf"(?:[•·▪▫◦‣●○■□➢➤►✓✔⁃\uf020-\uf0ff]+\s*|[-–]{{1,2}}(?:\s+(?=\S)|(?={_LETTER}))|[*+](?:\s+(?=\S)))")
_NUMBER = re.compile(rf"[(\[]?(?P<number>\d{{1,3}})(?:\s?[.)\]]\s*[-–]?(?:\s+|(?={_CAPITAL}))|\s?[-–](?:\s+|(?={_CAPITAL})))")
_LETTERED = re.compile(r"\(?(?P<letter>[a-z])\)\s+(?=\S)")
_DIGITS = re.compile(r"^\W*\d[\d\s()./-]{5,}")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stood before an entry of a list. ``number`` is None where only a bullet stood."""

    raw: str
    number: int | None = None
    lettered: bool = False


def marked(text: str) -> tuple[Mark | None, str]:
    """Split ``text`` into the mark that it begins with and the words after it.

    «- 1- Name», «- -Name», «24-Name» and «(a) name» begin with marks; «18-year-old» and telephone numbers do not.
    """
    rest = text
    while bullet := _BULLET.match(rest):
        rest = rest[bullet.end() :]
    number = None if _DIGITS.match(rest) else _NUMBER.match(rest)
    lettered = None if number or rest != text else _LETTERED.match(rest)
    if number:
        rest = rest[number.end() :]
    if lettered:
        rest = rest[lettered.end() :]
    raw = text[: len(text) - len(rest)].strip()
    if not raw or not rest.strip():
        return None, text
    return Mark(raw, _value(number, lettered), bool(lettered)), rest.strip()


def _value(number: re.Match[str] | None, lettered: re.Match[str] | None) -> int | None:
    if number:
        return int(number["number"])
    return ord(lettered["letter"]) - ord("a") + 1 if lettered else None


def is_decoration(text: str) -> bool:
    """Tell whether a line draws a rule or an ornament and has no words."""
    return not any(char.isalnum() for char in text)


def missing_numbers(numbers: Sequence[int]) -> list[str]:
    """Say where ``numbers`` do not run on by one; a list that begins again at 1 is no fault."""
    problems = []
    for before, now in pairwise(numbers):
        if now == before:
            problems.append(f"{now} stands twice")
        elif now not in {before + 1, 1}:
            gap = f"{before + 1}" if now == before + 2 else f"{before + 1} to {now - 1}"
            problems.append(f"after {before} comes {now}: {gap} is missing" if now > before else f"after {before} comes {now}")
    return problems
