"""The one walk through a Word file: every word that it holds, in whatever part, with its place, its state and its block.

Import, the return of a translation, the checks of a finished file and the comparison of its words are readings of what it
returns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from presskit.formats.ooxml.fields import Code, instructions_of
from presskit.formats.ooxml.inserted import lines_of
from presskit.formats.ooxml.names import Element, attribute, child, local, name, on, value, words_in
from presskit.formats.ooxml.package import Package, Relation, UnreadableError
from presskit.formats.ooxml.styles import Layout, Letters, Styles, Visibility, layout, over, states
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
from presskit.formats.ooxml.values import Spot, State, Story, Words

__all__ = ["Observer", "text_root", "walk", "word_roots"]

Observer: TypeAlias = Callable[[Element, str, Spot], None]
"""Called for each element in force, with its name such as ``w:p`` and its place."""

_ROOTS: Mapping[str, Story] = {
    "document": Story.DOCUMENT,
    "hdr": Story.HEADER,
    "ftr": Story.FOOTER,
    "footnotes": Story.FOOTNOTES,
    "endnotes": Story.ENDNOTES,
    "comments": Story.COMMENTS,
    "chartSpace": Story.CHART,
    "dataModel": Story.DIAGRAM,
    "drawing": Story.DIAGRAM,
    "numbering": Story.LISTS,
    "glossaryDocument": Story.BUILDING_BLOCKS,
}
_WORDLESS = re.compile(r"^(?:customXml|docProps|_rels)/|^\[Content_Types\]|/(?:settings|webSettings|fontTable|theme\d*)\.xml$")
_TEXTS = frozenset({"t", "delText", "instrText", "delInstrText"})
_SPEAKING = {("docPr", "descr"), ("docPr", "title"), ("cNvPr", "descr"), ("shape", "alt"), ("hyperlink", "tooltip")}
_LABELS = {("listEntry", "val"), ("listItem", "displayText"), ("helpText", "val"), ("statusText", "val")}
_CHANGES: Mapping[str, State] = {
    "del": State.DELETED,
    "moveFrom": State.DELETED,
    "ins": State.INSERTED,
    "moveTo": State.INSERTED,
    "Fallback": State.FALLBACK,
}
_NOTES = frozenset({"footnote", "endnote", "comment"})
_WORD = re.compile(r"[^\W\d_]{2}")
_CONTAINERS = frozenset({"document", "body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
"""What stands around blocks, rows and cells without being one."""
_NO_PIECES = frozenset({"pPr", "rPr", "Fallback", "annotationRef", "lastRenderedPageBreak", "sdtPr"})
_NOT_IN_FORCE = frozenset({
    "w:moveFrom", "mc:Fallback", "w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange",
})  # fmt: skip
"""What holds text or properties that are not in force: old ones, or others for programs of before 2010."""
_SIGNS = {"tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t"}


@dataclass(frozen=True, slots=True)
class _At:
    """Where the walk is: what is in force for an element, and what its blocks, rows, cells and pieces belong to."""

    story: Story
    paragraph: int = 0
    cell: tuple[int, int, int] | None = None
    note: str = ""
    states: frozenset[State] = frozenset()
    letters: Letters = field(default_factory=Letters)
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


_Waiting: TypeAlias = list[tuple[Element | Extent, _At]]


def walk(package: Package, observe: Observer | None = None) -> Document:
    """Return what a Word file holds, the text first, then its other parts as readers meet them.

    Raises :class:`UnreadableError` where the text is not there, or a part that may hold words cannot be parsed.
    """
    text_root(package)
    return _walk(package, observe, lambda part, relation: _words_inserted(package, part, relation))


def text_root(package: Package) -> Element:
    """Return the root of the part with the text. Raises :class:`UnreadableError` where there is no text."""
    root = package.xml(package.main)
    if root is None:
        raise package.unreadable("foreign")
    if not any(local(each) == "body" for each in root):
        raise package.unreadable("broken", package.main)
    return root


def _walk(package: Package, observe: Observer | None, inserted: Callable[[str, str], Iterator[Words]]) -> Document:
    roots = word_roots(package)
    theme = package.beside("theme")
    styles = Styles(package.xml(package.beside("styles")), package.beside("styles"), package.xml(theme))
    document = Document(styles, _stories(roots, package.main))
    walker = _Walker(package, document, Visibility(styles), observe, inserted)
    try:
        for part in document.stories:
            walker.through(part, roots[part])
    except (RecursionError, MemoryError, OverflowError) as problem:
        raise package.unreadable("too-large") from problem
    return document


def word_roots(package: Package) -> dict[str, Element]:
    """Return the roots of the parts that may hold words, the text first. Raises :class:`UnreadableError`."""
    beside = sorted(part for part in package.names if part.lower().endswith(".xml") and not _WORDLESS.search(part))
    return {part: root for part in dict.fromkeys((package.main, *beside)) if (root := package.xml(part)) is not None}


def _stories(roots: Mapping[str, Element], main: str) -> dict[str, Story]:
    """Return the parts that hold words, each with what it is."""
    kinds = {part: kind for part, root in roots.items() if (kind := _story(part, root))}
    order = list(Story)
    return dict(sorted(kinds.items(), key=lambda each: (each[0] != main, order.index(each[1]), each[0])))


def _story(part: str, root: Element) -> Story | None:
    found = _ROOTS.get(local(root))
    return Story.BUILDING_BLOCKS if found and "/glossary/" in part else found


def _words_inserted(package: Package, part: str, relation: str) -> Iterator[Words]:
    """Yield the words of a file that is inserted as it is; that it cannot be read is told as words of its own."""
    related = package.relations(part).get(relation)
    name_ = related.target if related else relation
    if not package.has(name_):
        yield _unread(name_)
        return
    try:
        data = package.data(name_)
        if data.startswith(b"PK\x03\x04"):
            yield from _words_of_file(name_, data)
        else:
            yield from (Words(line, name_, Story.INSERTED_FILE) for line in lines_of(data))
    except (UnreadableError, RecursionError, MemoryError, LookupError, ValueError):
        yield _unread(name_)


def _words_of_file(part: str, data: bytes) -> Iterator[Words]:
    """Yield the words of an inserted Word file; what it inserts in turn is told as not read."""
    package = Package(data)
    if package.xml(package.main) is None:
        yield _unread(part)
    for each in _walk(package, None, lambda _, relation: iter([_unread(f"{part}: {relation}")])).words:
        yield Words(each.text, f"{part}: {each.part}", Story.INSERTED_FILE, states=each.states, code=each.code)


def _unread(part: str) -> Words:
    return Words(f"[{part}]", part, Story.INSERTED_FILE, states=frozenset({State.UNREAD}))


@dataclass(slots=True)
class _Walker:
    package: Package
    document: Document
    visibility: Visibility
    observe: Observer | None
    inserted: Callable[[str, str], Iterator[Words]]
    part: str = ""
    relations: Mapping[str, Relation] = field(default_factory=dict)
    paragraphs: int = 0
    tables: int = 0
    columns: dict[int, tuple[int, int]] = field(default_factory=dict)
    codes: Mapping[Element, Code] = field(default_factory=dict)

    def through(self, part: str, root: Element) -> None:
        """Walk through a part without recursion: what is nested deeply is no reason to stop."""
        story = self.document.stories[part]
        self.part, self.paragraphs, self.codes, self.relations = part, 0, instructions_of(root), self.package.relations(part)
        drawn_again = frozenset({State.FALLBACK} if local(root) == "drawing" else ())  # a diagram, for older programs
        blocks = self.document.blocks if part == self.package.main else None
        waiting: _Waiting = [(root, _At(story, states=drawn_again, letters=self.visibility.page(root), blocks=blocks))]
        while waiting:
            element, above = waiting.pop()
            if isinstance(element, Extent):
                element.last = len(self.document.words)
                continue
            self.step(element, above, waiting)

    def step(self, element: Element, above: _At, waiting: _Waiting) -> None:
        tag, full = local(element), name(element)
        here = self.entered(element, tag, above)
        if above.in_force and self.observe:
            self.observe(element, full, Spot(self.part, here.paragraph))
        if full in _NOT_IN_FORCE:
            here = replace(here, in_force=False)
        if tag == "bookmarkEnd" and self.part == self.package.main:
            self.document.bookmark_ends.add(attribute(element, "w:id"))
        extent = Extent(len(self.document.words) + 1)
        inner = self.structured(element, tag, here, extent)
        self.listen(element, tag, here)
        waiting.append((extent, here))
        children = [(each, inner) for each in element if isinstance(each.tag, str)]
        if full == "w:p":
            children = [(each, replace(at, unit=unit)) for unit, (each, at) in enumerate(children)]
        waiting += reversed(children)

    # What is in force.

    def entered(self, element: Element, tag: str, at: _At) -> _At:
        """Return what is in force in an element, whose parent is at ``at``."""
        if tag in _CHANGES:
            return replace(at, states=at.states | {_CHANGES[tag]})
        if tag == "p":
            self.paragraphs += 1
            return replace(at, paragraph=self.paragraphs, letters=self.visibility.paragraph(element, at.letters))
        if tag == "r":
            return replace(at, letters=self.visibility.run(element, at.letters))
        if tag == "txbxContent":
            return replace(at, story=Story.TEXT_BOX, cell=None, letters=Letters(at.letters.said, on_colour=True))
        if tag in _NOTES and at.story in {Story.FOOTNOTES, Story.ENDNOTES, Story.COMMENTS}:
            return replace(at, note=attribute(element, "w:id"))
        return self.in_table(element, tag, at) if tag in {"tbl", "tr", "tc"} else at

    def in_table(self, element: Element, tag: str, at: _At) -> _At:
        if tag == "tbl":
            self.tables += 1
            self.columns[self.tables] = (0, 0)
            return replace(at, cell=(self.tables, 0, 0), letters=self.visibility.table(element, at.letters))
        table = at.cell[0] if at.cell else 0
        row, column = self.columns.get(table, (0, 0))
        if tag == "tr":
            self.columns[table] = (row + 1, 1)
            return replace(at, cell=(table, row + 1, 0))
        self.columns[table] = (row, column + _span(element))
        return replace(at, cell=(table, row, column), letters=self.visibility.cell(element, at.letters))

    # Blocks, rows, cells and pieces.

    def structured(self, element: Element, tag: str, at: _At, extent: Extent) -> _At:
        """Put what an element is where it belongs, and return where its children belong."""
        if name(element) == "w:p":
            return self.paragraph(element, at)
        if tag == "txbxContent":
            return self.box(at, extent)
        if at.into is not None:
            return self.in_paragraph(element, tag, at, at.into, extent)
        if at.owner is not None:
            if tag == "docPr" and at.drawn and not at.drawn.words.first:
                at.drawn.words = extent
            return replace(at, owner=None) if tag == "Fallback" else at
        return self.among_blocks(element, tag, at, extent)

    def paragraph(self, element: Element, at: _At) -> _At:
        styles, properties = self.document.styles, child(element, "w:pPr")
        style = value(properties, "w:pStyle") or styles.default
        marks = child(properties, "w:rPr")
        ends = tuple(local(each) for each in (marks if marks is not None else ()) if local(each) in {"ins", "del"})
        said: Layout = over(styles.layout(style), layout(properties))
        made = ParagraphBlock(element, self.part, at.paragraph, style, said, attribute(element, "w14:paraId"), ends)
        if at.in_force:
            self.document.paragraphs.append(made)
        if at.blocks is not None:
            at.blocks.append(made)
        return replace(at, into=made, blocks=None, rows=None, cells=None, run=None, around=())

    def box(self, at: _At, extent: Extent) -> _At:
        """Begin a text box, which belongs to the paragraph that it is anchored in."""
        owner, blocks = at.into or at.owner, list[Block]()
        if owner is not None:
            self.put(Piece(Kind.BOX, words=extent, blocks=blocks), owner, at)
        return replace(at, into=None, owner=None, drawn=None, blocks=blocks, rows=None, cells=None, run=None, around=())

    def among_blocks(self, element: Element, tag: str, at: _At, extent: Extent) -> _At:
        nowhere = replace(at, blocks=None, rows=None, cells=None)
        if tag in _CONTAINERS:
            return at
        if tag in _NOTES and at.note:
            kind, author = attribute(element, "w:type"), attribute(element, "w:author")
            note = Note(at.story, at.note, kind, author)
            self.document.notes.append(note)
            return replace(nowhere, blocks=note.blocks)
        if tag == "tr" and at.rows is not None:
            at.rows.append(Row(extent))
            return replace(nowhere, cells=at.rows[-1].cells)
        if tag == "tc" and at.cells is not None:
            at.cells.append(Cell(_span(element), extent))
            return replace(nowhere, blocks=at.cells[-1].blocks)
        return self.block(element, tag, nowhere, at.blocks, extent) if at.blocks is not None else nowhere

    def block(self, element: Element, tag: str, nowhere: _At, blocks: list[Block], extent: Extent) -> _At:
        if tag == "tbl":
            table = TableBlock()
            blocks.append(table)
            return replace(nowhere, rows=table.rows)
        if tag == "altChunk":
            blocks.append(ChunkBlock(extent))
        elif tag in {"del", "moveFrom"}:
            blocks.append(DeletedBlock(words_in(element, "t", "delText"), extent))
        return nowhere

    def in_paragraph(self, element: Element, tag: str, at: _At, into: ParagraphBlock, extent: Extent) -> _At:
        """Put what stands in a paragraph into its pieces."""
        if tag in _NO_PIECES:
            return replace(at, into=None)
        if tag == "r":
            return replace(at, run=self.look(element, at))
        if tag in {"drawing", "pict"}:
            return self.drawing(element, at, into)
        if tag in {"del", "moveFrom", "ins", "moveTo"}:
            is_gone = tag in {"del", "moveFrom"}
            words = words_in(element, "t", "delText")
            self.put(Piece(Kind.DELETED if is_gone else Kind.INSERTED, words, words=extent), into, at)
            return replace(at, into=None) if is_gone else at
        if tag in {"hyperlink", "fldSimple"}:
            around = (*at.around, self.enclosure(element, tag))
            self.put(Piece(Kind.LINK, around=around), into, at)
            return replace(at, around=around)
        if tag in {"fldChar", "instrText"}:
            self.field(element, tag, at, into)
        elif (piece := self.piece(element, tag)) is not None:
            piece.words = extent
            self.put(piece, into, at)
        return at

    def put(self, piece: Piece, into: ParagraphBlock, at: _At) -> None:
        shown = tuple(each for each in into.open_fields if each.shown)
        piece.unit, piece.run, piece.around = at.unit, at.run, (piece.around or at.around) + shown
        into.pieces.append(piece)

    def piece(self, element: Element, tag: str) -> Piece | None:
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
            return Piece(Kind.SYMBOL, _symbol(element))
        if tag in {"bookmarkStart", "bookmarkEnd"}:
            kind = Kind.BOOKMARK if tag == "bookmarkStart" else Kind.BOOKMARK_END
            return Piece(kind, number, attribute(element, "w:name"))
        return Piece(Kind.COMMENT, number) if tag in {"commentReference", "commentRangeStart"} else None

    def look(self, run: Element, at: _At) -> RunLook:
        styles, properties = self.document.styles, child(run, "w:rPr")
        style = styles.names.get(value(properties, "w:rStyle"), "").lower()
        is_raised = value(properties, "w:vertAlign") == "superscript"
        bold, italic = (bool(on(properties, f"w:{tag}")) for tag in "bi")
        return RunLook(bold or style == "strong", italic or style == "emphasis", is_raised, style, at.letters.said)

    def enclosure(self, element: Element, tag: str) -> Enclosure:
        if tag == "fldSimple":
            return Enclosure(instruction=attribute(element, "w:instr"), is_field=True)
        found = self.relations.get(attribute(element, "r:id"))
        target = found.target if found and found.kind == "hyperlink" else ""
        return Enclosure(target, attribute(element, "w:anchor"))

    def field(self, element: Element, tag: str, at: _At, into: ParagraphBlock) -> None:
        """Follow a complex field (17.16.18): instructions, then what is shown."""
        fields, kind = into.open_fields, attribute(element, "w:fldCharType")
        if kind == "begin":
            fields.append(Enclosure(simple=False, is_field=True, closed=False))
            self.put(Piece(Kind.LINK, around=(*at.around, fields[-1])), into, at)
        elif fields and tag == "instrText":
            fields[-1].instruction += element.text or ""
        elif fields and kind == "separate":
            fields[-1].shown = True
        elif fields and kind == "end":
            fields.pop().closed = True

    def drawing(self, element: Element, at: _At, into: ParagraphBlock) -> _At:
        """Put a picture, which may have several files, into its paragraph."""
        blips = [each for each in element.iter() if local(each) in {"blip", "imagedata"}]
        if not blips:
            return replace(at, into=None, owner=into)
        related = (self.relations.get(attribute(each, "r:embed") or attribute(each, "r:id")) for each in blips)
        alt = next((attribute(each, "descr") for each in element.iter() if local(each) == "docPr"), "")
        made = Piece(Kind.PICTURE, name=alt, parts=tuple(each.target if each else "" for each in related))
        self.put(made, into, at)
        return replace(at, into=None, owner=into, drawn=made)

    # Words.

    def listen(self, element: Element, tag: str, at: _At) -> None:
        """Keep what an element says as its text or in an attribute."""
        if tag in _TEXTS or (tag == "v" and at.story is Story.CHART):
            self.keep(element, element.text or "", at)
        elif tag == "sym":
            self.keep(element, _symbol(element), at)
        elif tag == "textpath":
            self.keep(element, element.get("string") or "", at)
        elif tag == "altChunk":
            for each in self.inserted(self.part, attribute(element, "r:id")):
                number = len(self.document.words) + 1
                self.document.words.append(replace(each, number=number, paragraph=at.paragraph, cell=at.cell))
        elif tag == "lvlText" and _WORD.search(attribute(element, "w:val")):
            self.keep(element, attribute(element, "w:val"), at)
        else:
            self.labels(element, tag, at)

    def labels(self, element: Element, tag: str, at: _At) -> None:
        for key, text in element.items():
            named = (tag, str(key).rpartition("}")[2])
            if named in _SPEAKING or named in _LABELS:
                story = Story.ALTERNATIVE if named in _SPEAKING and tag != "hyperlink" else Story.LABEL
                self.keep(element, str(text), replace(at, story=story))

    def keep(self, element: Element, text: str, at: _At) -> None:
        if not text.strip():
            return
        code = self.codes.get(element)
        found = at.states | states(at.letters)
        if code is not None:
            found |= {State.FIELD_RESULT if code.shown else State.FIELD_CODE}
        number, kind = len(self.document.words) + 1, code.kind if code else ""
        self.document.words.append(Words(text, self.part, at.story, number, at.paragraph, at.cell, at.note, found, kind))


def _symbol(element: Element) -> str:
    return f"[{attribute(element, 'w:font')} {attribute(element, 'w:char')}]"


def _span(cell: Element) -> int:
    """Return how many columns a cell is wide (17.4.17)."""
    told = value(child(cell, "w:tcPr"), "w:gridSpan")
    return max(1, int(told)) if told.isdecimal() and len(told) < 4 else 1
