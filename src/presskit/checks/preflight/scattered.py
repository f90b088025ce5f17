"""The lines of a release in a PDF without tags: nothing says in which order it is read, only what is painted after what.

A line's runs are painted one after the other, but list marks come at a page's end, running heads stand between, and
what is read from right to left is painted from left to right. So a line counts as there where neighbouring runs hold its
characters; what is left of the lines must be in what is left of the runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from presskit.checks.preflight.marks import meets, words_of
from presskit.checks.preflight.told import count, parts
from presskit.formats.pdf_file import PdfFile
from presskit.formats.pdf_text import folded
from presskit.model.edition import Edition

__all__ = ["lost_lines"]


def lost_lines(file: PdfFile, edition: Edition) -> list[str]:
    """Return the lines of a release of which a part is not painted inside the trim of an untagged PDF."""
    painted = list(_painted(file))
    ways = [_lost(painted, edition, run_in=run_in) for run_in in (False, True)]
    return min(ways, key=len)


def _painted(file: PdfFile) -> Iterator[str]:
    inside = {page.number: page.trim for page in file.pages}
    for place, words in words_of(file):
        text = folded(words.text) if meets(place.box, inside[place.page]) else ""
        if text:
            yield text


def _lost(painted: Sequence[str], edition: Edition, *, run_in: bool) -> list[str]:
    used = [False] * len(painted)
    lines = parts(edition, run_in=run_in)
    start, apart = 0, list[str]()
    for line in lines:
        window = _window(folded(line.text), painted, used, start)
        if window:
            used[window.start : window.stop] = [True] * len(window)
            start = window.stop
        else:
            apart.append(line.text)
    marks = [line.mark for line in lines if line.mark]
    rest = count("".join(text for text, taken in zip(painted, used, strict=True) if not taken))
    return _missing(apart, marks, rest)


def _window(text: str, painted: Sequence[str], used: Sequence[bool], start: int) -> range | None:
    """Return neighbouring runs that hold the characters of ``text``; they are looked for from ``start`` on first."""
    wanted = sorted(text)
    for first in [*range(start, len(painted)), *range(start)]:
        length, last = 0, first
        while length < len(text) and last < len(painted) and not used[last]:
            length, last = length + len(painted[last]), last + 1
        if length == len(text) and sorted("".join(painted[first:last])) == wanted:
            return range(first, last)
    return None


def _missing(apart: Sequence[str], marks: Sequence[str], rest: Counter[str]) -> list[str]:
    """Return the lines that the rest of the runs does not hold; the marks of lists are taken from it first."""
    left = rest - count("".join(marks))
    lost = [] if not count("".join(marks)) - rest else [", ".join(marks)]
    for text in apart:
        if count(text) - left:
            lost.append(text)
        left -= count(text)
    return lost
