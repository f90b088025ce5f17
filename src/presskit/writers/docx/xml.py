"""Elements of WordprocessingML (ECMA-376, part 1), made short and kept in the order that the schema asks for."""

from __future__ import annotations

import re
from typing import TypeAlias

from docx.oxml.ns import nsmap
from docx.oxml.parser import OxmlElement
from lxml import etree

from presskit.formats.ooxml.names import ORDERED

__all__ = ["W14", "Element", "allowed", "name", "properties_of", "put", "put_in_order", "take", "value", "w"]

Element: TypeAlias = etree._Element  # noqa: SLF001 -- lxml has no other name for it

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W = nsmap["w"]
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ORDER = {f"{{{_W}}}{tag[2:]}": place for tag, place in ORDERED["w:pPr"].items()}
_RUN_ORDER = {f"{{{_W}}}{tag[2:]}": place for tag, place in ORDERED["w:rPr"].items()}


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


def allowed(text: str) -> str:
    """Return ``text`` without the characters that XML 1.0 cannot hold (2.2), not even escaped."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def properties_of(paragraph: Element) -> Element:
    """Return the ``w:pPr`` of a paragraph, made where it is missing."""
    found = paragraph.find(name("pPr"))
    if found is None:
        found = w("pPr")
        paragraph.insert(0, found)
    return found


def put(properties: Element, child: Element) -> None:
    """Put ``child`` into a ``w:pPr`` where the schema wants it (CT_PPr), instead of one of its kind."""
    take(properties, child.tag)
    place = _ORDER[child.tag]
    after = sum(1 for each in properties if _ORDER.get(each.tag, len(_ORDER)) < place)
    properties.insert(after, child)


def put_in_order(root: Element) -> None:
    """Sort the properties of paragraphs and runs as the schema asks; LibreOffice 7 saves some out of order."""
    for tag, order in (("pPr", _ORDER), ("rPr", _RUN_ORDER)):
        for properties in root.iter(name(tag)):
            properties[:] = sorted(properties, key=lambda each: order.get(each.tag, len(order)))


def take(properties: Element, *tags: str) -> None:
    """Take the children called ``tags`` (full names) out."""
    for child in [each for each in properties if each.tag in tags]:
        properties.remove(child)
