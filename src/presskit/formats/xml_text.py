"""XML that is exchanged with other programs: only characters that it can hold, laid out by line, read without danger."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, TypeAlias

from lxml import etree

__all__ = ["LANG", "SPACE", "Element", "UnfitXmlError", "allowed", "append_text", "laid_out", "local", "parsed"]

Element: TypeAlias = etree._Element  # noqa: SLF001 -- lxml has no other name for it

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class UnfitXmlError(ValueError):
    """The bytes cannot be read as XML, or may not be; the message says why, for the user."""


def allowed(text: str) -> str:
    """Return ``text`` without the characters that XML 1.0 cannot hold (2.2), not even escaped."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def append_text(element: Element, text: str) -> None:
    """Add text to the end of an element's content."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + allowed(text)
    else:
        element.text = (element.text or "") + allowed(text)


def local(element: Any) -> str:
    """Return an element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def laid_out(root: Element, lines: Collection[str]) -> bytes:
    """Return the document with each element on its line; those with a local name of ``lines`` stay as they are."""
    _indent(root, lines, 0)
    root.tail = None
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _indent(node: Element, lines: Collection[str], depth: int) -> None:
    if local(node) in lines or not len(node):
        return
    node.text = "\n" + "  " * (depth + 1)
    for child in node:
        _indent(child, lines, depth + 1)
        child.tail = node.text
    node[-1].tail = "\n" + "  " * depth


def parsed(data: bytes) -> Element:
    """Return the root of a document; raises :class:`UnfitXmlError`.

    Entities are not declared in any file that presskit exchanges: a document that does is refused (XML 1.0, 4.2), and
    nothing is fetched.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnfitXmlError("it is not well-formed XML") from error
    table: Any = root.getroottree().docinfo.internalDTD
    if table is not None and any(True for _ in table.iterentities()):
        raise UnfitXmlError("it declares entities, which no such file needs")
    return root
