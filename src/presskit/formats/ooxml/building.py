"""Where an element belongs: what the walk meets becomes blocks, rows, cells, and the pieces of paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from presskit.formats.ooxml.names import Element, attribute, child, local, name, on, value, words_in
from presskit.formats.ooxml.package import Relation
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
_SIGNS = {"tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t"}


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
        ends = tuple(local(each) for each in (marks if marks is not None else ()) if local(each) in {"ins", "del"})
        formatting: Layout = over(styles.layout(style), layout(properties))
        made = ParagraphBlock(element, self.part, at.paragraph, style, formatting, attribute(element, "w14:paraId"), ends)
        if at.in_force:
            self.document.paragraphs.append(made)
        if at.blocks is not None:
            at.blocks.append(made)
        return at._replace(into=made, blocks=None, rows=None, cells=None, run=None, around=())

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
            kind, author = attribute(element, "w:type"), attribute(element, "w:author")
            note = Note(at.story, at.note, kind, author)
            self.document.notes.append(note)
            return nowhere._replace(blocks=note.blocks)
        if tag == "tr" and at.rows is not None:
            at.rows.append(Row(extent))
            return nowhere._replace(cells=at.rows[-1].cells)
        if tag == "tc" and at.cells is not None:
            at.cells.append(Cell(span_of(element), extent))
            return nowhere._replace(blocks=at.cells[-1].blocks)
        return self._block(element, tag, nowhere, at.blocks, extent) if at.blocks is not None else nowhere

    def _block(self, element: Element, tag: str, nowhere: At, blocks: list[Block], extent: Extent) -> At:
        if tag == "tbl":
            table = TableBlock()
            blocks.append(table)
            return nowhere._replace(rows=table.rows)
        if tag == "altChunk":
            blocks.append(ChunkBlock(extent))
        elif tag in {"del", "moveFrom"}:
            blocks.append(DeletedBlock(words_in(element, "t", "delText"), extent))
        return nowhere

    def _in_paragraph(self, element: Element, tag: str, at: At, into: ParagraphBlock, extent: Extent) -> At:
        """Put what stands in a paragraph into its pieces."""
        if tag in _NO_PIECES:
            return at._replace(into=None)
        if tag == "r":
            return at._replace(run=self._look(element, at))
        if tag in {"drawing", "pict"}:
            return self._drawing(element, at, into)
        if tag in {"del", "moveFrom", "ins", "moveTo"}:
            is_gone = tag in {"del", "moveFrom"}
            words = words_in(element, "t", "delText")
            self._put(Piece(Kind.DELETED if is_gone else Kind.INSERTED, words, words=extent), into, at)
            return at._replace(into=None) if is_gone else at
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
            return Piece(Kind.SIGN, _SIGNS[tag])
        if tag in {"br", "cr"}:
            return Piece(Kind.BREAK, "\n")
        number = attribute(element, "w:id")
        if tag in {"footnoteReference", "endnoteReference"}:
            return Piece(Kind.NOTE, number, tag.removesuffix("Reference"))
        if tag == "sym":
            return Piece(Kind.SYMBOL, symbol_of(element))
        if tag in {"bookmarkStart", "bookmarkEnd"}:
            kind = Kind.BOOKMARK if tag == "bookmarkStart" else Kind.BOOKMARK_END
            return Piece(kind, number, attribute(element, "w:name"))
        return Piece(Kind.COMMENT, number) if tag in {"commentReference", "commentRangeStart"} else None

    def _look(self, run: Element, at: At) -> RunLook:
        styles, properties = self.document.styles, child(run, "w:rPr")
        style = styles.names.get(value(properties, "w:rStyle"), "").lower()
        is_raised = value(properties, "w:vertAlign") == "superscript"
        bold, italic = (bool(on(properties, f"w:{tag}")) for tag in "bi")
        return RunLook(bold or style == "strong", italic or style == "emphasis", is_raised, style, at.letters.formatting)

    def _enclosure(self, element: Element, tag: str) -> Enclosure:
        if tag == "fldSimple":
            return Enclosure(instruction=attribute(element, "w:instr"), is_field=True)
        found = self.relations.get(attribute(element, "r:id"))
        target = found.target if found and found.kind == "hyperlink" else ""
        return Enclosure(target, attribute(element, "w:anchor"))

    def _field(self, element: Element, tag: str, at: At, into: ParagraphBlock) -> None:
        """Follow a complex field (17.16.18): instructions, then what is shown."""
        fields, kind = into.open_fields, attribute(element, "w:fldCharType")
        if kind == "begin":
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
        blips = [each for each in element.iter() if local(each) in {"blip", "imagedata"}]
        if not blips:
            return at._replace(into=None, owner=into)
        related = (self.relations.get(attribute(each, "r:embed") or attribute(each, "r:id")) for each in blips)
        alt = next((attribute(each, "descr") for each in element.iter() if local(each) == "docPr"), "")
        made = Piece(Kind.PICTURE, name=alt, parts=tuple(each.target if each else "" for each in related))
        self._put(made, into, at)
        return at._replace(into=None, owner=into, drawn=made)


def symbol_of(element: Element) -> str:
    """Return what stands for a ``w:sym``, whose sign only its font knows (17.3.3.30)."""
    return f"[{attribute(element, 'w:font')} {attribute(element, 'w:char')}]"


def span_of(cell: Element) -> int:
    """Return how many columns a cell is wide (17.4.17)."""
    told = value(child(cell, "w:tcPr"), "w:gridSpan")
    return max(1, int(told)) if told.isdecimal() and len(told) < 4 else 1
