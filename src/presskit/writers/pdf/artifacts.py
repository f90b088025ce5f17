"""Page furniture: what is on a page and not in the structure tree is marked as an artifact (ISO 32000-1, 14.8.2.2)."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

__all__ = ["mark"]

_MARKED = re.compile(rb"/[A-Za-z0-9]+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC(.*?)EMC", re.DOTALL)
_PLACE = re.compile(rb"([-\d.]+)\s+Tm\b")


def mark(pdf: pikepdf.Pdf, held: AbstractSet[tuple[int, int]]) -> None:
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
