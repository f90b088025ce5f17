"""Bytes → an inspected PDF. Whatever the bytes are, it ends soon and with words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Literal

import pikepdf
from lxml import etree

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.active_content import actions, attachments
from presskit.formats.pdf_file.interpreter import ResourceCache
from presskit.formats.pdf_file.limits import Budget, TooMuchError, qpdf_limits
from presskit.formats.pdf_file.pages import read_pages
from presskit.formats.pdf_file.structure import read_structure
from presskit.formats.pdf_file.values import Intent, Metadata, PdfFile

__all__ = ["UnreadableError", "read_intents", "read_metadata", "read_pdf"]

PACKET = 4 * 1024 * 1024
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


def read_metadata(pdf: pikepdf.Pdf, budget: Budget) -> Metadata:
    """Return both accounts of a file."""
    info = {key.removeprefix("/"): coercion.text(value) or coercion.name(value) for key, value in coercion.entries(_info(pdf))}
    stream = coercion.get(pdf.Root, "/Metadata")
    if not coercion.is_stream(stream):
        return Metadata(info)
    try:
        return Metadata(info, dict(_properties(coercion.decoded(stream, budget)[:PACKET])))
    except (etree.XMLSyntaxError, ValueError, TooMuchError):
        return Metadata(info, {}, broken=True)


def _info(pdf: pikepdf.Pdf) -> Any:
    return coercion.get(pdf.trailer, "/Info")


def _properties(packet: bytes) -> Iterator[tuple[str, str]]:
    """Yield the properties of the known standards; of a list its items with commas, of languages the first."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    root = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser)
    for description in root.iter(f"{_RDF}Description"):
        yield from ((_short(str(name)), str(value)) for name, value in description.attrib.items())
        for child in description.iterchildren(tag=etree.Element):
            yield _short(str(child.tag)), _value(child)


def _short(name: str) -> str:
    space, _, local = name.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(space, space)}:{local}"


def _value(element: etree._Element) -> str:
    listed = [each.text or "" for each in element.iter(f"{_RDF}li")]
    if element.find(f"{_RDF}Alt") is not None:
        return listed[0] if listed else ""
    return ", ".join(listed) if listed else (element.text or "").strip()


def read_intents(pdf: pikepdf.Pdf) -> tuple[Intent, ...]:
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
    cache, budget = ResourceCache(Budget()), Budget()
    pages = tuple(page for _, page in read_pages(pdf, cache))
    if not pages:
        raise UnreadableError("broken")
    fonts = [loaded.font for loaded in (*cache.fonts.values(), *cache.loose)]
    return PdfFile(
        name=name,
        size=len(data),
        version=pdf.pdf_version,
        pages=pages,
        fonts=tuple(dict.fromkeys(fonts)),
        structure=read_structure(pdf, pages, budget),
        metadata=read_metadata(pdf, budget),
        language=coercion.text(coercion.get(pdf.Root, "/Lang")),
        shows_title=coercion.get(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle") is True,
        intents=read_intents(pdf),
        encrypted=pdf.is_encrypted,
        identified=coercion.get(pdf.trailer, "/ID") is not None,
        actions=actions(pdf, budget),
        attachments=attachments(pdf, budget),
        unseen=tuple(dict.fromkeys(cache.unseen)),
    )
