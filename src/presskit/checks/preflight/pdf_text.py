"""Preflight of PDFs: the words of the file are those of the release, in order, in fonts that it carries."""

from __future__ import annotations

from presskit.checks.preflight.check_base import Defect, PreflightCheck, claimed, everywhere, for_screens
from presskit.checks.preflight.page_objects import Defects, PdfCheck, meets, words_of
from presskit.checks.preflight.pdf_text_diff import difference, lost_lines
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.formats.pdf_text import Parting
from presskit.model.edition import Edition

__all__ = ["CHECKS"]

SHOWN = 40
TEXT_DIFFERS_HINT = "Build the kit again. If it stays, write the words at this place in another way, and report it."


def _pdf_text_differs(file: PdfFile, edition: Edition | None) -> Defects:
    if edition is None:
        return
    if not file.structure.blocks:
        yield from _lost(file, edition)
        return
    found = difference(file, edition)
    if found and not found.reordered:
        yield Defect(_says(found.parting), TEXT_DIFFERS_HINT, found.place)


def _says(parted: Parting) -> str:
    wanted, painted = parted.expected[:SHOWN], parted.painted[:SHOWN]
    if not wanted:
        return f"After the last words of the release the PDF goes on with «{painted}»."
    return f"Where the release goes on with «{wanted}», the PDF says «{painted}»." if painted else f"«{wanted}» is missing."


def _lost(file: PdfFile, edition: Edition) -> Defects:
    for line in lost_lines(file, edition):
        yield Defect(f"«{line[:SHOWN]}» is not in the PDF, or not as a whole.", TEXT_DIFFERS_HINT)


def _pdf_text_order(file: PdfFile, edition: Edition | None) -> Defects:
    found = difference(file, edition) if edition and file.structure.blocks else None
    if found and found.reordered:
        wanted, painted = found.parting.expected[:SHOWN], found.parting.painted[:SHOWN]
        message = f"Here the release goes on with «{wanted}», but the PDF with «{painted}»."
        hint = "Read the PDF with its tags at this place. Where letters of two directions meet, only marks may have moved."
        yield Defect(message, hint, found.place)


def _notdef_glyph(file: PdfFile, _: Edition | None) -> Defects:
    for place, words in words_of(file):
        if words.missing and words.visible:
            message = f"The font {words.font.name} has no glyph for a character."
            hint = "Use a font that has it, or write it with other characters."
            yield Defect(message, hint, place)


def _text_without_characters(file: PdfFile, _: Edition | None) -> Defects:
    reported: set[str] = set()
    for place, words in words_of(file):
        if not words.font.unicode and words.font.name not in reported:
            reported.add(words.font.name)
            message = f"Text in the font {words.font.name or 'without a name'} cannot be turned into characters."
            yield Defect(message, "Make the PDF again from the text, with Unicode fonts.", place)


def _font_not_embedded(file: PdfFile, _: Edition | None) -> Defects:
    reported: set[str] = set()
    for place, words in words_of(file):
        if words.visible and not words.font.embedded and words.font.name not in reported:
            reported.add(words.font.name)
            message = f"The font {words.font.name or 'without a name'} is used, and not embedded."
            yield Defect(message, "Make the PDF again with all fonts embedded.", place)


OWN = "Noto"


def _foreign_font(file: PdfFile, edition: Edition | None) -> Defects:
    reported: set[str] = set()
    ours = edition and file.metadata.info.get("Creator", "").startswith("presskit")
    for place, words in words_of(file) if ours else ():
        name = words.font.name
        if not name.startswith(OWN) and name not in reported:
            reported.add(name)
            message = f"Text is set in {name or 'a font without a name'}, which is not one of presskit's own."
            hint = "Name only presskit's own families in your template's style sheet."
            yield Defect(message, hint, place)


def _empty_page(file: PdfFile, edition: Edition | None) -> Defects:
    padding = _padding(len(file.pages), edition)
    for page in () if file.unseen else file.pages[: len(file.pages) - padding]:
        if not any(meets(mark.box, page.trim) and not mark.colour.white for mark in page.marks):
            message = "Nothing is on the page."
            yield Defect(message, "Take it out, if it is not meant so.", page.number)


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
