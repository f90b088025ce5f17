"""settings.xml, the same in every file but for its languages: laid out as Word 2013 and later do, and nothing personal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.bidi import Direction
from presskit.writers.docx.styles import languages
from presskit.writers.docx.xml import name, w

if TYPE_CHECKING:
    from presskit.writers.docx.xml import Element

__all__ = ["settings"]

_WORD = "http://schemas.microsoft.com/office/word"
_MODERN = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
}


def settings(language: str, direction: Direction) -> Element:
    """Return the settings ([MS-DOCX] 2.3 for the modes), in the order of CT_Settings."""
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
