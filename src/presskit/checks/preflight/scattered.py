"""The lines of a release in a PDF without tags: nothing says in which order it is read, only what is painted after what.

A line's runs are painted one after the other, but list marks come at a page's end, running heads stand between, and
what is read from right to left is painted from left to right. So a line counts as there where neighbouring runs hold its
characters; what is left of the lines must be in what is left of the runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from presskit.checks.preflight.marks import meets, words_of
from presskit.checks.preflight.told import count, expected_lines
from presskit.formats.expected_text import folded
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition, Line

__all__ = ["lost_lines"]


FAR = 200
"""So many lines are looked for everywhere; when they were in vain, the others are looked for nearby."""
NEAR = 40
"""Runs that are nearby."""


def lost_lines(file: PdfFile, edition: Edition) -> list[str]:
    """Return the lines of a release of which a part is not painted inside the trim of an untagged PDF."""
    painted = list(_painted(file))
    lists = [expected_lines(edition, run_in=run_in) for run_in in (False, True)]
    found: list[list[str]] = []
    for lines in sorted(lists, key=len) if len(lists[0]) > FAR else lists:
        found.append(_lost(painted, lines))
        if not found[-1]:
            break
    return min(found, key=len)


def _painted(file: PdfFile) -> Iterator[str]:
    inside = {page.number: page.trim for page in file.pages}
    for place, words in words_of(file):
        text = folded(words.text) if meets(place.box, inside[place.page]) else ""
        if text:
            yield text


def _lost(painted: Sequence[str], lines: Sequence[Line]) -> list[str]:
    runs, start, apart = _Runs(painted), 0, list[str]()
    for line in lines:
        reach = len(painted) if len(apart) < FAR else NEAR
        window = runs.window(folded(line.text), _around(start, reach, len(painted)))
        if window:
            runs.use(window)
            start = window.stop
        else:
            apart.append(line.text)
    marks = [line.mark for line in lines if line.mark]
    rest = count("".join(text for text, taken in zip(painted, runs.used, strict=True) if not taken))
    return _missing(apart, marks, rest)


def _around(start: int, reach: int, total: int) -> Iterator[int]:
    """Yield the places from ``start`` on, and then those before it, as far as the reach goes."""
    yield from range(start, min(total, start + reach))
    yield from range(max(0, start - reach), start)


class _Runs:
    """Painted runs, with what tells at a glance which neighbours can hold a text: their length and the sum of their signs."""

    def __init__(self, painted: Sequence[str]) -> None:
        self.painted = painted
        self.used = [False] * len(painted)
        self.starts = [0, *accumulate(map(len, painted))]
        self.sums = [0, *accumulate(map(_sum, painted))]
        self.at = {start: index for index, start in enumerate(self.starts)}

    def use(self, window: range) -> None:
        self.used[window.start : window.stop] = [True] * len(window)

    def window(self, text: str, places: Iterable[int]) -> range | None:
        """Return neighbouring runs that hold the characters of ``text``, the first that begin at one of ``places``."""
        total = _sum(text)
        for first in places:
            last = self.at.get(self.starts[first] + len(text), 0)
            if self.sums[last] - self.sums[first] == total and last > first and self._hold(text, range(first, last)):
                return range(first, last)
        return None

    def _hold(self, text: str, window: range) -> bool:
        unused = not any(self.used[window.start : window.stop])
        return unused and sorted("".join(self.painted[window.start : window.stop])) == sorted(text)


def _sum(text: str) -> int:
    """Return a number that is the same for the same characters in any order, and hardly ever for others."""
    return sum(sign * sign for sign in map(ord, text))


def _missing(apart: Sequence[str], marks: Sequence[str], rest: Counter[str]) -> list[str]:
    """Return the lines that the rest of the runs does not hold; the marks of lists are taken from it first."""
    left = rest - count("".join(marks))
    lost = [] if not count("".join(marks)) - rest else [", ".join(marks)]
    for text in apart:
        if count(text) - left:
            lost.append(text)
        left -= count(text)
    return lost
