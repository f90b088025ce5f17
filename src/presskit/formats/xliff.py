"""The words of XLIFF 1.2 (OASIS, strict): the name space, and inlines as its content and back.

Strong and stressed words and links are ``<g>``; breaks, notes and variables ``<x>``, whose ``equiv-text`` is what the kit
writes for them. That of a link is where it leads to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import assert_never

from lxml import etree

from presskit.formats.kit_yaml import joined, node_of, token_of
from presskit.formats.xml_text import Element, allowed, local
from presskit.model.document import Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text, Variable

__all__ = ["MEDIA_TYPE", "NAMESPACE", "STATES", "fill", "inlines_in", "name"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
MEDIA_TYPE = "application/xliff+xml"
STATES = ("needs-translation", "needs-review-translation", "translated")
"""The states that presskit writes: new, changed since it was translated, done."""


def name(tag: str) -> str:
    """Return the full name of an element."""
    return f"{{{NAMESPACE}}}{tag}"


@dataclass(slots=True)
class _Filling:
    """Appends to the content of one element; every mark gets the next number."""

    number: int = 0
    last: Element | None = field(default=None)

    def text(self, into: Element, text: str) -> None:
        if self.last is None:
            into.text = (into.text or "") + allowed(text)
        else:
            self.last.tail = (self.last.tail or "") + allowed(text)

    def mark(self, into: Element, tag: str, ctype: str, equivalent: str = "") -> Element:
        self.number += 1
        made = etree.SubElement(into, name(tag), id=str(self.number), ctype=ctype)
        if equivalent:
            made.set("equiv-text", allowed(equivalent))
        self.last = made
        return made

    def inside(self, into: Element, ctype: str, children: Iterable[Inline], equivalent: str = "") -> None:
        made = self.mark(into, "g", ctype, equivalent)
        self.last = None
        self.all(made, children)
        self.last = made

    def all(self, into: Element, inlines: Iterable[Inline]) -> None:
        for inline in inlines:
            match inline:
                case Text(text=text):
                    self.text(into, text)
                case Strong(children=children):
                    self.inside(into, "bold", children)
                case Emphasis(children=children):
                    self.inside(into, "italic", children)
                case Link(children=children, target=target):
                    self.inside(into, "link", children, target)
                case LineBreak():
                    self.mark(into, "x", "lb")
                case NoteRef():
                    self.mark(into, "x", "x-note", token_of(inline))
                case Variable(forms=()):
                    self.mark(into, "x", "x-variable", token_of(inline))
                case Variable():  # with forms of a noun, which are to be translated
                    self.text(into, token_of(inline))
                case _:
                    assert_never(inline)


def fill(into: Element, inlines: Iterable[Inline]) -> None:
    """Write ``inlines`` as the content of ``source`` or ``target``."""
    _Filling().all(into, inlines)


def inlines_in(content: Element) -> tuple[Inline, ...]:
    """Return the content of ``source`` or ``target`` as inlines. Marks that presskit does not write are taken off."""
    made: list[Inline] = [*_words(content.text)]
    for child in content:
        made += _inlines_of(child)
        made += _words(child.tail)
    return joined(made)


def _words(text: str | None) -> tuple[Inline, ...]:
    return (Text(text),) if text else ()


def _inlines_of(node: Element) -> tuple[Inline, ...]:
    if local(node) in {"g", "mrk"}:
        return _grouped(node, inlines_in(node))
    return _placed(node) if local(node) in {"x", "ph"} else ()


def _grouped(node: Element, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    match node.get("ctype"):
        case _ if not children:
            return ()
        case "bold":
            return (Strong(children),)
        case "italic":
            return (Emphasis(children),)
        case "link" if node.get("equiv-text"):
            return (Link(children, node.get("equiv-text", "")),)
        case _:
            return children


def _placed(node: Element) -> tuple[Inline, ...]:
    if node.get("ctype") == "lb":
        return (LineBreak(),)
    equivalent = node.get("equiv-text", "")
    known = node_of(equivalent)
    return (known,) if known else _words(equivalent)
