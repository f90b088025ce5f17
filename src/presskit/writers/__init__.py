"""Writers: an edition → an artefact. Each format of :mod:`presskit.model.outputs` is bound here to what writes it.

A format that a ``match`` leaves out is a type error at that line, and so is a module without ``words`` or ``accounts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, assert_never

from presskit.artefact import Artefact
from presskit.model.edition import Edition
from presskit.model.outputs import Format
from presskit.resources import Resources

if TYPE_CHECKING:
    from presskit.typesetting.typesetter import Typesetter

__all__ = ["PROOFS", "WRITERS", "Proof", "Writer", "table"]


class WriterModule(Protocol):
    """What the module of a format offers beside ``write``: what compares a finished file with its release."""

    def words(self, data: bytes) -> list[str]:
        """Return the lines of a finished file in the order of reading."""
        ...

    def accounts(self, edition: Edition) -> tuple[str, ...]:
        """Return what the words of a file may be, without what stands between its lines: one of these."""
        ...


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the output ``format``. With ``attach``, the PDF for distribution carries the release as data.

    A plain value: another process can be given it, and imports only what it writes with.
    """

    format: Format
    attach: bool = False

    @property
    def title(self) -> str:
        """What names the output in reports."""
        return self.format.label

    @property
    def sets_pages(self) -> bool:
        """Whether the typesetter lays it out: all such outputs of an edition are made of one setting."""
        return self.format.sets_pages

    @property
    def identity(self) -> str:
        """What distinguishes this writer from all others, in this build and the next."""
        return f"{self.format} {self.title} {type(self).__module__}.{type(self).__qualname__} {self.attach}"

    def write(self, edition: Edition, resources: Resources, typesetter: Typesetter) -> Artefact:
        """Return the output; only formats that are set in pages ask the typesetter for something.

        Raises :class:`~presskit.writers.errors.WriterError` where it cannot be made.
        """
        match self.format:
            case Format.PDF:
                from presskit.writers import pdf
                from presskit.writers.pages import set_pages

                return pdf.write(edition, resources, set_pages(edition, resources, typesetter), attach=self.attach)
            case Format.PRINT:
                from presskit.writers import print_pdf
                from presskit.writers.pages import set_pages

                return print_pdf.write(edition, resources, set_pages(edition, resources, typesetter))
            case Format.DOCX:
                from presskit.writers import docx

                return docx.write(edition, resources)
            case Format.HTML:
                from presskit.writers import html

                return html.write(edition, resources)
            case Format.TEXT:
                from presskit.writers import text

                return text.write(edition, resources)
            case _:
                assert_never(self.format)

    def words(self, data: bytes) -> list[str]:
        """Return the lines of a finished output in the order of reading."""
        return _module(self.format).words(data)

    def accounts(self, edition: Edition) -> tuple[str, ...]:
        """Return what the words of the output may be: one of these, word for word."""
        return _module(self.format).accounts(edition)


def _module(output: Format) -> WriterModule:
    match output:
        case Format.PDF:
            from presskit.writers import pdf

            return pdf
        case Format.PRINT:
            from presskit.writers import print_pdf

            return print_pdf
        case Format.DOCX:
            from presskit.writers import docx

            return docx
        case Format.HTML:
            from presskit.writers import html

            return html
        case Format.TEXT:
            from presskit.writers import text

            return text
        case _:
            assert_never(output)


@dataclass(frozen=True, slots=True)
class Proof(Writer):
    """Draws the print PDF for people to look at: no output, and not compared with the release."""

    format: Format = Format.PRINT
    contact_sheet: bool = False

    @property
    def title(self) -> str:
        """What names the proof in reports."""
        return "contact sheet" if self.contact_sheet else "proof of the print PDF"

    def write(self, edition: Edition, resources: Resources, typesetter: Typesetter) -> Artefact:
        """Return the proof; raises :class:`~presskit.writers.errors.WriterError` where it cannot be made."""
        from presskit.writers.pages import set_pages
        from presskit.writers.print_pdf import proof

        write = proof.write_contact_sheet if self.contact_sheet else proof.write_proof
        return write(edition, resources, set_pages(edition, resources, typesetter))


WRITERS: tuple[Writer, ...] = tuple(map(Writer, Format))
PROOFS: tuple[Proof, ...] = (Proof(), Proof(contact_sheet=True))
"""What is made beside the outputs where a proof is asked for."""


def table(*, attach: bool = False) -> tuple[Writer, ...]:
    """Return the writers; with ``attach``, the PDF for distribution carries the release as data."""
    return tuple(Writer(each, attach=attach and each is Format.PDF) for each in Format)
