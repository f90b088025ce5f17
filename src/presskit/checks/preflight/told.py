"""The words that a PDF must say, and those that it says: where the two part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from presskit.checks.preflight.marks import meets, words_of
from presskit.formats.pdf_file import Block, Glyphs, PdfFile, Place
from presskit.formats.pdf_text import Parting, folded, parting
from presskit.model.edition import Edition, Line, Role, transcript

__all__ = ["Difference", "difference", "lost", "marked", "told"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a tagged PDF parts from its release. ``reordered`` tells that no character is lost and none is added."""

    parting: Parting
    place: Place | None
    reordered: bool


def marked(line: Line) -> str:
    """Return a line of the account with the number that is printed before it."""
    return f"{line.mark}. {line.text}" if line.mark else line.text


def told(edition: Edition, *, run_in: bool = False) -> str:
    """Return every word that an edition's page prints, page furniture apart.

    Thousands of signatories are ``run_in``: «1 Aster · 2 Zephyr» in place of a list.
    """
    parts = [edition.brand_name]
    for signs, lines in groupby(transcript(edition), lambda line: line.role is Role.SIGNATORY):
        if run_in and signs:
            parts.append(" · ".join(f"{line.mark} {line.text}" for line in lines))
        else:
            parts.extend(marked(line) for line in lines)
    return "".join(parts)


def difference(file: PdfFile, edition: Edition) -> Difference | None:
    """Compare a tagged PDF with its release in the order of reading; None where they agree."""
    pieces = [each for block in file.structure.blocks if not _is_bullet(block) for each in _pieces(block)]
    glyphs = [each for each, _ in pieces]
    partings = [(expected, parting(expected, glyphs)) for expected in (told(edition), told(edition, run_in=True))]
    if any(parted is None for _, parted in partings):
        return None
    expected, parted = max(((text, parted) for text, parted in partings if parted), key=lambda each: each[1].index)
    place = pieces[parted.index][1] if parted.index < len(pieces) else None
    return Difference(parted, place, _count(expected) == _count("".join(_texts(glyphs))))


def lost(file: PdfFile, edition: Edition) -> Counter[str]:
    """Count the characters of the release that an untagged PDF does not hold inside its trim, where more may stand."""
    inside = {page.number: page.trim for page in file.pages}
    words = (words.glyphs for place, words in words_of(file) if meets(place.box, inside[place.page]))
    wanted = _count(told(edition, run_in=True)) - _count("".join(_texts(words)))
    del wanted["·"]  # it stands between names that are run in, and nowhere else
    return wanted


def _texts(pieces: Iterable[Glyphs]) -> Iterator[str]:
    yield from ("".join(glyphs) for glyphs in pieces)


def _count(text: str) -> Counter[str]:
    return Counter(folded(text))


def _pieces(block: Block) -> Iterator[tuple[Glyphs, Place | None]]:
    yield from zip(block.pieces, block.places, strict=True)


def _is_bullet(block: Block) -> bool:
    return block.tag == "Lbl" and not any(char.isalnum() for piece in block.pieces for glyph in piece for char in glyph)
