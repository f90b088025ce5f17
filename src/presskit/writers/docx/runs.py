"""Inlines → runs of text with their marks and direction, as few as can be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from presskit.formats.docx import CharacterStyle, note_bookmark
from presskit.model.document import Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text, Variable, plain_text
from presskit.bidi import Direction, directional_runs, one_way

__all__ = ["BREAK", "Run", "directed", "runs_of"]

BREAK = "\n"
_MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
_STRONG = {"ltr": {"L"}, "rtl": {"R", "AL"}}


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. ``target`` is a URL, or ``#`` and a bookmark; ``way`` is empty until directions are told."""

    text: str
    style: str = ""
    bold: bool = False
    italic: bool = False
    target: str = ""
    way: Direction | None = None


def runs_of(inlines: Iterable[Inline], look: Run | None = None) -> Iterator[Run]:
    """Yield the runs of inlines; ``look`` is that of the words around them."""
    look = look or Run("")
    for inline in inlines:
        match inline:
            case Text(text=text):
                yield replace(look, text=text)
            case Emphasis(children=children):
                yield from runs_of(children, replace(look, italic=True))
            case Strong(children=children):
                yield from runs_of(children, replace(look, bold=True))
            case Link(children=children, target=target):
                yield from runs_of(children, replace(look, style=CharacterStyle.LINK, target=target))
            case LineBreak():
                yield replace(look, text=BREAK)
            case NoteRef(number=number):
                yield Run(str(number), CharacterStyle.NOTE_MARK, target=f"#{note_bookmark(number)}")
            case Variable():
                yield replace(look, text=plain_text([inline]))
            case _:
                assert_never(inline)


def directed(runs: Iterable[Run], base: Direction) -> list[Run]:
    """Return the runs cut where the direction of the words turns, and joined where nothing tells them apart."""
    runs = [*runs]
    if len(runs) == 1 and base == "ltr" and one_way(runs[0].text):  # a name among thousands, as a rule
        return [_in(runs[0], base)] if runs[0].text else []
    cut: list[Run] = []
    for alone, group in groupby(runs, key=_alone):
        together = [*group]
        cut += [replace(run, way=base) for run in together] if alone else _cut(together, base)
    joined: list[Run] = []
    for run in cut:
        if joined and _alike(joined[-1], run):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


def _in(run: Run, way: Direction) -> Run:
    """Return a run in a direction; ``replace`` takes three times as long."""
    return Run(run.text, run.style, run.bold, run.italic, run.target, way)


def _alone(run: Run) -> bool:
    """Tell whether a run is joined with no other: a line's break, a note's mark."""
    return run.text == BREAK or run.style == CharacterStyle.NOTE_MARK


def _alike(run: Run, other: Run) -> bool:
    return _look(run) == _look(other) and not _alone(run) and not _alone(other)


def _look(run: Run) -> tuple[object, ...]:
    return run.style, run.bold, run.italic, run.target, run.way


def _cut(runs: Sequence[Run], base: Direction) -> Iterator[Run]:
    """Yield runs of one direction each: what stands around a word tells its direction, across all marks."""
    text = "".join([run.text for run in runs])
    if base == "ltr" and one_way(text):
        yield from (_in(run, base) for run in runs if run.text)
        return
    edges = _edges(directional_runs(text, base), base)
    position = 0
    for run in runs:
        begin, position = position, position + len(run.text)
        for first, last, way, before, after in edges:
            piece = text[max(begin, first) : min(position, last)]
            if piece:
                opened = before if begin <= first else ""
                closed = after if position >= last else ""
                yield replace(run, text=opened + piece + closed, way=way)


def _edges(pieces: Iterable[tuple[str, Direction]], base: Direction) -> list[tuple[int, int, Direction, str, str]]:
    """Return each piece's begin, end and direction, and the marks that hold a foreign one together (UAX #9, 2.6)."""
    edges, begin = [], 0
    for piece, way in pieces:
        before = _MARKS[way] if way != base and not _is_strong(piece[0], way) else ""
        after = _MARKS[way] if way != base and not (_is_strong(piece[-1], way) or piece[-1].isdigit()) else ""
        edges.append((begin, begin + len(piece), way, before, after))
        begin += len(piece)
    return edges


def _is_strong(character: str, way: Direction) -> bool:
    return unicodedata.bidirectional(character) in _STRONG[way]
