"""The input as lines: what a text and a Word file have in common before anything is understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from presskit.model.document import Emphasis, Figure, Footnote, Inline, LineBreak, Link, Strong, Text, plain_text
from presskit.readers.importing.marks import Mark, marked
from presskit.source import Span
from presskit.typography import clean

__all__ = ["Line", "Style", "broken", "dropped", "taken", "text_lines"]

Style = Literal["", "title", "subtitle", "heading", "quote", "figure", "row"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text or a paragraph of a Word file that is not blank.

    ``raw`` is what stands in the input, for the report. ``content`` are its words after the ``mark`` of a list.
    ``gap`` tells of a blank line before it, ``alone`` of a paragraph that no other line continues (Word). ``depth``
    is a list's level or a line's indent; ``level`` that of a heading. ``goes_on``: it continues the line before it, though
    a blank line stands between.
    """

    span: Span
    raw: str
    content: tuple[Inline, ...] = ()
    mark: Mark | None = None
    style: Style = ""
    level: int = 2
    gap: bool = False
    alone: bool = False
    depth: int = 0
    bold: bool = False
    figure: Figure | None = None
    footnotes: tuple[Footnote, ...] = ()
    goes_on: bool = False

    @property
    def words(self) -> str:
        """The words after the mark, without markup."""
        return plain_text(self.content).strip()

    @property
    def whole(self) -> str:
        """The words with the mark, on one line."""
        return " ".join(clean(self.raw).split())

    def after(self, count: int) -> Line:
        """Return the line without the first ``count`` characters of its words."""
        return replace(self, content=dropped(self.content, count))


def broken(line: Line) -> list[Line]:
    """Return the lines that a Word paragraph was broken into by its author, each with the paragraph's place."""
    pieces: list[list[Inline]] = [[]]
    for inline in line.content:
        if isinstance(inline, LineBreak):
            pieces.append([])
        else:
            pieces[-1].append(inline)
    found = [dropped(piece, 0) for piece in pieces]
    typed = [marked(plain_text(piece).strip()) for piece in found]
    return [
        replace(
            line, raw=plain_text(piece).strip(), content=dropped(piece, len(plain_text(piece).strip()) - len(rest)),
            mark=line.mark if n == 0 else mark, gap=line.gap and n == 0,
        )
        for n, (piece, (mark, rest)) in enumerate(zip(found, typed, strict=True)) if plain_text(piece).strip()
    ]  # fmt: skip


def dropped(content: Iterable[Inline], count: int) -> tuple[Inline, ...]:
    """Return inlines without the first ``count`` characters of their words, nor the spaces that then begin them."""
    kept: list[Inline] = []
    for inline in content:
        length = len(plain_text((inline,)))
        if kept or count <= 0:
            kept.append(inline)
        elif length > count:
            kept.extend(_shortened(inline, count))
        count -= length
    while kept and isinstance(first := kept[0], Text) and not first.text.strip():
        kept.pop(0)
    if kept and isinstance(first := kept[0], Text):
        kept[0] = Text(first.text.lstrip(), first.span)
    return tuple(kept)


def _shortened(inline: Inline, count: int) -> Iterator[Inline]:
    match inline:
        case Text(text=text):
            yield Text(text[count:], inline.span)
        case Emphasis(children=children) | Strong(children=children) | Link(children=children):
            rest = dropped(children, count)
            if rest:
                yield replace(inline, children=rest)
        case _:
            yield inline


def taken(content: Iterable[Inline], count: int) -> tuple[Inline, ...]:
    """Return the inlines that make the first ``count`` characters of the words."""
    kept: list[Inline] = []
    for inline in content:
        if count <= 0:
            break
        length = len(plain_text((inline,)))
        match inline:
            case Text(text=text):
                kept.append(replace(inline, text=text[:count]))
            case Emphasis(children=children) | Strong(children=children) | Link(children=children):
                kept.append(replace(inline, children=taken(children, count)))
            case _:
                kept.append(inline)
        count -= length
    return tuple(kept)


def text_lines(source: str, text: str) -> tuple[Line, ...]:
    """Return the lines of a text that are not blank, numbered from 1."""
    lines = []
    gap = True
    for number, raw in enumerate(text.split("\n"), 1):
        if not clean(raw).strip():
            gap = True
            continue
        lines.append(_line(Span(source, number), raw, gap=gap))
        gap = False
    return tuple(lines)


def _line(span: Span, raw: str, *, gap: bool) -> Line:
    tidy = " ".join(clean(re.sub(r"^\s*o\t", "• ", raw)).split(" ")).strip()  # Word's hollow bullet, pasted
    mark, words = marked(tidy)
    content = (Text(words, span),) if words else ()
    wide = raw.expandtabs(4)
    indent = len(wide) - len(wide.lstrip())
    return Line(span, raw.rstrip(), content, mark, _row(raw, mark), gap=gap, depth=indent)


def _row(raw: str, mark: Mark | None) -> Style:
    """Tell a row that was pasted from a table by its tabs; one tab after a list's mark is part of the mark."""
    cells = [cell for cell in raw.strip().split("\t") if cell.strip()]
    typed = mark is not None and marked(cells[0].strip() + " x")[1] == "x"
    return "row" if len(cells) > (2 if typed else 1) else ""
