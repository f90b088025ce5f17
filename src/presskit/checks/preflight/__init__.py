"""Preflight: checks of a finished file, before it is written or sent. One file a check; the tables are their order.

The tables stand in ``pdf_checks`` and ``docx_checks``; who looks at a Word file need not import what reads PDFs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from presskit.checks.preflight.frame import Choose, Finding
from presskit.model.edition import Edition

__all__ = ["DOCX", "MEDIA_TYPES", "PDF", "Choose", "Finding", "preflight"]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def _pdf(name: str, data: bytes, choose: Choose | None) -> list[Finding]:
    from presskit.checks.preflight.pdf_checks import look_at_pdf

    return look_at_pdf(name, data, choose)


def _docx(name: str, data: bytes, choose: Choose | None) -> list[Finding]:
    from presskit.checks.preflight.docx_checks import look_at_docx

    return look_at_docx(name, data, choose)


LOOKS: Mapping[str, Callable[[str, bytes, Choose | None], list[Finding]]] = {PDF: _pdf, DOCX: _docx}
"""How a file is looked at, by its media type."""
_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc")
MEDIA_TYPES: Mapping[str, str] = {".pdf": PDF, **dict.fromkeys(_WORD, DOCX)}
"""The media types of files that can be looked at, by the ending of their names."""


def preflight(name: str, data: bytes, media_type: str, made_of: Edition | Choose | None = None) -> list[Finding]:
    """Return what is found in a finished file.

    With the edition that it was made of, or a function that finds it, its words are compared too. Nothing is found in a
    file of a type that no check knows.
    """
    look = LOOKS.get(media_type)
    return look(name, data, _always(made_of) if isinstance(made_of, Edition) else made_of) if look else []


def _always(edition: Edition) -> Choose:
    return lambda *_: edition
