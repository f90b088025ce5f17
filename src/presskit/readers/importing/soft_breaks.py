"""Paragraphs that were broken by hand (Shift+Enter) → the lines that their author meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from presskit.language.dates_in_text import find_day
from presskit.model.document import LineBreak
from presskit.readers.importing.headings import has_contact, head_of
from presskit.readers.importing.lines import InputLine, broken

__all__ = ["without_soft_breaks"]

_SHORT = 120
_SEVERAL = 3


def without_soft_breaks(lines: Sequence[InputLine]) -> tuple[InputLine, ...]:
    """Return the lines, each part of a broken paragraph as one where it stands for itself.

    Two breaks end a paragraph. One is left where it only wraps words: in a title, in running text.
    """
    return tuple(piece for line in lines for part in _parted(line) for piece in _pieces(part))


def _parted(line: InputLine) -> Iterator[InputLine]:
    """Yield the paragraphs that two breaks part, as an empty line does."""
    breaks = [isinstance(each, LineBreak) for each in line.content]
    double = any(one and two for one, two in pairwise(breaks))
    if not double:
        yield line
        return
    runs: list[list[int]] = [[]]
    for is_break, group in groupby(range(len(breaks)), lambda at: breaks[at]):
        places = [*group]
        if is_break and len(places) > 1:
            runs.append([])
        else:
            runs[-1] += places
    for number, places in enumerate(filter(None, runs)):
        part = replace(line, content=tuple(line.content[at] for at in places))
        yield part if number == 0 else replace(part, raw=part.words, mark=None, gap=True, footnotes=())


def _pieces(line: InputLine) -> list[InputLine]:
    if line.style or not any(isinstance(each, LineBreak) for each in line.content):
        return [line]
    pieces = broken(line)
    short = all(len(piece.words) <= _SHORT for piece in pieces)
    apart = any(head_of(each.whole) or has_contact(each.whole) or find_day(each.whole) for each in pieces)
    return pieces if short and (apart or len(pieces) >= _SEVERAL) else [line]
