"""How an element of a page changes what holds inside it: the look of words, paragraphs, lists, and where links lead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from presskit.formats.xml_text import Element
from presskit.readers.importing.flow import CharacterFormat, Shape, address_of
from presskit.readers.importing.html_words import WHITE, Colour, colours
from presskit.readers.importing.lines import ListMark, Style

__all__ = ["State", "inside", "next_mark", "tag_of", "target_of"]

_WEIGHT = re.compile(r"font-weight:(bold|bolder|normal|lighter|\d{3})")
_SLANT = re.compile(r"font-style:(italic|oblique|normal)")
_CLASSES: Mapping[str, Style] = {
    "msotitle": "title", "msosubtitle": "subtitle", "msoquote": "quote", "msointensequote": "quote",
    "msocaption": "caption",
}  # fmt: skip
_WORD_LIST = re.compile(r"mso-list:\s*l\d+ level(\d)")
_WRAPPERS = {"safelinks.protection.outlook.com": "url", "www.google.com": "q"}
_PLAIN, _PARAGRAPH = CharacterFormat(), Shape()


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside an element: how words look, what paragraphs are, the lists around them. ``skip``: no words.

    ``ink`` is the colour of words, ``below`` that of what they stand on; None where one is not known.
    """

    look: CharacterFormat = _PLAIN
    shape: Shape = _PARAGRAPH
    lists: tuple[_List, ...] = ()
    skip: str = ""
    spaced: bool = False
    ink: Colour = (0, 0, 0)
    below: Colour = WHITE


@dataclass(slots=True)
class _List:
    numbered: bool
    number: int = 1


def tag_of(element: Element) -> str:
    """Return the name of an element in small letters; empty for a comment."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def inside(tag: str, element: Element, style: str, state: State) -> State:
    """Return what holds inside an element."""
    look, shape, lists = _look(tag, element, style, state.look), state.shape, state.lists
    kind = next((_CLASSES[each] for each in element.get("class", "").lower().split() if each in _CLASSES), None)
    heading = re.fullmatch(r"h([1-6])", tag)
    if heading:
        shape = Shape("heading", int(heading[1]))
    elif kind:
        shape = Shape(kind)
    elif tag == "blockquote" and element.get("type") != "cite" and "gmail_quote" not in element.get("class", ""):
        shape = Shape("quote")
    elif tag == "figcaption":
        shape = Shape("caption")
    elif tag in {"td", "th", "li", "body"}:
        shape = Shape()
    if word := _WORD_LIST.search(style):
        shape = replace(shape, depth=int(word[1]) - 1)
    if tag in {"ul", "ol"}:
        start = element.get("start", "")
        lists = (*lists, _List(tag == "ol", int(start) if start.isdecimal() and len(start) < 4 else 1))
    elif tag in {"td", "th"}:
        lists = ()
    elif tag == "li" and lists and (value := element.get("value", "")).isdecimal() and len(value) < 4:
        lists[-1].number = int(value)
    ink, below = colours(tag, element, style, (state.ink, state.below))
    return State(look, shape, lists, spaced=state.spaced or tag == "pre" or "white-space:pre" in style, ink=ink, below=below)


def _look(tag: str, element: Element, style: str, look: CharacterFormat) -> CharacterFormat:
    bold, italic = look.bold or tag in {"b", "strong"}, look.italic or tag in {"i", "em"}
    if weight := _WEIGHT.search(style):
        bold = weight[1] in {"bold", "bolder"} or (weight[1].isdecimal() and int(weight[1]) >= 600)
    if slant := _SLANT.search(style):
        italic = slant[1] != "normal"
    target = target_of(element) if tag == "a" else look.target
    return CharacterFormat(bold, italic, target)


def target_of(element: Element) -> str:
    """Return the address that a link leads to; empty for one within the page."""
    return address_of(_unwrapped(element.get("href", "")))


def _unwrapped(target: str) -> str:
    """Return the address that a link leads to behind the one by which a mail program watches over it."""
    try:
        parts = urlsplit(target.strip())
        key = next((key for host, key in _WRAPPERS.items() if (parts.hostname or "").endswith(host)), "")
        inner = parse_qs(parts.query).get(key, [""])[0] if key and (key != "q" or parts.path == "/url") else ""
    except ValueError:
        return target
    return inner or target


def next_mark(around: _List) -> ListMark:
    """Return the mark of the next item of a list."""
    number = around.number if around.numbered else None
    around.number += 1
    return ListMark("•" if number is None else f"{number}.", number)
