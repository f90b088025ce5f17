"""The text of a release as a tree: inlines in blocks in a statement. Knows no file format.

Every node carries the :class:`~presskit.source.Span` it was read from; spans do not take part in comparison, so that
``read(write(document)) == document`` can hold across formats.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from presskit.source import Span, span_field

__all__ = [
    "VARIABLES",
    "Block",
    "BlockQuote",
    "Bullets",
    "Calls",
    "Emphasis",
    "Figure",
    "Footnote",
    "Heading",
    "Inline",
    "LineBreak",
    "Link",
    "ListItem",
    "NoteRef",
    "Numbered",
    "Paragraph",
    "Section",
    "Segment",
    "Statement",
    "Strong",
    "Table",
    "TableRow",
    "Text",
    "Translates",
    "Variable",
    "fingerprint",
    "flat_text",
    "in_blocks",
    "inlines_of",
    "plain_text",
    "segments",
    "walk_inlines",
]

@dataclass(frozen=True, slots=True)
class Text:
    """Words without a mark. Never empty."""

    text: str
    span: Span = span_field()

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("a Text holds at least one character")


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words (italic in Latin script, weight or colour in Arabic)."""

    children: tuple[Inline, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly stressed words (bold)."""

    children: tuple[Inline, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to ``target``: an absolute ``https:``, ``http:``, ``mailto:`` or ``tel:`` URL (RFC 3986)."""

    children: tuple[Inline, ...]
    target: str
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A break the author asked for inside a paragraph."""

    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The mark of the footnote with this ``label``. ``number`` is as printed; empty until an edition numbers the notes."""

    label: str
    number: str = ""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Variable:
    """A value the kit fills in, written ``{{ name }}``. An edition holds none: it has replaced them by text.

    ``forms`` are those of the noun that a count counts, one of which is printed with it.
    """

    name: str
    forms: tuple[str, ...] = ()
    span: Span = span_field()

    @property
    def written(self) -> str:
        """The variable as the kit's Markdown has it: ``{{ date }}``, ``{{ person_count | person | persons }}``."""
        return f"{{{{ {' | '.join((self.name, *self.forms))} }}}}"


VARIABLES = (
    "signatory_count",
    "signatory_count_words",
    "organisation_count",
    "person_count",
    "coalition_count",
    "date",
    "places",
    "embargo",
    "version",
    "release_id",
)
"""The names that a :class:`Variable` may have."""

Inline: TypeAlias = Text | Emphasis | Strong | Link | LineBreak | NoteRef | Variable


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: one segment for a translator. ``id`` lasts while its text is edited."""

    inlines: tuple[Inline, ...]
    id: str = ""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-heading. ``level`` is 2 to 4: the release's title is the one heading of level 1."""

    inlines: tuple[Inline, ...]
    level: Literal[2, 3, 4] = 2
    id: str = ""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list: a paragraph, then what hangs below it (further paragraphs, nested lists)."""

    blocks: tuple[Block, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without numbers."""

    items: tuple[ListItem, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered list that begins at ``start``."""

    items: tuple[ListItem, ...]
    start: int = 1
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls to action: what leads in, then the demands, numbered from 1 and set apart on the page."""

    lead: tuple[Paragraph, ...]
    items: tuple[ListItem, ...]
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """Somebody's words, and who said them (without the dash)."""

    blocks: tuple[Block, ...]
    attribution: Paragraph | None = None
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the kit. ``source`` is a path inside the kit, ``alt`` says what it shows, ``credit`` who made it.

    An edition prints ``credit`` as a line in its language; ``creator`` is then the name alone.

    ``id`` names the caption as a segment; the alternative text is the segment ``id + "-alt"``.
    """

    source: str
    alt: str
    caption: tuple[Inline, ...] = ()
    credit: str = ""
    id: str = ""
    span: Span = span_field()
    creator: str = ""


Alignment: TypeAlias = Literal["", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: as many cells as the table has columns. A cell is a paragraph, one segment for a translator.

    ``id`` lasts while its text is edited; the cells' ids are made of it: ``id-1``, ``id-2``. An empty cell has no inlines.
    """

    cells: tuple[Paragraph, ...]
    id: str = ""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the row of its heads, the others, and how each column is aligned (empty: as the text is)."""

    head: TableRow
    rows: tuple[TableRow, ...]
    alignments: tuple[Alignment, ...]
    span: Span = span_field()

    @property
    def all_rows(self) -> tuple[TableRow, ...]:
        """The head and the other rows, in order."""
        return (self.head, *self.rows)


Block: TypeAlias = Paragraph | Heading | Bullets | Numbered | Calls | BlockQuote | Figure | Table
Segment: TypeAlias = Paragraph | Heading | Figure


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note below the text, called by :class:`NoteRef` through its label."""

    label: str
    blocks: tuple[Block, ...]
    number: str = ""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of an edition, such as the notes to editors."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Translates:
    """Which text a translation was made from: its language and its :attr:`Statement.revision`."""

    language: str
    revision: str
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class Statement:
    """The release's text in one language (BCP 47), as its author wrote it: variables unfilled, notes unnumbered."""

    language: str
    title: Paragraph
    body: tuple[Block, ...]
    subtitle: Paragraph | None = None
    boilerplate: tuple[Block, ...] = ()
    notes: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""
    translates: Translates | None = None
    span: Span = span_field()

    @property
    def revision(self) -> str:
        """Twelve hex digits that change when any translatable word changes."""
        digest = hashlib.sha256()
        for segment in segments(self):
            digest.update(f"{segment.id}\x1f{fingerprint(segment)}\x1e".encode())
        return digest.hexdigest()[:12]


def _marked(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(text=text):
                yield text
            case Emphasis(children=children):
                yield from ("\x01", *_marked(children), "\x02")
            case Strong(children=children):
                yield from ("\x03", *_marked(children), "\x04")
            case Link(children=children, target=target):
                yield from ("\x05", *_marked(children), f"\x06{target}\x07")
            case LineBreak():
                yield "\x0b"
            case NoteRef(label=label):
                yield f"\x0e{label}\x0f"
            case Variable():
                yield inline.written
            case _:
                assert_never(inline)


def flat_text(inlines: Iterable[Inline], shown: Callable[[LineBreak | NoteRef | Variable], str]) -> str:
    """Return the words without emphasis and links; ``shown`` returns what stands for each node that is no text."""
    leaves = (each for each in walk_inlines(inlines) if not isinstance(each, Emphasis | Strong | Link))
    return "".join(each.text if isinstance(each, Text) else shown(each) for each in leaves)


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the words alone: a line break is a space, a note's mark is its number where it has one."""
    return flat_text(inlines, _plain)


def _plain(node: LineBreak | NoteRef | Variable) -> str:
    if isinstance(node, NoteRef):
        return node.number
    return " " if isinstance(node, LineBreak) else node.written


def fingerprint(segment: Segment) -> str:
    """Return twelve hex digits of the segment's words and marks, blind to how its white space is laid out."""
    if isinstance(segment, Figure):
        words = "\x1f".join([segment.alt, "".join(_marked(segment.caption)), segment.credit])
    else:
        words = "".join(_marked(segment.inlines))
    normal = " ".join(unicodedata.normalize("NFC", words).split(" "))
    return hashlib.sha256(" ".join(normal.split()).encode()).hexdigest()[:12]


def in_blocks(blocks: Iterable[Block]) -> Iterator[Segment]:
    """Yield the translatable blocks among ``blocks`` and inside them, in reading order."""
    for block in blocks:
        match block:
            case Paragraph() | Heading() | Figure():
                yield block
            case Bullets(items=items) | Numbered(items=items):
                yield from in_blocks(inner for item in items for inner in item.blocks)
            case Calls(lead=lead, items=items):
                yield from in_blocks((*lead, *(inner for item in items for inner in item.blocks)))
            case BlockQuote(blocks=quoted, attribution=attribution):
                yield from in_blocks((*quoted, *([attribution] if attribution else ())))
            case Table():
                yield from (cell for row in block.all_rows for cell in row.cells if cell.inlines)
            case _:
                assert_never(block)


def walk_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield every inline and what stands in it, in reading order, each before its own children."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Strong | Link):
            yield from walk_inlines(inline.children)


def inlines_of(segment: Segment) -> tuple[Inline, ...]:
    """Return the inlines of a segment: a figure's are those of its caption."""
    return segment.caption if isinstance(segment, Figure) else segment.inlines


def segments(statement: Statement) -> Iterator[Segment]:
    """Yield every translatable block in reading order: title, subtitle, body, boilerplate, notes, footnotes."""
    yield from filter(None, (statement.title, statement.subtitle))
    yield from in_blocks((*statement.body, *statement.boilerplate, *statement.notes))
    yield from in_blocks(block for footnote in statement.footnotes for block in footnote.blocks)


def links(statement: Statement) -> Iterator[Link]:
    """Yield the links of a text in reading order."""
    inlines = (each for segment in segments(statement) for each in walk_inlines(inlines_of(segment)))
    return (each for each in inlines if isinstance(each, Link))
