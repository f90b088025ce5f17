"""The content of pages: furniture that is marked as an artifact, shorter numbers, smaller fonts."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from presskit.formats.fonts import with_tables_alone

if TYPE_CHECKING:
    import pikepdf

__all__ = ["compact", "mark_artifacts"]

_MARKED = re.compile(rb"/[A-Za-z0-9]+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC(.*?)EMC", re.DOTALL)
_PLACE = re.compile(rb"([-\d.]+)\s+Tm\b")


def mark_artifacts(pdf: pikepdf.Pdf, held: AbstractSet[tuple[int, int]]) -> None:
    """Turn marked content of which ``held`` knows nothing, by (page index, identifier), into headers and footers.

    Text in the upper half of a page is a header. Strings are hexadecimal in WeasyPrint's streams, so no text looks like
    an operator.
    """
    import pikepdf

    for index, page in enumerate(pdf.pages):
        page.contents_coalesce()
        stream = page.obj.Contents.read_bytes()
        middle = float(page.mediabox[3]) / 0.75 / 2  # WeasyPrint counts CSS pixels from the page's top

        def furniture(found: re.Match[bytes], index: int = index, middle: float = middle) -> bytes:
            mcid, content = int(found[1]), found[2]
            if (index, mcid) in held:
                return found[0]
            place = _PLACE.search(content)
            kind = b"Header" if not place or float(place[1]) < middle else b"Footer"
            return b"/Artifact <</Type /Pagination /Subtype /" + kind + b">> BDC" + content + b"EMC"

        page.obj.Contents = pikepdf.Stream(pdf, _MARKED.sub(furniture, stream))


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
