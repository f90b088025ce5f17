"""What a file says of itself: the Info dictionary, the XMP packet (ISO 16684-1), output intents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree

from presskit.formats.pdf_file import plain
from presskit.formats.pdf_file.limits import Budget, TooMuchError
from presskit.formats.pdf_file.values import Intent, Metadata

__all__ = ["read_intents", "read_metadata"]

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
    info = {key.removeprefix("/"): plain.text(value) or plain.name(value) for key, value in plain.entries(_info(pdf))}
    stream = plain.get(pdf.Root, "/Metadata")
    if not plain.is_stream(stream):
        return Metadata(info)
    try:
        return Metadata(info, dict(_properties(plain.decoded(stream, budget)[:PACKET])))
    except (etree.XMLSyntaxError, ValueError, TooMuchError):
        return Metadata(info, {}, broken=True)


def _info(pdf: pikepdf.Pdf) -> Any:
    return plain.get(pdf.trailer, "/Info")


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
            plain.name(plain.get(each, "/S")),
            plain.text(plain.get(each, "/OutputConditionIdentifier")),
            int(plain.number(plain.get(each, "/DestOutputProfile", "/N"))),
        )
        for each in plain.items(plain.get(pdf.Root, "/OutputIntents"))[:20]
    )
