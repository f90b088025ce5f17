"""Compares the words of a PDF with those of its release: in the order of its tags, or line by line where it has none.

In an untagged PDF nothing tells the order of reading, only the order of painting: a line's runs are painted one after the
other, but list marks come at a page's end, running heads stand between, and text from right to left is painted from left to
right. So a line counts as found where neighbouring runs hold its characters; what is left of the lines must be in what is
left of the runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from presskit.checks.preflight.page_objects import meets, words_of
from presskit.formats.expected_text import expected_lines, expected_text, folded
from presskit.formats.pdf_file import Block, Glyphs, PdfFile, Place
from presskit.formats.pdf_text import Parting, is_apart, parting
from presskit.model.edition import Edition, Line

__all__ = ["Difference", "difference", "lost_lines"]

FAR = 200
"""Lines that are searched for in the whole file; when so many were not found, the others are searched for nearby."""
NEAR = 40
"""Runs that are nearby."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a tagged PDF first differs from its release. ``reordered``: no character is lost and none is added."""

    parting: Parting
    place: Place | None
    reordered: bool


def difference(file: PdfFile, edition: Edition) -> Difference | None:
    """Compare a tagged PDF with its release in the order of reading; None where they agree."""
    pieces = [each for block in file.structure.blocks if not is_apart(block) for each in _pieces(block)]
    glyphs = [each for each, _ in pieces]
    partings = [
        (expected, parting(expected, glyphs)) for expected in (expected_text(edition), expected_text(edition, run_in=True))
    ]
    if any(parted is None for _, parted in partings):
        return None
    expected, parted = max(((text, parted) for text, parted in partings if parted), key=lambda each: each[1].index)
    place = pieces[parted.index][1] if parted.index < len(pieces) else None
    return Difference(parted, place, _count(expected) == _count("".join(_texts(glyphs))))


def _texts(pieces: Iterable[Glyphs]) -> Iterator[str]:
    yield from ("".join(glyphs) for glyphs in pieces)


def _count(text: str) -> Counter[str]:
    """Count the characters of a text as it is compared."""
    return Counter(folded(text))


def _pieces(block: Block) -> Iterator[tuple[Glyphs, Place | None]]:
    yield from zip(block.pieces, block.places, strict=True)


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
    rest = _count("".join(text for text, taken in zip(painted, runs.used, strict=True) if not taken))
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
    left = rest - _count("".join(marks))
    lost = [] if not _count("".join(marks)) - rest else [", ".join(marks)]
    for text in apart:
        if _count(text) - left:
            lost.append(text)
        left -= _count(text)
    return lost
