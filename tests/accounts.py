"""What the outputs must say: the account of an edition's words, and how the outputs' own words are compared with it."""

from __future__ import annotations

from presskit.checks.preflight.pdf_text import difference
from presskit.formats.expected_text import marked
from presskit.formats.pdf_file import read_pdf
from presskit.model.edition import Edition

__all__ = ["marked", "pdf_difference"]


def pdf_difference(data: bytes, edition: Edition) -> tuple[str, str] | None:
    """Where the words of a PDF, in the order in which they are read, part from the edition's; None where they agree."""
    file = read_pdf(data, edition.name)
    assert file.structure.blocks
    found = difference(file, edition)
    return None if found is None else (found.mismatch.expected[:80], found.mismatch.painted[:80])
