"""What of a page is no running text: elements whose words a browser does not show there, and styles that hide words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from presskit.formats.xml_text import Element

__all__ = [
    "CODE", "HIDING", "WHITE", "Colour", "colours", "framed_words", "hides", "inputs_words", "is_line_of_card",
    "is_same_colour", "page_words", "unseen",
]  # fmt: skip

CODE = frozenset({"script", "style", "xml"})
"""Elements that hold what a program reads, and no words."""
_ASIDE = frozenset({
    "datalist", "iframe", "math", "noembed", "noframes", "noscript", "object", "select", "svg", "template", "textarea",
})  # fmt: skip
"""Elements whose words stand in no running text: they are for another program, or to be filled in."""
_TYPED = frozenset({"", "button", "email", "reset", "search", "submit", "tel", "text", "url"})
_DEEP = 5
_STRUCK = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
_FAR = 500.0
"""Pixels out of the page from which on nobody scrolls to words."""
_PIXELS = {
    "px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ch": 8.0, "in": 96.0, "cm": 38.0, "mm": 3.8, "%": 10.0,
    "vw": 10.0, "vh": 10.0,
}  # fmt: skip
_LENGTH = re.compile(r"([+-]?\d{0,9}(?:\.\d{1,9})?)(px|pt|r?em|ch|in|cm|mm|%|v[wh])?")
_NUMBER = re.compile(r"-?\d{0,9}(?:\.\d{1,9})?(?=[a-z%]|\b)")
WHITE = (255, 255, 255)
_COLOURS: Mapping[str, tuple[int, int, int] | None] = {
    "black": (0, 0, 0), "white": WHITE, "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245),
    "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240), "mintcream": (245, 255, 250), "azure": (240, 255, 255),
}  # fmt: skip
HIDING = frozenset({
    "-webkit-clip-path", "bottom", "clip", "clip-path", "content-visibility", "display", "font", "font-size", "height", "left",
    "margin", "margin-left", "margin-top", "max-height", "max-width", "mso-hide", "opacity", "overflow", "overflow-x",
    "overflow-y", "position", "right", "text-indent", "top", "transform", "visibility", "width",
})  # fmt: skip
"""The properties by which a style may hide words, whatever stands around them."""
_NEAR = 12
"""So little two colours differ in each part where nobody sees it."""
Colour = tuple[int, int, int] | None


def unseen(tag: str, element: Element, style: str) -> str:
    """Return why a reader does not see the words of an element; empty if he does. Word's marks of lists are read apart."""
    if tag == "title":
        return "title"
    if tag in CODE:
        return "code"
    if tag in _ASIDE or tag == "input":
        return "aside"
    if tag == "nav" or element.get("role", "").lower() == "navigation":
        return "navigation"
    if "mso-list:ignore" in style:
        return "mark"
    if element.get("hidden") is not None or (style and hides(_declared(style))):
        return "hidden"
    return "struck" if tag in {"del", "s", "strike"} or _STRUCK.search(style) else ""


def colours(tag: str, element: Element, style: str, around: tuple[Colour, Colour]) -> tuple[Colour, Colour]:
    """Return the colour of the words of an element, and of what they stand on; that of a picture is not known."""
    told = _declared(style) if "color" in style or "background" in style else {}
    said = told.get("color", "") or (element.get("color", "") if tag == "font" else "")
    ground = told.get("background-color", "") or told.get("background", "") or element.get("bgcolor", "")
    below = around[1] if ground in {"none", "transparent", "unset"} else _colour_of(ground, around[1])
    if element.get("background") is not None or "background-image" in told:
        below = None
    return below if said == "transparent" else _colour_of(said, around[0]), below


def _declared(style: str) -> dict[str, str]:
    """Return the declarations of a style in small letters; of several for one property the last."""
    pairs = (each.partition(":") for each in style.lower().replace("!important", "").split(";"))
    return {name.strip(): " ".join(value.split()) for name, colon, value in pairs if colon}


def hides(style: Mapping[str, str]) -> bool:
    """Return whether a style keeps its words from being seen, whatever stands around them."""
    plain = (
        style.get("display") == "none"
        or style.get("visibility") in {"hidden", "collapse"}
        or style.get("content-visibility") == "hidden"
        or style.get("mso-hide") == "all"
        or _pixels(style.get("font-size", ""), 99.0) <= 1.0
        or any(_pixels(each.partition("/")[0], 99.0) <= 1.0 for each in style.get("font", "").split())
        or _pixels(style.get("opacity", ""), 1.0) == 0.0
    )
    return plain or _is_cut_off(style) or _is_outside(style)


def _is_cut_off(style: Mapping[str, str]) -> bool:
    """Return whether a box leaves no room for its words: clipped to nothing, or without height or width."""
    if _pixels(style.get("max-height", ""), 99.0) == 0.0 or _pixels(style.get("max-width", ""), 99.0) == 0.0:
        return True
    clip, path = style.get("clip", ""), style.get("clip-path", style.get("-webkit-clip-path", ""))
    if clip.startswith("rect(") and all(abs(each) <= 1 for each in _numbers(clip)):
        return True
    if path.startswith(("circle(", "ellipse(", "polygon(")) and not any(_numbers(path.partition(" at ")[0])):
        return True
    if path.startswith("inset(") and any(each >= 50 for each in _numbers(path)):
        return True
    narrow = any(_pixels(style.get(each, ""), 99.0) <= 1.0 for each in ("width", "height"))
    covered = {"hidden", "clip"} & {*style.get("overflow", "").split(), style.get("overflow-x"), style.get("overflow-y")}
    return narrow and bool(covered)


def _is_outside(style: Mapping[str, str]) -> bool:
    """Return whether a box stands far out of the page."""
    placed = ("left", "top", "right", "bottom") if style.get("position") in {"absolute", "fixed", "relative"} else ()
    far = [style.get(each, "") for each in ("text-indent", "margin-left", "margin-top", "margin", *placed)]
    moved = style.get("transform", "")
    far += re.findall(r"translate(?:x|y|3d)?\(([^,)]*)", moved) + re.findall(r"translate\([^,)]*,([^)]*)", moved)
    return any(_pixels(length, 0.0) <= -_FAR for value in far for length in value.split()) or "scale(0)" in moved


def _numbers(text: str) -> list[float]:
    return [float(each) for each in _NUMBER.findall(text) if each not in {"", "-"}]


def _pixels(value: str, otherwise: float) -> float:
    """Return a length in pixels, or a number without a unit; ``otherwise`` where it is none."""
    match = _LENGTH.fullmatch(value)
    if not match or match[1] in {"", "+", "-"}:
        return otherwise
    return float(match[1]) * _PIXELS.get(match[2] or "px", 1.0)


def _colour_of(value: str, otherwise: Colour) -> Colour:
    """Return a colour as red, green and blue; None for one that is not known, ``otherwise`` where the style says none."""
    value = value.strip().lower()
    if not value or value in {"inherit", "initial", "auto", "windowtext", "currentcolor"}:
        return otherwise
    if value in _COLOURS:
        return _COLOURS[value]
    if re.fullmatch(r"#[0-9a-f]{3,4}|#?[0-9a-f]{6}|#[0-9a-f]{8}", value):
        digits = value.lstrip("#")
        digits = "".join(each * 2 for each in digits[:3]) if len(digits) < 6 else digits
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))
    if value.startswith("rgb") and len(parts := _numbers(value)) >= 3:
        red, green, blue = (int(each * 2.55) if "%" in value else int(each) for each in parts[:3])
        return (red, green, blue)
    return WHITE if re.fullmatch(r"hsla?\([^)]*\b100%[^)]{0,20}\)", value) and value.count("100%") == 1 else None


def is_same_colour(words: Colour, below: Colour) -> bool:
    """Return whether words cannot be told from what they stand on; of a colour that is not known nothing is said."""
    return words is not None and below is not None and all(abs(a - b) <= _NEAR for a, b in zip(words, below, strict=True))


def framed_words(element: Element, deep: int = 0) -> str:
    """Return the words of the page that a frame holds itself (``srcdoc``), with those of frames in it."""
    source = element.get("srcdoc", "")
    return page_words(source, deep + 1) if deep < _DEEP else source


def inputs_words(element: Element) -> str:
    """Return the words that a field of a form shows."""
    return " ".join(filter(None, [element.get("value", ""), element.get("placeholder", "")])) if _shows(element) else ""


def _shows(element: Element) -> bool:
    return element.get("type", "").lower() in _TYPED


def page_words(text: str, deep: int = 0) -> str:
    """Return all words of a page, shown or not, in their order: what stands in another part of a mail is looked for in them."""
    parser = etree.HTMLParser(no_network=True, remove_pis=True, remove_comments=True, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return "".join(_pieces(root, deep)) if root is not None else text


def _pieces(root: Element, deep: int) -> Iterator[str]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = _tag_of(element)
        if event == "end":
            yield "\n" if tag in {"p", "div", "br", "td", "th", "li", "tr", "h1", "h2", "h3", "h4"} else ""
            yield element.tail or ""
        elif tag not in CODE:
            yield element.text or ""
            yield element.get("alt", "") if tag == "img" else ""
            yield f" {framed_words(element, deep)} " if tag == "iframe" and element.get("srcdoc") else ""


_CARDS = frozenset({"div", "li", "article", "section"})
_ON_CARDS = frozenset({"span", "a", "b", "strong", "em", "i", "small", "time"})


def is_line_of_card(element: Element) -> bool:
    """Return whether an inline element stands below another in a block that holds nothing but such, as on a card of a person.

    Each is in a line of its own in the source, as a page's style sheet, which is not read, shows them.
    """
    before, parent = element.getprevious(), element.getparent()
    if before is None or parent is None or _tag_of(parent) not in _CARDS or _tag_of(element) not in _ON_CARDS:
        return False
    texts = [parent.text, *(each.tail for each in parent)]
    lone = all("\n" in (text or "") and not (text or "").strip() for text in texts)
    return lone and all(_tag_of(each) in _ON_CARDS for each in parent)


def _tag_of(element: Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""
