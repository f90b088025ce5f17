"""Preflight of PDFs: tags, alternative texts, headings, language, title and links (PDF/UA, WCAG)."""

from __future__ import annotations

import re

from presskit.checks.preflight.check_base import Defect, PreflightCheck, Purpose, for_screens
from presskit.checks.preflight.page_objects import Defects, PdfCheck, meets
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place, Words
from presskit.language.tags import primary
from presskit.model.edition import Edition

__all__ = ["CHECKS"]


def _pdf_untagged(file: PdfFile, _: Edition | None) -> Defects:
    hint = "Export as a tagged PDF (PDF/UA) from the text."
    if not file.structure.there or not file.structure.keys:
        yield Defect("The PDF has no tags.", hint)
    elif not file.structure.marked:
        yield Defect("The PDF has tags, and does not say so (MarkInfo, Marked).", hint)
    elif file.structure.suspect:
        yield Defect("The PDF says of its own tags that they are doubtful.", hint)


def _content_without_tag(file: PdfFile, _: Edition | None) -> Defects:
    if not file.structure.keys:
        return
    for page in file.pages:
        for mark in page.marks:
            if not mark.content.artifact and mark.content.key not in file.structure.keys:
                what = "Text" if isinstance(mark, Words) else "Something"
                message = f"{what} on the page is neither tagged nor an artifact."
                hint = "Tag it; mark running heads, page numbers and ornaments as artifacts."
                yield Defect(message, hint, Place(page.number, mark.box))


def _figure_without_text(file: PdfFile, _: Edition | None) -> Defects:
    for place in file.structure.figures:
        message = "A figure has no alternative text."
        yield Defect(message, "Write in a sentence what it shows, or mark it as an artifact.", place)


LEVELS = ("H1", "H2", "H3", "H4", "H5", "H6")


def _pdf_heading_skipped(file: PdfFile, _: Edition | None) -> Defects:
    before = 0
    for block in file.structure.blocks:
        if block.tag not in LEVELS:
            continue
        level = LEVELS.index(block.tag) + 1
        if level > before + 1:
            first = f"The first heading is of level {level}."
            message = f"A heading of level {level} follows one of level {before}." if before else first
            place = next(filter(None, block.places), None)
            yield Defect(message, f"Make it a heading of level {before + 1}.", place)
        before = level


def _pdf_language(file: PdfFile, edition: Edition | None) -> Defects:
    hint = "Set the document's language in the program that makes the PDF."
    if not file.language.strip():
        yield Defect("The PDF does not say in which language it is.", hint)
    elif edition and primary(file.language) != primary(edition.language):
        message = f"The PDF says it is in «{file.language}», but the release is in «{edition.language}»."
        yield Defect(message, hint)


def _pdf_title(file: PdfFile, _: Edition | None) -> Defects:
    if not (file.metadata.said("dc:title") or file.metadata.info.get("Title", "")).strip():
        yield Defect("The PDF has no title.", "Give it one in the program that makes it.")
    elif not file.shows_title:
        hint = "Set «Show: document title» in the program that makes it (ViewerPreferences, DisplayDocTitle)."
        yield Defect("Viewers show the name of the file, for the PDF does not ask for its title.", hint)


_WEB = re.compile(r"https?://[^\s/?#@]+[^\s]*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?.]+(?:\.[^\s@?.]+)+(\?[^\s]*)?", re.IGNORECASE)
_PHONE = re.compile(r"tel:\+?[\d.()-]{3,}(;[^\s]*)?", re.IGNORECASE)
_OTHER = re.compile(r"(?!https?:|mailto:|tel:|file:|javascript:)[a-z][a-z0-9+.-]*:[^\s]+", re.IGNORECASE)


def _pdf_link_broken(file: PdfFile, _: Edition | None) -> Defects:
    for page in file.pages:
        for link in page.links:
            if link.lost or (link.target and not _leads(link.target)):
                nowhere = "A link leads to a place that is not there."
                says = f"The link «{link.target[:80]}» is no address." if link.target else nowhere
                hint = "Write it as https://…, mailto:name@example.org or tel:+44…, or take it out."
                yield Defect(says, hint, Place(page.number, link.box))


def _leads(target: str) -> bool:
    return any(pattern.fullmatch(target) for pattern in (_WEB, _MAIL, _PHONE, _OTHER))


def _link_without_description(file: PdfFile, _: Edition | None) -> Defects:
    for page in file.pages:
        for link in page.links:
            if not link.contents.strip():
                message = f"The link to {link.target or 'a place in the file'} has no description."
                yield Defect(message, "Give the link a text (Contents).", Place(page.number, link.box))


HARMLESS = {"TrapNet", "PrinterMark", "Popup"}


def _annotation_in_print(file: PdfFile, _: Edition | None) -> Defects:
    for page in file.pages:
        for kind, box in page.annotations:
            if kind not in HARMLESS and meets(box, page.bleed):
                message = f"An annotation of the kind {kind or 'unknown'} lies on the page."
                yield Defect(message, "Export for print without links and notes.", Place(page.number, box))


CHECKS: tuple[PdfCheck, ...] = (
    PreflightCheck(Rule(
        "pdf-untagged", Severity.ERROR, "The PDF has no tags",
        "Screen readers find headings, lists and the order of reading in the tags alone (ISO 14289-1, 7.1).",
    ), for_screens(Severity.ERROR, general=Severity.WARNING), _pdf_untagged),
    PreflightCheck(Rule(
        "content-without-tag", Severity.ERROR, "A part of the page is neither tagged nor an artifact",
        "A screen reader passes it over, or reads page numbers into the middle of a sentence (ISO 14289-1, 7.1).",
    ), {Purpose.ACCESSIBLE: Severity.ERROR}, _content_without_tag),
    PreflightCheck(Rule(
        "figure-without-text", Severity.WARNING, "A figure has no text",
        "A screen reader says «graphic», and nothing more (WCAG 2.2, 1.1.1; ISO 14289-1, 7.3).",
    ), for_screens(Severity.WARNING, general=Severity.WARNING), _figure_without_text),
    PreflightCheck(Rule(
        "pdf-heading-skipped", Severity.ERROR, "The tags leave out a level of headings",
        "Who listens goes from heading to heading by their levels; a missing one looks like lost text (ISO 14289-1, 7.4.2).",
    ), {Purpose.ACCESSIBLE: Severity.ERROR}, _pdf_heading_skipped),
    PreflightCheck(Rule(
        "pdf-language", Severity.ERROR, "The PDF does not say its language",
        "A screen reader would read Arabic with an English voice (WCAG 2.2, 3.1.1; ISO 14289-1, 7.2).",
    ), for_screens(Severity.ERROR, general=Severity.WARNING), _pdf_language),
    PreflightCheck(Rule(
        "pdf-title", Severity.ERROR, "The PDF has no title, or does not show it",
        "Screen readers say the title first, and search engines list it (WCAG 2.2, 2.4.2; ISO 14289-1, 7.1).",
    ), {Purpose.ACCESSIBLE: Severity.ERROR, Purpose.GENERAL: Severity.NOTE}, _pdf_title),
    PreflightCheck(Rule(
        "pdf-link-broken", Severity.WARNING, "A link leads nowhere",
        "A reader who touches a phone number or an address expects that it works.",
    ), for_screens(Severity.WARNING, general=Severity.WARNING), _pdf_link_broken),
    PreflightCheck(Rule(
        "link-without-description", Severity.ERROR, "A link has no description",
        "A screen reader says a link's description (ISO 14289-1, 7.18.5); without one it spells the address.",
    ), {Purpose.ACCESSIBLE: Severity.ERROR}, _link_without_description),
    PreflightCheck(Rule(
        "annotation-in-print", Severity.ERROR, "An annotation lies on a page for print",
        "Links, notes and form fields are for screens. PDF/X forbids them inside the bleed, for they may be printed or not.",
    ), {Purpose.PRINT: Severity.ERROR}, _annotation_in_print),
)  # fmt: skip
