"""The words of a tagged PDF, run by run, in the order of its structure tree."""

from __future__ import annotations

from presskit.formats.pdf_file import Block, read_pdf

__all__ = ["is_apart", "words"]


def is_apart(block: Block) -> bool:
    """Tell whether a block holds no words of the release: a bullet, or the lettering of a picture."""
    return block.tag == "Figure" or (
        block.tag == "Lbl" and not any(char.isalnum() for piece in block.pieces for glyph in piece for char in glyph)
    )


def words(data: bytes) -> list[str]:
    """Return what is painted, each run as it stands on the page; an untagged PDF has none.

    Raises :class:`~presskit.formats.pdf_file.UnreadableError` where it is no PDF.
    """
    blocks = read_pdf(data, "").structure.blocks
    return ["".join(piece) for block in blocks if not is_apart(block) for piece in block.pieces]
