"""Inlines → HTML, with an element around each part that runs its own way.

Marks (stress, links) and directions are nested as they come: a date of which a part is bold stands in one element with
its direction, for boxes beside each other in text from right to left would change places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, assert_never

from presskit.bidi import Direction, Stretch, Turn, stretches
from presskit.model.document import Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text, Variable, plain_text

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["Alone", "nested", "written"]

Alone = Callable[[NoteRef | LineBreak], "Markup"]
"""Returns the HTML of what is no text: a note's mark, the end of a line."""
OBJECT = "\ufffc"
"""Stands for it among the words, neutral as it is (Unicode 16.0, 23.8)."""
_NUMBER = re.compile(r"\d+(?:[.,:/٫٬]\d+)*")
_NO_WORDS = re.compile(r"@|://|\bUTC\b")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Stress or a link. Each is itself alone: two links that look the same are two."""

    node: Emphasis | Strong | Link
    number: int


@dataclass(frozen=True, slots=True)
class _Leaf:
    """Words, or the HTML of what is none, with what stands around them: outer ones first."""

    text: str
    marks: tuple[_Mark, ...] = ()
    turns: tuple[Turn, ...] = ()
    html: Markup | None = None


@dataclass(frozen=True, slots=True)
class _Wrapped:
    """Leaves as HTML; ``language`` is that of words that run against the page's direction, ``base``."""

    base: Direction
    language: str

    def html(self, leaves: Sequence[_Leaf]) -> Markup:
        from markupsafe import Markup, escape

        done = Markup("")
        while leaves:
            first, count = leaves[0], 1
            marked = _uncut(leaves, _leading(leaves, lambda leaf: leaf.marks[:1])) if first.marks else 0
            turned = _leading(leaves, lambda leaf: leaf.turns[:1]) if first.turns else 0
            if marked and marked >= turned:
                inner = self.html([replace(leaf, marks=leaf.marks[1:]) for leaf in leaves[:marked]])
                done, count = done + _marked(first.marks[0].node, inner), marked
            elif turned:
                done, count = done + self._turned(first.turns[0].way, leaves[:turned]), turned
            else:
                done += escape(first.text) if first.html is None else first.html
            leaves = leaves[count:]
        return done

    def _turned(self, way: Direction, leaves: Sequence[_Leaf]) -> Markup:
        """Return a part that runs its own way; words have their language, addresses and numbers have none."""
        from markupsafe import Markup

        text = "".join(leaf.text for leaf in leaves)
        foreign = way != self.base and any(character.isalpha() for character in text)
        speaks = self.language and foreign and not _NO_WORDS.search(text)
        language = Markup(' lang="{}"').format(self.language) if speaks else ""
        inner = self.html([replace(leaf, turns=leaf.turns[1:]) for leaf in leaves])
        return Markup('<span dir="{}"{}>{}</span>').format(way, language, inner)


def _leading(leaves: Sequence[_Leaf], key: Callable[[_Leaf], object]) -> int:
    """Return how many leaves at the beginning have the same key as the first."""
    wanted = key(leaves[0])
    return sum(1 for _ in takewhile(lambda leaf: key(leaf) == wanted, leaves))


def _uncut(leaves: Sequence[_Leaf], count: int) -> int:
    """Return how many of the first ``count`` leaves end before a part that runs its own way and goes on behind them."""
    end = count
    while 0 < end < len(leaves) and leaves[end].turns and leaves[end - 1].turns[:1] == leaves[end].turns[:1]:
        end -= 1
    return end


def _marked(node: Emphasis | Strong | Link, inner: Markup) -> Markup:
    from markupsafe import Markup

    match node:
        case Emphasis():
            return Markup("<em>{}</em>").format(inner)
        case Strong():
            return Markup("<strong>{}</strong>").format(inner)
        case Link(target=target):
            return Markup('<a href="{}">{}</a>').format(target, inner)
        case _:
            assert_never(node)


def nested(text: str, base: Direction, language: str) -> Markup:
    """Return escaped text; parts that run their own way stand in elements that say so."""
    from markupsafe import Markup, escape

    found = stretches(text, base)
    if len(found) == 1 and not found[0].turns:
        return escape(found[0].text)
    return _Wrapped(base, language).html([_Leaf(each.text, (), each.turns) for each in found]) if found else Markup("")


def written(inlines: Iterable[Inline], base: Direction, language: str, alone: Alone) -> Markup:
    """Return the HTML of the inlines of one paragraph."""
    leaves = [*_leaves(inlines, (), alone, iter(range(1 << 30)))]
    edges = [*accumulate(len(leaf.text) for leaf in leaves)]
    found = [*_held(stretches("".join(leaf.text for leaf in leaves), base), base, edges)]
    return _Wrapped(base, language).html([*_cut(leaves, found)])


def _held(found: Iterable[Stretch], base: Direction, edges: Sequence[int]) -> Iterator[Stretch]:
    """Yield stretches, with a number of which a mark takes a part as a part of its own that runs from left to right."""
    for stretch in found:
        begin, end = stretch.begin, stretch.begin + len(stretch.text)
        cut = [edge - begin for edge in edges if begin < edge < end] if stretch.way(base) == "rtl" else []
        at = 0
        for number in _NUMBER.finditer(stretch.text) if cut else ():
            first, last = number.span()
            if any(first < edge < last for edge in cut):
                yield Stretch(begin + at, stretch.text[at:first], stretch.turns)
                yield Stretch(begin + first, number.group(), (*stretch.turns, Turn(begin + first, "ltr")))
                at = last
        yield Stretch(begin + at, stretch.text[at:], stretch.turns)


def _leaves(inlines: Iterable[Inline], marks: tuple[_Mark, ...], alone: Alone, numbers: Iterator[int]) -> Iterator[_Leaf]:
    for inline in inlines:
        match inline:
            case Text(text=text):
                yield _Leaf(text, marks)
            case Variable():
                yield _Leaf(plain_text([inline]), marks)
            case NoteRef() | LineBreak():
                yield _Leaf(OBJECT, marks, html=alone(inline))
            case Emphasis(children=children) | Strong(children=children) | Link(children=children):
                mine = (*marks, _Mark(inline, next(numbers)))
                yield from _leaves(children, mine, alone, numbers) if children else (_Leaf("", mine),)
            case _:
                assert_never(inline)


def _cut(leaves: Iterable[_Leaf], found: Sequence[Stretch]) -> Iterator[_Leaf]:
    """Yield the leaves cut where the direction turns."""
    begin, at = 0, 0
    for leaf in leaves:
        end = begin + len(leaf.text)
        if not leaf.text:
            yield leaf
        while at < len(found) and found[at].begin < end:
            stretch = found[at]
            last = stretch.begin + len(stretch.text)
            piece = leaf.text[max(0, stretch.begin - begin) : last - begin]
            if piece:
                yield replace(leaf, text=piece, turns=stretch.turns)
            if last > end:
                break
            at += 1
        begin = end
