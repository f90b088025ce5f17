"""Lines of the input with their places, and the marks of lists that they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from presskit.model.document import Emphasis, Figure, Footnote, Inline, LineBreak, Link, Strong, Text, plain_text
from presskit.source import Span
from presskit.typography import clean

__all__ = ["Line", "Mark", "Style", "broken", "dropped", "is_decoration", "marked", "missing_numbers", "taken", "text_lines"]

_LETTER = r"[^\W\d_]"
_CAPITAL = rf"(?![a-zà-öø-ÿа-я]){_LETTER}"
_BULLET = re.compile(rf"(?:[•·▪▫◦‣●○■□➢➤►✓✔⁃\uf020-\uf0ff]+\s*|[-–]{{1,2}}(?:\s+(?=\S)|(?={_LETTER}))|[*+](?:\s+(?=\S)))")
_NUMBER = re.compile(rf"[(\[]?(?P<number>\d{{1,3}})(?:\s?[.)\]]\s*[-–]?(?:\s+|(?={_CAPITAL}))|\s?[-–](?:\s+|(?={_CAPITAL})))")
_LETTERED = re.compile(r"\(?(?P<letter>[a-z])\)\s+(?=\S)")
_DIGITS = re.compile(r"^\W*\d[\d\s()./-]{5,}")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stood before an entry of a list. ``number`` is None where only a bullet stood."""

    raw: str
    number: int | None = None
    lettered: bool = False


def marked(text: str) -> tuple[Mark | None, str]:
    """Split ``text`` into the mark that it begins with and the words after it.

    «- 1- Name», «- -Name», «24-Name» and «(a) name» begin with marks; «18-year-old» and telephone numbers do not.
    """
    rest = text
    while bullet := _BULLET.match(rest):
        rest = rest[bullet.end() :]
    number = None if _DIGITS.match(rest) else _NUMBER.match(rest)
    lettered = None if number or rest != text else _LETTERED.match(rest)
    if number:
        rest = rest[number.end() :]
    if lettered:
        rest = rest[lettered.end() :]
    raw = text[: len(text) - len(rest)].strip()
    if not raw or not rest.strip():
        return None, text
    return Mark(raw, _value(number, lettered), bool(lettered)), rest.strip()


def _value(number: re.Match[str] | None, lettered: re.Match[str] | None) -> int | None:
    if number:
        return int(number["number"])
    return ord(lettered["letter"]) - ord("a") + 1 if lettered else None


def is_decoration(text: str) -> bool:
    """Tell whether a line draws a rule or an ornament and has no words."""
    return not any(char.isalnum() for char in text)


def missing_numbers(numbers: Sequence[int]) -> list[str]:
    """Say where ``numbers`` do not run on by one; a list that begins again at 1 is no fault."""
    problems = []
    for before, now in pairwise(numbers):
        if now == before:
            problems.append(f"{now} stands twice")
        elif now not in {before + 1, 1}:
            gap = f"{before + 1}" if now == before + 2 else f"{before + 1} to {now - 1}"
            problems.append(f"after {before} comes {now}: {gap} is missing" if now > before else f"after {before} comes {now}")
    return problems


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
