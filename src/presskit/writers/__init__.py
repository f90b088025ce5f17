"""Writers: an edition → an artefact. One file a format; the table below is the order in which they run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from presskit.artefact import Artefact
from presskit.model.edition import Edition, transcript
from presskit.model.people import OutputName
from presskit.resources import Resources

__all__ = ["PROOFS", "WRITERS", "Writer", "table"]

Write = Callable[[Edition, Resources], Artefact]
Words = Callable[[bytes], list[str]]
Accounts = Callable[[Edition], tuple[str, ...]]


def _words_of_pdf(data: bytes) -> list[str]:
    from presskit.formats.pdf_words import words

    return words(data)


def _words_of_print(data: bytes) -> list[str]:
    """Return the lines as they stand on the sheets, running heads too: a print PDF has no tags."""
    from presskit.formats.pdf_lines import lines

    return [line for page in lines(data) for line in page]


def _words_of_docx(data: bytes) -> list[str]:
    from presskit.formats.docx_words import words

    return words(data)


def _words_of_html(data: bytes) -> list[str]:
    from presskit.formats.html_words import words

    return words(data)


def _words_of_text(data: bytes) -> list[str]:
    from presskit.writers.text import words

    return words(data)


def _page(edition: Edition) -> tuple[str, ...]:
    from presskit.formats.expected_text import expected_text

    return expected_text(edition), expected_text(edition, run_in=True)


def _account(edition: Edition) -> tuple[str, ...]:
    from presskit.formats.expected_text import marked

    return ("".join(map(marked, transcript(edition))),)


def _account_of_text(edition: Edition) -> tuple[str, ...]:
    from presskit.writers.text import account

    return (account(edition),)


@dataclass(frozen=True, slots=True)
class Writer:
    """A format by the name that ``--only`` takes, and the function that writes it.

    What is to be looked at and goes no further is a ``proof``; what ``sets_pages`` is made of the same setting. ``words``
    reads the finished file again, line by line in the order of reading, and ``accounts`` are what it may say: one of them,
    word for word. The letters of a line that is ``painted`` may stand in another order than they are read in.
    """

    name: OutputName
    title: str
    write: Write
    proof: bool = False
    sets_pages: bool = False
    words: Words | None = None
    accounts: Accounts = _account
    painted: bool = False

    @property
    def identity(self) -> str:
        """What tells this writer from all others, in this build and the next."""
        return f"{self.name} {self.title} {self.write.__module__}.{getattr(self.write, '__qualname__', '')}"


def _pdf(edition: Edition, resources: Resources) -> Artefact:
    from presskit.writers import pdf

    return pdf.write(edition, resources)


def _pdf_with_data(edition: Edition, resources: Resources) -> Artefact:
    from presskit.writers import pdf

    return pdf.write(edition, resources, attach=True)


def _print(edition: Edition, resources: Resources) -> Artefact:
    from presskit.writers import print_pdf

    return print_pdf.write(edition, resources)


def _proof(edition: Edition, resources: Resources) -> Artefact:
    from presskit.writers.print_pdf import proof

    return proof.write_proof(edition, resources)


def _contact_sheet(edition: Edition, resources: Resources) -> Artefact:
    from presskit.writers.print_pdf import proof

    return proof.write_contact_sheet(edition, resources)


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
    Writer(OutputName.PDF, "PDF for distribution", _pdf, sets_pages=True, words=_words_of_pdf, accounts=_page, painted=True),
    Writer(OutputName.PRINT, "PDF for the print shop", _print, sets_pages=True, words=_words_of_print),
    Writer(OutputName.DOCX, "Word file for translators", _docx, words=_words_of_docx),
    Writer(OutputName.HTML, "web page", _html, words=_words_of_html, accounts=_page),
    Writer(OutputName.TEXT, "plain text", _text, words=_words_of_text, accounts=_account_of_text),
)

PROOFS: tuple[Writer, ...] = (
    Writer(OutputName.PRINT, "proof of the print PDF", _proof, proof=True, sets_pages=True),
    Writer(OutputName.PRINT, "contact sheet", _contact_sheet, proof=True, sets_pages=True),
)
"""What is made beside the outputs where a proof is asked for."""


def table(*, attach: bool = False) -> tuple[Writer, ...]:
    """Return the writers; with ``attach``, the PDF for distribution carries the release as data."""
    if not attach:
        return WRITERS
    first, *others = WRITERS
    return (replace(first, write=_pdf_with_data), *others)
