"""The plain values that a Word file is read as. Lengths are twentieths of a point, as in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from presskit.formats.ooxml.package import Part, Relation

__all__ = [
    "Bookmark",
    "Disorder",
    "DocxFile",
    "Field",
    "FontEntry",
    "Hyperlink",
    "Image",
    "Lang",
    "Paragraph",
    "Picture",
    "Reference",
    "Run",
    "Section",
    "Spot",
    "State",
    "Story",
    "Stylesheet",
    "TrackedChange",
    "Words",
    "field_kind",
]


class State(StrEnum):
    """What is with words beside being there."""

    STRUCK = "struck through"
    HIDDEN = "hidden"
    WHITE = "white on white"
    HIGHLIGHTED = "highlighted"
    DELETED = "deleted"
    INSERTED = "inserted"
    FIELD_CODE = "in a field's instruction"
    FIELD_RESULT = "in a field"
    FALLBACK = "for older programs"
    UNREAD = "not read"


class Story(StrEnum):
    """In what of a Word file words stand, as a reader would say it."""

    DOCUMENT = "text"
    TEXT_BOX = "text box"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTES = "footnote"
    ENDNOTES = "endnote"
    COMMENTS = "comment"
    INSERTED_FILE = "inserted file"
    CHART = "chart"
    DIAGRAM = "diagram"
    LISTS = "list's mark"
    ALTERNATIVE = "description of a picture"
    LABEL = "label of a field or link"
    BUILDING_BLOCKS = "building block"


@dataclass(frozen=True, slots=True)
class Words:
    """What one element of a file says: ``text`` as it stands there, never empty.

    ``part`` is the part's name in the archive, ``paragraph`` counts the part's paragraphs from 1 (0: in none), ``cell`` is
    table, row and column, each from 1, of the innermost table. ``note`` is the id of the footnote, endnote or comment.
    ``number`` counts the words of a file from 1. ``code`` is the kind of the field that they are in. ``apart``: a blank, a tab
    or a break stands before them, in an element of its own.
    """

    text: str
    part: str
    story: Story
    number: int = 0
    paragraph: int = 0
    cell: tuple[int, int, int] | None = None
    note: str = ""
    states: frozenset[State] = frozenset()
    code: str = ""
    apart: bool = False

    @property
    def seen(self) -> bool:
        """Whether somebody who looks at the page reads them, changes that were recorded as they now stand."""
        return not self.states & {State.STRUCK, State.HIDDEN, State.WHITE, State.DELETED, State.FIELD_CODE, State.FALLBACK}


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place: the part, and the paragraph in it, from 1; 0 outside of paragraphs."""

    part: str
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Lang:
    """A ``w:lang`` (17.3.2.20): the language of Latin letters and that of right-to-left scripts, each BCP 47 or empty."""

    latin: str = ""
    complex: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look, as it is seen, with breaks and tabs as characters.

    ``rtl``, ``hidden``, ``font`` and ``lang`` are what is in force, from the run itself, its styles and the defaults;
    ``font`` is that of the script that the run is in.
    """

    text: str
    rtl: bool = False
    hidden: bool = False
    font: str = ""
    lang: Lang = Lang()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``level`` is that of a heading, from 1, or 0; ``mark`` the number or bullet that Word counts for it.

    ``style`` is the style's name as Word shows it; ``id`` the ``w14:paraId``; ``bidi`` tells that it begins at the right.
    """

    spot: Spot
    style: str = ""
    level: int = 0
    mark: str = ""
    bidi: bool = False
    id: str = ""
    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """The words, hidden ones among them."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A ``w:bookmarkStart``, which has a name, or a ``w:bookmarkEnd``, which has none."""

    number: str
    name: str
    spot: Spot
    opens: bool


def field_kind(instruction: str) -> str:
    """Return the name of a field in capitals, such as PAGE, from its instruction."""
    return (instruction.split(maxsplit=1) or [""])[0].upper()


@dataclass(frozen=True, slots=True)
class Field:
    """A field (17.16): its instruction and what it shows. ``closed`` is false where its end is missing."""

    code: str
    result: str
    spot: Spot
    closed: bool = True

    @property
    def kind(self) -> str:
        """The field's name in capitals, such as PAGE."""
        return field_kind(self.code)


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A hyperlink: to ``target`` outside, or to the bookmark ``anchor``."""

    target: str
    anchor: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or drawing as it is placed. ``alt`` is what it is said to show; ``decorative`` that it shows nothing."""

    name: str
    alt: str
    decorative: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class Image:
    """A picture's file in the archive, and what it tells beside its pixels, such as «where it was taken»."""

    part: str
    tells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: the sheet's size, and whether it runs from the right."""

    width: int
    height: int
    bidi: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A recorded change (17.13.5) by the name of its element, and who made it."""

    kind: str
    author: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Disorder:
    """A child that stands where its parent does not allow it, both by name (``w:pPr``)."""

    parent: str
    child: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Reference:
    """What a paragraph asks for by name or number: a relationship, a style, a list."""

    id: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class FontEntry:
    """An entry of the table of fonts. ``stands_in`` are fonts to be taken where it is missing; it may be ``embedded``."""

    name: str
    stands_in: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """What styles, lists and fonts the file defines, and what its text asks for that is not there."""

    undefined: tuple[Reference, ...] = ()
    repeated: tuple[str, ...] = ()
    lists_undefined: tuple[Reference, ...] = ()
    fonts: tuple[FontEntry, ...] = ()
    default: Lang = Lang()


@dataclass(frozen=True, slots=True)
class DocxFile:
    """A Word file, looked into once. ``main`` is the part with the text; the other stories are headers, notes and such.

    ``core``, ``app`` and ``custom`` are its properties by name; ``settings`` the names of the settings that are there.
    ``words`` is every word of every part, also where no paragraph is, with its state.
    """

    name: str
    size: int
    main: str
    parts: tuple[Part, ...] = ()
    repeated_parts: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    dangling: tuple[Reference, ...] = ()
    core: Mapping[str, str] = field(default_factory=dict)
    app: Mapping[str, str] = field(default_factory=dict)
    custom: Mapping[str, str] = field(default_factory=dict)
    settings: frozenset[str] = frozenset()
    styles: Stylesheet = Stylesheet()
    paragraphs: tuple[Paragraph, ...] = ()
    marks: tuple[Bookmark, ...] = ()
    fields: tuple[Field, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    pictures: tuple[Picture, ...] = ()
    images: tuple[Image, ...] = ()
    sections: tuple[Section, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    comments: tuple[Spot, ...] = ()
    revision_ids: int = 0
    disorders: tuple[Disorder, ...] = ()
    words: tuple[Words, ...] = ()

    def text(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs of the text itself, without headers, notes and such."""
        return tuple(each for each in self.paragraphs if each.spot.part == self.main)

    def related(self, kind: str) -> tuple[Relation, ...]:
        """Return the relationships of a kind, such as ``header``."""
        return tuple(each for each in self.relations if each.kind == kind)
