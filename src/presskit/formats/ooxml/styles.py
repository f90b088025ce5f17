"""Styles: what is in force for a paragraph or a run, from the defaults upwards (ECMA-376, part 1, 17.7.2).

This includes whether letters are seen: struck, hidden, white on white, highlighted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from functools import cache, lru_cache, reduce
from typing import TypeVar

from presskit.formats.ooxml.names import Element, attribute, child, children, on, value
from presskit.formats.ooxml.values import Lang, Reference, Spot, State

__all__ = ["Character", "Layout", "Letters", "Styles", "character", "layout", "over", "states"]

T = TypeVar("T", "Character", "Layout")
DEEPEST = 30
"""Styles that are based on one another; more, or a circle, is not followed."""
_LIGHT = 0xF0
"""From here on, of 255, each of red, green and blue is nearly white."""
_TINY = 4
"""Half points: nobody reads letters of two points."""
_ON = frozenset({"1", "true", "on"})
_PLAIN = frozenset({"", "auto", "nil", "clear"})
_PAPER = frozenset({"background1", "light1", "bg1", "lt1"})
_BARE_TABLES = frozenset({"", "tablenormal", "tablegrid", "normal table", "table grid"})


@dataclass(frozen=True, slots=True)
class Character:
    """The formatting of letters in some properties; None for what they leave out.

    ``colour`` and ``shade`` are ``RRGGBB``, or the theme's word for it, such as ``background1``; ``size`` is in half points.
    """

    rtl: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    complex_font: str | None = None
    latin: str | None = None
    complex: str | None = None
    struck: bool | None = None
    struck_twice: bool | None = None
    colour: str | None = None
    shade: str | None = None
    highlight: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a paragraph in some properties; None for what they leave out. ``level`` and ``depth`` count from 0."""

    level: int | None = None
    number: str | None = None
    depth: int | None = None
    bidi: bool | None = None


def over(base: T, top: T) -> T:
    """Return ``base`` with each value that ``top`` has."""
    together: T = _over(base, top)
    return together


@lru_cache(maxsize=4096)
def _over(base: T, top: T) -> T:
    return replace(base, **{each.name: got for each in fields(top) if (got := getattr(top, each.name)) is not None})


def layout(properties: Element | None) -> Layout:
    """Return the layout of a ``w:pPr``."""
    return Layout(
        level=_number(value(properties, "w:outlineLvl")),
        number=value(properties, "w:numPr", "w:numId") or None,
        depth=_number(value(properties, "w:numPr", "w:ilvl")),
        bidi=on(properties, "w:bidi"),
    )


def character(properties: Element | None, theme: dict[str, str]) -> Character:
    """Return the formatting of a ``w:rPr``; ``theme`` are the theme's fonts by the names that styles have for them."""
    if properties is None:
        return Character()
    fonts, lang = child(properties, "w:rFonts"), child(properties, "w:lang")
    return Character(
        rtl=on(properties, "w:rtl"),
        hidden=on(properties, "w:vanish"),
        font=theme.get(attribute(fonts, "w:asciiTheme"), "") or attribute(fonts, "w:ascii") or None,
        complex_font=theme.get(attribute(fonts, "w:cstheme"), "") or attribute(fonts, "w:cs") or None,
        latin=attribute(lang, "w:val") or None,
        complex=attribute(lang, "w:bidi") or None,
        struck=on(properties, "w:strike"),
        struck_twice=on(properties, "w:dstrike"),
        colour=_colour(child(properties, "w:color")),
        shade=attribute(child(properties, "w:shd"), "w:fill") or None,
        highlight=value(properties, "w:highlight") or None,
        size=_number(value(properties, "w:sz")),
    )


def _colour(element: Element | None) -> str | None:
    """Return a colour (17.3.2.6); one of the theme that is made darker counts by its value, for it is not that of paper."""
    if (themed := attribute(element, "w:themeColor")) and not attribute(element, "w:themeShade"):
        return themed
    return attribute(element, "w:val") or None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 4 else None


@dataclass(frozen=True, slots=True)
class Letters:
    """What is in force where the walk is. ``on_colour``: the paper behind is, or may be, not white."""

    formatting: Character = field(default_factory=Character)
    on_colour: bool = False


class Styles:
    """The styles of a file, by their ids; the formatting of each is computed once."""

    def __init__(self, root: Element | None, part: str, theme: Element | None) -> None:
        self.part = part
        self.theme = _theme(theme)
        self.elements = {attribute(each, "w:styleId"): each for each in children(root, "w:style")}
        self.repeated = _repeated(attribute(each, "w:styleId") for each in children(root, "w:style"))
        self.names = {key: value(each, "w:name") for key, each in self.elements.items()}
        defaults = child(root, "w:docDefaults")
        self.letters = character(child(defaults, "w:rPrDefault", "w:rPr"), self.theme)
        self.paragraph = layout(child(defaults, "w:pPrDefault", "w:pPr"))
        paragraphs = (key for key, each in self.elements.items() if attribute(each, "w:type") == "paragraph")
        self.default = next((key for key in paragraphs if attribute(self.elements[key], "w:default") in _ON), "")
        self.layout, self.characters = cache(self._layout), cache(self._characters)

    @property
    def lang(self) -> Lang:
        """The languages of the defaults and, above them, of the default paragraph style."""
        found = over(self.letters, self.characters(self.default))
        return Lang(found.latin or "", found.complex or "")

    def _layout(self, style: str) -> Layout:
        """Return the layout of a paragraph style, on the defaults."""
        return reduce(over, (layout(child(each, "w:pPr")) for each in self._chain(style)), self.paragraph)

    def _characters(self, style: str) -> Character:
        """Return the formatting of letters in a style, without the defaults."""
        return reduce(over, (character(child(each, "w:rPr"), self.theme) for each in self._chain(style)), Character())

    def undefined(self) -> Iterator[Reference]:
        """Yield the styles that others are based on and that are not defined."""
        bases = (value(each, "w:basedOn") for each in self.elements.values())
        return (Reference(base, Spot(self.part)) for base in bases if base and base not in self.elements)

    def chain(self, style: str) -> list[str]:
        """Return the ids of a style and of what it is based on, itself first."""
        chain: list[str] = []
        while style in self.elements and style not in chain and len(chain) < DEEPEST:
            chain.append(style)
            style = value(self.elements[style], "w:basedOn")
        return chain

    def _chain(self, style: str) -> list[Element]:
        """Return the elements of a style and what it is based on, the lowest first."""
        return [self.elements[each] for each in reversed(self.chain(style))]

    def page_letters(self, root: Element) -> Letters:
        """Return what is in force in a part, whose page may have a colour of its own."""
        return Letters(self.letters, _is_colour(attribute(child(root, "w:background"), "w:color")))

    def table_letters(self, element: Element, above: Letters) -> Letters:
        """Return what is in force in a table: its style may colour its cells."""
        style = value(child(element, "w:tblPr"), "w:tblStyle")
        is_coloured = (self.names.get(style) or style).lower() not in _BARE_TABLES
        return replace(above, on_colour=above.on_colour or is_coloured)

    def cell_letters(self, element: Element, above: Letters) -> Letters:
        """Return what is in force in a cell."""
        return replace(above, on_colour=above.on_colour or _is_shaded(child(element, "w:tcPr")))

    def paragraph_letters(self, element: Element, above: Letters) -> Letters:
        """Return what is in force for a paragraph's letters, from its style."""
        properties = child(element, "w:pPr")
        style = value(properties, "w:pStyle") or self.default
        shaded = _is_shaded(properties) or _is_shaded(child(self.elements.get(style), "w:pPr"))
        return Letters(over(self.letters, self.characters(style)), above.on_colour or shaded)

    def run_letters(self, element: Element, above: Letters) -> Letters:
        """Return what is in force for a run."""
        if (properties := child(element, "w:rPr")) is None:
            return above
        style = value(properties, "w:rStyle")
        base = over(above.formatting, self.characters(style)) if style else above.formatting
        return replace(above, formatting=over(base, character(properties, self.theme)))


def _repeated(names: Iterator[str]) -> tuple[str, ...]:
    seen, twice = set[str](), dict[str, None]()
    for each in names:
        twice.update({each: None} if each in seen else {})
        seen.add(each)
    return tuple(twice)


def _theme(root: Element | None) -> dict[str, str]:
    """Return the theme's fonts: ``minorHAnsi`` → «Calibri» (17.18.96)."""
    kinds = {kind: child(root, "a:themeElements", "a:fontScheme", f"a:{kind}Font") for kind in ("major", "minor")}
    slots = {"Ascii": "a:latin", "HAnsi": "a:latin", "EastAsia": "a:ea", "Bidi": "a:cs"}
    return {
        f"{kind}{slot}": attribute(child(fonts, tag), "typeface")
        for kind, fonts in kinds.items()
        for slot, tag in slots.items()
    }


@lru_cache(maxsize=1024)
def states(letters: Letters) -> frozenset[State]:
    """Return the states that follow from the formatting of letters."""
    formatting = letters.formatting
    is_in = {
        State.STRUCK: bool(formatting.struck or formatting.struck_twice),
        State.HIDDEN: bool(formatting.hidden) or (formatting.size is not None and formatting.size < _TINY),
        State.HIGHLIGHTED: bool(formatting.highlight) and formatting.highlight not in {"none", "white"},
    }
    on_colour = letters.on_colour or is_in[State.HIGHLIGHTED] or _is_colour(formatting.shade or "")
    colour = formatting.colour or "auto"
    is_in[State.WHITE] = not on_colour and (colour in _PAPER or (colour != "auto" and not _is_colour(colour)))
    return frozenset(state for state, is_so in is_in.items() if is_so)


def _is_shaded(properties: Element | None) -> bool:
    fill, pattern, themed = (attribute(child(properties, "w:shd"), f"w:{key}") for key in ("fill", "val", "themeFill"))
    return _is_colour(fill) or pattern.lower() not in _PLAIN or bool(themed)


def _is_colour(code: str) -> bool:
    """Return whether white letters can be read on a colour (``RRGGBB``); they can on an unknown one."""
    if code.lower() in _PLAIN | _PAPER:
        return False
    try:
        return min(bytes.fromhex(code)) < _LIGHT
    except ValueError:
        return True
