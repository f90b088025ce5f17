"""Styles: what is in force for a paragraph or a run, from the defaults upwards (ECMA-376, part 1, 17.7.2).

That tells also whether letters are seen: struck, hidden, white on white, highlighted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import TypeVar

from presskit.formats.ooxml.names import Element, attribute, child, children, on, value
from presskit.formats.ooxml.values import Lang, Reference, Spot, State

__all__ = ["Character", "Layout", "Letters", "Styles", "Visibility", "character", "layout", "over", "states"]

T = TypeVar("T", "Character", "Layout")
DEEPEST = 30
"""Styles that are based on one another; more, or a circle, is not followed."""
_LIGHT = 0xF0
"""From here on, of 255, each of red, green and blue is nearly white."""
_TINY = 4
"""Half points: nobody reads letters of two points."""
_PLAIN = frozenset({"", "auto", "nil", "clear"})
_PAPER = frozenset({"background1", "light1", "bg1", "lt1"})
_BARE_TABLES = frozenset({"", "tablenormal", "tablegrid", "normal table", "table grid"})


@dataclass(frozen=True, slots=True)
class Character:
    """What properties say of letters; None where they say nothing.

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
    """What properties say of a paragraph; None where they say nothing. ``level`` and ``depth`` count from 0."""

    level: int | None = None
    number: str | None = None
    depth: int | None = None
    bidi: bool | None = None


def over(base: T, top: T) -> T:
    """Return ``base`` with all that ``top`` says."""
    together: T = _over(base, top)
    return together


@lru_cache(maxsize=4096)
def _over(base: T, top: T) -> T:
    formatting = {each.name: getattr(top, each.name) for each in fields(top)}
    return type(base)(**{key: getattr(base, key) if each is None else each for key, each in formatting.items()})


def layout(properties: Element | None) -> Layout:
    """Return what a ``w:pPr`` says."""
    return Layout(
        level=_number(value(properties, "w:outlineLvl")),
        number=value(properties, "w:numPr", "w:numId") or None,
        depth=_number(value(properties, "w:numPr", "w:ilvl")),
        bidi=on(properties, "w:bidi"),
    )


def character(properties: Element | None, theme: dict[str, str]) -> Character:
    """Return what a ``w:rPr`` says; ``theme`` are the theme's fonts by the words that styles have for them."""
    if properties is None:
        return Character()
    fonts, lang = child(properties, "w:rFonts"), child(properties, "w:lang")
    return Character(
        rtl=on(properties, "w:rtl"),
        hidden=on(properties, "w:vanish"),
        font=_font(fonts, "w:ascii", theme) or None,
        complex_font=_font(fonts, "w:cs", theme) or None,
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
    """Return a colour (17.3.2.6); one of the theme's that is made darker is none that paper has."""
    themed = attribute(element, "w:themeColor")
    if themed and not attribute(element, "w:themeShade"):
        return themed
    return attribute(element, "w:val") or None


def _font(fonts: Element | None, slot: str, theme: dict[str, str]) -> str:
    themed = attribute(fonts, {"w:ascii": "w:asciiTheme", "w:cs": "w:cstheme"}[slot])
    return theme.get(themed, "") or attribute(fonts, slot)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 4 else None


class Styles:
    """The styles of a file, by their ids; what each comes to is worked out once."""

    def __init__(self, root: Element | None, part: str, theme: Element | None) -> None:
        self.part = part
        self.theme = _theme(theme)
        self.elements = {attribute(each, "w:styleId"): each for each in children(root, "w:style")}
        self.repeated = _repeated(attribute(each, "w:styleId") for each in children(root, "w:style"))
        self.names = {key: value(each, "w:name") for key, each in self.elements.items()}
        defaults = child(root, "w:docDefaults")
        self.letters = character(child(defaults, "w:rPrDefault", "w:rPr"), self.theme)
        self.paragraph = layout(child(defaults, "w:pPrDefault", "w:pPr"))
        self.default = next((key for key, each in self.elements.items() if _is_default(each)), "")
        self._layouts: dict[str, Layout] = {}
        self._letters: dict[str, Character] = {}

    @property
    def lang(self) -> Lang:
        """The languages of the defaults and, above them, of the default paragraph style."""
        found = over(self.letters, self.characters(self.default))
        return Lang(found.latin or "", found.complex or "")

    def layout(self, style: str) -> Layout:
        """Return what a paragraph style comes to, on the defaults."""
        if style not in self._layouts:
            formatting = self.paragraph
            for element in self._chain(style):
                formatting = over(formatting, layout(child(element, "w:pPr")))
            self._layouts[style] = formatting
        return self._layouts[style]

    def characters(self, style: str) -> Character:
        """Return what a style says of letters, without the defaults."""
        if style not in self._letters:
            formatting = Character()
            for element in self._chain(style):
                formatting = over(formatting, character(child(element, "w:rPr"), self.theme))
            self._letters[style] = formatting
        return self._letters[style]

    def undefined(self) -> Iterator[Reference]:
        """Yield what styles are based on and is not there."""
        for element in self.elements.values():
            base = value(element, "w:basedOn")
            if base and base not in self.elements:
                yield Reference(base, Spot(self.part))

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


def _is_default(style: Element) -> bool:
    return attribute(style, "w:type") == "paragraph" and attribute(style, "w:default") in {"1", "true", "on"}


def _repeated(names: Iterator[str]) -> tuple[str, ...]:
    seen, twice = set[str](), dict[str, None]()
    for each in names:
        twice.update({each: None} if each in seen else {})
        seen.add(each)
    return tuple(twice)


def _theme(root: Element | None) -> dict[str, str]:
    """Return the theme's fonts: ``minorHAnsi`` → «Calibri» (17.18.96)."""
    scheme = child(root, "a:themeElements", "a:fontScheme")
    found = {}
    for kind in ("major", "minor"):
        fonts = child(scheme, f"a:{kind}Font")
        for slots, tag in ((("Ascii", "HAnsi"), "a:latin"), (("EastAsia",), "a:ea"), (("Bidi",), "a:cs")):
            typeface = attribute(child(fonts, tag), "typeface")
            found.update({f"{kind}{slot}": typeface for slot in slots})
    return found


@dataclass(frozen=True, slots=True)
class Letters:
    """What is in force where the walk is. ``on_colour``: the paper behind is, or may be, not white."""

    formatting: Character = field(default_factory=Character)
    on_colour: bool = False


class Visibility:
    """Works out what is in force for letters, from the styles of one file."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles

    def page(self, root: Element) -> Letters:
        """Return what is in force in a part, whose page may have a colour of its own."""
        return Letters(self.styles.letters, _is_colour(attribute(child(root, "w:background"), "w:color")))

    def table(self, element: Element, above: Letters) -> Letters:
        """Return what is in force in a table: its style may colour its cells."""
        style = value(child(element, "w:tblPr"), "w:tblStyle")
        named = (self.styles.names.get(style) or style).lower()
        return replace(above, on_colour=above.on_colour or named not in _BARE_TABLES)

    def cell(self, element: Element, above: Letters) -> Letters:
        """Return what is in force in a cell."""
        return replace(above, on_colour=above.on_colour or _is_shaded(child(element, "w:tcPr")))

    def paragraph(self, element: Element, above: Letters) -> Letters:
        """Return what is in force for a paragraph's letters, from its style."""
        properties = child(element, "w:pPr")
        style = value(properties, "w:pStyle") or self.styles.default
        formatting = over(self.styles.letters, self.styles.characters(style))
        shaded = _is_shaded(properties) or _is_shaded(child(self.styles.elements.get(style), "w:pPr"))
        return Letters(formatting, above.on_colour or shaded)

    def run(self, element: Element, above: Letters) -> Letters:
        """Return what is in force for a run."""
        properties = child(element, "w:rPr")
        if properties is None:
            return above
        style = value(properties, "w:rStyle")
        base = over(above.formatting, self.styles.characters(style)) if style else above.formatting
        return replace(above, formatting=over(base, character(properties, self.styles.theme)))


@lru_cache(maxsize=1024)
def states(letters: Letters) -> frozenset[State]:
    """Return the states that the letters' look gives."""
    formatting = letters.formatting
    found = {
        State.STRUCK: bool(formatting.struck or formatting.struck_twice),
        State.HIDDEN: bool(formatting.hidden) or (formatting.size is not None and formatting.size < _TINY),
        State.HIGHLIGHTED: bool(formatting.highlight) and formatting.highlight not in {"none", "white"},
    }
    on_colour = letters.on_colour or found[State.HIGHLIGHTED] or _is_colour(formatting.shade or "")
    found[State.WHITE] = _is_white(formatting) and not on_colour
    return frozenset(state for state, is_so in found.items() if is_so)


def _is_white(formatting: Character) -> bool:
    colour = formatting.colour
    return colour in _PAPER or (bool(colour) and colour != "auto" and not _is_colour(colour or ""))


def _is_shaded(properties: Element | None) -> bool:
    shade = child(properties, "w:shd")
    pattern = attribute(shade, "w:val").lower()
    return _is_colour(attribute(shade, "w:fill")) or pattern not in _PLAIN or bool(attribute(shade, "w:themeFill"))


def _is_colour(code: str) -> bool:
    """Tell whether a colour (``RRGGBB``) is one that white letters can be read on; what is not known is."""
    if code.lower() in _PLAIN | _PAPER:
        return False
    try:
        return min(bytes.fromhex(code)) < _LIGHT
    except ValueError:
        return True
