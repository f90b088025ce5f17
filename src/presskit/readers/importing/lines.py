"""Lines of the input with their places and list marks → paragraphs: what an e-mail program broke is joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count, dropwhile, groupby, pairwise
from typing import Literal, TypeVar

from presskit.language.data import fold
from presskit.model.document import Emphasis, Figure, Footnote, Inline, LineBreak, Link, Strong, Text, plain_text, walk_inlines
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
    "runs",
    "taken",
    "text_line",
    "text_lines",
]  # fmt: skip

T = TypeVar("T")
_LETTER = r"[^\W\d_]"
_CAPITAL = rf"(?![a-zà-öø-ÿа-я]){_LETTER}"
_BULLET = re.compile(rf"(?:[•·▪▫◦‣●○■□➢➤►✓✔⁃\uf020-\uf0ff]+\s*|[-–]{{1,2}}(?:\s+(?=\S)|(?={_LETTER}))|[*+](?:\s+(?=\S)))")
_NUMBER = re.compile(rf"[(\[]?(?P<number>\d{{1,3}})(?:\s?[.)\]]\s*[-–]?(?:\s+|(?={_CAPITAL}))|\s?[-–](?:\s+|(?={_CAPITAL})))")
_LETTERED = re.compile(r"\(?(?P<letter>[a-z])\)\s+(?=\S)")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]|\u00ad(?!$)")
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
    match = number or lettered
    rest = rest[match.end() :] if match else rest
    raw = text[: len(text) - len(rest)].strip()
    if not raw or not rest.strip():
        return None, text
    value = ord(lettered["letter"]) - ord("a") + 1 if lettered else None
    return ListMark(raw, int(number["number"]) if number else value, bool(lettered)), rest.strip()


def missing_numbers(numbers: Sequence[int]) -> list[str]:
    """Return where ``numbers`` do not run on by one; a list that begins again at 1 is no fault."""
    problems = []
    for before, now in pairwise(numbers):
        if now == before:
            problems.append(f"{now} stands twice")
        elif now not in {before + 1, 1}:
            gap = f"{before + 1}" if now == before + 2 else f"{before + 1} to {now - 1}"
            problems.append(f"after {before} comes {now}: {gap} is missing" if now > before else f"after {before} comes {now}")
    return problems


Style = Literal["", "title", "subtitle", "heading", "quote", "figure", "caption", "row"]


@dataclass(frozen=True)
class InputLine:
    """A line of a text or a paragraph of a Word file that is not blank.

    ``raw`` is what stands in the input, for the report. ``content`` are its words after the ``mark`` of a list.
    ``gap`` tells of a blank line before it, ``alone`` of a paragraph that no other line continues (Word). ``depth``
    is a list's level or a line's indent; ``level`` that of a heading. ``goes_on``: it continues the line before it, though
    a blank line stands between. ``language`` is that of its column, where a table has each language in one of its own.
    ``targets`` are addresses to which links lead that are not in ``content`` any more.
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
    language: str = ""
    targets: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses to which its links lead."""
        return (*(each.target for each in walk_inlines(self.content) if isinstance(each, Link)), *self.targets)

    @cached_property
    def words(self) -> str:
        """The words after the mark, without markup."""
        return plain_text(self.content).strip()

    @cached_property
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
    texts = [plain_text(dropped(piece, 0)).strip() for piece in pieces]
    marks = [marked(text) for text in texts]
    return [
        replace(
            line, raw=text, content=dropped(dropped(piece, 0), len(text) - len(rest)),
            mark=line.mark if n == 0 else mark, gap=line.gap and n == 0,
        )
        for n, (piece, text, (mark, rest)) in enumerate(zip(pieces, texts, marks, strict=True)) if text
    ]  # fmt: skip


def dropped(content: Iterable[Inline], count: int) -> tuple[Inline, ...]:
    """Return inlines without the first ``count`` characters of their words, nor the spaces that then begin them."""
    rest: list[Inline] = []
    for inline in content:
        length = len(plain_text((inline,)))
        if rest or count <= 0:
            rest.append(inline)
        elif length > count:
            rest.extend(_shortened(inline, count))
        count -= length
    rest = [*dropwhile(lambda inline: isinstance(inline, Text) and not inline.text.strip(), rest)]
    if rest and isinstance(rest[0], Text):
        rest[0] = Text(rest[0].text.lstrip(), rest[0].span)
    return tuple(rest)


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
    first: list[Inline] = []
    for inline in content:
        if count <= 0:
            break
        match inline:
            case Text(text=text):
                first.append(replace(inline, text=text[:count]))
            case Emphasis(children=children) | Strong(children=children) | Link(children=children):
                first.append(replace(inline, children=taken(children, count)))
            case _:
                first.append(inline)
        count -= len(plain_text((inline,)))
    return tuple(first)


def text_lines(source: str, text: str, above: int = 0) -> tuple[InputLine, ...]:
    """Return the lines of a text that are not blank, numbered from 1, or from what stands ``above``."""
    rows = text.split("\n")
    blank = [not clean(raw).strip() for raw in rows]
    numbered = zip(count(above + 1), rows, blank, [True, *blank], strict=False)
    return tuple(text_line(Span(source, number), raw, gap=gap) for number, raw, is_blank, gap in numbered if not is_blank)


def text_line(span: Span, raw: str, *, gap: bool) -> InputLine:
    """Return a line; tabs make it a row that was pasted from a table, but one tab after a list's mark is part of the mark."""
    seen = _INVISIBLE.sub("", raw.rstrip("\u200b\u2060\ufeff \t"))
    tidy = " ".join(clean(re.sub(r"^\s*o\t", "• ", seen)).split(" ")).strip()  # Word's hollow bullet, pasted
    mark, words = marked(tidy)
    cells = [cell for cell in raw.strip().split("\t") if cell.strip()]
    after_mark = mark is not None and marked(cells[0].strip() + " x")[1] == "x"
    wide = raw.expandtabs(4)
    return InputLine(
        span, raw.rstrip(), (Text(words, span),) if words else (), mark, "row" if len(cells) > 1 + after_mark else "",
        gap=gap, depth=len(wide) - len(wide.lstrip()),
    )  # fmt: skip


_LONG = 120
_OFTEN = 3
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


def runs(items: Iterable[T], begins: Callable[[list[T], T], object]) -> Iterator[list[T]]:
    """Yield runs of consecutive items; an item begins another run where ``begins`` is true of the run before and the item."""
    run: list[T] = []
    for item in items:
        if run and begins(run, item):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def paragraphs(lines: Sequence[InputLine]) -> Iterator[JoinedLines]:
    """Yield the paragraphs of consecutive lines."""
    for group in runs(lines, lambda group, line: line.style != group[0].style or _is_apart(group[-1], line)):
        width = max(len(line.raw) for line in group)
        whole = group[0].mark or width <= _LONG
        for passage in [group] if whole else runs(group, lambda _, line: not line.words[:1].islower()):
            yield joined(passage, width)


def _is_apart(before: InputLine, line: InputLine) -> bool:
    """Return whether a blank line, the mark of a list or a heading stands between two lines."""
    follows = line.span.source == before.span.source and line.span.line == before.span.line + 1 and line.style != "heading"
    return bool(line.gap or line.alone or line.mark or not (line.goes_on or follows))


def is_hyphenated(before: InputLine, line: InputLine) -> bool:
    """Return whether a word was broken at a hyphen: «humani-» above «tarian»."""
    return bool(re.search(r"[^\W\d_]{2}-$|[^\W\d_]\u00ad$", before.words)) and line.words[:1].islower()


def rejoined(lines: Sequence[InputLine]) -> tuple[InputLine, ...]:
    """Return the lines, with ``goes_on`` where a sentence was broken off above the blank line before: «Asia y».

    Where many lines begin in mid-sentence, every line of the text was followed by a blank one.
    """
    often = sum(_begins_inside(*pair) for pair in pairwise(lines)) >= _OFTEN
    return tuple(
        replace(line, gap=False, goes_on=True)
        if before and (_goes_on(before, line) or (often and _begins_inside(before, line)))
        else line
        for before, line in zip((None, *lines), lines, strict=False)
    )


def _begins_inside(before: InputLine, line: InputLine) -> bool:
    """Return whether a line below a blank one begins with a small letter, and the one above ends without a stop."""
    plain = line.gap and not (line.alone or line.mark or line.style or before.style)
    return bool(plain and line.words[:1].islower() and re.search(r"[\w,،)\"”»]$", before.words))


def _goes_on(before: InputLine, line: InputLine) -> bool:
    if not line.gap or line.alone or line.mark or line.style or before.mark or before.style:
        return False
    last = re.sub(r"[’']", " ", fold(before.words)).split()[-1:]
    return bool(last and listed("open_ends").fullmatch(last[0])) or bool(re.search(r"[^\W\d_]{2}-$", before.words))


def joined(lines: Sequence[InputLine], width: int) -> JoinedLines:
    """Return lines joined with spaces where they were wrapped, or as an entry of a list; with breaks elsewhere.

    ``width`` is that of the widest line: a line to which the next word would not have fitted was wrapped.
    """
    content: list[Inline] = []
    for before, line in zip((None, *lines), lines, strict=False):
        if before and not is_hyphenated(before, line):
            filled = width >= _WRAPPED and len(before.raw) + 1 + len(line.words.split(" ")[0]) > width - 8
            wrapped = lines[0].mark or filled or line.words[:1].islower() or line.goes_on
            content.append(Text(" ") if wrapped else LineBreak(line.span))
        content.extend(line.content)
    return JoinedLines(tuple(lines), merged(content))


def merged(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return inlines with neighbouring texts joined, so that a paragraph without marks is one text."""
    pieces: list[Inline] = []
    for _, run in groupby(content, lambda inline: isinstance(inline, Text)):
        alike = list(run)
        texts = [inline for inline in alike if isinstance(inline, Text)]
        pieces += [Text(clean("".join(each.text for each in texts)), texts[0].span)] if len(texts) > 1 else alike
    return tuple(pieces)
