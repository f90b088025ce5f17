"""Lines of the input with their places and list marks → paragraphs: what an e-mail program broke is joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from presskit.language.data import fold
from presskit.model.document import Emphasis, Figure, Footnote, Inline, LineBreak, Link, Strong, Text, plain_text
from presskit.readers.importing.headings import listed
from presskit.source import Span
from presskit.typography import clean

__all__ = [
    "InputLine",
    "JoinedLines",
    "ListMark",
    "Style",
    "broken",
    "dropped",
    "is_hyphenated",
    "joined",
    "marked",
    "merged",
    "missing_numbers",
    "paragraphs",
    "rejoined",
    "taken",
    "text_lines",
]  # fmt: skip

_LETTER = r"[^\W\d_]"
_CAPITAL = rf"(?![a-zà-öø-ÿа-я]){_LETTER}"
_BULLET = re.compile(rf"(?:[•·▪▫◦‣●○■□➢➤►✓✔⁃\uf020-\uf0ff]+\s*|[-–]{{1,2}}(?:\s+(?=\S)|(?={_LETTER}))|[*+](?:\s+(?=\S)))")
_NUMBER = re.compile(rf"[(\[]?(?P<number>\d{{1,3}})(?:\s?[.)\]]\s*[-–]?(?:\s+|(?={_CAPITAL}))|\s?[-–](?:\s+|(?={_CAPITAL})))")
_LETTERED = re.compile(r"\(?(?P<letter>[a-z])\)\s+(?=\S)")
_DIGITS = re.compile(r"^\W*\d[\d\s()./-]{5,}")


@dataclass(frozen=True, slots=True)
class ListMark:
    """What stood before an entry of a list. ``number`` is None where only a bullet stood."""

    raw: str
    number: int | None = None
    lettered: bool = False


def marked(text: str) -> tuple[ListMark | None, str]:
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
    return ListMark(raw, _value(number, lettered), bool(lettered)), rest.strip()


def _value(number: re.Match[str] | None, lettered: re.Match[str] | None) -> int | None:
    if number:
        return int(number["number"])
    return ord(lettered["letter"]) - ord("a") + 1 if lettered else None


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
class InputLine:
    """A line of a text or a paragraph of a Word file that is not blank.

    ``raw`` is what stands in the input, for the report. ``content`` are its words after the ``mark`` of a list.
    ``gap`` tells of a blank line before it, ``alone`` of a paragraph that no other line continues (Word). ``depth``
    is a list's level or a line's indent; ``level`` that of a heading. ``goes_on``: it continues the line before it, though
    a blank line stands between.
    """

    span: Span
    raw: str
    content: tuple[Inline, ...] = ()
    mark: ListMark | None = None
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

    def after(self, count: int) -> InputLine:
        """Return the line without the first ``count`` characters of its words."""
        return replace(self, content=dropped(self.content, count))


def broken(line: InputLine) -> list[InputLine]:
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


def text_lines(source: str, text: str) -> tuple[InputLine, ...]:
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


def _line(span: Span, raw: str, *, gap: bool) -> InputLine:
    tidy = " ".join(clean(re.sub(r"^\s*o\t", "• ", raw)).split(" ")).strip()  # Word's hollow bullet, pasted
    mark, words = marked(tidy)
    content = (Text(words, span),) if words else ()
    wide = raw.expandtabs(4)
    indent = len(wide) - len(wide.lstrip())
    return InputLine(span, raw.rstrip(), content, mark, _row(raw, mark), gap=gap, depth=indent)


def _row(raw: str, mark: ListMark | None) -> Style:
    """Tell a row that was pasted from a table by its tabs; one tab after a list's mark is part of the mark."""
    cells = [cell for cell in raw.strip().split("\t") if cell.strip()]
    typed = mark is not None and marked(cells[0].strip() + " x")[1] == "x"
    return "row" if len(cells) > (2 if typed else 1) else ""


_LONG = 120
_WRAPPED = 45


@dataclass(frozen=True, slots=True)
class JoinedLines:
    """A paragraph or an entry of a list, with the lines that it was made of."""

    lines: tuple[InputLine, ...]
    content: tuple[Inline, ...]

    @property
    def first(self) -> InputLine:
        """The line that it begins in."""
        return self.lines[0]


def paragraphs(lines: Sequence[InputLine]) -> Iterator[JoinedLines]:
    """Yield the paragraphs of consecutive lines."""
    for group in _groups(lines):
        yield from _paragraphs(group)


def _groups(lines: Sequence[InputLine]) -> Iterator[list[InputLine]]:
    """Yield runs of lines that may belong together: no blank line, no mark of a list, no style begins between them."""
    group: list[InputLine] = []
    for line in lines:
        if group and (line.gap or line.alone or line.mark or line.style != group[0].style or not _follows(group[-1], line)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _follows(before: InputLine, line: InputLine) -> bool:
    if line.goes_on:
        return True
    return line.span.source == before.span.source and line.span.line == before.span.line + 1 and line.style != "heading"


def _paragraphs(group: list[InputLine]) -> Iterator[JoinedLines]:
    width = max(len(line.raw) for line in group)
    if group[0].mark or width <= _LONG:
        yield joined(group, width)
        return
    start = 0
    for index in range(1, len(group) + 1):
        if index == len(group) or not group[index].words[:1].islower():
            yield joined(group[start:index], width)
            start = index


def _is_continued(before: InputLine, after: InputLine, width: int) -> bool:
    """Tell whether ``before`` was broken because the next word had no room (``width`` is that of the widest line)."""
    return width >= _WRAPPED and len(before.raw) + 1 + len(after.words.split(" ")[0]) > width - 8


def is_hyphenated(before: InputLine, line: InputLine) -> bool:
    """Tell whether a word was broken at a hyphen: «humani-» above «tarian»."""
    return bool(re.search(r"[^\W\d_]{2}-$", before.words)) and line.words[:1].islower()


def rejoined(lines: Sequence[InputLine]) -> tuple[InputLine, ...]:
    """Return the lines; those go on that stand below a blank line though a sentence was broken before it: «Asia y»."""
    found: list[InputLine] = []
    for line in lines:
        before = found[-1] if found else None
        plain = not (line.mark or line.style or line.alone)
        broken = before and line.gap and plain and not (before.mark or before.style) and _is_broken_off(before)
        found.append(replace(line, gap=False, goes_on=True) if broken else line)
    return tuple(found)


def _is_broken_off(line: InputLine) -> bool:
    last = re.sub(r"[’']", " ", fold(line.words)).split()[-1:]
    return bool(last and listed("open_ends").fullmatch(last[0])) or bool(re.search(r"[^\W\d_]{2}-$", line.words))


def joined(lines: Sequence[InputLine], width: int) -> JoinedLines:
    """Join lines with spaces where they were wrapped, or as an entry of a list; with breaks elsewhere."""
    content: list[Inline] = []
    for before, line in zip((None, *lines), lines, strict=False):
        if before is not None:
            wrapped = lines[0].mark or _is_continued(before, line, width) or line.words[:1].islower() or line.goes_on
            if not is_hyphenated(before, line):
                content.append(Text(" ") if wrapped else LineBreak(line.span))
        content.extend(line.content)
    return JoinedLines(tuple(lines), merged(content))


def merged(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts, so that a paragraph without marks is one text."""
    pieces: list[Inline] = []
    for inline in content:
        if isinstance(inline, Text) and pieces and isinstance(last := pieces[-1], Text):
            pieces[-1] = Text(clean(last.text + inline.text), last.span)
        else:
            pieces.append(inline)
    return tuple(pieces)
