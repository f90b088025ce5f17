"""The words of TMX 1.4 (LISA): properties of an entry, and inlines as the content of ``seg`` and back.

Marks are pairs of ``bpt`` and ``ept``, what stands for itself is ``ph``; its content is what the kit writes. The content of
a link's ``bpt`` is where it leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import count
from typing import assert_never

from lxml import etree

from presskit.formats.kit_yaml import enclosed, node_of, token_of
from presskit.formats.xml_text import Element, allowed, append_text, local
from presskit.model.document import Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text, Variable

__all__ = ["MEDIA_TYPE", "VERSION", "Prop", "fill", "inlines_in"]

VERSION = "1.4"
MEDIA_TYPE = "application/x-tmx+xml"


class Prop(StrEnum):
    """The properties of a ``tu`` that are presskit's own."""

    KEY = "x-presskit-key"
    FINGERPRINT = "x-presskit-fingerprint"
    REVISION = "x-presskit-revision"


def fill(seg: Element, inlines: Iterable[Inline]) -> None:
    """Write ``inlines`` as the content of ``seg``."""
    _fill(seg, inlines, count(1))


def _fill(seg: Element, inlines: Iterable[Inline], numbers: Iterator[int]) -> None:
    for inline in inlines:
        match inline:
            case Text(text=text):
                append_text(seg, text)
            case Strong(children=children):
                _add_pair(seg, "bold", children, numbers)
            case Emphasis(children=children):
                _add_pair(seg, "italic", children, numbers)
            case Link(children=children, target=target):
                _add_pair(seg, "link", children, numbers, target)
            case LineBreak():
                _mark(seg, "ph", type="lb")
            case NoteRef():
                _mark(seg, "ph", token_of(inline), type="x-note")
            case Variable():
                _mark(seg, "ph", token_of(inline), type="x-variable")
            case _:
                assert_never(inline)


def _add_pair(seg: Element, kind: str, children: Iterable[Inline], numbers: Iterator[int], code: str = "") -> None:
    number = str(next(numbers))
    _mark(seg, "bpt", code, i=number, type=kind)
    _fill(seg, children, numbers)
    _mark(seg, "ept", i=number)


def _mark(seg: Element, tag: str, code: str = "", **attributes: str) -> None:
    etree.SubElement(seg, tag, attributes).text = allowed(code) or None


def inlines_in(seg: Element) -> tuple[Inline, ...]:
    """Return the content of ``seg`` as inlines; what does not pair up is taken off, its words stay."""
    opened: list[tuple[Element, list[Inline]]] = [(seg, [])]
    _add_text(opened[-1][1], seg.text)
    for child in seg:
        match local(child):
            case "bpt":
                opened.append((child, []))
            case "ept" if len(opened) > 1:
                mark, children = opened.pop()
                opened[-1][1].extend(enclosed(mark.get("type"), tuple(children), mark.text or ""))
            case "ph":
                opened[-1][1].extend(_placed(child))
            case _:
                pass
        _add_text(opened[-1][1], child.tail)
    while len(opened) > 1:
        _, children = opened.pop()
        opened[-1][1].extend(children)
    return tuple(opened[0][1])


def _add_text(inlines: list[Inline], text: str | None) -> None:
    """Add text to the end of ``inlines``, to a text that is the last of them."""
    if text and inlines and isinstance(inlines[-1], Text):
        inlines[-1] = Text(inlines[-1].text + text)
    elif text:
        inlines.append(Text(text))


def _placed(node: Element) -> tuple[Inline, ...]:
    if node.get("type") == "lb":
        return (LineBreak(),)
    known = node_of(node.text or "")
    return (known,) if known else ()
