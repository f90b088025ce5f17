"""What the glyphs of a bundled font stand for, by the font's own tables (OpenType 1.9.1, cmap and GSUB).

A shaped letter has a glyph that no character names: the middle form of «ڵ», a ligature. Its meaning is that of the glyphs
which the font puts it in place of.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from presskit.formats.fonts import FACES

__all__ = ["file_of", "meanings", "plain"]

SINGLE, LIGATURE, EXTENSION = 1, 4, 7
"""Types of GSUB lookups."""


def plain(code: int) -> str:
    """Return the letters that a character stands for: «ئ» for its middle form (NFKC), marks without their carrier."""
    return unicodedata.normalize("NFKC", chr(code)).strip() or chr(code)


def file_of(name: str) -> str:
    """Return the file of the bundled font that a PDF calls ``name``, such as «CXBVDS+Noto-Sans-Semi-Bold»; empty for none."""
    wanted = name.removeprefix("/").rpartition("+")[2].replace("-", "")
    return next((face.file for face in FACES if _called(face.file) == wanted), "")


def _called(file: str) -> str:
    family, _, style = file.removesuffix(".ttf").partition("-")
    return family + style.removeprefix("Regular")


@lru_cache(maxsize=16)
def meanings(font: Path) -> Mapping[int, str]:
    """Return the letters of each glyph of a font file: of those that a character names, and of those put in their place."""
    from fontTools.ttLib import TTFont

    with TTFont(font, lazy=True) as opened:
        known: dict[str, str] = {}
        for code, glyph in sorted(opened.getBestCmap().items()):
            known.setdefault(glyph, plain(code))
        replaced = [*_replaced(opened["GSUB"].table)] if "GSUB" in opened else []
        _follow(replaced, known)
        return {opened.getGlyphID(glyph): letters for glyph, letters in known.items()}


def _replaced(table: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield (glyphs, the glyph in their place)."""
    for lookup in table.LookupList.Lookup:
        for part in lookup.SubTable:
            inner = part.ExtSubTable if part.LookupType == EXTENSION else part
            if inner.LookupType == SINGLE:
                yield from (((old,), new) for old, new in inner.mapping.items())
            elif inner.LookupType == LIGATURE:
                yield from (
                    ((first, *each.Component), each.LigGlyph) for first, some in inner.ligatures.items() for each in some
                )


def _follow(replaced: list[tuple[tuple[str, ...], str]], known: dict[str, str]) -> None:
    """Let glyphs mean what they are put in the place of, until no more is learnt. Changes ``known``."""
    before = -1
    while before != len(known):
        before = len(known)
        for old, new in replaced:
            if new not in known and all(glyph in known for glyph in old):
                known[new] = "".join(known[glyph] for glyph in old)
