"""The words of TMX 1.4 (LISA): properties of an entry, and inlines as the content of ``seg`` and back.

Marks are pairs of ``bpt`` and ``ept``, what stands for itself is ``ph``; its content is what the kit writes. The content of
a link's ``bpt`` is where it leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import assert_never

from lxml import etree

from presskit.formats.kit_yaml import node_of, token_of
from presskit.formats.xml_text import Element, allowed, local
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
    last: Element | None = None
    for piece in _pieces(inlines, iter(range(1, 1_000_000))):
        if not isinstance(piece, str):
            seg.append(piece)
            last = piece
        elif last is None:
            seg.text = (seg.text or "") + allowed(piece)
        else:
            last.tail = (last.tail or "") + allowed(piece)


def _pieces(inlines: Iterable[Inline], numbers: Iterator[int]) -> Iterator[Element | str]:
    for inline in inlines:
        match inline:
            case Text(text=text):
                yield text
            case Strong(children=children):
                yield from _pair("bold", children, numbers)
            case Emphasis(children=children):
                yield from _pair("italic", children, numbers)
            case Link(children=children, target=target):
                yield from _pair("link", children, numbers, target)
            case LineBreak():
                yield _mark("ph", type="lb")
            case NoteRef():
                yield _mark("ph", token_of(inline), type="x-note")
            case Variable():
                yield _mark("ph", token_of(inline), type="x-variable")
            case _:
                assert_never(inline)


def _pair(kind: str, children: Iterable[Inline], numbers: Iterator[int], code: str = "") -> Iterator[Element | str]:
    number = str(next(numbers))
    yield _mark("bpt", code, i=number, type=kind)
    yield from _pieces(children, numbers)
    yield _mark("ept", i=number)


def _mark(tag: str, code: str = "", **attributes: str) -> Element:
    made = etree.Element(tag, attributes)
    made.text = allowed(code) or None
    return made


def inlines_in(seg: Element) -> tuple[Inline, ...]:
    """Return the content of ``seg`` as inlines; what does not pair up is taken off, its words stay."""
    opened: list[tuple[Element | None, list[Inline]]] = [(None, [])]
    _say(opened, seg.text)
    for child in seg:
        match local(child):
            case "bpt":
                opened.append((child, []))
            case "ept" if len(opened) > 1:
                begun, children = opened.pop()
                opened[-1][1].extend(_marked(begun, tuple(children)))
            case "ph":
                opened[-1][1].extend(_placed(child))
            case _:
                pass
        _say(opened, child.tail)
    while len(opened) > 1:
        _, children = opened.pop()
        opened[-1][1].extend(children)
    return tuple(opened[0][1])


def _say(opened: list[tuple[Element | None, list[Inline]]], text: str | None) -> None:
    """Add words to what is open, to those before them where nothing stands between."""
    into = opened[-1][1]
    if text and into and isinstance(into[-1], Text):
        into[-1] = Text(into[-1].text + text)
    elif text:
        into.append(Text(text))


def _marked(begun: Element | None, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    kind = begun.get("type") if begun is not None else None
    match kind:
        case "bold" if children:
            return (Strong(children),)
        case "italic" if children:
            return (Emphasis(children),)
        case "link" if children and begun is not None and begun.text:
            return (Link(children, begun.text),)
        case _:
            return children


def _placed(node: Element) -> tuple[Inline, ...]:
    if node.get("type") == "lb":
        return (LineBreak(),)
    known = node_of(node.text or "")
    return (known,) if known else ()
