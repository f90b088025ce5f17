"""The PDF: the page set by WeasyPrint, tagged (PDF/UA-1, ISO 14289-1), in presskit's own fonts alone."""

from __future__ import annotations

from presskit.artefact import Artefact
from presskit.diagnostics import Diagnostic
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.source import Span
from presskit.writers import page_fit
from presskit.writers.errors import WriterError, broken
from presskit.writers.html import TEMPLATE, page
from presskit.writers.rendering import Typesetter
from presskit.writers.rules import PICTURE_NOT_SET, STYLE_IGNORED
from presskit.writers.tagging import mended

__all__ = ["write"]


def write(edition: Edition, resources: Resources) -> Artefact:
    """Return the PDF of an edition. The same edition gives the same bytes, whatever the machine has installed.

    Raises :class:`~presskit.writers.errors.WriterError` where a template or a picture cannot be used, and ``OSError``
    where Pango is missing.
    """
    setter = Typesetter(page(edition, resources, "print"), resources)
    document = page_fit.best(setter.lay_out, lambda name: resources.template(name).decode())
    data = setter.print_(document, pdf_variant="pdf/ua-1", pdf_identifier=_identifier(edition))
    if setter.refused:
        raise _refusal(setter.refused)
    found = tuple(_remark(text) for text in dict.fromkeys(setter.remarks))
    return Artefact(f"{edition.name}.pdf", "application/pdf", mended(data), edition.language, len(document.pages), found)


def _identifier(edition: Edition) -> bytes:
    return f"{edition.name}-{edition.version}-{edition.revision}".encode()


def _refusal(refused: list[str]) -> WriterError:
    pictures = [url for url in refused if url.startswith("data:")]
    if pictures:
        message = "a picture of the kit cannot be set"
        return WriterError([PICTURE_NOT_SET.at(Span("kit.yaml"), message, "save it anew as PNG or JPEG")])
    message = f"the template asks for «{refused[0][:80]}», which is outside the kit"
    return broken(TEMPLATE, 0, message, "nothing is fetched while a page is made: put it into the style sheet")


def _remark(text: str) -> Diagnostic:
    return STYLE_IGNORED.at(Span(TEMPLATE), f"while the PDF was set: {text}", "mend the style sheet, or take the line out")
