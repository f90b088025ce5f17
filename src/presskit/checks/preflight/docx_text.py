"""Preflight of Word files: the words of the file are those of the release, numbers, embargo and page numbers too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from presskit.checks.preflight.check_base import Defect, PreflightCheck, everywhere, graded
from presskit.checks.preflight.docx_base import Defects, DocxCheck, is_ours
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.contract import Style
from presskit.formats.ooxml.values import DocxFile, Spot
from presskit.model.edition import Edition, transcript

__all__ = ["CHECKS"]

Word = tuple[str, Spot | None]

SHOWN_WORDS = 6
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
NO_DIGIT = re.compile(r"\D")
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (XML 1.0, 2.2), and a writer therefore leaves out."""


def _docx_text_differs(file: DocxFile, edition: Edition | None) -> Defects:
    found = _first_difference(_file_words(file), _release_words(edition)) if edition else None
    if found is None:
        return
    if not found.expected:
        message = f"After the last words of the release the file goes on with «{found.actual}»."
    elif not found.actual:
        message = f"The file ends where the release goes on with «{found.expected}»."
    else:
        message = f"Where the release goes on with «{found.expected}», the file says «{found.actual}»."
    yield Defect(message, "Build the kit again. If the words were changed in Word, change them in the kit.", found.spot)


@dataclass(frozen=True, slots=True)
class _Difference:
    """The next words of the release and of the file where they first differ; empty at the end of either."""

    expected: str
    actual: str
    spot: Spot | None


def _file_words(file: DocxFile) -> list[Word]:
    """Return the words of the text in the order of reading, each with its place; bullets are no words."""
    return [(word, each.spot) for each in file.text() for word in _words(_number(each.mark), each.text)]


def _release_words(edition: Edition) -> list[str]:
    """Return the words of a release, with the numbers before them."""
    return [word for line in transcript(edition) for word in _words(_number(line.mark), FORBIDDEN.sub("", line.text))]


def _first_difference(file: Sequence[Word], release: Sequence[str]) -> _Difference | None:
    """Return the first difference; None where they agree."""
    pairs = zip_longest((word for word, _ in file), release)
    index = next((index for index, (one, other) in enumerate(pairs) if one != other), None)
    if index is None:
        return None
    following = file[index : index + SHOWN_WORDS]
    spot = following[0][1] if following else None
    return _Difference(" ".join(release[index : index + SHOWN_WORDS]), " ".join(word for word, _ in following), spot)


def _visible_words(text: str) -> str:
    """Return ``text`` in NFC, without what is not seen, its words one space apart."""
    seen = text if text.isascii() else unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    return " ".join(seen.split())


def _words(number: str, text: str) -> Iterator[str]:
    yield from filter(None, (number,))
    yield from _visible_words(text).split()


def _number(mark: str) -> str:
    """Return the number in a mark in Latin digits: files count in those of their language."""
    digits = NO_DIGIT.sub("", mark)
    return digits if digits.isascii() else "".join(str(int(char)) for char in digits)


def _docx_signatory_numbers(file: DocxFile, edition: Edition | None) -> Defects:
    restarts = bool(edition is None or (edition.signatories and edition.signatories.restarts))
    counted = [(int(_number(each.mark) or 0), each) for each in file.text() if each.style == Style.SIGNATORY]
    before = 0
    for number, paragraph in counted:
        if not number:
            continue
        if number != before + 1 and not (restarts and number == 1):
            yield Defect(
                f"The signatory «{paragraph.text.strip()}» has the number {number}, after {before}.",
                "Let the list count on from the one before.",
                paragraph.spot,
            )
        before = number


def _docx_embargo_missing(file: DocxFile, edition: Edition | None) -> Defects:
    if edition is None or not edition.embargo:
        return
    wanted = _visible_words(edition.embargo[0])
    for relation in file.related("header"):
        shown = _visible_words(" ".join(each.text for each in file.paragraphs if each.spot.part == relation.target))
        if wanted not in shown:
            yield Defect(
                f"«{relation.target}» does not show «{edition.embargo[0]}».",
                "Build the file again, or put the line back into the header.",
            )


TOTAL = {"NUMPAGES", "SECTIONPAGES"}


def _docx_page_number(file: DocxFile, _: Edition | None) -> Defects:
    for relation in file.related("footer") if is_ours(file) else ():
        kinds = {field.kind for field in file.fields if field.spot.part == relation.target}
        if "PAGE" not in kinds or not kinds & TOTAL:
            yield Defect(
                f"«{relation.target}» does not say which page of how many it is.",
                "Give it the fields PAGE and NUMPAGES.",
            )
    if not any(field.kind == "PAGE" for field in file.fields):
        yield Defect("No page has a number.", "Insert page numbers into the footer.")


SHEET_SLACK = 20
"""Twentieths of a point."""


def _docx_page_size(file: DocxFile, edition: Edition | None) -> Defects:
    if edition is None:
        return
    for section in file.sections:
        sides = (section.width, section.height)
        if max(abs(one - other) for one, other in zip(sides, edition.page.twips, strict=True)) > SHEET_SLACK:
            size = " × ".join(f"{side * 25.4 / 1440:.0f}" for side in sides)
            yield Defect(
                f"The sheet is {size} mm, but the kit says {edition.page}.",
                "Set the paper size in Word, or «page:» in kit.yaml.",
                section.spot,
            )


CHECKS: tuple[DocxCheck, ...] = (
    PreflightCheck(Rule(
        "docx-text-differs", Severity.ERROR, "The Word file does not say the words of the release",
        "What translators work in and editors copy from would say something else than the PDF and the web page.",
    ), everywhere(Severity.ERROR), _docx_text_differs),
    PreflightCheck(Rule(
        "docx-signatory-numbers", Severity.ERROR, "The signatories are not counted in order",
        "«25 organisations sign» is checked by the last number. A list that was cut in two begins again, or skips one.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_signatory_numbers),
    PreflightCheck(Rule(
        "docx-embargo-missing", Severity.ERROR, "A sheet of the Word file does not show the embargo",
        "Sheets are copied and photographed one by one. Whoever sees but one must know that it must not be published yet.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_embargo_missing),
    PreflightCheck(Rule(
        "docx-page-number", Severity.ERROR, "The pages are not numbered",
        "On paper sheets fall apart. Numbers that are typed and not counted are wrong once a line is added.",
    ), graded(Severity.ERROR, Severity.NOTE), _docx_page_number),
    PreflightCheck(Rule(
        "docx-page-size", Severity.ERROR, "The sheet has another size than the kit says",
        "A translator's printer would scale or cut the pages, and lines would break elsewhere than in the PDF.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_page_size),
)  # fmt: skip
