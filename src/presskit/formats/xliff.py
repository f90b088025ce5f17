"""The words of XLIFF 1.2 (OASIS, strict): the name space, and inlines as its content and back.

Strong and stressed words and links are ``<g>``; breaks, notes and variables ``<x>``, whose ``equiv-text`` is what the kit
writes for them. That of a link is where it leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import assert_never

from lxml import etree

from presskit.formats.kit_yaml import enclosed, joined, node_of, token_of
from presskit.formats.xml_text import Element, allowed, append_text, local
from presskit.model.document import Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text, Variable

__all__ = ["MEDIA_TYPE", "NAMESPACE", "STATES", "fill", "inlines_in", "name"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
MEDIA_TYPE = "application/xliff+xml"
STATES = ("needs-translation", "needs-review-translation", "translated")
"""The states that presskit writes: new, changed since it was translated, done."""


def name(tag: str) -> str:
    """Return the full name of an element."""
    return f"{{{NAMESPACE}}}{tag}"


def fill(into: Element, inlines: Iterable[Inline]) -> None:
    """Write ``inlines`` as the content of ``source`` or ``target``; every mark gets the next number."""
    _fill(into, inlines, count(1))


def _fill(into: Element, inlines: Iterable[Inline], numbers: Iterator[int]) -> None:
    for inline in inlines:
        match inline:
            case Text(text=text):
                append_text(into, text)
            case Strong(children=children):
                _fill(_mark(into, "g", numbers, "bold"), children, numbers)
            case Emphasis(children=children):
                _fill(_mark(into, "g", numbers, "italic"), children, numbers)
            case Link(children=children, target=target):
                _fill(_mark(into, "g", numbers, "link", target), children, numbers)
            case LineBreak():
                _mark(into, "x", numbers, "lb")
            case NoteRef():
                _mark(into, "x", numbers, "x-note", token_of(inline))
            case Variable(forms=()):
                _mark(into, "x", numbers, "x-variable", token_of(inline))
            case Variable():  # with forms of a noun, which are to be translated
                append_text(into, token_of(inline))
            case _:
                assert_never(inline)


def _mark(into: Element, tag: str, numbers: Iterator[int], ctype: str, equivalent: str = "") -> Element:
    mark = etree.SubElement(into, name(tag), id=str(next(numbers)), ctype=ctype)
    if equivalent:
        mark.set("equiv-text", allowed(equivalent))
    return mark


def inlines_in(content: Element) -> tuple[Inline, ...]:
    """Return the content of ``source`` or ``target`` as inlines. Marks that presskit does not write are taken off."""
    inlines: list[Inline] = [*_words(content.text)]
    for child in content:
        match local(child):
            case "g" | "mrk":
                inlines += enclosed(child.get("ctype"), inlines_in(child), child.get("equiv-text", ""))
            case "x" | "ph":
                inlines += _placed(child)
            case _:
                pass
        inlines += _words(child.tail)
    return joined(inlines)


def _words(text: str | None) -> tuple[Inline, ...]:
    return (Text(text),) if text else ()


def _placed(node: Element) -> tuple[Inline, ...]:
    if node.get("ctype") == "lb":
        return (LineBreak(),)
    known = node_of(node.get("equiv-text", ""))
    return (known,) if known else _words(node.get("equiv-text"))
