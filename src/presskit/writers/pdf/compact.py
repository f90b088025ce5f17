"""A smaller file with the same pages: fonts without the tables that no viewer asks for, and shorter numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from presskit.formats.fonts import with_tables_alone

if TYPE_CHECKING:
    import pikepdf

__all__ = ["compact"]

_LONG = re.compile(rb"(?<![/\w.])-?\d+\.\d{3,}")
# What a TrueType font in a PDF needs (ISO 32000-1, 9.9); glyphs are chosen by their numbers, so it needs no cmap either.
_NEEDED = frozenset({"head", "hhea", "hmtx", "maxp", "loca", "glyf", "cvt ", "fpgm", "prep"})


def compact(pdf: pikepdf.Pdf) -> None:
    """Make ``pdf`` smaller: numbers keep two decimals of a CSS pixel, and colours, which are below 1, three."""
    for page in pdf.pages:
        page.contents_coalesce()
        stream: Any = page.obj.Contents
        shorter = _LONG.sub(_rounded, stream.read_bytes())
        stream.write(shorter.replace(b">0<", b"").replace(b"<>", b" "))
    for font in _embedded(pdf):
        data = with_tables_alone(font.read_bytes(), _NEEDED)
        font.write(data)
        font.Length1 = len(data)


def _rounded(found: re.Match[bytes]) -> bytes:
    value = float(found[0])
    return b"%.3f" % value if abs(value) < 1 else b"%.2f" % value


def _embedded(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the streams of embedded TrueType fonts."""
    found = [font for font in pdf.objects if _is_dictionary(font) and "/FontFile2" in font]
    return [font.FontFile2 for font in found]


def _is_dictionary(each: Any) -> bool:
    import pikepdf

    return isinstance(each, pikepdf.Dictionary)
