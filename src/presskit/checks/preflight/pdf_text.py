"""Preflight of PDFs: the words of the file are those of the release, in order, in fonts that it carries.

In an untagged PDF nothing tells the order of reading, only the order of painting: a line and its runs are painted one after the
other, but list marks come at the end of a page, running heads stand between, and text from right to left is painted from left
to right. So a line counts as found where neighbouring runs hold its characters; what is left of the lines must be in what is
left of the runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from presskit.checks.preflight.check_base import Defect, PreflightCheck, claimed, everywhere, for_screens
from presskit.checks.preflight.page_objects import Defects, PdfCheck, meets, words_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.expected_text import expected_lines, expected_text, folded
from presskit.formats.pdf_file import PdfFile, Place
from presskit.formats.pdf_text import Mismatch, is_apart, mismatch
from presskit.model.edition import Edition, Line

__all__ = ["CHECKS", "Difference", "difference", "lost_lines"]

FAR = 200
"""Lines that are searched for in the whole file; when so many were not found, the others are searched for nearby."""
NEAR = 40
"""Runs that are nearby."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a tagged PDF first differs from its release. ``reordered``: no character is lost and none is added."""

    mismatch: Mismatch
    place: Place | None
    reordered: bool


def difference(file: PdfFile, edition: Edition) -> Difference | None:
    """Compare a tagged PDF with its release in the order of reading; None where they agree."""
    blocks = [block for block in file.structure.blocks if not is_apart(block)]
    pieces = [each for block in blocks for each in zip(block.pieces, block.places, strict=True)]
    glyphs = [each for each, _ in pieces]
    mismatches = [
        (expected, mismatch(expected, glyphs)) for expected in (expected_text(edition), expected_text(edition, run_in=True))
    ]
    if any(found is None for _, found in mismatches):
        return None
    expected, first = max(((text, found) for text, found in mismatches if found), key=lambda each: each[1].index)
    place = pieces[first.index][1] if first.index < len(pieces) else None
    return Difference(first, place, _count(expected) == _count("".join(map("".join, glyphs))))


def _count(text: str) -> Counter[str]:
    """Count the characters of a text as it is compared."""
    return Counter(folded(text))


def lost_lines(file: PdfFile, edition: Edition) -> list[str]:
    """Return the lines of a release of which a part is not painted inside the trim of an untagged PDF."""
    painted = list(_painted(file))
    lists = [expected_lines(edition, run_in=run_in) for run_in in (False, True)]
    found: list[list[str]] = []
    for lines in sorted(lists, key=len) if len(lists[0]) > FAR else lists:
        found.append(_lost(painted, lines))
        if not found[-1]:
            break
    return min(found, key=len)


def _painted(file: PdfFile) -> Iterator[str]:
    inside = {page.number: page.trim for page in file.pages}
    for place, words in words_of(file):
        text = folded(words.text) if meets(place.box, inside[place.page]) else ""
        if text:
            yield text


def _lost(painted: Sequence[str], lines: Sequence[Line]) -> list[str]:
    runs, start, apart = _Runs(painted), 0, list[str]()
    for line in lines:
        reach = len(painted) if len(apart) < FAR else NEAR
        window = runs.window(folded(line.text), _around(start, reach, len(painted)))
        if window:
            runs.use(window)
            start = window.stop
        else:
            apart.append(line.text)
    marks = [line.mark for line in lines if line.mark]
    rest = _count("".join(text for text, taken in zip(painted, runs.used, strict=True) if not taken))
    return _missing(apart, marks, rest)


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

    def use(self, window: range) -> None:
        self.used[window.start : window.stop] = [True] * len(window)

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


SHOWN = 40
TEXT_DIFFERS_HINT = "Build the kit again. If it stays, write the words at this place in another way, and report it."


def _pdf_text_differs(file: PdfFile, edition: Edition | None) -> Defects:
    if edition is None:
        return
    if not file.structure.blocks:
        yield from _lost_text(file, edition)
        return
    found = difference(file, edition)
    if found and not found.reordered:
        yield Defect(_says(found.mismatch), TEXT_DIFFERS_HINT, found.place)


def _says(found: Mismatch) -> str:
    wanted, painted = found.expected[:SHOWN], found.painted[:SHOWN]
    if not wanted:
        return f"After the last words of the release the PDF goes on with «{painted}»."
    return f"Where the release goes on with «{wanted}», the PDF says «{painted}»." if painted else f"«{wanted}» is missing."


def _lost_text(file: PdfFile, edition: Edition) -> Defects:
    for line in lost_lines(file, edition):
        yield Defect(f"«{line[:SHOWN]}» is not in the PDF, or not as a whole.", TEXT_DIFFERS_HINT)


def _pdf_text_order(file: PdfFile, edition: Edition | None) -> Defects:
    found = difference(file, edition) if edition and file.structure.blocks else None
    if found and found.reordered:
        wanted, painted = found.mismatch.expected[:SHOWN], found.mismatch.painted[:SHOWN]
        yield Defect(
            f"Here the release goes on with «{wanted}», but the PDF with «{painted}».",
            "Read the PDF with its tags at this place. Where letters of two directions meet, only marks may have moved.",
            found.place,
        )


def _notdef_glyph(file: PdfFile, _: Edition | None) -> Defects:
    for place, words in words_of(file):
        if words.missing and words.visible:
            yield Defect(
                f"The font {words.font.name} has no glyph for a character.",
                "Use a font that has it, or write it with other characters.",
                place,
            )


def _text_without_characters(file: PdfFile, _: Edition | None) -> Defects:
    reported: set[str] = set()
    for place, words in words_of(file):
        if not words.font.unicode and words.font.name not in reported:
            reported.add(words.font.name)
            yield Defect(
                f"Text in the font {words.font.name or 'without a name'} cannot be turned into characters.",
                "Make the PDF again from the text, with Unicode fonts.",
                place,
            )


def _font_not_embedded(file: PdfFile, _: Edition | None) -> Defects:
    reported: set[str] = set()
    for place, words in words_of(file):
        if words.visible and not words.font.embedded and words.font.name not in reported:
            reported.add(words.font.name)
            yield Defect(
                f"The font {words.font.name or 'without a name'} is used, and not embedded.",
                "Make the PDF again with all fonts embedded.",
                place,
            )


OWN = "Noto"


def _foreign_font(file: PdfFile, edition: Edition | None) -> Defects:
    reported: set[str] = set()
    ours = edition and file.metadata.info.get("Creator", "").startswith("presskit")
    for place, words in words_of(file) if ours else ():
        name = words.font.name
        if not name.startswith(OWN) and name not in reported:
            reported.add(name)
            yield Defect(
                f"Text is set in {name or 'a font without a name'}, which is not one of presskit's own.",
                "Name only presskit's own families in your template's style sheet.",
                place,
            )


def _empty_page(file: PdfFile, edition: Edition | None) -> Defects:
    padding = _padding(len(file.pages), edition)
    for page in () if file.unseen else file.pages[: len(file.pages) - padding]:
        if not any(meets(mark.box, page.trim) and not mark.colour.white for mark in page.marks):
            yield Defect("Nothing is on the page.", "Take it out, if it is not meant so.", page.number)


def _padding(pages: int, edition: Edition | None) -> int:
    """Return how many empty pages may stand at the end, where the kit asks for a multiple of 2 or 4."""
    return min(pages - 1, edition.print.pad - 1) if edition else 0


CHECKS: tuple[PdfCheck, ...] = (
    PreflightCheck(Rule(
        "pdf-text-differs", Severity.ERROR, "The PDF does not say the words of the release",
        "Journalists copy from the PDF, and screen readers read it out. Words that are lost there are lost for them.",
    ), everywhere(Severity.ERROR), _pdf_text_differs),
    PreflightCheck(Rule(
        "pdf-text-order", Severity.WARNING, "The PDF says the words in another order",
        "A screen reader follows the tags, and copied text follows them too. Out of order, a sentence may end in another one.",
    ), everywhere(Severity.WARNING), _pdf_text_order),
    PreflightCheck(Rule(
        "notdef-glyph", Severity.ERROR, "A character is printed as an empty box",
        "Its font has no glyph for it (.notdef), and nobody can tell which character was meant.",
    ), claimed(Severity.ERROR, general=Severity.WARNING), _notdef_glyph),
    PreflightCheck(Rule(
        "text-without-characters", Severity.ERROR, "Text in the PDF cannot be copied",
        "The file says how the letters look and not which they are (no ToUnicode table): search, copying and screen readers "
        "fail.",
    ), for_screens(Severity.ERROR, general=Severity.WARNING), _text_without_characters),
    PreflightCheck(Rule(
        "font-not-embedded", Severity.ERROR, "A font is not in the PDF",
        "Another computer takes another font in its place: lines run over, and letters of other scripts are lost.",
    ), claimed(Severity.ERROR, general=Severity.WARNING), _font_not_embedded),
    PreflightCheck(Rule(
        "foreign-font", Severity.ERROR, "A font is not one of presskit's own",
        "Another font was borrowed from this machine. On the next one lines would break elsewhere; its licence is unknown.",
    ), everywhere(Severity.ERROR), _foreign_font),
    PreflightCheck(Rule(
        "empty-page", Severity.WARNING, "A page is empty",
        "It is printed and paid for, and a reader wonders what is missing.",
    ), claimed(Severity.WARNING, general=Severity.WARNING), _empty_page),
)  # fmt: skip
