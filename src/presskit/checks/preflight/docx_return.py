"""Preflight of Word files: bookmarks and paragraph ids by which a translation is taken back."""

from __future__ import annotations

import re

from presskit.checks.preflight.check_base import Defect, PreflightCheck, graded
from presskit.checks.preflight.docx_base import Defects, DocxCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.contract import Prefix, bookmark
from presskit.formats.ooxml.values import DocxFile, Mark
from presskit.model.edition import Edition, Role, transcript

__all__ = ["CHECKS"]

BOOKMARK_OPEN_HINT = "Build the file again. In a file from elsewhere, delete the bookmark."


def _docx_bookmark_open(file: DocxFile, _: Edition | None) -> Defects:
    opened: dict[tuple[str, str], Mark] = {}
    for mark in file.marks:
        key = (mark.spot.part, mark.number)
        begin = None if mark.opens else opened.pop(key, None)
        if mark.opens:
            opened.setdefault(key, mark)
        elif begin is None:
            yield Defect("A bookmark ends here that did not begin.", BOOKMARK_OPEN_HINT, mark.spot)
        elif _is_ours(begin) and begin.spot != mark.spot:
            yield Defect(f"The bookmark «{begin.name}» goes beyond its paragraph.", BOOKMARK_OPEN_HINT, begin.spot)
    for left in opened.values():
        yield Defect(f"The bookmark «{left.name}» has no end.", BOOKMARK_OPEN_HINT, left.spot)


def _is_ours(mark: Mark) -> bool:
    return mark.name.partition("_")[0] in set(Prefix)


BOOKMARK_REPEATED_HINT = "Build the file again. In a file from elsewhere, delete one of the two."


def _docx_bookmark_repeated(file: DocxFile, _: Edition | None) -> Defects:
    opened = [mark for mark in file.marks if mark.opens]
    numbers, names = set[tuple[str, str]](), set[str]()
    for mark in opened:
        if mark.name.lower() in names:
            yield Defect(f"There is a second bookmark «{mark.name}».", BOOKMARK_REPEATED_HINT, mark.spot)
        elif (mark.spot.part, mark.number) in numbers:
            message = f"The bookmark «{mark.name}» has the number of another one, {mark.number}."
            yield Defect(message, BOOKMARK_REPEATED_HINT, mark.spot)
        numbers.add((mark.spot.part, mark.number))
        names.add(mark.name.lower())


PREFIXES = {
    Role.COALITION: Prefix.COALITION,
    Role.SIGNATORY: Prefix.SIGNATORY,
    Role.CONTACT_NAME: Prefix.CONTACT,
}


def _docx_segment_missing(file: DocxFile, edition: Edition | None) -> Defects:
    there = {mark.name.lower() for mark in file.marks if mark.opens}
    for line in transcript(edition) if edition else ():
        wanted = bookmark(line.key, PREFIXES.get(line.role, Prefix.SEGMENT)) if line.key else ""
        if wanted and wanted not in there:
            yield Defect(
                f"«{line.text[:60]}» has no bookmark «{wanted}».", "Build the file again, and do not delete bookmarks in Word."
            )


ID = re.compile("[0-9A-Fa-f]{8}")
END = 0x80000000


def _docx_paragraph_id(file: DocxFile, _: Edition | None) -> Defects:
    seen = set[tuple[str, str]]()
    for paragraph in (each for each in file.paragraphs if each.id):
        key = (paragraph.spot.part, paragraph.id.upper())
        if not ID.fullmatch(paragraph.id) or not 0 < int(paragraph.id, 16) < END:
            message = f"The paragraph's id «{paragraph.id}» is none: eight hex digits from 00000001 to 7FFFFFFF are."
            yield Defect(message, "Build the file again, or save it anew in Word.", paragraph.spot)
        elif key in seen:
            message = f"A paragraph before has the same id, «{paragraph.id}»."
            yield Defect(message, "Build the file again, or save it anew in Word.", paragraph.spot)
        seen.add(key)


CHECKS: tuple[DocxCheck, ...] = (
    PreflightCheck(Rule(
        "docx-bookmark-open", Severity.ERROR, "A bookmark has no end, or no beginning",
        "A translation finds its way home by the bookmark round each paragraph. One without an end holds nothing, or "
        "everything.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_bookmark_open),
    PreflightCheck(Rule(
        "docx-bookmark-repeated", Severity.ERROR, "Two bookmarks have one name, or one number",
        "Word keeps one of the two, and a paragraph of the translation would be taken for another. "
        "It does not tell case apart.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_bookmark_repeated),
    PreflightCheck(Rule(
        "docx-segment-missing", Severity.ERROR, "A paragraph of the release has no bookmark",
        "A translation that comes back is put together by the bookmarks. Without one, its place has to be guessed.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_segment_missing),
    PreflightCheck(Rule(
        "docx-paragraph-id", Severity.ERROR, "Two paragraphs have one id, or an id that Word does not take",
        "Word gives them new ids, or calls the file corrupt ([MS-DOCX] 2.6.2.3). Translation tools then lose their place.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_paragraph_id),
)  # fmt: skip
