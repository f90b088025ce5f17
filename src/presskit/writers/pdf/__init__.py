"""The PDF: the page set by WeasyPrint, tagged (PDF/UA-1, ISO 14289-1), in presskit's own fonts alone."""

from __future__ import annotations

from collections.abc import Sequence

from presskit.artefact import Artefact
from presskit.diagnostics import Diagnostic
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.source import Span
from presskit.writers.errors import WriterError, broken
from presskit.writers.html import TEMPLATE
from presskit.writers.pdf.structure import mended
from presskit.writers.pdf.typesetting import job_of, typeset
from presskit.writers.rules import PICTURE_NOT_SET, STYLE_IGNORED

__all__ = ["write"]


def write(edition: Edition, resources: Resources) -> Artefact:
    """Return the PDF of an edition. The same edition gives the same bytes, whatever the machine has installed.

    Raises :class:`~presskit.writers.errors.WriterError` where a template or a picture cannot be used, and ``OSError``
    where Pango is missing.
    """
    pages = typeset(job_of(edition, resources))
    if pages.refused:
        raise refusal(pages.refused)
    found = tuple(remark(text) for text in pages.remarks)
    return Artefact(f"{edition.name}.pdf", "application/pdf", mended(pages.data), edition.language, pages.count, found)


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
