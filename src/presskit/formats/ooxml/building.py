"""Where an element belongs: what the walk meets becomes blocks, rows, cells, and the pieces of paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from presskit.formats.ooxml.names import Element, attribute, child, local, name, on, value, words_in
from presskit.formats.ooxml.package import LIMITS, Relation, UnreadableError
from presskit.formats.ooxml.styles import Layout, Letters, layout, over
from presskit.formats.ooxml.tree import (
    Block,
    Cell,
    ChunkBlock,
    DeletedBlock,
    Document,
    Enclosure,
    Extent,
    Kind,
    Note,
    ParagraphBlock,
    Piece,
    Row,
    RunLook,
    TableBlock,
)
from presskit.formats.ooxml.values import State, Story

__all__ = ["NOTES", "At", "Builder", "span_of", "symbol_of"]

NOTES = frozenset({"footnote", "endnote", "comment"})
_CONTAINERS = frozenset({"document", "body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
"""What stands around blocks, rows and cells without being one."""
_NO_PIECES = frozenset({"pPr", "rPr", "Fallback", "annotationRef", "lastRenderedPageBreak", "sdtPr"})
_SIGNS = {
    **dict.fromkeys(("br", "cr"), (Kind.BREAK, "\n")), **dict.fromkeys(("tab", "ptab"), (Kind.SIGN, "\t")),
    "noBreakHyphen": (Kind.SIGN, "\u2011"), "softHyphen": (Kind.SIGN, "\u00ad"),
}  # fmt: skip
_NUMBERED = {
    "footnoteReference": (Kind.NOTE, "footnote"), "endnoteReference": (Kind.NOTE, "endnote"),
    "bookmarkStart": (Kind.BOOKMARK, ""), "bookmarkEnd": (Kind.BOOKMARK_END, ""),
    "commentReference": (Kind.COMMENT, ""), "commentRangeStart": (Kind.COMMENT, ""),
}  # fmt: skip
"""What has an id: its kind, and the name of its piece where it is not the element's own."""


class At(NamedTuple):
    """Where the walk is: what is in force for an element, and what its blocks, rows, cells and pieces belong to.

    A tuple, for it is copied at every element, and copies of a dataclass take ten times as long.
    """

    story: Story
    paragraph: int = 0
    cell: tuple[int, int, int] | None = None
    note: str = ""
    states: frozenset[State] = frozenset()
    letters: Letters = Letters()
    in_force: bool = True
    blocks: list[Block] | None = None
    rows: list[Row] | None = None
    cells: list[Cell] | None = None
    into: ParagraphBlock | None = None
    drawn: Piece | None = None
    owner: ParagraphBlock | None = None
    unit: int = 0
    run: RunLook | None = None
    around: tuple[Enclosure, ...] = ()


@dataclass(slots=True)
class Builder:
    """Puts the elements of one part into a document."""

    document: Document
    part: str
    relations: Mapping[str, Relation]

    def put_in_place(self, element: Element, tag: str, at: At, extent: Extent) -> At:
        """Put what an element is where it belongs, and return where its children belong."""
        if name(element) == "w:p":
            return self._paragraph(element, at)
        if tag == "txbxContent":
            return self._box(at, extent)
        if at.into is not None:
            return self._in_paragraph(element, tag, at, at.into, extent)
        if at.owner is not None:
            if tag == "docPr" and at.drawn and not at.drawn.words.first:
                at.drawn.words = extent
            return at._replace(owner=None) if tag == "Fallback" else at
        return self._among_blocks(element, tag, at, extent)

    def _paragraph(self, element: Element, at: At) -> At:
        styles, properties = self.document.styles, child(element, "w:pPr")
        style = value(properties, "w:pStyle") or styles.default
        marks = child(properties, "w:rPr")
        formatting: Layout = over(styles.layout(style), layout(properties))
        block = ParagraphBlock(
            element=element,
            part=self.part,
            number=at.paragraph,
            style=style,
            layout=formatting,
            id=attribute(element, "w14:paraId"),
            ends=tuple(local(each) for each in (marks if marks is not None else ()) if local(each) in {"ins", "del"}),
        )
        if at.in_force:
            self.document.paragraphs.append(block)
        if at.blocks is not None:
            at.blocks.append(block)
        return at._replace(into=block, blocks=None, rows=None, cells=None, run=None, around=())

    def _box(self, at: At, extent: Extent) -> At:
        """Begin a text box, which belongs to the paragraph that it is anchored in."""
        owner, blocks = at.into or at.owner, list[Block]()
        if owner is not None:
            self._put(Piece(Kind.BOX, words=extent, blocks=blocks), owner, at)
        return at._replace(into=None, owner=None, drawn=None, blocks=blocks, rows=None, cells=None, run=None, around=())

    def _among_blocks(self, element: Element, tag: str, at: At, extent: Extent) -> At:
        nowhere = at._replace(blocks=None, rows=None, cells=None)
        if tag in _CONTAINERS:
            return at
        if tag in NOTES and at.note:
            self.document.notes.append(Note(at.story, at.note, attribute(element, "w:type"), attribute(element, "w:author")))
            return nowhere._replace(blocks=self.document.notes[-1].blocks)
        if tag == "tr" and at.rows is not None:
            at.rows.append(Row(extent))
            return nowhere._replace(cells=at.rows[-1].cells)
        if tag == "tc" and at.cells is not None:
            at.cells.append(Cell(span_of(element), extent))
            return nowhere._replace(blocks=at.cells[-1].blocks)
        if tag == "tbl" and at.blocks is not None:
            table = TableBlock()
            at.blocks.append(table)
            return nowhere._replace(rows=table.rows)
        if tag == "altChunk" and at.blocks is not None:
            at.blocks.append(ChunkBlock(extent))
        if tag in {"del", "moveFrom"} and at.blocks is not None:
            at.blocks.append(DeletedBlock(words_in(element, "t", "delText"), extent))
        return nowhere

    def _in_paragraph(self, element: Element, tag: str, at: At, into: ParagraphBlock, extent: Extent) -> At:
        """Put an element of a paragraph into its pieces."""
        if tag in _NO_PIECES:
            return at._replace(into=None)
        if tag == "r":
            return at._replace(run=self._look(element, at))
        if tag in {"drawing", "pict"}:
            return self._drawing(element, at, into)
        if tag in {"del", "moveFrom", "ins", "moveTo"}:
            kind = Kind.DELETED if tag in {"del", "moveFrom"} else Kind.INSERTED
            self._put(Piece(kind, words_in(element, "t", "delText"), words=extent), into, at)
            return at._replace(into=None) if kind is Kind.DELETED else at
        if tag in {"hyperlink", "fldSimple"}:
            around = (*at.around, self._enclosure(element, tag))
            self._put(Piece(Kind.LINK, around=around), into, at)
            return at._replace(around=around)
        if tag in {"fldChar", "instrText"}:
            self._field(element, tag, at, into)
        elif (piece := self._piece(element, tag)) is not None:
            piece.words = extent
            self._put(piece, into, at)
        return at

    def _put(self, piece: Piece, into: ParagraphBlock, at: At) -> None:
        shown = tuple(each for each in into.open_fields if each.shown)
        piece.unit, piece.run, piece.around = at.unit, at.run, (piece.around or at.around) + shown
        into.pieces.append(piece)

    def _piece(self, element: Element, tag: str) -> Piece | None:
        """Return what a leaf of a paragraph is."""
        if tag == "t":
            return Piece(Kind.TEXT, element.text or "")
        if tag in _SIGNS:
            return Piece(*_SIGNS[tag])
        if tag in _NUMBERED:
            kind, label = _NUMBERED[tag]
            return Piece(kind, attribute(element, "w:id"), label or attribute(element, "w:name"))
        return Piece(Kind.SYMBOL, symbol_of(element)) if tag == "sym" else None

    def _look(self, run: Element, at: At) -> RunLook:
        styles, properties = self.document.styles, child(run, "w:rPr")
        style = styles.names.get(value(properties, "w:rStyle"), "").lower()
        return RunLook(
            bool(on(properties, "w:b")) or style == "strong",
            bool(on(properties, "w:i")) or style == "emphasis",
            value(properties, "w:vertAlign") == "superscript",
            style,
            at.letters.formatting,
        )

    def _enclosure(self, element: Element, tag: str) -> Enclosure:
        if tag == "fldSimple":
            return Enclosure(instruction=attribute(element, "w:instr"), is_field=True)
        found = self.relations.get(attribute(element, "r:id"))
        return Enclosure(found.target if found and found.kind == "hyperlink" else "", attribute(element, "w:anchor"))

    def _field(self, element: Element, tag: str, at: At, into: ParagraphBlock) -> None:
        """Follow a complex field (17.16.18): instructions, then what is shown."""
        fields, kind = into.open_fields, attribute(element, "w:fldCharType")
        if kind == "begin":
            if len(fields) >= LIMITS.depth:
                raise UnreadableError("too-deep", self.part)
            fields.append(Enclosure(simple=False, is_field=True, closed=False))
            self._put(Piece(Kind.LINK, around=(*at.around, fields[-1])), into, at)
        elif fields and tag == "instrText":
            fields[-1].instruction += element.text or ""
        elif fields and kind == "separate":
            fields[-1].shown = True
        elif fields and kind == "end":
            fields.pop().closed = True

    def _drawing(self, element: Element, at: At, into: ParagraphBlock) -> At:
        """Put a picture, which may have several files, into its paragraph."""
        if not (blips := [each for each in element.iter() if local(each) in {"blip", "imagedata"}]):
            return at._replace(into=None, owner=into)
        related = (self.relations.get(attribute(each, "r:embed") or attribute(each, "r:id")) for each in blips)
        picture = Piece(
            Kind.PICTURE,
            name=next((attribute(each, "descr") for each in element.iter() if local(each) == "docPr"), ""),
            parts=tuple(each.target if each else "" for each in related),
        )
        self._put(picture, into, at)
        return at._replace(into=None, owner=into, drawn=picture)


def symbol_of(element: Element) -> str:
    """Return a text for a ``w:sym``, whose sign only its font knows (17.3.3.30)."""
    return f"[{attribute(element, 'w:font')} {attribute(element, 'w:char')}]"


def span_of(cell: Element) -> int:
    """Return how many columns a cell is wide (17.4.17)."""
    span = value(cell, "w:tcPr", "w:gridSpan")
    return max(1, int(span)) if span.isdecimal() and len(span) < 4 else 1
