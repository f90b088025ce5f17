"""PDFium, which paints and reads pages as browsers do, and which must never be used by two threads at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["opened"]

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
