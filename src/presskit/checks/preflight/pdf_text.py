"""Preflight of PDFs: the words of the file are those of the release, in order, in fonts that it carries.

In an untagged PDF nothing tells the order of reading, only the order of painting: a line and its runs are painted one after the
other, but list marks come at the end of a page, running heads stand between, and text from right to left is painted from left
to right. So a line counts as found where neighbouring runs hold its characters; what is left of the lines must be in what is
left of the runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from presskit.checks.preflight.check_base import Defect, PreflightCheck, claimed, everywhere, for_screens
from presskit.checks.preflight.output_text import HINT, SHOWN, how_they_differ
from presskit.checks.preflight.page_objects import Defects, PdfCheck, marks_of_kind, meets
from presskit.diagnostics import Rule, Severity
from presskit.formats.expected_text import expected_lines, expected_text, folded
from presskit.formats.pdf_file import PaintedText, PdfFile, Place
from presskit.formats.pdf_text import Mismatch, is_apart, mismatch
from presskit.model.edition import Edition, Line

__all__ = ["CHECKS", "TextDifference", "difference", "lost_lines"]

FAR = 200
"""Lines that are searched for in the whole file; when so many were not found, the others are searched for nearby."""
NEAR = 40
"""Runs that are nearby."""


@dataclass(frozen=True, slots=True)
class TextDifference:
    """Where a tagged PDF first differs from its release. ``reordered``: no character is lost and none is added."""

    mismatch: Mismatch
    place: Place | None
    reordered: bool


def difference(file: PdfFile, edition: Edition) -> TextDifference | None:
    """Compare a tagged PDF with its release in the order of reading; None where they agree."""
    blocks = [block for block in file.structure.blocks if not is_apart(block)]
    pieces = [each for block in blocks for each in zip(block.pieces, block.places, strict=True)]
    glyphs = [each for each, _ in pieces]
    texts = (expected_text(edition), expected_text(edition, run_in=True))
    mismatches = [(expected, found) for expected in texts if (found := mismatch(expected, glyphs))]
    if len(mismatches) < len(texts):
        return None
    expected, first = max(mismatches, key=lambda each: each[1].index)
    return TextDifference(
        first,
        pieces[first.index][1] if first.index < len(pieces) else None,
        _count(expected) == _count("".join(map("".join, glyphs))),
    )


def _count(text: str) -> Counter[str]:
    """Count the characters of a text as it is compared."""
    return Counter(folded(text))


def lost_lines(file: PdfFile, edition: Edition) -> list[str]:
    """Return the lines of a release of which a part is not painted inside the trim of an untagged PDF."""
    trims = {page.number: page.trim for page in file.pages}
    inside = (words for place, words in marks_of_kind(file, PaintedText) if meets(place.box, trims[place.page]))
    painted = [*filter(None, (folded(words.text) for words in inside))]
    lists = [expected_lines(edition, run_in=run_in) for run_in in (False, True)]
    first, second = sorted(lists, key=len) if len(lists[0]) > FAR else lists
    lost = _lost(painted, first)
    return min(lost, _lost(painted, second), key=len) if lost else lost


def _lost(painted: Sequence[str], lines: Sequence[Line]) -> list[str]:
    runs, start, apart = _Runs(painted), 0, list[str]()
    for line in lines:
        window = runs.window(folded(line.text), _around(start, len(painted) if len(apart) < FAR else NEAR, len(painted)))
        if window:
            runs.used[window.start : window.stop] = [True] * len(window)
            start = window.stop
        else:
            apart.append(line.text)
    return _missing(
        apart,
        [line.mark for line in lines if line.mark],
        _count("".join(text for text, used in zip(painted, runs.used, strict=True) if not used)),
    )


def _around(start: int, reach: int, total: int) -> Iterator[int]:
    """Yield the places from ``start`` on, and then those before it, as far as the reach goes."""
    yield from range(start, min(total, start + reach))
    yield from range(max(0, start - reach), start)


class _Runs:
    """Painted runs, with what tells at a glance which neighbours can hold a text: their length and the sum of their signs."""

    def __init__(self, painted: Sequence[str]) -> None:
        self.painted = painted
        self.used = [False] * len(painted)
        self.starts = [0, *accumulate(map(len, painted))]
        self.sums = [0, *accumulate(map(_sum, painted))]
        self.at = {start: index for index, start in enumerate(self.starts)}

    def window(self, text: str, places: Iterable[int]) -> range | None:
        """Return neighbouring runs that hold the characters of ``text``, the first that begin at one of ``places``."""
        total = _sum(text)
        for first in places:
            last = self.at.get(self.starts[first] + len(text), 0)
            if self.sums[last] - self.sums[first] == total and last > first and self._hold(text, range(first, last)):
                return range(first, last)
        return None

    def _hold(self, text: str, window: range) -> bool:
        unused = not any(self.used[window.start : window.stop])
        return unused and sorted("".join(self.painted[window.start : window.stop])) == sorted(text)


def _sum(text: str) -> int:
    """Return a number that is the same for the same characters in any order, and hardly ever for others."""
    return sum(sign * sign for sign in map(ord, text))


def _missing(apart: Sequence[str], marks: Sequence[str], rest: Counter[str]) -> list[str]:
    """Return the lines that the rest of the runs does not hold; the marks of lists are taken from it first."""
    left = rest - _count("".join(marks))
    lost = [] if not _count("".join(marks)) - rest else [", ".join(marks)]
    for text in apart:
        if _count(text) - left:
            lost.append(text)
        left -= _count(text)
    return lost


def _pdf_text_differs(file: PdfFile, edition: Edition | None) -> Defects:
    if edition and not file.structure.blocks:
        yield from (
            Defect(f"«{line[:SHOWN]}» is not in the PDF, or not as a whole.")
            for line in lost_lines(file, edition)
        )
    found = difference(file, edition) if edition and file.structure.blocks else None
    if found and not found.reordered:
        expected, painted = found.mismatch.expected[:SHOWN], found.mismatch.painted[:SHOWN]
        yield Defect(how_they_differ(expected, painted, "PDF"), found.place)


def _pdf_text_order(file: PdfFile, edition: Edition | None) -> Defects:
    found = difference(file, edition) if edition and file.structure.blocks else None
    if found and found.reordered:
        expected, painted = found.mismatch.expected[:SHOWN], found.mismatch.painted[:SHOWN]
        yield Defect(f"Here the release goes on with «{expected}», but the PDF with «{painted}».", found.place)


def _notdef_glyph(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The font {words.font.name} has no glyph for a character.", place)
        for place, words in marks_of_kind(file, PaintedText)
        if words.missing and words.visible
    )


def _fonts(file: PdfFile, lacking: Callable[[PaintedText], bool]) -> Iterable[tuple[str, Place]]:
    """Return the names of the fonts of text that lacks something, each with the first place of such text."""
    places: dict[str, Place] = {}
    for place, words in marks_of_kind(file, PaintedText):
        if lacking(words):
            places.setdefault(words.font.name, place)
    return places.items()


def _text_without_characters(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect(f"Text in the font {name or 'without a name'} cannot be turned into characters.", place)
        for name, place in _fonts(file, lambda words: not words.font.unicode)
    )


def _font_not_embedded(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The font {name or 'without a name'} is used, and not embedded.", place)
        for name, place in _fonts(file, lambda words: words.visible and not words.font.embedded)
    )


OWN = "Noto"


def _foreign_font(file: PdfFile, edition: Edition | None) -> Defects:
    ours = edition and file.metadata.info.get("Creator", "").startswith("presskit")
    return (
        Defect(f"Text is set in {name or 'a font without a name'}, which is not one of presskit's own.", place)
        for name, place in (_fonts(file, lambda words: not words.font.name.startswith(OWN)) if ours else ())
    )


def _empty_page(file: PdfFile, edition: Edition | None) -> Defects:
    count = len(file.pages)
    padding = min(count - 1, edition.print.pad - 1) if edition else 0  # the kit may ask for a multiple of 2 or 4
    return (
        Defect("Nothing is on the page.", page.number)
        for page in (() if file.unseen else file.pages[: count - padding])
        if not any(meets(mark.box, page.trim) and not mark.colour.white for mark in page.marks)
    )


CHECKS: tuple[PdfCheck, ...] = (
    PreflightCheck(Rule(
        "pdf-text-differs", Severity.ERROR, "The PDF does not say the words of the release",
        "Journalists copy from the PDF, and screen readers read it out. Words that are lost there are lost for them.",
    ), everywhere(Severity.ERROR), _pdf_text_differs, HINT),
    PreflightCheck(Rule(
        "pdf-text-order", Severity.WARNING, "The PDF says the words in another order",
        "A screen reader follows the tags, and copied text follows them too. Out of order, a sentence may end in another one.",
    ), everywhere(Severity.WARNING), _pdf_text_order,
        "Read the PDF with its tags at this place. Where letters of two directions meet, only marks may have moved."),
    PreflightCheck(Rule(
        "notdef-glyph", Severity.ERROR, "A character is printed as an empty box",
        "Its font has no glyph for it (.notdef), and nobody can tell which character was meant.",
    ), claimed(Severity.ERROR, general=Severity.WARNING), _notdef_glyph,
        "Use a font that has it, or write it with other characters."),
    PreflightCheck(Rule(
        "text-without-characters", Severity.ERROR, "Text in the PDF cannot be copied",
        "The file says how the letters look and not which they are (no ToUnicode table): search, copying and screen readers "
        "fail.",
    ), for_screens(Severity.ERROR, general=Severity.WARNING), _text_without_characters,
        "Make the PDF again from the text, with Unicode fonts."),
    PreflightCheck(Rule(
        "font-not-embedded", Severity.ERROR, "A font is not in the PDF",
        "Another computer takes another font in its place: lines run over, and letters of other scripts are lost.",
    ), claimed(Severity.ERROR, general=Severity.WARNING), _font_not_embedded, "Make the PDF again with all fonts embedded."),
    PreflightCheck(Rule(
        "foreign-font", Severity.ERROR, "A font is not one of presskit's own",
        "Another font was borrowed from this machine. On the next one lines would break elsewhere; its licence is unknown.",
    ), everywhere(Severity.ERROR), _foreign_font, "Name only presskit's own families in your template's style sheet."),
    PreflightCheck(Rule(
        "empty-page", Severity.WARNING, "A page is empty",
        "It is printed and paid for, and a reader wonders what is missing.",
    ), claimed(Severity.WARNING, general=Severity.WARNING), _empty_page, "Take it out, if it is not meant so."),
)  # fmt: skip
