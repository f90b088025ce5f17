"""Bytes → an inspected PDF. Whatever the bytes are, it ends soon and with words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any, Literal

import pikepdf
from lxml import etree

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.coercion import PAGES, Budget, TooMuchError, qpdf_limits
from presskit.formats.pdf_file.colour import colour_space
from presskit.formats.pdf_file.interpreter import Graphics, Interpreter, ResourceCache
from presskit.formats.pdf_file.operators import OPERATORS
from presskit.formats.pdf_file.structure import read_structure
from presskit.formats.pdf_file.values import Box, BoxName, Intent, LinkAnnotation, Metadata, Page, PaintedObject, PdfFile
from presskit.limits import PDF_METADATA_BYTES

__all__ = ["UnreadableError", "read_pdf"]

NAMES: tuple[BoxName, ...] = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
LETTER: Box = (0.0, 0.0, 612.0, 792.0)
NEST = 64


def _pages(pdf: pikepdf.Pdf, cache: ResourceCache) -> Iterator[Page]:
    places = _destinations(pdf, cache)
    yield from (_page(number, page.obj, cache, places) for number, page in enumerate(islice(pdf.pages, PAGES), 1))
    if len(pdf.pages) > PAGES:
        cache.unseen.append(f"pages after the {PAGES}th")


def _page(number: int, page: Any, cache: ResourceCache, places: set[str]) -> Page:
    unit = coercion.number(coercion.get(page, "/UserUnit"), 1.0)
    given = ((name, coercion.box(_inherited(page, f"/{name}"), unit)) for name in NAMES)
    boxes: dict[BoxName, Box] = {name: box for name, box in given if box is not None}
    boxes.setdefault("MediaBox", LETTER)
    annotations = [
        (_kind(each), coercion.box(coercion.get(each, "/Rect"), unit) or (0.0, 0.0, 0.0, 0.0), each)
        for each in coercion.items(coercion.get(page, "/Annots"))[:5000]
    ]
    group = coercion.get(page, "/Group", "/CS")
    return Page(
        number=number,
        boxes=boxes,
        marks=_marks(number, page, boxes, unit, cache),
        links=tuple(_link(each, box, places) for kind, box, each in annotations if kind == "Link"),
        annotations=tuple((kind, box) for kind, box, _ in annotations),
        group=None if group is None else colour_space(group, coercion.get(page, "/Resources")),
        rotation=int(coercion.number(_inherited(page, "/Rotate"))) % 360,
    )


def _inherited(page: Any, name: str) -> Any:
    """Return an attribute that a page may have from its parents (ISO 32000-1, 7.7.3.4)."""
    for _ in range(NEST):
        value = coercion.get(page, name)
        if value is not None or page is None:
            return value
        page = coercion.get(page, "/Parent")
    return None


def _marks(number: int, page: Any, boxes: dict[BoxName, Box], unit: float, cache: ResourceCache) -> tuple[PaintedObject, ...]:
    """Return what the page paints, as far as it can be read; the rest is kept in ``cache.unseen``."""
    interpreter = Interpreter(
        OPERATORS,
        cache,
        coercion.key(page),
        _inherited(page, "/Resources"),
        Graphics(matrix=(unit, 0.0, 0.0, unit, 0.0, 0.0), clip=boxes["MediaBox"]),
    )
    try:
        interpreter.run(each for each in coercion.items(coercion.get(page, "/Contents")) if coercion.is_stream(each))
    except TooMuchError as problem:
        if cache.budget.spent:  # of a file that is half read the checks would say what is not so
            raise
        cache.unseen.append(f"page {number}: {problem}")
    return tuple(interpreter.marks)


def _kind(annotation: Any) -> str:
    return coercion.name(coercion.get(annotation, "/Subtype"))


def _link(annotation: Any, box: Box, places: set[str]) -> LinkAnnotation:
    action = coercion.get(annotation, "/A")
    place = coercion.get(annotation, "/Dest")
    if place is None and coercion.name(coercion.get(action, "/S")) == "GoTo":
        place = coercion.get(action, "/D")
    named = coercion.text(place) or coercion.name(place)
    lost = (action is None and place is None) or (bool(named) and named not in places)
    target, contents = coercion.get(action, "/URI"), coercion.get(annotation, "/Contents")
    return LinkAnnotation(box, coercion.text(target), coercion.text(contents), lost)


def _destinations(pdf: pikepdf.Pdf, cache: ResourceCache) -> set[str]:
    """Return the names of places in the file (12.3.2.3)."""
    names = {key.removeprefix("/") for key, _ in coercion.entries(coercion.get(pdf.Root, "/Dests"))}
    leaves = coercion.walk(coercion.get(pdf.Root, "/Names", "/Dests"), "/Kids", "/Names", cache.budget)
    return names | {coercion.text(each) for each in leaves if isinstance(each, pikepdf.String)}


ACTIVE = frozenset(
    {"JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Movie", "Sound", "Rendition", "RichMediaExecute"}
)
CHAIN = 50


def _actions(pdf: pikepdf.Pdf, budget: Budget) -> tuple[str, ...]:
    """Return the kinds of actions that do more than lead to a page or an address (ISO 32000-1, 12.6), each once."""
    kinds = [kind for holder in _holders(pdf, budget) for kind in _kinds(holder) if kind in ACTIVE]
    scripts = list(coercion.walk(coercion.get(pdf.Root, "/Names", "/JavaScript"), "/Kids", "/Names", budget))
    return tuple(dict.fromkeys([*kinds, *(["JavaScript"] if scripts else [])]))


def _holders(pdf: pikepdf.Pdf, budget: Budget) -> Iterator[Any]:
    """Yield what can hold actions: the catalog, pages, annotations, fields."""
    yield pdf.Root
    for page in islice(pdf.pages, PAGES):
        budget.step()
        yield page.obj
        yield from coercion.items(coercion.get(page.obj, "/Annots"))[:5000]
    yield from coercion.items(coercion.get(pdf.Root, "/AcroForm", "/Fields"))[:5000]


def _kinds(holder: Any) -> Iterator[str]:
    """Yield the kinds of the actions of ``holder``, and of those that follow them."""
    additional = [value for _, value in coercion.entries(coercion.get(holder, "/AA"))]
    for action in [coercion.get(holder, "/OpenAction"), coercion.get(holder, "/A"), *additional]:
        for _ in range(CHAIN):
            yield coercion.name(coercion.get(action, "/S"))
            action = coercion.get(action, "/Next")  # noqa: PLW2901 -- a chain of actions, followed to its end
            if action is None:
                break


def _attachments(pdf: pikepdf.Pdf, budget: Budget) -> tuple[str, ...]:
    """Return the names of attached files (7.11.4), those of annotations too."""
    leaves = coercion.walk(coercion.get(pdf.Root, "/Names", "/EmbeddedFiles"), "/Kids", "/Names", budget)
    listed = [_file_name(each) for each in leaves if coercion.get(each, "/EF") is not None]
    pinned = [_file_name(coercion.get(each, "/FS")) for each in _holders(pdf, budget) if _kind(each) == "FileAttachment"]
    return tuple(dict.fromkeys([*listed, *pinned]))


def _file_name(specification: Any) -> str:
    unicode_name = coercion.text(coercion.get(specification, "/UF"))
    return unicode_name or coercion.text(coercion.get(specification, "/F")) or "a file without a name"


PACKET = PDF_METADATA_BYTES
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
}


def _metadata(pdf: pikepdf.Pdf, budget: Budget) -> Metadata:
    """Return the Info dictionary and the XMP packet."""
    info = {
        key.removeprefix("/"): coercion.text(value) or coercion.name(value)
        for key, value in coercion.entries(coercion.get(pdf.trailer, "/Info"))
    }
    stream = coercion.get(pdf.Root, "/Metadata")
    if not coercion.is_stream(stream):
        return Metadata(info)
    try:
        return Metadata(info, dict(_properties(coercion.decoded(stream, budget)[:PACKET])))
    except (etree.XMLSyntaxError, ValueError, TooMuchError):
        return Metadata(info, {}, broken=True)


def _properties(packet: bytes) -> Iterator[tuple[str, str]]:
    """Yield the properties of the known standards; of a list its items with commas, of languages the first."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    for description in etree.fromstring(packet.strip(b"\0 \r\n\t"), parser).iter(f"{_RDF}Description"):
        yield from ((_short(str(name)), str(value)) for name, value in description.attrib.items())
        yield from ((_short(str(child.tag)), _value(child)) for child in description.iterchildren(tag=etree.Element))


def _short(name: str) -> str:
    space, _, local = name.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(space, space)}:{local}"


def _value(element: etree._Element) -> str:
    listed = [each.text or "" for each in element.iter(f"{_RDF}li")]
    if element.find(f"{_RDF}Alt") is not None:
        return next(iter(listed), "")
    return ", ".join(listed) if listed else (element.text or "").strip()


def _intents(pdf: pikepdf.Pdf) -> tuple[Intent, ...]:
    """Return the output intents (ISO 32000-1, 14.11.5)."""
    return tuple(
        Intent(
            coercion.name(coercion.get(each, "/S")),
            coercion.text(coercion.get(each, "/OutputConditionIdentifier")),
            int(coercion.number(coercion.get(each, "/DestOutputProfile", "/N"))),
        )
        for each in coercion.items(coercion.get(pdf.Root, "/OutputIntents"))[:20]
    )


HEAD = 1024
"""Viewers look for %PDF- in so many bytes (ISO 32000-1, Annex H, 3.4.1)."""
SLACK = 4096


class UnreadableError(Exception):
    """The bytes cannot be read as a PDF; ``reason`` says why."""

    def __init__(self, reason: Literal["empty", "no-pdf", "password", "broken", "too-much"]) -> None:
        self.reason = reason
        super().__init__(reason)


def read_pdf(data: bytes, name: str) -> PdfFile:
    """Return what there is to say of a PDF, parsed once. Raises :class:`UnreadableError`."""
    if len(data) < SLACK and not data.strip():
        raise UnreadableError("empty")
    if b"%PDF-" not in data[:HEAD]:
        raise UnreadableError("no-pdf")
    try:
        with qpdf_limits(), pikepdf.open(io.BytesIO(data)) as pdf:
            return _inspected(pdf, data, name)
    except pikepdf.PasswordError as problem:
        raise UnreadableError("password") from problem
    except TooMuchError as problem:
        raise UnreadableError("too-much") from problem
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, MemoryError) as problem:
        raise UnreadableError("broken") from problem  # RuntimeError: RecursionError, and what qpdf says in C++


def _inspected(pdf: pikepdf.Pdf, data: bytes, name: str) -> PdfFile:
    cache, budget = ResourceCache(Budget.for_size(len(data))), Budget.for_size(len(data))
    if not (pages := tuple(_pages(pdf, cache))):
        raise UnreadableError("broken")
    return PdfFile(
        name=name,
        size=len(data),
        version=pdf.pdf_version,
        pages=pages,
        fonts=tuple(dict.fromkeys(cache.loaded)),
        structure=read_structure(pdf, pages, budget),
        metadata=_metadata(pdf, budget),
        language=coercion.text(coercion.get(pdf.Root, "/Lang")),
        shows_title=coercion.get(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle") is True,
        intents=_intents(pdf),
        encrypted=pdf.is_encrypted,
        identified=coercion.get(pdf.trailer, "/ID") is not None,
        actions=_actions(pdf, budget),
        attachments=_attachments(pdf, budget),
        unseen=tuple(dict.fromkeys(cache.unseen)),
    )
