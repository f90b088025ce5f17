"""What the glyphs of a PDF mean to those who copy, search and listen (ISO 32000-1, 9.10.3).

WeasyPrint notes for each glyph the characters that it was set for. Two kinds of them mislead readers of right-to-left
text, which paint from left to right and turn the line round again: a bracket, for a reader mirrors it once more, and
the ligature of lam and alef, whose two letters a reader turns round as if they were two glyphs. A bracket therefore means
what its shape is, and the ligature has its one character (Unicode 16.0, Arabic Presentation Forms-B).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from presskit.formats.cmap import glyphs

if TYPE_CHECKING:
    import pikepdf

__all__ = ["clarify"]

_CHAR = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")
_BRACKETS = "()[]{}<>«»‹›"
_LIGATURES = {"لآ": "ﻵ", "لأ": "ﻷ", "لإ": "ﻹ", "لا": "ﻻ"}


def clarify(pdf: pikepdf.Pdf) -> None:
    """Rewrite the ToUnicode maps of the document's fonts."""
    for font in _fonts(pdf):
        shapes = _shapes(font)

        def meaning(found: re.Match[bytes], shapes: dict[int, str] = shapes) -> bytes:
            said = bytes.fromhex(found[2].decode()).decode("utf-16-be", "surrogatepass")
            meant = _LIGATURES.get(said) or (shapes.get(int(found[1], 16)) if said in _BRACKETS else None) or said
            code = meant.encode("utf-16-be", "surrogatepass").hex().encode()
            return b"<" + found[1] + b"> <" + code + b">"

        font.ToUnicode.write(_CHAR.sub(meaning, font.ToUnicode.read_bytes()))


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the composite fonts of all pages, each once."""
    found: dict[Any, Any] = {}
    for page in pdf.pages:
        resources: Any = page.obj.get("/Resources", {})
        for font in resources.get("/Font", {}).values():
            if "/ToUnicode" in font and "/DescendantFonts" in font:
                found.setdefault(font.objgen, font)
    return list(found.values())


def _shapes(font: Any) -> dict[int, str]:
    """Return which bracket each glyph draws, by the font's own table; the codes of the text are glyphs (Identity-H)."""
    file = font.DescendantFonts[0].FontDescriptor.get("/FontFile2")
    known = glyphs(file.read_bytes()) if file is not None else {}
    return {known[ord(bracket)]: bracket for bracket in _BRACKETS if ord(bracket) in known}
