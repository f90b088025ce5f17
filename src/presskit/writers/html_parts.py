"""Blocks and inlines of an edition → plain values with finished HTML, for the templates. Everything is escaped here.

An element stands around each part that runs its own way. Marks (stress, links) and directions are nested as they come: a date
of which a part is bold is one element with its direction, for boxes beside each other in text from right to left would change
places.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, assert_never

from presskit.bidi import Direction, Stretch, Turn, directional_runs, stretches
from presskit.formats.expected_text import AFTER_NUMBER, BETWEEN, hundreds
from presskit.model.document import (
    Alignment,
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    Numbered,
    Paragraph,
    Strong,
    Table,
    Text,
    Variable,
    plain_text,
)
from presskit.model.edition import Member
from presskit.pictures.metadata import PictureStatement
from presskit.pictures.stripping import stated

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["MEDIA", "NOTHING", "Parts", "runs"]

OBJECT = "\ufffc"
"""Stands among the words for what is no text: a note's mark, the end of a line. Neutral as it is (Unicode 16.0, 23.8)."""
_NUMBER = re.compile(r"\d+(?:[.,:/٫٬]\d+)*")
_NO_WORDS = re.compile(r"@|://|\bUTC\b")


@dataclass(frozen=True, slots=True, eq=False)
class _InlineMark:
    """Stress or a link. Each equals itself alone: two links that look the same are two."""

    node: Emphasis | Strong | Link


@dataclass(frozen=True, slots=True)
class _Leaf:
    """Words, or the HTML of what is none, with what stands around them: outer ones first."""

    text: str
    marks: tuple[_InlineMark, ...] = ()
    turns: tuple[Turn, ...] = ()
    html: Markup | None = None


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


def _with_marked_numbers(parts: Iterable[Stretch], base: Direction, edges: Sequence[int]) -> Iterator[Stretch]:
    """Yield stretches, with a number of which a mark takes a part as a part of its own that runs from left to right."""
    for stretch in parts:
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


def _cut(leaves: Iterable[_Leaf], parts: Sequence[Stretch]) -> Iterator[_Leaf]:
    """Yield the leaves cut where the direction turns."""
    begin, at = 0, 0
    for leaf in leaves:
        end = begin + len(leaf.text)
        if not leaf.text:
            yield leaf
        while at < len(parts) and parts[at].begin < end:
            stretch = parts[at]
            last = stretch.begin + len(stretch.text)
            if piece := leaf.text[max(0, stretch.begin - begin) : last - begin]:
                yield replace(leaf, text=piece, turns=stretch.turns)
            if last > end:
                break
            at += 1
        begin = end


Part = dict[str, Any]
MEDIA = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
NOTHING = PictureStatement()

_LONGEST_FIGURE = 16
"""A cell of at most so many characters without a letter is a figure, and stays in one line."""


@dataclass(frozen=True)
class Parts:
    """Makes HTML of the parts of one edition; ``direction`` is the page's, ``assets`` are the kit's pictures.

    ``language`` is that of words that run against the page's direction; ``rights`` are the terms on which the release, with
    its pictures, may be used.
    """

    direction: Direction
    assets: Mapping[str, bytes]
    note_label: str
    language: str = ""
    rights: str = ""

    def words(self, text: str) -> Markup:
        """Return escaped text; parts that run their own way stand in elements with their direction."""
        return self._html([_Leaf(each.text, (), each.turns) for each in stretches(text, self.direction)])

    def foreign(self, text: str) -> bool:
        """Return whether all of ``text`` runs against the page's direction."""
        runs = directional_runs(text, self.direction)
        return len(runs) == 1 and runs[0][1] != self.direction

    def inlines(self, inlines: Iterable[Inline]) -> Markup:
        """Return the HTML of the inlines of one paragraph."""
        leaves = [*self._leaves(inlines, ())]
        edges = [*accumulate(len(leaf.text) for leaf in leaves)]
        parts = stretches("".join(leaf.text for leaf in leaves), self.direction)
        return self._html([*_cut(leaves, [*_with_marked_numbers(parts, self.direction, edges)])])

    def _leaves(self, inlines: Iterable[Inline], marks: tuple[_InlineMark, ...]) -> Iterator[_Leaf]:
        for inline in inlines:
            match inline:
                case Text(text=text):
                    yield _Leaf(text, marks)
                case Variable():
                    yield _Leaf(plain_text([inline]), marks)
                case NoteRef() | LineBreak():
                    yield _Leaf(OBJECT, marks, html=self.alone(inline))
                case Emphasis(children=children) | Strong(children=children) | Link(children=children):
                    inner = (*marks, _InlineMark(inline))
                    yield from self._leaves(children, inner) if children else (_Leaf("", inner),)
                case _:
                    assert_never(inline)

    def _html(self, leaves: Sequence[_Leaf]) -> Markup:
        from markupsafe import Markup, escape

        html = Markup("")
        while leaves:
            first, count = leaves[0], 1
            marked = _uncut(leaves, _leading(leaves, lambda leaf: leaf.marks[:1])) if first.marks else 0
            turned = _leading(leaves, lambda leaf: leaf.turns[:1]) if first.turns else 0
            if marked and marked >= turned:
                inner = self._html([replace(leaf, marks=leaf.marks[1:]) for leaf in leaves[:marked]])
                html, count = html + _marked(first.marks[0].node, inner), marked
            elif turned:
                html, count = html + self._turned(first.turns[0].way, leaves[:turned]), turned
            else:
                html += escape(first.text) if first.html is None else first.html
            leaves = leaves[count:]
        return html

    def _turned(self, way: Direction, leaves: Sequence[_Leaf]) -> Markup:
        """Return a part that runs its own way; words have their language, addresses and numbers have none."""
        from markupsafe import Markup

        text = "".join(leaf.text for leaf in leaves)
        foreign = way != self.direction and any(map(str.isalpha, text)) and not _NO_WORDS.search(text)
        language = Markup(' lang="{}"').format(self.language) if self.language and foreign else ""
        inner = self._html([replace(leaf, turns=leaf.turns[1:]) for leaf in leaves])
        return Markup('<span dir="{}"{}>{}</span>').format(way, language, inner)

    def alone(self, inline: NoteRef | LineBreak) -> Markup:
        """Return the HTML of what is no text: a note's mark, the end of a line."""
        from markupsafe import Markup

        if isinstance(inline, LineBreak):
            return Markup("<br>")
        name = self.note_label.replace("{number}", str(inline.number))
        mark = '<a class="noteref" id="ref-{0}" href="#note-{0}" role="doc-noteref" aria-label="{1}">{2}</a>'
        return Markup(mark).format(_slug(inline.label), name, inline.number)  # noqa: S704 -- the text is ours, its values escaped

    def blocks(self, blocks: Iterable[Block]) -> list[Part]:
        """Return one mapping a block: ``kind``, and what its kind has."""
        return [self.block(block) for block in blocks]

    def block(self, block: Block) -> Part:
        """Return the mapping of one block."""
        match block:
            case Paragraph():
                return self.paragraph(block)
            case Heading(level=level, inlines=inlines):
                html, words = self.inlines(inlines), plain_text(inlines)
                return {"kind": "heading", "level": level, "id": block.id, "html": html, "words": words}
            case Bullets(items=items):
                return {"kind": "bullets", "items": self._items(items)}
            case Numbered(items=items, start=start):
                return {"kind": "numbered", "start": start, "items": self._items(items)}
            case Calls(lead=lead, items=items):
                return {"kind": "calls", "lead": self.blocks(lead), "items": self._items(items)}
            case BlockQuote(blocks=quoted, attribution=by):
                return {"kind": "quote", "blocks": self.blocks(quoted), "by": self.paragraph(by) if by else None}
            case Figure():
                return self.figure(block)
            case Table():
                return self.table(block)
            case _:
                assert_never(block)

    def paragraph(self, paragraph: Paragraph) -> Part:
        """Return the mapping of a paragraph."""
        return {"kind": "paragraph", "id": paragraph.id, "html": self.inlines(paragraph.inlines)}

    def table(self, table: Table) -> Part:
        """Return the mapping of a table: the cells of its head, and those of each row."""
        head, *rows = ([self._cell(*each) for each in zip(row.cells, table.alignments, strict=True)] for row in table.all_rows)
        return {"kind": "table", "head": head, "rows": rows}

    def _cell(self, cell: Paragraph, alignment: Alignment) -> Part:
        words, side = plain_text(cell.inlines), {"left": "start", "right": "end"}.get(alignment, alignment)
        is_figure = len(words) <= _LONGEST_FIGURE and not any(map(str.isalpha, words))
        classes = [*([f"at-{side}"] if side else []), *(["figure"] if is_figure else [])]
        return {**self.paragraph(cell), "align": side, "classes": classes}

    def _items(self, items: Iterable[ListItem]) -> list[list[Part]]:
        return [self.blocks(item.blocks) for item in items]

    def figure(self, figure: Figure) -> Part:
        """Return the mapping of a figure; the picture is inside, as a ``data:`` URL (RFC 2397)."""
        return {
            "kind": "figure",
            "id": figure.id,
            "src": self.picture(figure.source, PictureStatement(figure.creator, figure.credit, self.rights)),
            "alt": figure.alt,
            "caption": self.inlines(figure.caption),
            "credit": self.words(figure.credit) if figure.credit else "",
        }

    def picture(self, source: str, statement: PictureStatement = NOTHING) -> str:
        """Return a picture as a ``data:`` URL, with what is stated of it; raises ``KeyError`` where the kit lacks it."""
        media = MEDIA.get(PurePosixPath(source).suffix.lower(), "application/octet-stream")
        return f"data:{media};base64,{base64.b64encode(stated(self.assets[source], statement)).decode()}"

    def footnote(self, note: Footnote) -> Part:
        """Return the mapping of a footnote."""
        return {"id": _slug(note.label), "number": note.number, "blocks": self.blocks(note.blocks)}


def _slug(label: str) -> str:
    """Return a label as an id that links can name, each label another."""
    return "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in label)


def runs(members: Sequence[Member], parts: Parts, *, marked_up: bool) -> Iterator[Markup]:
    """Yield the words of each paragraph of thousands of names, a hundred in each.

    ``marked_up``, numbers and acronyms stand in elements of their own; on paper each element costs more than its words.
    """
    from markupsafe import escape

    entry = _marked_up if marked_up else _bare
    for some in hundreds(members):
        yield escape(BETWEEN).join(entry(member, parts) for member in some)


def _bare(member: Member, parts: Parts) -> Markup:
    """Return bare text, but for a name with digits of its own: they must not look like the number of an entry."""
    from markupsafe import Markup

    number, words = f"{member.number}{AFTER_NUMBER}" if member.number else "", parts.words(member.text)
    own_digits = number and any(sign.isdigit() for sign in member.text)
    return number + (Markup('<span class="own">{}</span>').format(words) if own_digits else words)


def _marked_up(member: Member, parts: Parts) -> Markup:
    from markupsafe import Markup

    number = Markup('<span class="number">{}</span>{}').format(member.number, AFTER_NUMBER) if member.number else Markup("")
    acronym = Markup(' <span class="acronym">{}</span>').format(parts.words(f"({member.acronym})")) if member.acronym else ""
    detail = Markup('<span class="detail">{}</span>').format(parts.words(member.detail)) if member.detail else ""
    return number + parts.words(member.name) + acronym + detail
