"""Preflight: checks of a finished file, before it is written or sent. One file a theme, each ending in a table of its checks.

``pdf_checks`` and ``docx_checks`` put the tables in order. Checking a Word file does not import what reads PDFs.
"""

from __future__ import annotations

from collections.abc import Mapping

from presskit.checks.preflight.check_base import Choose, Finding
from presskit.model.edition import Edition
from presskit.model.outputs import Format

__all__ = ["DOCX", "MEDIA_TYPES", "PDF", "Choose", "Finding", "preflight"]

DOCX, PDF = Format.DOCX.media_type, Format.PDF.media_type


_WORD = (".docm", ".dotx", ".dotm", ".doc")
MEDIA_TYPES: Mapping[str, str] = {
    **{each.extension: each.media_type for each in Format if each.media_type in {PDF, DOCX}},
    **dict.fromkeys(_WORD, DOCX),
}
"""The media types of files that can be checked, by the ending of their names."""


def preflight(name: str, data: bytes, media_type: str, made_of: Edition | Choose | None = None) -> list[Finding]:
    """Return what is found in a finished file.

    With the edition that it was made of, or a function that finds it, its words are compared too. Nothing is found in a
    file of a type that no check knows.
    """
    if isinstance(made_of, Edition):
        edition = made_of
        return preflight(name, data, media_type, lambda *_: edition)
    if media_type == PDF:
        from presskit.checks.preflight.pdf_checks import check_pdf

        return check_pdf(name, data, made_of)
    if media_type == DOCX:
        from presskit.checks.preflight.docx_checks import check_docx

        return check_docx(name, data, made_of)
    return []
