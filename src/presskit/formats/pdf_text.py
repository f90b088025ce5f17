"""The text of a tagged PDF in the order of its structure tree (ISO 32000-1, 14.7), which is the order it is read in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presskit.formats.expected_text import folded
from presskit.formats.pdf_file import Block, Glyphs, read_pdf

__all__ = ["Mismatch", "folded", "is_apart", "mismatch", "words"]

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The place where a text and painted runs differ: what is left of both, and the number of the run, from 0."""

    expected: str
    painted: str
    index: int


def _readings(glyphs: Glyphs) -> Iterator[str]:
    """Yield the readings of a painted run: from left to right, and from right to left with its numbers unchanged."""
    yield folded("".join(glyphs))
    turned = "".join(reversed(glyphs))
    yield folded(re.sub(r"[\dA-Za-z]+(?:[.,:/+٫٬-][\dA-Za-z]+)*%?", lambda found: found.group()[::-1], turned))


def _matched(glyphs: Glyphs, rest: str) -> str | None:
    """Return the beginning of ``rest`` that a run shows; None where it shows something else.

    In a run with letters from right to left only the bidirectional algorithm (UAX #9) knows the order of the pieces:
    there the same characters in another order match.
    """
    painted = folded("".join(glyphs))
    same = rest[: len(painted)]
    reordered = same if _RIGHT_TO_LEFT.search(painted) and sorted(same) == sorted(painted) else None
    return next((reading for reading in _readings(glyphs) if rest.startswith(reading)), reordered)


def mismatch(expected: str, pieces: Sequence[Glyphs]) -> Mismatch | None:
    """Compare a text with painted runs; None where they agree."""
    rest = folded(expected)
    for index, glyphs in enumerate(pieces):
        matched = _matched(glyphs, rest)
        if matched is None:
            return Mismatch(rest, "".join(folded("".join(piece)) for piece in pieces[index:]), index)
        rest = rest.removeprefix(matched)
    return Mismatch(rest, "", len(pieces)) if rest else None


def is_apart(block: Block) -> bool:
    """Return whether a block has no words of the release: a bullet, or the lettering of a picture."""
    return block.tag == "Figure" or (
        block.tag == "Lbl" and not any(char.isalnum() for piece in block.pieces for glyph in piece for char in glyph)
    )


def words(data: bytes) -> list[str]:
    """Return what is painted, each run as it stands on the page; an untagged PDF has none.

    Raises :class:`~presskit.formats.pdf_file.UnreadableError` where it is no PDF.
    """
    blocks = read_pdf(data, "").structure.blocks
    return ["".join(piece) for block in blocks if not is_apart(block) for piece in block.pieces]
