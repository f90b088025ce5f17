"""What the outputs must say: the account of an edition's words, and how the outputs' own words are compared with it."""

from __future__ import annotations

from presskit.formats.pdf_text import blocks, unmatched
from presskit.model.edition import Edition, Line, transcript

__all__ = ["marked", "pdf_difference"]


def marked(line: Line) -> str:
    """A line of the account with the number that is printed before it."""
    return f"{line.mark}. {line.text}" if line.mark else line.text


def pdf_difference(data: bytes, edition: Edition) -> tuple[str, str] | None:
    """Where the words of a PDF, in the order in which they are read, part from the edition's; None where they agree."""
    told = [edition.brand_name, *(marked(line) for line in transcript(edition))]
    found = [block for block in blocks(data) if not _is_bullet(block.tag, block.pieces)]
    parted = unmatched("".join(told), [piece for block in found for piece in block.pieces])
    return parted and (parted[0][:80], parted[1][:80])


def _is_bullet(tag: str, pieces: tuple[tuple[str, ...], ...]) -> bool:
    return tag == "Lbl" and not any(char.isalnum() for piece in pieces for glyph in piece for char in glyph)
