"""Check: a PDF says the words of its release, all of them, in the order in which they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere, finding
from presskit.checks.preflight.marks import words_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Block, Glyphs, PdfFile, Place
from presskit.formats.pdf_text import Parting, folded, parting
from presskit.model.edition import Edition, Line, transcript

__all__ = ["CHECK", "marked", "told"]

RULE = Rule(
    "pdf-text-differs", Severity.ERROR, "The PDF does not say the words of the release",
    "Journalists copy from the PDF, and screen readers read it out. Words that are lost there are lost for them.",
)  # fmt: skip
SHOWN = 40
HINT = "Build the kit again. If it stays, change the words at this place, and report it."


def marked(line: Line) -> str:
    """Return a line of the account with the number that is printed before it."""
    return f"{line.mark}. {line.text}" if line.mark else line.text


def told(edition: Edition) -> str:
    """Return every word that an edition's page prints, page furniture apart."""
    return "".join([edition.brand_name, *(marked(line) for line in transcript(edition))])


def _look(file: PdfFile, edition: Edition | None) -> Iterator[Finding]:
    if edition is None:
        return
    if file.structure.blocks:
        yield from _in_order(file, told(edition))
    else:
        yield from _lost(file, told(edition))


def _in_order(file: PdfFile, expected: str) -> Iterator[Finding]:
    """Compare word by word. Where the order parts but each character is there, the run-in lists of a throng do so."""
    pieces = [each for block in file.structure.blocks if not _is_bullet(block) for each in _pieces(block)]
    parted = parting(expected, [glyphs for glyphs, _ in pieces])
    if parted is None or _count(expected) == _count("".join("".join(glyphs) for glyphs, _ in pieces)):
        return
    place = pieces[parted.index][1] if parted.index < len(pieces) else None
    yield finding(RULE, file.name, _says(parted), HINT, place)


def _pieces(block: Block) -> Iterator[tuple[Glyphs, Place | None]]:
    yield from zip(block.pieces, block.places, strict=True)


def _is_bullet(block: Block) -> bool:
    return block.tag == "Lbl" and not any(char.isalnum() for piece in block.pieces for glyph in piece for char in glyph)


def _says(parted: Parting) -> str:
    wanted, painted = parted.expected[:SHOWN], parted.painted[:SHOWN]
    if not wanted:
        return f"After the last words of the release the PDF goes on with «{painted}»."
    return f"Where the release goes on with «{wanted}», the PDF says «{painted}»." if painted else f"«{wanted}» is missing."


def _count(text: str) -> Counter[str]:
    return Counter(folded(text))


def _lost(file: PdfFile, expected: str) -> Iterator[Finding]:
    """Without tags there is no order of reading: count the characters, of which page furniture may bring more."""
    lost = _count(expected) - _count("".join(words.text for _, words in words_of(file)))
    if lost:
        characters = " ".join(f"{char} ({count})" for char, count in lost.most_common(8))
        message = f"{lost.total()} characters of the release are not in the PDF: {characters}."
        yield finding(RULE, file.name, message, HINT)


CHECK = PreflightCheck(RULE, _look, everywhere(Severity.ERROR))
