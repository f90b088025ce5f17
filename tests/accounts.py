"""What the outputs must say: the account of an edition's words, and how the outputs' own words are compared with it."""

from __future__ import annotations

from presskit.checks.preflight import pdf_text_differs
from presskit.checks.preflight.pdf_text_differs import marked
from presskit.formats.pdf_file import read_pdf
from presskit.model.edition import Edition

__all__ = ["marked", "pdf_difference"]


def pdf_difference(data: bytes, edition: Edition) -> str | None:
    """Where the words of a PDF, in the order in which they are read, part from the edition's; None where they agree."""
    file = read_pdf(data, edition.name)
    assert file.structure.blocks
    return next((each.diagnostic.message for each in pdf_text_differs.CHECK.look(file, edition)), None)
