"""PDFium, which reads and paints pages as browsers do: the lines of a PDF, and small pictures of its pages."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from presskit.formats.pdf_text import folded

__all__ = ["Difference", "difference", "lines", "opened", "page_pictures"]

_ALONE = threading.RLock()


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a document (``pypdfium2.PdfDocument``) for this thread alone; its pages are closed with it.

    Raises ``pypdfium2.PdfiumError`` where ``data`` is no PDF.
    """
    with _ALONE:
        import pypdfium2

        with pypdfium2.PdfDocument(data) as document:
            yield document


Lines = list[list[str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two PDFs part: page and line count from 1; an empty text stands for what is not there."""

    page: int
    line: int
    one: str
    other: str


def lines(data: bytes) -> Lines:
    """Return the lines of each page, from top to bottom; what lies outside of the trim box is not looked at.

    Raises ``pypdfium2.PdfiumError`` where ``data`` is no PDF.
    """
    with opened(data) as document:
        return [_lines(page) for page in document]


def _lines(page: Any) -> list[str]:
    left, bottom, right, top = page.get_trimbox()
    text = page.get_textpage().get_text_bounded(left, bottom, right, top, errors="replace")
    return [line for line in text.splitlines() if line.strip()]


def difference(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> Difference | None:
    """Return where the lines of two PDFs part first, or None; pages without text at the end count as none.

    Lines are compared as people read them: without spaces, hyphens and signs that do not show.
    """
    for number in range(max(len(one), len(other))):
        here, there = (list(pages[number]) if number < len(pages) else [] for pages in (one, other))
        for row in range(max(len(here), len(there))):
            mine, theirs = (found[row] if row < len(found) else "" for found in (here, there))
            if _read(mine) != _read(theirs):
                return Difference(number + 1, row + 1, mine, theirs)
    return None


def _read(line: str) -> str:
    return folded(line).translate(dict.fromkeys((0x02, 0x2D, 0x2010, 0x2011, 0xFFFD, 0xFFFE)))


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
