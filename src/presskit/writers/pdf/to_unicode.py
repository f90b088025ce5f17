"""What the glyphs of a PDF mean to those who copy, search and listen (ISO 32000-1, 9.10.3).

WeasyPrint notes for each glyph the characters that it was first set for. Three kinds of notes mislead readers:

- a letter and its mark, of which one glyph is told to mean both and the other nothing, wherever they come again: each
  means what the font says;
- a bracket in text from right to left, for a reader mirrors it once more: it means what its shape is;
- the ligature of lam and alef, whose two letters a reader turns round as if they were two glyphs: it has its one
  character (Unicode 16.0, Arabic Presentation Forms-B).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.formats.fonts import file_of, glyphs, meanings, plain

if TYPE_CHECKING:
    import pikepdf

__all__ = ["clarify"]

_CHAR = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")
_BRACKETS = "()[]{}<>«»‹›"
_LIGATURES = {"لآ": "ﻵ", "لأ": "ﻷ", "لإ": "ﻹ", "لا": "ﻻ"}


def clarify(pdf: pikepdf.Pdf, fonts: Path) -> None:
    """Rewrite the ToUnicode maps of the document's fonts; ``fonts`` is the folder of presskit's fonts."""
    for font in _fonts(pdf):
        table = font.ToUnicode.read_bytes()
        notes = {int(glyph, 16): _characters(code) for glyph, code in _CHAR.findall(table)}
        meant = _meant(notes, font, fonts)

        def meaning(found: re.Match[bytes], meant: Mapping[int, str] = meant) -> bytes:
            code = meant[int(found[1], 16)].encode("utf-16-be", "surrogatepass").hex().encode()
            return b"<" + found[1] + b"> <" + code + b">"

        font.ToUnicode.write(_CHAR.sub(meaning, table))


def _characters(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "surrogatepass")


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the composite fonts of all pages, each once."""
    found: dict[Any, Any] = {}
    for page in pdf.pages:
        resources: Any = page.obj.get("/Resources", {})
        for font in resources.get("/Font", {}).values():
            if "/ToUnicode" in font and "/DescendantFonts" in font:
                found.setdefault(font.objgen, font)
    return list(found.values())


def _meant(notes: Mapping[int, str], font: Any, fonts: Path) -> dict[int, str]:
    """Return what each glyph means; the codes of the text are glyphs (Identity-H)."""
    file = font.DescendantFonts[0].FontDescriptor.get("/FontFile2")
    known = glyphs(file.read_bytes()) if file is not None else {}
    shapes = {known[ord(bracket)]: bracket for bracket in _BRACKETS if ord(bracket) in known}
    own = _own(notes, known, font, fonts) if any(map(_is_doubtful, notes.values())) else {}
    meant = {glyph: own.get(glyph, said) for glyph, said in notes.items()}
    return {
        glyph: _LIGATURES.get(said) or (shapes.get(glyph) if said in _BRACKETS and said else None) or said
        for glyph, said in meant.items()
    }


def _own(notes: Mapping[int, str], known: Mapping[int, int], font: Any, fonts: Path) -> dict[int, str]:
    """Return the letters of glyphs by the font itself, for those whose note is doubtful and for the marks beside them."""
    named: dict[int, set[str]] = {}
    for code, glyph in known.items():
        named.setdefault(glyph, set()).add(plain(code))
    wrong = {glyph for glyph, said in notes.items() if glyph in named and said not in named[glyph]}
    found = {glyph: min(named[glyph]) for glyph in wrong if _is_doubtful(notes[glyph]) or _is_mark(min(named[glyph]))}
    lost = [glyph for glyph, said in notes.items() if glyph not in named and _is_doubtful(said)]
    file = file_of(str(font.BaseFont)) if lost else ""
    shaped = meanings(fonts / file) if file else {}
    return found | {glyph: shaped[glyph] for glyph in lost if glyph in shaped}


def _is_doubtful(said: str) -> bool:
    """Tell whether a note is that of a cluster: of a letter and its mark together, or of what is left beside them."""
    return not said or (len(said) > 1 and any(map(_is_mark, said)))


def _is_mark(letters: str) -> bool:
    return unicodedata.combining(letters[0]) != 0
