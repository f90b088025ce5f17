"""Styles: what is in force for a paragraph or a run, from the defaults upwards (ECMA-376, part 1, 17.7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TypeVar

from presskit.formats.docx_file.names import Element, attribute, child, children, on, value
from presskit.formats.docx_file.values import Lang, Reference, Spot

__all__ = ["Character", "Layout", "Styles", "character", "layout", "over"]

T = TypeVar("T", "Character", "Layout")
DEEPEST = 30
"""Styles that are based on one another; more, or a circle, is not followed."""


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
    said = {each.name: getattr(top, each.name) for each in fields(top)}
    return type(base)(**{key: getattr(base, key) if each is None else each for key, each in said.items()})


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
            said = self.paragraph
            for element in self._chain(style):
                said = over(said, layout(child(element, "w:pPr")))
            self._layouts[style] = said
        return self._layouts[style]

    def characters(self, style: str) -> Character:
        """Return what a style says of letters, without the defaults."""
        if style not in self._letters:
            said = Character()
            for element in self._chain(style):
                said = over(said, character(child(element, "w:rPr"), self.theme))
            self._letters[style] = said
        return self._letters[style]

    def undefined(self) -> Iterator[Reference]:
        """Yield what styles are based on and is not there."""
        for element in self.elements.values():
            base = value(element, "w:basedOn")
            if base and base not in self.elements:
                yield Reference(base, Spot(self.part))

    def _chain(self, style: str) -> list[Element]:
        """Return a style and what it is based on, the lowest first."""
        chain: list[Element] = []
        while style in self.elements and self.elements[style] not in chain and len(chain) < DEEPEST:
            chain.insert(0, self.elements[style])
            style = value(self.elements[style], "w:basedOn")
        return chain


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
