"""Bytes → an inspected Word file: all that can be checked of one. Unreadable bytes raise an error with a reason."""

from __future__ import annotations

import io
import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from presskit.formats.ooxml.computed import Counting, fields_of
from presskit.formats.ooxml.names import (
    WATCHED,
    Element,
    attribute,
    child,
    children,
    local,
    misplaced,
    name,
    short,
    value,
    whole,
    words_in,
)
from presskit.formats.ooxml.package import TYPES, Package, Relation
from presskit.formats.ooxml.styles import Styles
from presskit.formats.ooxml.tree import Document, Kind, ParagraphBlock
from presskit.formats.ooxml.values import (
    Bookmark,
    Disorder,
    DocxFile,
    Field,
    FontEntry,
    Hyperlink,
    Image,
    Lang,
    Paragraph,
    Picture,
    Reference,
    Run,
    Section,
    Spot,
    Stylesheet,
    TrackedChange,
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
_LISTS = ("marks", "fields", "links", "pictures", "sections", "changes", "comments")
"""The fields of a :class:`DocxFile` that are lists of what elements are."""
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
_TEXTS = {Kind.TEXT, Kind.SIGN, Kind.BREAK}


def read_docx(data: bytes, name: str) -> DocxFile:
    """Return the inspected Word file. Raises :class:`~presskit.formats.ooxml.package.UnreadableError`."""
    package = Package(data)
    roots = package.every_root()
    _demand_word(package)
    found = _Inspection(package, roots)
    return _inspected(package, roots, found, walk(package, found.observe), DocxFile(name, len(data), package.main))


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
    if package.xml(TYPES) is None or not any(part.startswith("word/") or part == main for part in package.names):
        raise package.unreadable("foreign")
    if (root := package.xml(main)) is None:
        raise package.unreadable("broken", main)
    if "macroEnabled" in types[main.lower()]:
        raise package.unreadable("macros")
    if child(root, "w:body") is None:
        raise package.unreadable("broken" if "wordprocessingml" in types[main.lower()] else "foreign", main)


class _Inspection:
    """Collects what elements of the text, the headers, footers, notes and comments are: ``found``, by kind."""

    def __init__(self, package: Package, roots: Mapping[str, Element]) -> None:
        related = package.relations(package.main).values()
        others = (each.target for kind in _STORIES for each in related if each.kind == kind)
        self.parts = [part for part in dict.fromkeys((package.main, *others)) if part in roots]
        self.relations = {part: package.relations(part) for part in self.parts}
        self.complex = {each.last: each for part in self.parts for each in fields_of(roots[part])}
        self.counting = Counting(roots.get(package.beside("numbering")))
        self.found: defaultdict[str, list[Any]] = defaultdict(list)
        self.revision_ids = 0

    def observe(self, element: Element, tag: str, spot: Spot) -> None:
        """Record an element in force."""
        if spot.part not in self.relations:
            return
        if tag in _CHANGES:
            self.found["changes"].append(TrackedChange(tag, attribute(element, "w:author"), spot))
        if tag in WATCHED:
            self.found["disorders"] += [Disorder(tag, each, spot) for each in misplaced(element, tag)]
        attributes = [(short(str(key)), str(content)) for key, content in element.items()]
        self.revision_ids += sum(key.startswith("w:rsid") for key, _ in attributes)
        self.found["related"] += [Reference(content, spot) for key, content in attributes if key.startswith("r:") and content]
        if tag in _HANDLERS:
            key, values = _HANDLERS[tag]
            self.found[key] += values(self, element, spot)

    def field_mark(self, element: Element, spot: Spot) -> list[Field]:
        """Return the field that a mark ends."""
        ended = self.complex.get(element)
        return [Field(ended.instruction.strip(), ended.result, spot, ended.closed)] if ended else []

    def link(self, element: Element, spot: Spot) -> list[Hyperlink]:
        found = self.relations[spot.part].get(attribute(element, "r:id"))
        return [Hyperlink(found.target if found else "", attribute(element, "w:anchor"), spot)]

    def drawing(self, element: Element, spot: Spot) -> list[Picture]:
        """Return a picture, chart or diagram, but no box with text."""
        data = next((str(each.get("uri", "")) for each in element.iter() if name(each) == "a:graphicData"), "")
        properties = child(element, "wp:docPr")
        if properties is None or data.endswith(("wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas")):
            return []
        picture = Picture(
            name=attribute(properties, "name"),
            alt=(attribute(properties, "descr") or attribute(properties, "title")).strip(),
            decorative=any(name(each) == "adec:decorative" and each.get("val") in {"1", "true"} for each in properties.iter()),
            spot=spot,
        )
        return [picture]

    def old_picture(self, element: Element, spot: Spot) -> list[Picture]:
        """Return a picture in the format of Word before 2007 (VML)."""
        shape = element.getparent()
        return [Picture(attribute(shape, "id"), attribute(shape, "alt").strip(), decorative=False, spot=spot)]

    def section(self, element: Element, spot: Spot) -> list[Section]:
        width, height = (whole(attribute(child(element, "w:pgSz"), side)) for side in ("w:w", "w:h"))
        return [Section(width, height, child(element, "w:bidi") is not None, spot)]

    def undefined_list(self, element: Element, spot: Spot) -> list[Reference]:
        number = attribute(element, "w:val")
        return [] if number == _NO_LIST or self.counting.is_defined(number) else [Reference(number, spot)]


def _bookmark(_: _Inspection, element: Element, spot: Spot) -> list[Bookmark]:
    return [Bookmark(attribute(element, "w:id"), attribute(element, "w:name"), spot, name(element) == "w:bookmarkStart")]


def _style(_: _Inspection, element: Element, spot: Spot) -> list[Reference]:
    return [Reference(attribute(element, "w:val"), spot)]


_HANDLERS: Mapping[str, tuple[str, Callable[[_Inspection, Element, Spot], Sequence[Any]]]] = {
    "w:fldSimple": ("fields", lambda _, each, spot: [Field(attribute(each, "w:instr").strip(), words_in(each, "t"), spot)]),
    "w:fldChar": ("fields", _Inspection.field_mark),
    "w:bookmarkStart": ("marks", _bookmark),
    "w:bookmarkEnd": ("marks", _bookmark),
    "w:hyperlink": ("links", _Inspection.link),
    "wp:inline": ("pictures", _Inspection.drawing),
    "wp:anchor": ("pictures", _Inspection.drawing),
    "v:imagedata": ("pictures", _Inspection.old_picture),
    "w:sectPr": ("sections", _Inspection.section),
    "w:commentReference": ("comments", lambda _, __, spot: [spot]),
    "w:pStyle": ("styles", _style),
    "w:rStyle": ("styles", _style),
    "w:tblStyle": ("styles", _style),
    "w:numId": ("lists", _Inspection.undefined_list),
}
"""The list that an element adds to, and what."""


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
    lists: dict[str, Any] = {key: tuple(found.found[key]) for key in _LISTS}
    return replace(
        file,
        parts=package.parts,
        repeated_parts=package.repeated,
        relations=tuple(relations),
        dangling=tuple(each for each in (*found.found["related"], *_related(lesser)) if each.id not in by_part[each.spot.part]),
        core=_properties(package_wide.get("core-properties")),
        app=_properties(_either(package_wide, "extended-properties", "extendedProperties")),
        custom=_custom(_either(package_wide, "custom-properties", "customProperties")),
        settings=frozenset(map(name, roots.get(settings, ()))),
        styles=_stylesheet(document.styles, found, lesser, roots.get(package.beside("fontTable"))),
        paragraphs=tuple(_paragraphs(document, found)),
        images=tuple(_images(package)),
        revision_ids=found.revision_ids + sum(1 for root in lesser.values() for each in root.iter() if name(each) in _RSIDS),
        disorders=(*found.found["disorders"], *_disorders(lesser)),
        words=tuple(document.words),
        **lists,
    )


def _either(roots: Mapping[str, Element | None], *kinds: str) -> Element | None:
    return next((roots[each] for each in kinds if roots.get(each) is not None), None)


def _properties(root: Element | None) -> dict[str, str]:
    """Return core or extended properties that are text, by their local names: ``title``, ``Company`` (22.2; part 2, 11)."""
    return {local(each): (each.text or "").strip() for each in root if not len(each)} if root is not None else {}


def _custom(root: Element | None) -> dict[str, str]:
    """Return the custom properties by name (22.3)."""
    return {attribute(each, "name"): "".join(map(str, each.itertext())).strip() for each in (root if root is not None else ())}


def _paragraphs(document: Document, found: _Inspection) -> Iterator[Paragraph]:
    """Yield the paragraphs as they are seen, with the marks that Word counts for them."""
    order = {part: place for place, part in enumerate(found.parts)}
    for each in sorted((each for each in document.paragraphs if each.part in order), key=lambda each: order[each.part]):
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
    texts = (each for each in block.pieces if each.kind in _TEXTS and each.run is not None)
    for run, pieces in groupby(texts, lambda each: each.run):
        text = "".join(each.text for each in pieces)
        if text and run is not None:
            letters = run.letters
            yield Run(
                text,
                bool(letters.rtl),
                bool(letters.hidden),
                (letters.complex_font if letters.rtl else letters.font) or "",
                Lang(letters.latin or "", letters.complex or ""),
            )


def _related(roots: Mapping[str, Element]) -> Iterator[Reference]:
    """Return the relationships that parts without paragraphs refer to."""
    elements = ((part, each) for part, root in roots.items() for each in root.iter())
    ids = ((part, attribute(each, "r:id") or attribute(each, "r:embed")) for part, each in elements)
    return (Reference(each, Spot(part)) for part, each in ids if each)


def _disorders(roots: Mapping[str, Element]) -> Iterator[Disorder]:
    elements = ((part, each, name(each)) for part, root in roots.items() for each in root.iter())
    return (Disorder(tag, found, Spot(part)) for part, each, tag in elements for found in misplaced(each, tag))


def _stylesheet(styles: Styles, found: _Inspection, lesser: Mapping[str, Element], fonts: Element | None) -> Stylesheet:
    """Return what is defined, and what is referred to and is not defined."""
    root = lesser.get(styles.part)
    numbers = (attribute(each, "w:val") for each in (root.iter() if root is not None else ()) if name(each) == "w:numId")
    missing = [each for each in numbers if each not in {"", _NO_LIST} and not found.counting.is_defined(each)]
    return Stylesheet(
        undefined=(*(each for each in found.found["styles"] if each.id not in styles.elements), *styles.undefined()),
        repeated=styles.repeated,
        lists_undefined=(*found.found["lists"], *(Reference(each, Spot(styles.part)) for each in missing)),
        fonts=tuple(_font(each) for each in children(fonts, "w:font")),
        default=styles.lang,
    )


def _font(entry: Element) -> FontEntry:
    return FontEntry(
        attribute(entry, "w:name"),
        value(entry, "w:altName"),
        any(name(each).startswith("w:embed") for each in entry),
    )


def _images(package: Package) -> Iterator[Image]:
    """Return the picture files among the parts."""
    names = [each for each in package.names if PurePosixPath(each).suffix.lower() in _KINDS]
    return (Image(each, tuple(dict.fromkeys(_metadata(package.data(each))))) for each in names[:_MOST])


def _metadata(data: bytes) -> Iterator[str]:
    """Yield what the metadata of a picture contains; nothing for one that cannot be read."""
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
    for tags, known in ((exif, _TAGS), (exif.get_ifd(_CAMERA), _CAMERA_TAGS)):
        yield from (words for tag, words in known.items() if tags.get(tag))


def _texts(picture: Opened) -> Iterator[str]:
    """Yield what XMP, IPTC and the text chunks of a PNG contain."""
    if any("GPSLatitude" in str(picture.info.get(key)) for key in ("xmp", "XML:com.adobe.xmp")):
        yield _PLACE
    if str(picture.info.get("Author", "")).strip():
        yield "the author"
