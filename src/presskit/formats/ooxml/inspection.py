"""Bytes → an inspected Word file: all that can be checked of one. Whatever the bytes are, it ends soon and with words."""

from __future__ import annotations

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from presskit.formats.ooxml.computed import Counting, fields_of
from presskit.formats.ooxml.names import WATCHED, Element, attribute, child, local, misplaced, name, short, value, words_in
from presskit.formats.ooxml.package import TYPES, Package, Relation
from presskit.formats.ooxml.styles import Styles
from presskit.formats.ooxml.tree import Document, Kind, ParagraphBlock
from presskit.formats.ooxml.values import (
    Change,
    Disorder,
    DocxFile,
    Field,
    FontEntry,
    Image,
    Lang,
    Link,
    Mark,
    Paragraph,
    Picture,
    Reference,
    Run,
    Section,
    Spot,
    Stylesheet,
)
from presskit.formats.ooxml.walk import walk

if TYPE_CHECKING:
    from PIL.Image import Exif
    from PIL.Image import Image as Opened

__all__ = ["read_docx", "words"]

_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_CHANGES = {
    "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange", "w:trPrChange",
    "w:tcPrChange", "w:tblGridChange", "w:tblPrExChange", "w:numberingChange", "w:cellIns", "w:cellDel", "w:cellMerge",
}  # fmt: skip
_RSIDS = {"w:rsid", "w:rsidRoot"}
_NO_LIST = "0"
_BODY_TEXT = 9
"""The outline level that is none (17.3.1.20)."""
_PLACE = "where it was taken"
_MOST = 500
_KINDS = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif"}
_GPS = 0x8825
_TAGS = {0x010F: "the camera", 0x0110: "the camera", 0x013B: "the author", 0x9C9D: "the author", 0x8298: "the owner of rights"}
_CAMERA = 0x8769
_CAMERA_TAGS = {0x9003: "when it was taken", 0xA430: "the owner of the camera", 0xA431: "the camera's serial number"}
_SAID = {Kind.TEXT, Kind.SIGN, Kind.BREAK}


def read_docx(data: bytes, name: str) -> DocxFile:
    """Return what there is to say of a Word file. Raises :class:`~presskit.formats.ooxml.package.UnreadableError`."""
    package = Package(data)
    roots = package.every_root()
    _demand_word(package)
    found = _Inspection(package, roots)
    document = walk(package, found.observe)
    return _inspected(package, roots, found, document, DocxFile(name, len(data), package.main))


def words(data: bytes) -> list[str]:
    """Return the paragraphs of a finished Word file in the order of reading, with the numbers of its lists.

    Raises :class:`~presskit.formats.ooxml.package.UnreadableError`.
    """
    text = [(re.sub(r"\D", "", each.mark), each.text) for each in read_docx(data, "").text()]
    return [f"{number}. {words}" if number else words for number, words in text]


def _demand_word(package: Package) -> None:
    """Refuse archives of other formats, and files whose text is not there."""
    main = package.main
    types = {each.name.lower(): each.content_type for each in package.parts}
    is_word = any(part.startswith("word/") or part == main for part in package.names)
    if package.xml(TYPES) is None or not is_word:
        raise package.unreadable("foreign")
    root = package.xml(main)
    if root is None:
        raise package.unreadable("broken", main)
    if "macroEnabled" in types[main.lower()]:
        raise package.unreadable("macros")
    if child(root, "w:body") is None:
        raise package.unreadable("broken" if "wordprocessingml" in types[main.lower()] else "foreign", main)


class _Inspection:
    """Gathers what any element of the text, the headers, footers, notes and comments can have."""

    def __init__(self, package: Package, roots: Mapping[str, Element]) -> None:
        related = package.relations(package.main).values()
        others = (each.target for kind in _STORIES for each in related if each.kind == kind)
        self.parts = [part for part in dict.fromkeys((package.main, *others)) if part in roots]
        self.relations = {part: package.relations(part) for part in self.parts}
        self.complex = {each.last: each for part in self.parts for each in fields_of(roots[part])}
        self.counting = Counting(roots.get(package.beside("numbering")))
        self.marks: list[Mark] = []
        self.fields: list[Field] = []
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.sections: list[Section] = []
        self.changes: list[Change] = []
        self.comments: list[Spot] = []
        self.related: list[Reference] = []
        self.styles: list[Reference] = []
        self.lists: list[Reference] = []
        self.disorders: list[Disorder] = []
        self.revision_ids = 0

    def observe(self, element: Element, tag: str, spot: Spot) -> None:
        """Notice an element in force."""
        if spot.part not in self.relations:
            return
        if tag in _CHANGES:
            self.changes.append(Change(tag, attribute(element, "w:author"), spot))
        if tag in WATCHED:
            self.disorders += [Disorder(tag, each, spot) for each in misplaced(element, tag)]
        for key in element.keys():  # noqa: SIM118 -- an element's items are its children
            known = short(str(key))
            if known.startswith("w:rsid"):
                self.revision_ids += 1
            elif known.startswith("r:") and element.get(key):
                self.related.append(Reference(str(element.get(key)), spot))
        if tag in _NOTICED:
            _NOTICED[tag](self, element, spot)

    def bookmark(self, element: Element, spot: Spot) -> None:
        opens = name(element) == "w:bookmarkStart"
        self.marks.append(Mark(attribute(element, "w:id"), attribute(element, "w:name"), spot, opens))

    def simple_field(self, element: Element, spot: Spot) -> None:
        self.fields.append(Field(attribute(element, "w:instr").strip(), words_in(element, "t"), spot))

    def field_mark(self, element: Element, spot: Spot) -> None:
        if element in self.complex:
            ended = self.complex[element]
            self.fields.append(Field(ended.instruction.strip(), ended.result, spot, ended.closed))

    def link(self, element: Element, spot: Spot) -> None:
        found = self.relations[spot.part].get(attribute(element, "r:id"))
        self.links.append(Link(found.target if found else "", attribute(element, "w:anchor"), spot))

    def drawing(self, element: Element, spot: Spot) -> None:
        """Notice a picture, chart or diagram; a box with text speaks for itself."""
        data = next((str(each.get("uri", "")) for each in element.iter() if name(each) == "a:graphicData"), "")
        told = child(element, "wp:docPr")
        if told is None or data.endswith(("wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas")):
            return
        decorative = any(name(each) == "adec:decorative" and each.get("val") in {"1", "true"} for each in told.iter())
        alt = (attribute(told, "descr") or attribute(told, "title")).strip()
        self.pictures.append(Picture(attribute(told, "name"), alt, decorative, spot))

    def old_picture(self, element: Element, spot: Spot) -> None:
        """Notice a picture as Word of before 2007 has it (VML)."""
        shape = element.getparent()
        self.pictures.append(Picture(attribute(shape, "id"), attribute(shape, "alt").strip(), decorative=False, spot=spot))

    def section(self, element: Element, spot: Spot) -> None:
        size = child(element, "w:pgSz")
        width, height = (_length(attribute(size, side)) for side in ("w:w", "w:h"))
        self.sections.append(Section(width, height, child(element, "w:bidi") is not None, spot))

    def comment(self, _: Element, spot: Spot) -> None:
        self.comments.append(spot)

    def style(self, element: Element, spot: Spot) -> None:
        self.styles.append(Reference(attribute(element, "w:val"), spot))

    def list(self, element: Element, spot: Spot) -> None:
        wanted = attribute(element, "w:val")
        if wanted != _NO_LIST and not self.counting.is_defined(wanted):
            self.lists.append(Reference(wanted, spot))


_NOTICED: Mapping[str, Callable[[_Inspection, Element, Spot], None]] = {
    "w:fldSimple": _Inspection.simple_field,
    "w:fldChar": _Inspection.field_mark,
    "w:bookmarkStart": _Inspection.bookmark,
    "w:bookmarkEnd": _Inspection.bookmark,
    "w:hyperlink": _Inspection.link,
    "wp:inline": _Inspection.drawing,
    "wp:anchor": _Inspection.drawing,
    "v:imagedata": _Inspection.old_picture,
    "w:sectPr": _Inspection.section,
    "w:commentReference": _Inspection.comment,
    "w:pStyle": _Inspection.style,
    "w:rStyle": _Inspection.style,
    "w:tblStyle": _Inspection.style,
    "w:numId": _Inspection.list,
}


def _length(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _inspected(
    package: Package, roots: Mapping[str, Element], found: _Inspection, document: Document, file: DocxFile
) -> DocxFile:
    relations = [each for part in ("", *package.names) for each in package.relations(part).values()]
    by_part: defaultdict[str, dict[str, Relation]] = defaultdict(dict)
    for each in relations:
        by_part[each.source][each.id] = each
    package_wide = {each.kind: roots.get(each.target) for each in relations if not each.source}
    styles, numbering, settings = (package.beside(kind) for kind in ("styles", "numbering", "settings"))
    lesser = {part: roots[part] for part in (styles, numbering, settings) if part in roots}
    return replace(
        file,
        parts=package.parts,
        repeated_parts=package.repeated,
        relations=tuple(relations),
        dangling=tuple(each for each in (*found.related, *_asked(lesser)) if each.id not in by_part[each.spot.part]),
        core=_properties(package_wide.get("core-properties")),
        app=_properties(_either(package_wide, "extended-properties", "extendedProperties")),
        custom=_custom(_either(package_wide, "custom-properties", "customProperties")),
        settings=frozenset(map(name, roots.get(settings, ()))),
        styles=_stylesheet(document.styles, found, lesser, roots.get(package.beside("fontTable"))),
        paragraphs=tuple(_paragraphs(document, found)),
        marks=tuple(found.marks),
        fields=tuple(found.fields),
        links=tuple(found.links),
        pictures=tuple(found.pictures),
        images=tuple(_images(package)),
        sections=tuple(found.sections),
        changes=tuple(found.changes),
        comments=tuple(found.comments),
        revision_ids=found.revision_ids + sum(1 for root in lesser.values() for each in root.iter() if name(each) in _RSIDS),
        disorders=(*found.disorders, *_disorders(lesser)),
        words=tuple(document.words),
    )


def _either(roots: Mapping[str, Element | None], transitional: str, strict: str) -> Element | None:
    found = roots.get(transitional)
    return roots.get(strict) if found is None else found


def _properties(root: Element | None) -> dict[str, str]:
    """Return core or extended properties that are text, by their local names: ``title``, ``Company`` (22.2; part 2, 11)."""
    return {local(each): (each.text or "").strip() for each in root if not len(each)} if root is not None else {}


def _custom(root: Element | None) -> dict[str, str]:
    """Return the custom properties by name (22.3)."""
    every = root if root is not None else ()
    return {attribute(each, "name"): "".join(str(text) for text in each.itertext()).strip() for each in every}


def _paragraphs(document: Document, found: _Inspection) -> Iterator[Paragraph]:
    """Yield the paragraphs as they are seen, with the marks that Word counts for them."""
    order = {part: place for place, part in enumerate(found.parts)}
    blocks = [each for each in document.paragraphs if each.part in order]
    for each in sorted(blocks, key=lambda each: order[each.part]):
        level = each.layout.level
        yield Paragraph(
            Spot(each.part, each.number),
            document.styles.names.get(each.style, each.style),
            0 if level is None or level >= _BODY_TEXT else level + 1,
            found.counting.mark_of(each.layout, each.style),
            bool(each.layout.bidi),
            each.id,
            tuple(_runs(each)),
        )


def _runs(block: ParagraphBlock) -> Iterator[Run]:
    said = (each for each in block.pieces if each.kind in _SAID and each.run is not None)
    for run, pieces in groupby(said, lambda each: each.run):
        text = "".join(each.text for each in pieces)
        if text and run is not None:
            letters = run.letters
            font = (letters.complex_font if letters.rtl else letters.font) or ""
            yield Run(text, bool(letters.rtl), bool(letters.hidden), font, Lang(letters.latin or "", letters.complex or ""))


def _asked(roots: Mapping[str, Element]) -> Iterator[Reference]:
    """Yield the relationships that parts without paragraphs ask for."""
    for part, root in roots.items():
        for each in root.iter():
            wanted = attribute(each, "r:id") or attribute(each, "r:embed")
            if wanted:
                yield Reference(wanted, Spot(part))


def _disorders(roots: Mapping[str, Element]) -> Iterator[Disorder]:
    for part, root in roots.items():
        for each in root.iter():
            tag = name(each)
            yield from (Disorder(tag, found, Spot(part)) for found in misplaced(each, tag))


def _stylesheet(styles: Styles, found: _Inspection, lesser: Mapping[str, Element], fonts: Element | None) -> Stylesheet:
    """Return what is defined, and what is asked for and is not there."""
    numbers = (each for each in _lists_of(styles.part, lesser.get(styles.part)) if not found.counting.is_defined(each.id))
    entries = [_font(each) for each in (fonts if fonts is not None else ()) if name(each) == "w:font"]
    return Stylesheet(
        undefined=(*(each for each in found.styles if each.id not in styles.elements), *styles.undefined()),
        repeated=styles.repeated,
        lists_undefined=(*found.lists, *numbers),
        fonts=tuple(entries),
        default=styles.lang,
    )


def _lists_of(part: str, root: Element | None) -> Iterator[Reference]:
    for each in root.iter() if root is not None else ():
        if name(each) == "w:numId" and attribute(each, "w:val") not in {"", "0"}:
            yield Reference(attribute(each, "w:val"), Spot(part))


def _font(entry: Element) -> FontEntry:
    embedded = any(name(each).startswith("w:embed") for each in entry)
    return FontEntry(attribute(entry, "w:name"), value(entry, "w:altName"), embedded)


def _images(package: Package) -> Iterator[Image]:
    """Yield the picture files among the parts."""
    names = [each for each in package.names if PurePosixPath(each).suffix.lower() in _KINDS]
    for each in names[:_MOST]:
        yield Image(each, tuple(dict.fromkeys(_tells(package.data(each)))))


def _tells(data: bytes) -> Iterator[str]:
    """Yield what a picture tells; one that cannot be read tells nothing that this program can see."""
    from PIL import Image as Pillow

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Pillow.open(io.BytesIO(data))
            yield from _exif(picture.getexif())
            yield from _texts(picture)
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, Pillow.DecompressionBombError):
        return


def _exif(exif: Exif) -> Iterator[str]:
    if exif.get_ifd(_GPS):
        yield _PLACE
    camera = exif.get_ifd(_CAMERA)
    for tags, told in ((exif, _TAGS), (camera, _CAMERA_TAGS)):
        yield from (words for tag, words in told.items() if tags.get(tag))


def _texts(picture: Opened) -> Iterator[str]:
    """Yield what stands in XMP, IPTC and the text chunks of a PNG."""
    if b"GPSLatitude" in _bytes(picture.info.get("xmp")) or "GPSLatitude" in str(picture.info.get("XML:com.adobe.xmp", "")):
        yield _PLACE
    if str(picture.info.get("Author", "")).strip():
        yield "the author"


def _bytes(data: object) -> bytes:
    return data if isinstance(data, bytes) else b""
