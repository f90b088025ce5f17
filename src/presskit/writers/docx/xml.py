"""Elements of WordprocessingML (ECMA-376, part 1), made short and kept in the order that the schema asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsmap
from docx.oxml.parser import OxmlElement

from presskit.formats.ooxml.names import ORDERED
from presskit.formats.xml_text import Element, allowed

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.document import DocumentPart

__all__ = ["W14", "Element", "add_part", "allowed", "name", "properties_of", "put", "put_in_order", "take", "value", "w"]

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W = nsmap["w"]
_ORDERS = {tag: {f"{{{_W}}}{each[2:]}": place for each, place in ORDERED[f"w:{tag}"].items()} for tag in ("pPr", "rPr")}
_ORDER = _ORDERS["pPr"]


def name(tag: str) -> str:
    """Return the full name of a ``w:`` element or attribute."""
    return f"{{{_W}}}{tag}"


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return the element ``w:tag`` with ``children`` and ``w:`` attributes."""
    made: Element = OxmlElement(f"w:{tag}")
    for key, content in attributes.items():
        made.set(name(key), allowed(str(content)))
    made.extend(children)
    return made


def value(element: Element | None, attribute: str = "val") -> str:
    """Return a ``w:`` attribute, empty where there is none."""
    return "" if element is None else element.get(name(attribute), "")


def add_part(document: DocumentPart, place: str, content: str, relation: str, root: Element) -> None:
    """Add a part to the package of a document, in a ``relation`` to it; ``content`` is its media type."""
    document.relate_to(XmlPart(PackURI(place), content, cast("BaseOxmlElement", root), document.package), relation)


def properties_of(paragraph: Element) -> Element:
    """Return the ``w:pPr`` of a paragraph, made where it is missing."""
    if (found := paragraph.find(name("pPr"))) is None:
        found = w("pPr")
        paragraph.insert(0, found)
    return found


def put(properties: Element, child: Element) -> None:
    """Put ``child`` into a ``w:pPr`` where the schema wants it (CT_PPr), instead of one of its kind."""
    take(properties, child.tag)
    properties.insert(sum(_ORDER.get(each.tag, len(_ORDER)) < _ORDER[child.tag] for each in properties), child)


def put_in_order(root: Element) -> None:
    """Sort the properties of paragraphs and runs as the schema asks; LibreOffice 7 saves some out of order."""
    for tag, order in _ORDERS.items():
        for properties in root.iter(name(tag)):
            properties[:] = sorted(properties, key=lambda each: order.get(each.tag, len(order)))


def take(properties: Element, *tags: str) -> None:
    """Take the children called ``tags`` (full names) out."""
    for child in [each for each in properties if each.tag in tags]:
        properties.remove(child)
