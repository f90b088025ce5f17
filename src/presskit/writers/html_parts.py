"""An edition's blocks as plain values with finished HTML, for the templates. Everything is escaped here."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, assert_never

from presskit.bidi import Direction, directional_runs
from presskit.formats.expected_text import AFTER_NUMBER, BETWEEN, hundreds
from presskit.model.document import (
    Alignment,
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    NoteRef,
    Numbered,
    Paragraph,
    Table,
    plain_text,
)
from presskit.model.edition import Member
from presskit.pictures.metadata import Statement
from presskit.pictures.stripping import stated
from presskit.writers.html_inlines import nested, written

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["MEDIA", "NOTHING", "Parts", "runs"]

Part = dict[str, Any]
MEDIA = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}


NOTHING = Statement()

_LONGEST_FIGURE = 16
"""A cell of at most so many characters without a letter is a figure, and stays in one line."""


class Parts:
    """Makes HTML of the parts of one edition; ``direction`` is the page's, ``assets`` are the kit's pictures.

    ``rights`` are the terms on which the release, with its pictures, may be used.
    """

    def __init__(
        self, direction: Direction, assets: Mapping[str, bytes], note_label: str, foreign: str = "", rights: str = ""
    ) -> None:
        self.direction = direction
        self.language = foreign
        self.assets = assets
        self.note_label = note_label
        self.rights = rights

    def words(self, text: str) -> Markup:
        """Return escaped text; parts that run their own way stand in elements that say so."""
        return nested(text, self.direction, self.language)

    def foreign(self, text: str) -> bool:
        """Tell whether all of ``text`` runs against the page's direction."""
        runs = directional_runs(text, self.direction)
        return len(runs) == 1 and runs[0][1] != self.direction

    def inlines(self, inlines: Iterable[Inline]) -> Markup:
        """Return the HTML of the inlines of one paragraph."""
        return written(inlines, self.direction, self.language, self.alone)

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
            case Heading(level=level):
                words = plain_text(block.inlines)
                return {"kind": "heading", "level": level, "id": block.id, "html": self.inlines(block.inlines), "words": words}
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
        words = plain_text(cell.inlines)
        side = {"left": "start", "right": "end"}.get(alignment, alignment)
        classes = [f"at-{side}"] if side else []
        classes += ["figure"] if len(words) <= _LONGEST_FIGURE and not any(map(str.isalpha, words)) else []
        return {**self.paragraph(cell), "align": side, "classes": classes}

    def _items(self, items: Iterable[ListItem]) -> list[list[Part]]:
        return [self.blocks(item.blocks) for item in items]

    def figure(self, figure: Figure) -> Part:
        """Return the mapping of a figure; the picture is inside, as a ``data:`` URL (RFC 2397)."""
        return {
            "kind": "figure",
            "id": figure.id,
            "src": self.picture(figure.source, Statement(figure.creator, figure.credit, self.rights)),
            "alt": figure.alt,
            "caption": self.inlines(figure.caption),
            "credit": self.words(figure.credit) if figure.credit else "",
        }

    def picture(self, source: str, statement: Statement = NOTHING) -> str:
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

    number = f"{member.number}{AFTER_NUMBER}" if member.number else ""
    words = parts.words(member.text)
    own_digits = number and any(sign.isdigit() for sign in member.text)
    return number + (Markup('<span class="own">{}</span>').format(words) if own_digits else words)


def _marked_up(member: Member, parts: Parts) -> Markup:
    from markupsafe import Markup

    number = Markup('<span class="number">{}</span>{}').format(member.number, AFTER_NUMBER) if member.number else Markup("")
    acronym = Markup(' <span class="acronym">{}</span>').format(parts.words(f"({member.acronym})")) if member.acronym else ""
    detail = Markup('<span class="detail">{}</span>').format(parts.words(member.detail)) if member.detail else ""
    return number + parts.words(member.name) + acronym + detail
