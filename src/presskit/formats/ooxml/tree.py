"""A Word file as the walk leaves it: blocks, paragraphs, and the pieces of a paragraph in the order of reading.

Every block and piece knows which of the file's words are its own (:class:`Extent`), so that a reader can mark the words that
it took, and report the rest as lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import chain, groupby
from typing import TypeAlias

from presskit.formats.ooxml.computed import SILENT
from presskit.formats.ooxml.names import Element
from presskit.formats.ooxml.styles import Character, Layout, Styles
from presskit.formats.ooxml.values import State, Story, Words
from presskit.typography import clean

__all__ = [
    "Block",
    "Cell",
    "ChunkBlock",
    "DeletedBlock",
    "Document",
    "Enclosure",
    "Extent",
    "Kind",
    "Ledger",
    "Note",
    "ParagraphBlock",
    "Passage",
    "Piece",
    "Row",
    "RunLook",
    "TableBlock",
    "joined",
    "paragraphs_of",
    "words_of",
]


@dataclass(slots=True)
class Extent:
    """The words of an element and of all that it holds, by their numbers: they follow each other in the file."""

    first: int = 0
    last: int = -1

    @property
    def numbers(self) -> range:
        """The numbers of the words."""
        return range(self.first, self.last + 1)


class Kind(Enum):
    """What a piece of a paragraph is."""

    TEXT = auto()
    SIGN = auto()
    SYMBOL = auto()
    BREAK = auto()
    NOTE = auto()
    BOX = auto()
    PICTURE = auto()
    LINK = auto()
    INSERTED = auto()
    DELETED = auto()
    BOOKMARK = auto()
    BOOKMARK_END = auto()
    COMMENT = auto()


@dataclass(frozen=True, slots=True, eq=False)
class RunLook:
    """How the pieces of one run look; a run is known by this object.

    ``bold`` and ``italic`` are those of the run itself, or its style where that is called Strong or Emphasis. ``style`` is
    the name of its character style in lower case, ``letters`` all that is in force.
    """

    bold: bool = False
    italic: bool = False
    raised: bool = False
    style: str = ""
    letters: Character = field(default_factory=Character)


@dataclass(slots=True, eq=False)
class Enclosure:
    """A hyperlink or a field that words stand in.

    ``target`` is what a hyperlink leads to outside, ``anchor`` the bookmark that it leads to; ``instruction`` is a field's.
    ``simple`` tells an element around words from a field that begins and ends between runs; that one may not be ``closed``.
    """

    target: str = ""
    anchor: str = ""
    instruction: str = ""
    simple: bool = True
    is_field: bool = False
    shown: bool = False
    closed: bool = True


@dataclass(slots=True, eq=False)
class Piece:
    """A piece of a paragraph.

    ``text`` is its words; for notes, bookmarks and comments their id. ``name`` is a bookmark's name, ``footnote`` or
    ``endnote``, a picture's description. ``unit`` counts the paragraph's own children, ``blocks`` are those of a text box,
    ``parts`` a picture's files in the archive.
    """

    kind: Kind
    text: str = ""
    name: str = ""
    unit: int = 0
    run: RunLook | None = None
    around: tuple[Enclosure, ...] = ()
    words: Extent = field(default_factory=Extent)
    blocks: list[Block] = field(default_factory=list)
    parts: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class ParagraphBlock:
    """A paragraph. ``number`` counts the paragraphs of ``part`` from 1; ``style`` is the style's id, ``id`` the ``w14:paraId``.

    ``layout`` is what is in force; ``ends`` are the recorded changes of its end: ``ins``, ``del``.
    """

    element: Element
    part: str
    number: int
    style: str
    layout: Layout
    id: str
    ends: tuple[str, ...]
    pieces: list[Piece] = field(default_factory=list)
    open_fields: list[Enclosure] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Cell:
    """A cell of a table, ``span`` columns wide (17.4.17)."""

    span: int
    words: Extent
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Row:
    """A row of a table."""

    words: Extent
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class TableBlock:
    """A table."""

    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class ChunkBlock:
    """A file that is inserted as it is (``w:altChunk``, 17.17.2)."""

    words: Extent


@dataclass(slots=True, eq=False)
class DeletedBlock:
    """Blocks that a recorded change takes away; ``text`` is what they said."""

    text: str
    words: Extent


Block: TypeAlias = ParagraphBlock | TableBlock | ChunkBlock | DeletedBlock


@dataclass(slots=True, eq=False)
class Note:
    """A footnote, an endnote or a comment, by its ``id``. ``kind`` is empty but for separators and such (17.18.33)."""

    story: Story
    id: str
    kind: str
    author: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Document:
    """All that a walk found.

    ``stories`` are the parts with words and what they are. ``blocks`` are those of the text itself, ``paragraphs`` all of all
    parts, ``bookmark_ends`` the numbers of the text's bookmarks that end.
    """

    styles: Styles
    stories: Mapping[str, Story]
    words: list[Words] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    paragraphs: list[ParagraphBlock] = field(default_factory=list)
    bookmark_ends: set[str] = field(default_factory=set)

    def parts(self, story: Story) -> list[str]:
        """Return the names of the parts that are such a story."""
        return [part for part, each in self.stories.items() if each is story]


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[ParagraphBlock]:
    """Yield the paragraphs in blocks, those of tables and text boxes among them, in the order of reading."""
    for block in blocks:
        if isinstance(block, ParagraphBlock):
            yield block
            inner = [piece.blocks for piece in block.pieces]
        else:
            inner = [cell.blocks for row in block.rows for cell in row.cells] if isinstance(block, TableBlock) else []
        yield from paragraphs_of(chain.from_iterable(inner))


def words_of(blocks: Iterable[Block]) -> str:
    """Return the words of blocks on one line."""
    texts = (piece.text for each in paragraphs_of(blocks) for piece in each.pieces if piece.kind is Kind.TEXT)
    return " ".join(clean("".join(texts)).split())


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring words of one paragraph of one part, of which no reader took any."""

    story: Story
    part: str
    paragraph: int
    note: str
    words: str
    states: frozenset[State] = frozenset()

    @property
    def place(self) -> str:
        """Where they stand, in words: «footnote», «text box, hidden»."""
        shown = [state for state in State if state in self.states and state not in {State.INSERTED, State.FIELD_RESULT}]
        return ", ".join([self.story, *shown])


@dataclass(slots=True)
class Ledger:
    """The words of a file, and those that a reader took or reported: ``read`` are their numbers."""

    words: Sequence[Words]
    read: set[int] = field(default_factory=set)

    def words_of(self, extent: Extent) -> list[Words]:
        """Return the words of an extent."""
        return [self.words[number - 1] for number in extent.numbers]

    def take(self, extent: Extent) -> None:
        """Mark words as taken or reported."""
        self.read.update(extent.numbers)

    def take_parts(self, parts: Collection[str]) -> None:
        """Mark all words of some parts."""
        self.read.update(each.number for each in self.words if each.part in parts)

    def left(self) -> Iterator[Words]:
        """Yield the words that no reader took, without the copies of taken words for older programs.

        Instructions of fields that are of no use to a reader, such as PAGE, and texts without letters are no words.
        """
        texts = {each.text.strip() for each in self.words if State.FALLBACK not in each.states}
        apart = False
        for each in self.words:
            is_copy = State.FALLBACK in each.states and each.text.strip() in texts
            is_silent = State.FIELD_CODE in each.states and each.code in SILENT
            if not any(map(str.isalnum, each.text)):
                apart = True
            elif each.number not in self.read and not is_copy and not is_silent:
                yield replace(each, apart=True) if apart else each
                apart = False

    def passages(self, parts: Collection[str] | None = None) -> Iterator[Passage]:
        """Yield what no reader took, in the order of the file, by paragraph; only that of ``parts`` where they are given."""
        return joined(each for each in self.left() if parts is None or each.part in parts)


def joined(words: Iterable[Words]) -> Iterator[Passage]:
    """Yield words as passages: those of one paragraph, in one state, are one."""
    for key, group in groupby(words, lambda each: (each.story, each.part, each.paragraph, each.note, each.states)):
        story, part, paragraph, note, states = key
        pieces = [f" {each.text}" if each.apart else each.text for each in group]
        text = " / ".join(pieces) if story in {Story.INSERTED_FILE, Story.CHART, Story.LABEL} else "".join(pieces)
        yield Passage(story, part, paragraph, note, " ".join(clean(text).split()), states)
