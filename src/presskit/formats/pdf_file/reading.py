"""Bytes → an inspected PDF. Whatever the bytes are, it ends soon and with words."""

from __future__ import annotations

import io
from typing import Literal

import pikepdf

from presskit.formats.pdf_file import plain
from presskit.formats.pdf_file.contraband import actions, attachments
from presskit.formats.pdf_file.limits import Budget, TooMuchError, qpdf_limits
from presskit.formats.pdf_file.metadata import read_intents, read_metadata
from presskit.formats.pdf_file.pages import read_pages
from presskit.formats.pdf_file.painter import Shelf
from presskit.formats.pdf_file.structure import read_structure
from presskit.formats.pdf_file.values import PdfFile

__all__ = ["UnreadableError", "read_pdf"]

HEAD = 1024
"""Viewers look for %PDF- in so many bytes (ISO 32000-1, Annex H, 3.4.1)."""
SLACK = 4096


class UnreadableError(Exception):
    """The bytes cannot be read as a PDF; ``reason`` says why."""

    def __init__(self, reason: Literal["empty", "no-pdf", "password", "broken", "too-much"]) -> None:
        self.reason = reason
        super().__init__(reason)


def read_pdf(data: bytes, name: str) -> PdfFile:
    """Return what there is to say of a PDF, parsed once. Raises :class:`UnreadableError`."""
    if len(data) < SLACK and not data.strip():
        raise UnreadableError("empty")
    if b"%PDF-" not in data[:HEAD]:
        raise UnreadableError("no-pdf")
    try:
        with qpdf_limits(), pikepdf.open(io.BytesIO(data)) as pdf:
            return _inspected(pdf, data, name)
    except pikepdf.PasswordError as problem:
        raise UnreadableError("password") from problem
    except TooMuchError as problem:
        raise UnreadableError("too-much") from problem
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, MemoryError) as problem:
        raise UnreadableError("broken") from problem  # RuntimeError: RecursionError, and what qpdf says in C++


def _inspected(pdf: pikepdf.Pdf, data: bytes, name: str) -> PdfFile:
    shelf, budget = Shelf(Budget()), Budget()
    pages = tuple(page for _, page in read_pages(pdf, shelf))
    if not pages:
        raise UnreadableError("broken")
    fonts = [loaded.font for loaded in (*shelf.fonts.values(), *shelf.loose)]
    return PdfFile(
        name=name,
        size=len(data),
        version=pdf.pdf_version,
        pages=pages,
        fonts=tuple(dict.fromkeys(fonts)),
        structure=read_structure(pdf, pages, budget),
        metadata=read_metadata(pdf, budget),
        language=plain.text(plain.get(pdf.Root, "/Lang")),
        shows_title=plain.get(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle") is True,
        intents=read_intents(pdf),
        encrypted=pdf.is_encrypted,
        identified=plain.get(pdf.trailer, "/ID") is not None,
        actions=actions(pdf, budget),
        attachments=attachments(pdf, budget),
        unseen=tuple(dict.fromkeys(shelf.unseen)),
    )
