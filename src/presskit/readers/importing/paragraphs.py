"""Lines → paragraphs: what an e-mail program broke is joined, what the author broke is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from presskit.language.data import fold
from presskit.model.document import Inline, LineBreak, Text
from presskit.readers.importing.headings import listed
from presskit.readers.importing.lines import Line
from presskit.typography import clean

__all__ = ["Passage", "is_hyphenated", "joined", "merged", "passages", "rejoined"]

_LONG = 120
_WRAPPED = 45


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or an entry of a list, with the lines that it was made of."""

    lines: tuple[Line, ...]
    content: tuple[Inline, ...]

    @property
    def first(self) -> Line:
        """The line that it begins in."""
        return self.lines[0]


def passages(lines: Sequence[Line]) -> Iterator[Passage]:
    """Yield the paragraphs of consecutive lines."""
    for group in _groups(lines):
        yield from _paragraphs(group)


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield runs of lines that may belong together: no blank line, no mark of a list, no style begins between them."""
    group: list[Line] = []
    for line in lines:
        if group and (line.gap or line.alone or line.mark or line.style != group[0].style or not _follows(group[-1], line)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _follows(before: Line, line: Line) -> bool:
    if line.goes_on:
        return True
    return line.span.source == before.span.source and line.span.line == before.span.line + 1 and line.style != "heading"


def _paragraphs(group: list[Line]) -> Iterator[Passage]:
    width = max(len(line.raw) for line in group)
    if group[0].mark or width <= _LONG:
        yield joined(group, width)
        return
    start = 0
    for index in range(1, len(group) + 1):
        if index == len(group) or not group[index].words[:1].islower():
            yield joined(group[start:index], width)
            start = index


def _is_continued(before: Line, after: Line, width: int) -> bool:
    """Tell whether ``before`` was broken because the next word had no room (``width`` is that of the widest line)."""
    return width >= _WRAPPED and len(before.raw) + 1 + len(after.words.split(" ")[0]) > width - 8


def is_hyphenated(before: Line, line: Line) -> bool:
    """Tell whether a word was broken at a hyphen: «humani-» above «tarian»."""
    return bool(re.search(r"[^\W\d_]{2}-$", before.words)) and line.words[:1].islower()


def rejoined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines; those go on that stand below a blank line though a sentence was broken before it: «Asia y»."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        plain = not (line.mark or line.style or line.alone)
        broken = before and line.gap and plain and not (before.mark or before.style) and _is_broken_off(before)
        found.append(replace(line, gap=False, goes_on=True) if broken else line)
    return tuple(found)


def _is_broken_off(line: Line) -> bool:
    last = re.sub(r"[’']", " ", fold(line.words)).split()[-1:]
    return bool(last and listed("open_ends").fullmatch(last[0])) or bool(re.search(r"[^\W\d_]{2}-$", line.words))


def joined(lines: Sequence[Line], width: int) -> Passage:
    """Join lines with spaces where they were wrapped, or as an entry of a list; with breaks elsewhere."""
    content: list[Inline] = []
    for before, line in zip((None, *lines), lines, strict=False):
        if before is not None:
            wrapped = lines[0].mark or _is_continued(before, line, width) or line.words[:1].islower() or line.goes_on
            if not is_hyphenated(before, line):
                content.append(Text(" ") if wrapped else LineBreak(line.span))
        content.extend(line.content)
    return Passage(tuple(lines), merged(content))


def merged(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts, so that a paragraph without marks is one text."""
    pieces: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text) and pieces and isinstance(last := pieces[-1], Text):
            pieces[-1] = Text(clean(last.text + inline.text), last.span)
        else:
            pieces.append(inline)
    return tuple(pieces)
