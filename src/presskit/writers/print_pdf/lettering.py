"""The font of the slug: the few letters that a line about the file needs, cut out of one of presskit's own fonts."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

__all__ = ["ENCODING", "embedded", "width"]

FACE = "NotoSans-Regular.ttf"
ENCODING = "cp1252"
"""What PDF calls WinAnsiEncoding (ISO 32000-1, annex D)."""
FIRST, LAST = 32, 255


@lru_cache(maxsize=4)
def _cut(path: Path) -> tuple[bytes, tuple[int, ...], dict[str, list[int]]]:
    """Return the cut font, the widths of its characters, and measures; all of them in thousandths of the size."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    characters = [_character(code) for code in range(FIRST, LAST + 1)]
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(character) for character in characters if character])
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    names, advances, scale = font.getBestCmap(), font["hmtx"], 1000 / font["head"].unitsPerEm
    widths = [round(advances[names[ord(c)]][0] * scale) if c and ord(c) in names else 0 for c in characters]
    head, lines = font["head"], font["hhea"]
    box = [round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]
    return out.getvalue(), tuple(widths), {"box": box, "lines": [round(lines.ascent * scale), round(lines.descent * scale)]}


def _character(code: int) -> str:
    return bytes([code]).decode(ENCODING, "ignore")


def embedded(pdf: Any, fonts: Path) -> Any:
    """Return the font as an object of ``pdf`` (ISO 32000-1, 9.6.3); ``fonts`` is the folder of presskit's fonts."""
    import pikepdf

    data, widths, measures = _cut(fonts / FACE)
    name = pikepdf.Name("/PRESSK+NotoSans")
    file = pikepdf.Stream(pdf, data)
    file.Length1 = len(data)
    ascent, descent = measures["lines"]
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=name, Flags=32, FontBBox=pikepdf.Array(measures["box"]), ItalicAngle=0,
        Ascent=ascent, Descent=descent, CapHeight=714, StemV=80, FontFile2=pdf.make_indirect(file),
    )  # fmt: skip
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType, BaseFont=name, FirstChar=FIRST, LastChar=LAST,
        Widths=pikepdf.Array(widths), Encoding=pikepdf.Name.WinAnsiEncoding, FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    return pdf.make_indirect(font)


def width(text: str, size: float, fonts: Path) -> float:
    """Return how wide a line of ``size`` points is, in points."""
    widths = _cut(fonts / FACE)[1]
    return sum(widths[code - FIRST] for code in text.encode(ENCODING, "replace")) * size / 1000
