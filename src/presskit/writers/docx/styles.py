"""The template's styles, turned to one edition: its language, its direction, its brand's colour; and settings.xml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from presskit.bidi import Direction
from presskit.formats.ooxml.contract import ACCENT
from presskit.writers.docx.xml import name, take, value, w

if TYPE_CHECKING:
    from presskit.writers.docx.xml import Element

__all__ = ["centred", "languages", "recoloured", "recoloured_bytes", "settings", "turned"]

_WORD = "http://schemas.microsoft.com/office/word"
_MODERN = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
}
_RSID = re.compile(r"\}rsid\w*$")
_COLOURED = {name("val"), name("color"), name("fill")}
ARABIC_LEADING = 1.2
HALF_A_MARK = 95  # twentieths of a point


def languages(language: str, direction: Direction) -> Element:
    """Return ``w:lang``: the edition's language for its script, and the likeliest for words in the other one."""
    latin, complex_script = ("en", language) if direction == "rtl" else (language, "ar")
    return w("lang", val=latin, eastAsia=latin, bidi=complex_script)


def turned(styles: Element, language: str, direction: Direction) -> None:
    """Set the language of ``styles.xml`` and, for a right-to-left edition, leading, spacing and borders. Changes it."""
    for element in styles.iter():
        take(element, name("lang"), name("rsid"))
        _without_revisions(element)
    _defaults(styles).append(languages(language, direction))
    if direction == "rtl":
        for style in styles.iter(name("docDefaults"), name("style")):
            _right_to_left(style)


def centred(numbering: Element) -> None:
    """Centre list marks on their place, for right-to-left editions. Changes ``numbering``.

    Word takes «left» for the beginning of a line, LibreOffice for the left of the page (17.9.7 says the latter): the
    middle is the same for both.
    """
    for mark in numbering.iter(name("lvlJc")):
        mark.set(name("val"), "center")
    for indent in numbering.iter(name("ind")):
        _inwards(indent)


def _inwards(indent: Element) -> None:
    """Move a centred mark off the margin, over which it would hang by its half."""
    left, hanging = value(indent, "left"), value(indent, "hanging")
    if left == hanging and left.isdigit() and int(left) > 2 * HALF_A_MARK:
        indent.set(name("hanging"), str(int(left) - HALF_A_MARK))


def _without_revisions(element: Element) -> None:
    for key in [key for key in element.attrib if _RSID.search(str(key))]:
        del element.attrib[key]


def _defaults(styles: Element) -> Element:
    """Return the ``w:rPr`` of the document's defaults, made where it is missing."""
    found = styles.find("/".join(map(name, ("docDefaults", "rPrDefault", "rPr"))))
    if found is not None:
        return found
    for old in styles.findall(name("docDefaults")):
        styles.remove(old)
    properties = w("rPr")
    styles.insert(0, w("docDefaults", w("rPrDefault", properties)))
    return properties


def _right_to_left(style: Element) -> None:
    """Arabic wants more leading and no space between its joined letters; the bar of a box stands where lines begin."""
    for spacing in style.iter(name("spacing")):
        if value(spacing, "lineRule") in {"exact", "atLeast"} and value(spacing, "line").isdigit():
            spacing.set(name("line"), str(round(int(value(spacing, "line")) * ARABIC_LEADING)))
    for properties in style.iter(name("rPr")):
        take(properties, name("spacing"))
    for borders in style.iter(name("pBdr")):
        _mirror(borders)
    for indent in style.iter(name("ind")):
        _inwards(indent)


def _mirror(borders: Element) -> None:
    """Exchange the left and the right border (CT_PBdr: top, left, bottom, right)."""
    left, right = borders.find(name("left")), borders.find(name("right"))
    if left is not None and right is not None:
        for attribute in {*left.attrib, *right.attrib}:
            one, other = left.get(attribute), right.get(attribute)
            left.set(attribute, other or "0")
            right.set(attribute, one or "0")


def recoloured(root: Element, accent: str) -> None:
    """Put ``accent`` (``RRGGBB``) wherever the template's own accent stands. Changes ``root``."""
    for element in root.iter():
        for key in _COLOURED & set(element.attrib):
            if element.get(key, "").upper() == ACCENT:
                element.set(key, accent)


def recoloured_bytes(theme: bytes, accent: str) -> bytes:
    """Return a theme with ``accent`` in the place of the template's own."""
    return re.sub(rb'(?<=")' + ACCENT.encode() + rb'(?=")', accent.encode(), theme, flags=re.IGNORECASE)


def settings(language: str, direction: Direction) -> Element:
    """Return settings.xml in the order of CT_Settings: laid out as by Word 2013 ([MS-DOCX] 2.3), nothing personal."""
    modes = [w("compatSetting", name=key, uri=_WORD, val=number) for key, number in _MODERN.items()]
    themed = w("themeFontLang")
    themed.attrib.update({key: text for key, text in languages(language, direction).attrib.items() if key != name("eastAsia")})
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=567),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", *modes),
        themed,
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )
