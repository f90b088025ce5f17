"""Facts of a release as candidates with their evidence: the best is taken where it is clear, rivals are asked about."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from presskit.readers.importing.lines import InputLine

__all__ = ["Candidate", "best", "rivals"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """What a line may say: the value, the lines that it stands in, how much speaks for it, and what does, in words."""

    value: T
    lines: tuple[InputLine, ...]
    score: int
    evidence: str = ""

    @property
    def line(self) -> InputLine:
        """The line that it begins in."""
        return self.lines[0]


def best(candidates: Iterable[Candidate[T]]) -> Candidate[T] | None:
    """Return the candidate with the highest score, the first of several; None where there is none."""
    return max(candidates, key=lambda each: each.score, default=None)


def rivals(
    candidates: Sequence[Candidate[T]], chosen: Candidate[T], *, margin: int, value: Callable[[T], Hashable]
) -> list[Candidate[T]]:
    """Return the candidates of other values, each value once, whose score is not lower by more than ``margin``."""
    others: dict[Hashable, Candidate[T]] = {value(chosen.value): chosen}
    for each in candidates:
        if chosen.score - each.score <= margin:
            others.setdefault(value(each.value), each)
    return [*others.values()][1:]
