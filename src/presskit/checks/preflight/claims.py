"""What a PDF claims to be: the standards that it names, and hence which checks it asks for."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Purpose
from presskit.formats.pdf_file import PdfFile

__all__ = ["purposes", "standards"]


def purposes(file: PdfFile) -> frozenset[Purpose]:
    """Return what a PDF claims to be made for: PDF/X for print, PDF/A for archives, PDF/UA for everybody."""
    claims = {
        Purpose.PRINT: bool(_print_version(file)) or any(intent.subtype == "GTS_PDFX" for intent in file.intents),
        Purpose.ARCHIVE: bool(file.metadata.said("pdfaid:part")),
        Purpose.ACCESSIBLE: bool(file.metadata.said("pdfuaid:part")),
    }
    return frozenset(purpose for purpose, made in claims.items() if made) or frozenset({Purpose.GENERAL})


def standards(file: PdfFile) -> tuple[str, ...]:
    """Return the claims as they are written: «PDF/X-4», «PDF/A-2a», «PDF/UA-1»."""
    return tuple(_standards(file))


def _standards(file: PdfFile) -> Iterator[str]:
    said = file.metadata.said
    if _print_version(file):
        yield _print_version(file)
    if said("pdfaid:part"):
        yield f"PDF/A-{said('pdfaid:part')}{said('pdfaid:conformance').lower()}"
    if said("pdfuaid:part"):
        yield f"PDF/UA-{said('pdfuaid:part')}"


def _print_version(file: PdfFile) -> str:
    said = (file.metadata.said(f"{prefix}:GTS_PDFXVersion") for prefix in ("pdfxid", "pdfx"))
    return next(filter(None, (*said, file.metadata.info.get("GTS_PDFXVersion", ""))), "")
