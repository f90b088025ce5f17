"""Preflight of Word files: title, headings, language, direction and alternative texts (WCAG)."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from presskit.checks.preflight.check_base import Defect, PreflightCheck, everywhere, graded
from presskit.checks.preflight.docx_base import Defects, DocxCheck, direction_of, is_ours, language_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.language.tags import primary
from presskit.model.edition import Edition

__all__ = ["CHECKS"]


def _docx_title(file: DocxFile, _: Edition | None) -> Defects:
    if not file.core.get("title"):
        yield Defect("The file has no title.")


HEADINGS_LONG = 12
"""So many paragraphs are more than a note."""


def _docx_headings(file: DocxFile, _: Edition | None) -> Defects:
    headings = [paragraph for paragraph in file.text() if paragraph.level and paragraph.text.strip()]
    titles = sum(heading.level == 1 for heading in headings)
    if is_ours(file) and titles != 1:
        yield Defect(
            f"{titles} paragraphs are headings of the first level; the title should be the only one.",
            hint="Give «PK Title» the outline level 1, and no other style.",
        )
    elif not headings and len(file.text()) > HEADINGS_LONG:
        yield Defect("The text has no headings.", hint="Use Word's heading styles in place of large letters.")
    for before, heading in pairwise(headings):
        if heading.level > before.level + 1:
            yield Defect(
                f"A heading of level {heading.level} follows one of level {before.level}: «{heading.text.strip()[:60]}».",
                heading.spot,
                hint=f"Make it level {before.level + 1}.",
            )




def _docx_language(file: DocxFile, edition: Edition | None) -> Defects:
    language = language_of(file, edition)
    default = file.styles.default
    stated = default.complex if direction_of(file, edition) == "rtl" else default.latin
    if not stated:
        yield Defect("The default style has no language.")
    elif language and primary(stated) != primary(language):
        yield Defect(f"The text is said to be in «{stated}», but it is in «{language}».")
    if edition and file.core.get("language", edition.language) != edition.language:
        yield Defect(
            f"The properties say «{file.core['language']}», but the release is in «{edition.language}».",
            hint="Build the file again.",
        )


RIGHT_TO_LEFT = {"R", "AL"}
DIRECTION_LONG = 60
"""Letters that make more than a name."""


def _docx_direction(file: DocxFile, edition: Edition | None) -> Defects:
    rtl = direction_of(file, edition) == "rtl"
    for paragraph in file.paragraphs:
        text = paragraph.text
        if paragraph.bidi != rtl if is_ours(file) else _reads_leftwards(text, rtl) and not paragraph.bidi:
            wanted = "right to left" if not paragraph.bidi else "left to right"
            yield Defect(
                f"The paragraph should run from {wanted}: «{text.strip()[:40]}».",
                paragraph.spot,
                hint="In Word: Home, the button for the direction of the text.",
            )
        for run in (run for run in paragraph.runs if not run.rtl and _share(run.text)):
            yield Defect(
                f"«{run.text.strip()[:40]}» is not marked as written from right to left.",
                paragraph.spot,
                hint="Type it anew with the keyboard of its language.",
            )
    yield from (
        Defect("The section runs the other way than the text.", section.spot, hint="Build the file again.")
        for section in file.sections
        if is_ours(file) and section.bidi != rtl
    )


def _reads_leftwards(text: str, rtl: bool) -> bool:
    """Return whether a paragraph is from right to left; a name in a text of the other direction is none."""
    return _share(text) > 1 / 2 and (rtl or len(text) > DIRECTION_LONG)


def _share(text: str) -> float:
    """Return how many of the letters are of a script from right to left: from 0 to 1."""
    kinds = [] if text.isascii() else [unicodedata.bidirectional(char) for char in text if char.isalpha()]
    return sum(kind in RIGHT_TO_LEFT for kind in kinds) / len(kinds) if kinds else 0.0


def _docx_alt_text(file: DocxFile, _: Edition | None) -> Defects:
    for picture in file.pictures:
        if not picture.alt and not picture.decorative:
            which = f"The picture «{picture.name}»" if picture.name else "A picture"
            yield Defect(f"{which} has no description.", picture.spot)


CHECKS: tuple[DocxCheck, ...] = (
    PreflightCheck(Rule(
        "docx-title", Severity.ERROR, "The Word file has no title",
        "Screen readers say the title first, and search engines list it (WCAG 2.2, 2.4.2). Without one they take the file's "
        "name.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_title, "In Word: File, Info, Properties, Title."),
    PreflightCheck(Rule(
        "docx-headings", Severity.WARNING, "The headings do not make an outline",
        "Screen readers jump from heading to heading. A title that is only large, or a level left out, hides a part.",
    ), graded(Severity.WARNING, Severity.WARNING), _docx_headings),
    PreflightCheck(Rule(
        "docx-language", Severity.ERROR, "The Word file does not say its language, or another",
        "Word checks the spelling by it, a screen reader chooses its voice, and a translation tool its memory (WCAG 2.2, "
        "3.1.1).",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_language,
        "In Word: select all, Review, Language, Set Proofing Language."),
    PreflightCheck(Rule(
        "docx-direction", Severity.ERROR, "Text from right to left is not set up so",
        "It looks right until a full stop or a number comes: then words jump, brackets turn, and lists hang on the wrong side.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_direction),
    PreflightCheck(Rule(
        "docx-alt-text", Severity.WARNING, "A picture in the Word file is not described",
        "A blind reader hears the description in place of the picture (WCAG 2.2, 1.1.1).",
    ), everywhere(Severity.WARNING), _docx_alt_text, "In Word: right click, View Alt Text."),
)  # fmt: skip
