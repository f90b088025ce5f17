"""The PDF for distribution: tagged and archival, PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) in one file."""

from __future__ import annotations

import io
from pathlib import Path

from presskit.artefact import Artefact
from presskit.formats.expected_text import page_accounts as accounts
from presskit.model.edition import Edition
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.typesetting.job import Pages
from presskit.writers.pages import page_findings
from presskit.writers.pdf.archival import Claim, add_output_intent, attach_release, describe
from presskit.writers.pdf.content import clarify, compact, mark_artifacts
from presskit.writers.pdf.structure import rebuild

__all__ = ["accounts", "words", "write"]


def write(edition: Edition, resources: Resources, pages: Pages, *, attach: bool = False) -> Artefact:
    """Return the PDF of an edition, made of its pages; with ``attach``, a PDF/A-3a that carries the release as data.

    The same edition gives the same bytes, whatever the machine has installed.
    """
    data = _finished(edition, pages, resources.fonts, attach=attach)
    told = page_findings(pages, edition, resources)
    return Artefact(Format.PDF.file_name(edition.name), Format.PDF.media_type, data, edition.language, pages.count, told)


def words(data: bytes) -> list[str]:
    """Return what is painted, run by run, in the order of the structure tree."""
    from presskit.formats import pdf_text

    return pdf_text.words(data)


def _finished(edition: Edition, pages: Pages, fonts: Path, *, attach: bool) -> bytes:
    """Return the pages as a file for people and archives: its structure, its text and its facts as they should be."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pages.data)) as pdf:
        mark_artifacts(pdf, rebuild(pdf))
        clarify(pdf, fonts)
        compact(pdf)
        add_output_intent(pdf)
        if attach:
            attach_release(pdf, edition)
        describe(pdf, edition, Claim(archive=3 if attach else 2), pages.engine)
        out = io.BytesIO()
        pikepdf.settings.set_flate_compression_level(9)
        objects = pikepdf.ObjectStreamMode.generate
        pdf.save(out, deterministic_id=True, object_stream_mode=objects, recompress_flate=True)
    return out.getvalue()
