"""The words that a PDF must say, and those that it says: where the two part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from presskit.formats.expected_text import expected_lines, expected_text, folded, marked
from presskit.formats.pdf_file import Block, Glyphs, PdfFile, Place
from presskit.formats.pdf_text import Parting, is_apart, parting
from presskit.model.edition import Edition

__all__ = ["Difference", "count", "difference", "expected_lines", "expected_text", "marked"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a tagged PDF parts from its release. ``reordered`` tells that no character is lost and none is added."""

    parting: Parting
    place: Place | None
    reordered: bool


def difference(file: PdfFile, edition: Edition) -> Difference | None:
    """Compare a tagged PDF with its release in the order of reading; None where they agree."""
    pieces = [each for block in file.structure.blocks if not is_apart(block) for each in _pieces(block)]
    glyphs = [each for each, _ in pieces]
    both = (expected_text(edition), expected_text(edition, run_in=True))
    partings = [(expected, parting(expected, glyphs)) for expected in both]
    if any(parted is None for _, parted in partings):
        return None
    expected, parted = max(((text, parted) for text, parted in partings if parted), key=lambda each: each[1].index)
    place = pieces[parted.index][1] if parted.index < len(pieces) else None
    return Difference(parted, place, count(expected) == count("".join(_texts(glyphs))))


def _texts(pieces: Iterable[Glyphs]) -> Iterator[str]:
    yield from ("".join(glyphs) for glyphs in pieces)


def count(text: str) -> Counter[str]:
    """Count the characters of a text as it is compared."""
    return Counter(folded(text))


def _pieces(block: Block) -> Iterator[tuple[Glyphs, Place | None]]:
    yield from zip(block.pieces, block.places, strict=True)
