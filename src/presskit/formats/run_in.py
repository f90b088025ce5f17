"""How thousands of names stand in a page: run in, a hundred to a paragraph, each held to its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["AFTER_NUMBER", "BETWEEN", "LENGTH", "hundreds"]

LENGTH = 100
"""So many names make a paragraph: a screen reader goes from one to the next, and a page's end cuts but one of them."""
AFTER_NUMBER = "\u00a0"
BETWEEN = "\u00a0· "
"""What parts two names: a line may end after it, never before."""
Entry = TypeVar("Entry")


def hundreds(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """Yield the entries of each paragraph."""
    for start in range(0, len(entries), LENGTH):
        yield entries[start : start + LENGTH]
