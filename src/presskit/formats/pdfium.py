"""PDFium, which reads and paints pages as browsers do: the lines of a PDF, and small pictures of its pages."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from presskit.formats.pdf_text import folded

__all__ = ["LineDifference", "difference", "lines", "opened", "page_picture", "page_pictures"]

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
class LineDifference:
    """The first place where two PDFs differ: page and line count from 1; the text of a missing line is empty."""

    page: int
    line: int
    one: str
    other: str


def lines(data: bytes) -> Lines:
    """Return the lines of each page, from top to bottom, without what is outside the trim box.

    Raises ``pypdfium2.PdfiumError`` where ``data`` is no PDF.
    """
    with opened(data) as document:
        return [_lines(page) for page in document]


def _lines(page: Any) -> list[str]:
    left, bottom, right, top = page.get_trimbox()
    text = page.get_textpage().get_text_bounded(left, bottom, right, top, errors="replace")
    return [line for line in text.splitlines() if line.strip()]


def difference(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> LineDifference | None:
    """Return the first difference between the lines of two PDFs, or None; pages without text at the end are ignored.

    Lines are compared as people read them: without spaces, hyphens and signs that do not show.
    """
    for page, (mine, theirs) in enumerate(zip_longest(one, other, fillvalue=()), 1):
        for number, (line, other_line) in enumerate(zip_longest(mine, theirs, fillvalue=""), 1):
            if _comparable(line) != _comparable(other_line):
                return LineDifference(page, number, line, other_line)
    return None


def _comparable(line: str) -> str:
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


def page_picture(data: bytes, number: int) -> bytes:
    """Return a WebP picture of one page, counted from 1; raises ``pypdfium2.PdfiumError`` where there is none."""
    with opened(data) as document:
        return _picture(document[number - 1])


def _picture(page: Any) -> bytes:
    out = io.BytesIO()
    page.render(scale=SIDE / max(*page.get_size(), 1)).to_pil().convert("RGB").save(out, "WEBP", quality=82)
    return out.getvalue()
