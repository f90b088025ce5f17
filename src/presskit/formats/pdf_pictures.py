"""Small pictures of a PDF's pages, painted by PDFium."""

from __future__ import annotations

import io
from collections.abc import Iterator

from presskit.formats.pdfium import opened

__all__ = ["page_pictures"]

SIDE = 1400
"""Pixels of the longer side."""
MOST = 60


def page_pictures(data: bytes) -> Iterator[bytes]:
    """Yield a WebP picture of each page, of the first sixty; ends early where PDFium cannot go on."""
    import pypdfium2

    try:
        with opened(data) as document:
            yield from (_picture(document[index]) for index in range(min(len(document), MOST)))
    except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError):
        return


def _picture(page: object) -> bytes:
    width, height = page.get_size()  # type: ignore[attr-defined]  # pypdfium2 has no types
    bitmap = page.render(scale=SIDE / max(width, height, 1))  # type: ignore[attr-defined]
    out = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(out, "WEBP", quality=82)
    return out.getvalue()
