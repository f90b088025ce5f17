"""Inlines → runs of text with their marks and direction, as few as can be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from presskit.bidi import Direction, one_way, stretches
from presskit.formats.docx import CharacterStyle, note_bookmark
from presskit.model.document import Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text, Variable, plain_text

__all__ = ["BREAK", "Run", "directed", "runs_of"]

BREAK = "\n"
OBJECT = "\ufffc"
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
    if base == "ltr" and all(one_way(run.text) for run in runs):  # a name among thousands, as a rule
        cut: Iterable[Run] = [_in(run, base) for run in runs if run.text]
    else:
        cut = _cut(runs, base)
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
    """Yield runs of one direction each: what stands around a word tells its direction, across all marks.

    What is no text counts as a sign without a direction (U+FFFC).
    """
    shown = [OBJECT if _alone(run) else run.text for run in runs]
    edges = [*_edges([(each.begin, each.text, each.way(base)) for each in stretches("".join(shown), base)], base)]
    position = 0
    for run, text in zip(runs, shown, strict=True):
        begin, position = position, position + len(text)
        for first, last, way, before, after in edges:
            piece = text[max(0, first - begin) : max(0, last - begin)]
            if not piece:
                continue
            if _alone(run):
                yield _in(run, base if run.text == BREAK else way)
            else:
                opened = before if begin <= first else ""
                closed = after if position >= last else ""
                yield replace(run, text=opened + piece + closed, way=way)


def _edges(pieces: Sequence[tuple[int, str, Direction]], base: Direction) -> Iterator[tuple[int, int, Direction, str, str]]:
    """Yield each piece's begin, end and direction, and the marks that hold it in its place (UAX #9, 2.6).

    A foreign piece begins and ends with a letter of its own or a mark. Word and others see no isolates: what stands
    behind a foreign piece has a mark where its first digit, or the next foreign piece, would join the one before.
    """
    foreign = False
    for index, (begin, piece, way) in enumerate(pieces):
        before = after = ""
        if way != base:
            before = "" if _is_strong(piece[0], way) else _MARKS[way]
            after = "" if _is_strong(piece[-1], way) or piece[-1].isdigit() else _MARKS[way]
        elif foreign and _loose(piece, way, last=index + 1 == len(pieces)):
            before = _MARKS[way]
        foreign = way != base
        yield begin, begin + len(piece), way, before, after


def _loose(piece: str, way: Direction, *, last: bool) -> bool:
    """Tell whether no letter of its own holds a piece: before its first digit, or before the foreign one that follows."""
    for character in piece:
        if _is_strong(character, way):
            return False
        if character.isdigit():
            return True
    return not last


def _is_strong(character: str, way: Direction) -> bool:
    return unicodedata.bidirectional(character) in _STRONG[way]
