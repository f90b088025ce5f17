"""The PDF for distribution: tagged and archival, PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) in one file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from presskit.artefact import Artefact
from presskit.diagnostics import Diagnostic
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.source import Span
from presskit.typesetting.job import Pages
from presskit.writers.errors import WriterError, broken
from presskit.writers.html import TEMPLATE
from presskit.writers.pdf import archive, artifacts, attachment, metadata, structure, text_layer
from presskit.writers.pdf.compact import compact
from presskit.writers.pdf.typesetting import job_of, typeset
from presskit.writers.rules import PICTURE_NOT_SET, STYLE_IGNORED

__all__ = ["refusal", "remark", "write"]


def write(edition: Edition, resources: Resources, *, attach: bool = False) -> Artefact:
    """Return the PDF of an edition; with ``attach``, a PDF/A-3a that carries the release as data.

    The same edition gives the same bytes, whatever the machine has installed.

    Raises :class:`~presskit.writers.errors.WriterError` where a template or a picture cannot be used, and ``OSError``
    where Pango is missing.
    """
    pages = typeset(job_of(edition, resources))
    if pages.refused:
        raise refusal(pages.refused)
    found = tuple(remark(text) for text in pages.remarks)
    data = _finished(edition, pages, resources.fonts, attach=attach)
    return Artefact(f"{edition.name}.pdf", "application/pdf", data, edition.language, pages.count, found)


def _finished(edition: Edition, pages: Pages, fonts: Path, *, attach: bool) -> bytes:
    """Return the pages as a file for people and archives: its structure, its text and its facts as they should be."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pages.data)) as pdf:
        artifacts.mark(pdf, structure.rebuild(pdf))
        text_layer.clarify(pdf, fonts)
        compact(pdf)
        archive.prepare(pdf)
        if attach:
            attachment.attach(pdf, edition)
        metadata.describe(pdf, edition, metadata.Claim(archive=3 if attach else 2), pages.engine)
        out = io.BytesIO()
        pikepdf.settings.set_flate_compression_level(9)
        objects = pikepdf.ObjectStreamMode.generate
        pdf.save(out, deterministic_id=True, object_stream_mode=objects, recompress_flate=True)
    return out.getvalue()


def refusal(refused: Sequence[str]) -> WriterError:
    """Return the error of a page that asked for something outside the kit."""
    pictures = [url for url in refused if url.startswith("data:")]
    if pictures:
        message = "a picture of the kit cannot be set"
        return WriterError([PICTURE_NOT_SET.at(Span("kit.yaml"), message, "save it anew as PNG or JPEG")])
    message = f"the template asks for «{refused[0][:80]}», which is outside the kit"
    return broken(TEMPLATE, 0, message, "nothing is fetched while a page is made: put it into the style sheet")


def remark(text: str) -> Diagnostic:
    """Return a warning of the typesetter as a finding."""
    return STYLE_IGNORED.at(Span(TEMPLATE), f"while the PDF was set: {text}", "mend the style sheet, or take the line out")
