"""Preflight of PDFs: tags, alternative texts, headings, language, title and links (PDF/UA, WCAG)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks.preflight.check_base import Defect, PreflightCheck, Purpose, for_screens
from presskit.checks.preflight.page_objects import Defects, PdfCheck, meets
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import LinkAnnotation, PaintedText, PdfFile, Place
from presskit.language.tags import primary
from presskit.model.edition import Edition

__all__ = ["CHECKS"]


def _pdf_untagged(file: PdfFile, _: Edition | None) -> Defects:
    if not file.structure.keys:
        yield Defect("The PDF has no tags.")
    elif not file.structure.marked:
        yield Defect("The PDF has tags, and does not say so (MarkInfo, Marked).")
    elif file.structure.suspect:
        yield Defect("The PDF says of its own tags that they are doubtful.")


def _content_without_tag(file: PdfFile, _: Edition | None) -> Defects:
    for page in file.pages if file.structure.keys else ():
        for mark in page.marks:
            if not mark.content.artifact and mark.content.key not in file.structure.keys:
                what = "Text" if isinstance(mark, PaintedText) else "Something"
                yield Defect(f"{what} on the page is neither tagged nor an artifact.", Place(page.number, mark.box))


def _figure_without_text(file: PdfFile, _: Edition | None) -> Defects:
    return (Defect("A figure has no alternative text.", place) for place in file.structure.figures)


LEVELS = ("H1", "H2", "H3", "H4", "H5", "H6")


def _pdf_heading_skipped(file: PdfFile, _: Edition | None) -> Defects:
    before = 0
    for block in (block for block in file.structure.blocks if block.tag in LEVELS):
        level = LEVELS.index(block.tag) + 1
        if level > before + 1:
            first = f"The first heading is of level {level}."
            yield Defect(
                f"A heading of level {level} follows one of level {before}." if before else first,
                next(filter(None, block.places), None),
                hint=f"Make it a heading of level {before + 1}.",
            )
        before = level


def _pdf_language(file: PdfFile, edition: Edition | None) -> Defects:
    if not file.language.strip():
        yield Defect("The PDF does not say in which language it is.")
    elif edition and primary(file.language) != primary(edition.language):
        yield Defect(f"The PDF says it is in «{file.language}», but the release is in «{edition.language}».")


def _pdf_title(file: PdfFile, _: Edition | None) -> Defects:
    if not (file.metadata.xmp_value("dc:title") or file.metadata.info.get("Title", "")).strip():
        yield Defect("The PDF has no title.", hint="Give it one in the program that makes it.")
    elif not file.shows_title:
        yield Defect(
            "Viewers show the name of the file, for the PDF does not ask for its title.",
            hint="Set «Show: document title» in the program that makes it (ViewerPreferences, DisplayDocTitle).",
        )


_ADDRESS = re.compile(
    r"https?://[^\s/?#@]+[^\s]*"
    r"|mailto:[^\s@?]+@[^\s@?.]+(?:\.[^\s@?.]+)+(\?[^\s]*)?"
    r"|tel:\+?[\d.()-]{3,}(;[^\s]*)?"
    r"|(?!https?:|mailto:|tel:|file:|javascript:)[a-z][a-z0-9+.-]*:[^\s]+",
    re.IGNORECASE,
)


def _pdf_link_broken(file: PdfFile, _: Edition | None) -> Defects:
    for place, link in _links(file):
        if link.lost or (link.target and not _ADDRESS.fullmatch(link.target)):
            no_address = f"The link «{link.target[:80]}» is no address."
            yield Defect(no_address if link.target else "A link leads to a place that is not there.", place)


def _links(file: PdfFile) -> Iterator[tuple[Place, LinkAnnotation]]:
    return ((Place(page.number, link.box), link) for page in file.pages for link in page.links)


def _link_without_description(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The link to {link.target or 'a place in the file'} has no description.", place)
        for place, link in _links(file)
        if not link.contents.strip()
    )


HARMLESS = {"TrapNet", "PrinterMark", "Popup"}


def _annotation_in_print(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect(f"An annotation of the kind {kind or 'unknown'} lies on the page.", Place(page.number, box))
        for page in file.pages for kind, box in page.annotations
        if kind not in HARMLESS and meets(box, page.bleed)
    )


CHECKS: tuple[PdfCheck, ...] = (
    PreflightCheck(Rule(
        "pdf-untagged", Severity.ERROR, "The PDF has no tags",
        "Screen readers find headings, lists and the order of reading in the tags alone (ISO 14289-1, 7.1).",
    ), for_screens(Severity.ERROR, general=Severity.WARNING), _pdf_untagged,
        "Export as a tagged PDF (PDF/UA) from the text."),
    PreflightCheck(Rule(
        "content-without-tag", Severity.ERROR, "A part of the page is neither tagged nor an artifact",
        "A screen reader passes it over, or reads page numbers into the middle of a sentence (ISO 14289-1, 7.1).",
    ), {Purpose.ACCESSIBLE: Severity.ERROR}, _content_without_tag,
        "Tag it; mark running heads, page numbers and ornaments as artifacts."),
    PreflightCheck(Rule(
        "figure-without-text", Severity.WARNING, "A figure has no text",
        "A screen reader says «graphic», and nothing more (WCAG 2.2, 1.1.1; ISO 14289-1, 7.3).",
    ), for_screens(Severity.WARNING, general=Severity.WARNING), _figure_without_text,
        "Write in a sentence what it shows, or mark it as an artifact."),
    PreflightCheck(Rule(
        "pdf-heading-skipped", Severity.ERROR, "The tags leave out a level of headings",
        "Who listens goes from heading to heading by their levels; a missing one looks like lost text (ISO 14289-1, 7.4.2).",
    ), {Purpose.ACCESSIBLE: Severity.ERROR}, _pdf_heading_skipped),
    PreflightCheck(Rule(
        "pdf-language", Severity.ERROR, "The PDF does not say its language",
        "A screen reader would read Arabic with an English voice (WCAG 2.2, 3.1.1; ISO 14289-1, 7.2).",
    ), for_screens(Severity.ERROR, general=Severity.WARNING), _pdf_language,
        "Set the document's language in the program that makes the PDF."),
    PreflightCheck(Rule(
        "pdf-title", Severity.ERROR, "The PDF has no title, or does not show it",
        "Screen readers say the title first, and search engines list it (WCAG 2.2, 2.4.2; ISO 14289-1, 7.1).",
    ), {Purpose.ACCESSIBLE: Severity.ERROR, Purpose.GENERAL: Severity.NOTE}, _pdf_title),
    PreflightCheck(Rule(
        "pdf-link-broken", Severity.WARNING, "A link leads nowhere",
        "A reader who touches a phone number or an address expects that it works.",
    ), for_screens(Severity.WARNING, general=Severity.WARNING), _pdf_link_broken,
        "Write it as https://…, mailto:name@example.org or tel:+44…, or take it out."),
    PreflightCheck(Rule(
        "link-without-description", Severity.ERROR, "A link has no description",
        "A screen reader says a link's description (ISO 14289-1, 7.18.5); without one it spells the address.",
    ), {Purpose.ACCESSIBLE: Severity.ERROR}, _link_without_description, "Give the link a text (Contents)."),
    PreflightCheck(Rule(
        "annotation-in-print", Severity.ERROR, "An annotation lies on a page for print",
        "Links, notes and form fields are for screens. PDF/X forbids them inside the bleed, for they may be printed or not.",
    ), {Purpose.PRINT: Severity.ERROR}, _annotation_in_print, "Export for print without links and notes."),
)  # fmt: skip
