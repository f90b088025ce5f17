"""Postal addresses below names or behind them: they say where a signatory is, and are no names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from presskit.language.data import fold, whole_words
from presskit.readers.importing.lines import InputLine, runs
from presskit.source import Span

__all__ = ["Addressed", "is_address", "with_addresses_apart", "without_address"]

_LEAST = 3
_LONGEST = 8
_LONGEST_ENTRY = 200
"""Characters of a name with its address; what is longer is neither."""


@cache
def _town() -> str:
    """Return a postal code with its town: «91587 Adelshofen», «00-123 Warszawa», «1234 AB Utrecht», «Leeds LS1 4AP»."""
    before = r"(?:[A-Z]{1,3}[- ])?(?:\d{4,6}|\d{2}-\d{3}|\d{3} \d{2}|\d{4} ?[A-Z]{2}|\d{4}-\d{3})\s+[^\W\d_][^\d]*"
    behind = r"[^\W\d_][^\d]*\s(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]{2} \d{5}(?:-\d{4})?)"
    return rf"(?:{before}|{behind})"


def is_address(words: str) -> bool:
    """Return whether words are an address, or a part of one: a postal code with its town, a street with its number."""
    words = words.strip(" ,;.")
    if len(words.split()) > _LONGEST:
        return False
    street = whole_words("front", "streets").search(fold(words)) and re.search(r"(?:^|\s)\d{1,4}[a-z]?(?:$|[\s,])", words)
    return bool(street or re.fullmatch(_town(), words) or re.search(rf",\s*{_town()}$", words))


def without_address(words: str) -> str:
    """Return a name without the postal code and town behind it: «Dorfladen eG, 91587 Adelshofen»."""
    if len(words) > _LONGEST_ENTRY:
        return words
    match = re.match(r"^(?P<name>.*?[^\W\d_].*?)(?:,\s*|\s[–—-]\s|\s\()(?P<rest>[^()]*)\)?$", words)
    if match is None or not re.search(rf"(?:^|,\s*){_town()}$", match["rest"].strip(" ,;.")):
        return words
    return match["name"].rstrip(" ,")


@dataclass(frozen=True, slots=True)
class Addressed:
    """Lines of names, and what stood below each by the place of its line.

    ``unsure``: such lines as are no address, but stand where all other names have one.
    """

    lines: tuple[InputLine, ...]
    below: dict[Span, tuple[InputLine, ...]]
    unsure: frozenset[Span] = frozenset()


def with_addresses_apart(lines: Sequence[InputLine]) -> Addressed:
    """Return lines with the addresses below names apart; as they are where fewer than three names have one."""
    names: list[InputLine] = []
    below: dict[Span, tuple[InputLine, ...]] = {}
    for line in lines:
        if names and not line.mark and not line.style and is_address(line.words) and not is_address(names[-1].words):
            below[names[-1].span] = (*below.get(names[-1].span, ()), line)
        else:
            names.append(line)
    if len(below) < _LEAST or len({line.span for line in lines}) < len(lines):
        return Addressed(tuple(lines), {})
    blocks = [*runs(names, lambda _, line: line.gap)]
    odd = [block for block in blocks if len(block) == 2 and not {line.span for line in block} & set(below)]
    if len(blocks) - len(odd) >= _LEAST * max(1, len(odd)) and all(len(block) < 3 for block in blocks):
        below |= {block[0].span: (block[1],) for block in odd}
        gone = {block[1].span for block in odd}
        return Addressed(tuple(line for line in names if line.span not in gone), below, frozenset(b[0].span for b in odd))
    return Addressed(tuple(names), below)
