"""What a PDF holds, as plain values: pages with their boxes and marks, fonts, tags, and what the file says of itself.

Lengths are points (1/72 inch) in the page's own coordinates, origin at the lower left. «Rough» boxes come from bounding
boxes of paths and clips, and from glyph widths with a guessed height.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from presskit.formats.pdf_file.colour import Colour, ColourSpace

__all__ = [
    "Block",
    "Box",
    "Content",
    "Font",
    "Glyphs",
    "Image",
    "Intent",
    "LinkAnnotation",
    "Metadata",
    "Page",
    "PaintedImage",
    "PaintedObject",
    "PaintedText",
    "PdfFile",
    "Place",
    "Structure",
    "Transparency",
]

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Glyphs: TypeAlias = tuple[str, ...]
BoxName: TypeAlias = Literal["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"]
Owner: TypeAlias = tuple[int, int]
"""The object number and generation of the page or form in which content is marked."""


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page, counted from 1."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Content:
    """How a mark stands in the structure (ISO 32000-1, 14.6–14.8): by an identifier, as an artifact, or not at all."""

    key: tuple[Owner, int] | None = None
    artifact: bool = False


@dataclass(frozen=True, slots=True)
class Transparency:
    """What makes a mark transparent or lets it overprint (ISO 32000-1, 11.6.4, 8.6.7)."""

    alpha: float = 1.0
    blend: str = "Normal"
    masked: bool = False
    overprint: bool = False

    @property
    def transparent(self) -> bool:
        """Whether what lies below shows through."""
        return self.alpha < 1 or self.masked or self.blend not in {"Normal", "Compatible"}


@dataclass(frozen=True, slots=True)
class Font:
    """A font as the file names it, without the tag of a subset. ``embedded`` holds for Type 3 fonts too.

    ``unicode``: codes can be turned into characters; ``identity``: code 0 is the glyph .notdef.
    """

    name: str
    embedded: bool
    unicode: bool = True
    identity: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedObject:
    """What one operator paints, inside the clip: its rough box, its colour, its place in the structure.

    ``width`` is that of a stroke's line in points as it is drawn; 0 elsewhere.
    """

    kind: Literal["text", "fill", "stroke", "shading", "image"]
    box: Box
    colour: Colour
    content: Content = Content()
    transparency: Transparency = Transparency()
    width: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedText(PaintedObject):
    """Text that one operator shows. ``size`` is the size as drawn, in points; ``missing`` counts glyphs .notdef."""

    font: Font
    size: float
    glyphs: Glyphs
    missing: int = 0
    visible: bool = True

    @property
    def text(self) -> str:
        """The characters, as they are painted from left to right."""
        return "".join(self.glyphs)


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the file: its pixels and colours. ``ink`` is what nearly all of its pixels keep to, in per cent.

    ``smoothed`` tells that viewers are to interpolate it, ``tells`` what its metadata says, in words that follow «tells».
    """

    width: int
    height: int
    space: ColourSpace
    mask: bool = False
    soft_mask: bool = False
    ink: float | None = None
    smoothed: bool = False
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedImage(PaintedObject):
    """An image where it is painted; ``dpi`` is the smaller of its resolutions across and down, as drawn."""

    image: Image
    dpi: float


@dataclass(frozen=True, slots=True)
class LinkAnnotation:
    """A link annotation. ``target`` is a URI, or empty for a place in the file; ``lost`` that the place is not there."""

    box: Box
    target: str
    contents: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``boxes`` are those that the file gives; ``group`` is the colour space in which it is blended.

    ``rotation`` is how far a viewer turns it clockwise: 0, 90, 180 or 270 degrees.
    """

    number: int
    boxes: Mapping[BoxName, Box]
    marks: tuple[PaintedObject, ...] = ()
    links: tuple[LinkAnnotation, ...] = ()
    annotations: tuple[tuple[str, Box], ...] = ()
    group: ColourSpace | None = None
    rotation: int = 0

    @property
    def media(self) -> Box:
        """The sheet."""
        return self.boxes["MediaBox"]

    @property
    def shown(self) -> Box:
        """What a viewer shows: CropBox, or else the sheet."""
        return self.boxes.get("CropBox") or self.media

    @property
    def trim(self) -> Box:
        """The page after it is cut: TrimBox, or else what a viewer shows."""
        return self.boxes.get("TrimBox") or self.shown

    @property
    def bleed(self) -> Box:
        """Where artwork may end: BleedBox, or else the trim."""
        return self.boxes.get("BleedBox") or self.trim


@dataclass(frozen=True, slots=True)
class Block:
    """An element that holds text. ``pieces`` are its runs in reading order, each as the texts of its glyphs.

    The glyphs of a run stand as they are painted, from left to right, whatever the direction of its script. ``places``
    says where each piece stands.
    """

    tag: str
    pieces: tuple[Glyphs, ...]
    places: tuple[Place | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """The tags (ISO 32000-1, 14.7). ``keys`` are the marked contents that the tree holds; ``figures`` lack a text."""

    marked: bool = False
    suspect: bool = False
    blocks: tuple[Block, ...] = ()
    keys: frozenset[tuple[Owner, int]] = frozenset()
    figures: tuple[Place | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: ``subtype`` is GTS_PDFX or GTS_PDFA1, ``channels`` those of its ICC profile, 0 without one."""

    subtype: str
    condition: str
    channels: int = 0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself: the Info dictionary by key, and the XMP packet by ``prefix:name`` of the standard.

    ``xmp`` is None where there is no packet; ``broken`` where it cannot be read.
    """

    info: Mapping[str, str] = field(default_factory=dict)
    xmp: Mapping[str, str] | None = None
    broken: bool = False

    def xmp_value(self, name: str) -> str:
        """Return a property of the XMP packet; empty where it is not there."""
        return (self.xmp or {}).get(name, "")


@dataclass(frozen=True, slots=True)
class PdfFile:
    """An inspected PDF. ``unseen`` says what was left unread because it is too large, too deep or broken."""

    name: str
    size: int
    version: str = ""
    pages: tuple[Page, ...] = ()
    fonts: tuple[Font, ...] = ()
    structure: Structure = Structure()
    metadata: Metadata = Metadata()
    language: str = ""
    shows_title: bool = False
    intents: tuple[Intent, ...] = ()
    encrypted: bool = False
    identified: bool = True
    actions: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
