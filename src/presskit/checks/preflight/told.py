"""The words that a PDF must say, and those that it says: where the two part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from presskit.formats.pdf_file import Block, Glyphs, PdfFile, Place
from presskit.formats.pdf_text import Parting, folded, parting
from presskit.formats.run_in import BETWEEN, hundreds
from presskit.model.edition import Edition, Line, Role, transcript

__all__ = ["Difference", "count", "difference", "marked", "parts", "told"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a tagged PDF parts from its release. ``reordered`` tells that no character is lost and none is added."""

    parting: Parting
    place: Place | None
    reordered: bool


def marked(line: Line) -> str:
    """Return a line of the account with the number that is printed before it."""
    return f"{line.mark}. {line.text}" if line.mark else line.text


def parts(edition: Edition, *, run_in: bool = False) -> list[Line]:
    """Return every line that an edition's page prints, page furniture apart.

    Thousands of signatories are ``run_in``: «1 Aster · 2 Zephyr» in place of a list, a hundred to a line.
    """
    found = [Line(Role.RELEASE_LINE, edition.brand_name)]
    for signs, lines in groupby(transcript(edition), lambda line: line.role is Role.SIGNATORY):
        if run_in and signs:
            entries = [f"{line.mark} {line.text}" for line in lines]
            found.extend(Line(Role.SIGNATORY, BETWEEN.join(some)) for some in hundreds(entries))
        else:
            found.extend(lines)
    return found


def told(edition: Edition, *, run_in: bool = False) -> str:
    """Return all words of an edition's page in the order of reading."""
    return "".join(marked(line) for line in parts(edition, run_in=run_in))


def difference(file: PdfFile, edition: Edition) -> Difference | None:
    """Compare a tagged PDF with its release in the order of reading; None where they agree."""
    pieces = [each for block in file.structure.blocks if not _is_apart(block) for each in _pieces(block)]
    glyphs = [each for each, _ in pieces]
    partings = [(expected, parting(expected, glyphs)) for expected in (told(edition), told(edition, run_in=True))]
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


def _is_apart(block: Block) -> bool:
    """Tell whether a block holds no words of the release: a bullet, or the lettering of a picture."""
    return block.tag == "Figure" or (
        block.tag == "Lbl" and not any(char.isalnum() for piece in block.pieces for glyph in piece for char in glyph)
    )
