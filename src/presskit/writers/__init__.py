"""Writers: an edition → an artefact. One file a format; the table below is the order in which they run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from presskit.artefact import Artefact
from presskit.model.edition import Edition
from presskit.model.people import OutputName
from presskit.resources import Resources

__all__ = ["WRITERS", "Writer"]

Write = Callable[[Edition, Resources], Artefact]


@dataclass(frozen=True, slots=True)
class Writer:
    """A format by the name that ``--only`` takes, and the function that writes it."""

    name: OutputName
    title: str
    write: Write


def _pdf(edition: Edition, resources: Resources) -> Artefact:
    from presskit.writers import pdf

    return pdf.write(edition, resources)


def _print(edition: Edition, resources: Resources) -> Artefact:
    from presskit.writers import print_pdf

    return print_pdf.write(edition, resources)


def _docx(edition: Edition, resources: Resources) -> Artefact:
    from presskit.writers import docx

    return docx.write(edition, resources)


def _html(edition: Edition, resources: Resources) -> Artefact:
    from presskit.writers import html

    return html.write(edition, resources)


def _text(edition: Edition, resources: Resources) -> Artefact:
    from presskit.writers import text

    return text.write(edition, resources)


WRITERS: tuple[Writer, ...] = (
    Writer(OutputName.PDF, "PDF for distribution", _pdf),
    Writer(OutputName.PRINT, "PDF for the print shop", _print),
    Writer(OutputName.DOCX, "Word file for translators", _docx),
    Writer(OutputName.HTML, "web page", _html),
    Writer(OutputName.TEXT, "plain text", _text),
)
