"""Preflight of Word files: the words of the file are those of the release, numbers, embargo and page numbers too."""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest

from presskit.checks.preflight.check_base import Defect, PreflightCheck, everywhere, graded
from presskit.checks.preflight.docx_base import Defects, DocxCheck, is_ours
from presskit.checks.preflight.output_text import how_they_differ
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.contract import Style
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition, transcript

__all__ = ["CHECKS"]

SHOWN_WORDS = 6
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
NO_DIGIT = re.compile(r"\D")
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (XML 1.0, 2.2), and a writer therefore leaves out."""


def _docx_text_differs(file: DocxFile, edition: Edition | None) -> Defects:
    lines = transcript(edition) if edition else ()
    release = [word for line in lines for word in _words(line.mark, FORBIDDEN.sub("", line.text))]
    words = [(word, each.spot) for each in (file.text() if edition else ()) for word in _words(each.mark, each.text)]
    pairs = zip_longest((word for word, _ in words), release)
    index = next((index for index, (one, other) in enumerate(pairs) if one != other), None)
    if index is not None:
        following = words[index : index + SHOWN_WORDS]
        expected, actual = " ".join(release[index : index + SHOWN_WORDS]), " ".join(word for word, _ in following)
        yield Defect(
            how_they_differ(expected, actual) if actual else f"The file ends where the release goes on with «{expected}».",
            following[0][1] if following else None,
        )


def _visible_words(text: str) -> str:
    """Return ``text`` in NFC, without invisible characters, its words one space apart."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", INVISIBLE.sub("", text))).split())


def _words(mark: str, text: str) -> list[str]:
    """Return the words of a paragraph as they are compared, after its number; bullets are no words."""
    return f"{_number(mark)} {_visible_words(text)}".split()


def _number(mark: str) -> str:
    """Return the number in a mark in Latin digits: files count in those of their language."""
    digits = NO_DIGIT.sub("", mark)
    return digits if digits.isascii() else "".join(str(int(char)) for char in digits)


def _docx_signatory_numbers(file: DocxFile, edition: Edition | None) -> Defects:
    restarts = bool(edition is None or (edition.signatories and edition.signatories.restarts))
    signatories = [(int(_number(each.mark) or 0), each) for each in file.text() if each.style == Style.SIGNATORY]
    before = 0
    for number, paragraph in (each for each in signatories if each[0]):
        if number != before + 1 and not (restarts and number == 1):
            yield Defect(f"The signatory «{paragraph.text.strip()}» has the number {number}, after {before}.", paragraph.spot)
        before = number


def _docx_embargo_missing(file: DocxFile, edition: Edition | None) -> Defects:
    line = edition.embargo[0] if edition and edition.embargo else ""
    for relation in file.related("header") if line else ():
        shown = _visible_words(" ".join(each.text for each in file.paragraphs if each.spot.part == relation.target))
        if _visible_words(line) not in shown:
            yield Defect(f"«{relation.target}» does not show «{line}».")


TOTAL = {"NUMPAGES", "SECTIONPAGES"}


def _docx_page_number(file: DocxFile, _: Edition | None) -> Defects:
    for relation in file.related("footer") if is_ours(file) else ():
        kinds = {field.kind for field in file.fields if field.spot.part == relation.target}
        if "PAGE" not in kinds or not kinds & TOTAL:
            yield Defect(
                f"«{relation.target}» does not say which page of how many it is.",
                hint="Give it the fields PAGE and NUMPAGES.",
            )
    if not any(field.kind == "PAGE" for field in file.fields):
        yield Defect("No page has a number.", hint="Insert page numbers into the footer.")


SHEET_SLACK = 20
"""Twentieths of a point."""


def _docx_page_size(file: DocxFile, edition: Edition | None) -> Defects:
    for section in file.sections:
        sides = (section.width, section.height)
        if edition and max(abs(one - other) for one, other in zip(sides, edition.page.twips, strict=True)) > SHEET_SLACK:
            size = " × ".join(f"{side * 25.4 / 1440:.0f}" for side in sides)
            yield Defect(f"The sheet is {size} mm, but the kit says {edition.page}.", section.spot)


CHECKS: tuple[DocxCheck, ...] = (
    PreflightCheck(Rule(
        "docx-text-differs", Severity.ERROR, "The Word file does not say the words of the release",
        "What translators work in and editors copy from would say something else than the PDF and the web page.",
    ), everywhere(Severity.ERROR), _docx_text_differs,
        "Build the kit again. If the words were changed in Word, change them in the kit."),
    PreflightCheck(Rule(
        "docx-signatory-numbers", Severity.ERROR, "The signatories are not counted in order",
        "«25 organisations sign» is checked by the last number. A list that was cut in two begins again, or skips one.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_signatory_numbers, "Let the list count on from the one before."),
    PreflightCheck(Rule(
        "docx-embargo-missing", Severity.ERROR, "A sheet of the Word file does not show the embargo",
        "Sheets are copied and photographed one by one. Whoever sees but one must know that it must not be published yet.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_embargo_missing,
        "Build the file again, or put the line back into the header."),
    PreflightCheck(Rule(
        "docx-page-number", Severity.ERROR, "The pages are not numbered",
        "On paper sheets fall apart. Numbers that are typed and not counted are wrong once a line is added.",
    ), graded(Severity.ERROR, Severity.NOTE), _docx_page_number),
    PreflightCheck(Rule(
        "docx-page-size", Severity.ERROR, "The sheet has another size than the kit says",
        "A translator's printer would scale or cut the pages, and lines would break elsewhere than in the PDF.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_page_size, "Set the paper size in Word, or «page:» in kit.yaml."),
)  # fmt: skip
