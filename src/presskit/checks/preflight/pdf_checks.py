"""Preflight of PDFs: what is looked at, in which order, and what stops it before."""

from __future__ import annotations

from presskit.checks.preflight import (
    annotation_in_print,
    bleed_not_reached,
    bleed_too_small,
    coarse_picture,
    content_without_tag,
    empty_page,
    figure_without_text,
    font_not_embedded,
    foreign_font,
    hairline,
    link_without_description,
    notdef_glyph,
    output_intent,
    page_boxes,
    page_count,
    page_size,
    pdf_active_content,
    pdf_attachment,
    pdf_encrypted,
    pdf_heading_skipped,
    pdf_identification,
    pdf_language,
    pdf_link_broken,
    pdf_picture_data,
    pdf_text_differs,
    pdf_text_order,
    pdf_title,
    pdf_too_large,
    pdf_transparency,
    pdf_untagged,
    picture_below_300_dpi,
    picture_smoothed,
    print_lines_differ,
    rgb_in_print,
    rich_black_text,
    rules,
    small_text_in_inks,
    spot_colour,
    text_near_trim,
    text_without_characters,
    too_much_ink,
    trim_missing,
    white_overprints,
)
from presskit.checks.preflight.claims import purposes
from presskit.checks.preflight.frame import Choose, Finding, PreflightCheck, Purpose, examine, finding
from presskit.formats.pdf_file import PdfFile, UnreadableError, read_pdf
from presskit.model.people import OutputName

__all__ = ["PDF_CHECKS", "PDF_RULES", "look_at_pdf"]

PDF_CHECKS: tuple[PreflightCheck[PdfFile], ...] = (
    # What it says.
    pdf_text_differs.CHECK,
    pdf_text_order.CHECK,
    notdef_glyph.CHECK,
    text_without_characters.CHECK,
    font_not_embedded.CHECK,
    foreign_font.CHECK,
    empty_page.CHECK,
    # The sheet.
    page_boxes.CHECK,
    trim_missing.CHECK,
    page_size.CHECK,
    bleed_too_small.CHECK,
    bleed_not_reached.CHECK,
    text_near_trim.CHECK,
    page_count.CHECK,
    # Inks.
    output_intent.CHECK,
    rgb_in_print.CHECK,
    spot_colour.CHECK,
    rich_black_text.CHECK,
    small_text_in_inks.CHECK,
    too_much_ink.CHECK,
    white_overprints.CHECK,
    hairline.CHECK,
    pdf_transparency.CHECK,
    # Pictures.
    coarse_picture.CHECK,
    picture_below_300_dpi.CHECK,
    picture_smoothed.CHECK,
    pdf_picture_data.CHECK,
    # Who can read it.
    pdf_untagged.CHECK,
    content_without_tag.CHECK,
    figure_without_text.CHECK,
    pdf_heading_skipped.CHECK,
    pdf_language.CHECK,
    pdf_title.CHECK,
    # Where it leads.
    pdf_link_broken.CHECK,
    link_without_description.CHECK,
    annotation_in_print.CHECK,
    # The file.
    pdf_identification.CHECK,
    pdf_encrypted.CHECK,
    pdf_active_content.CHECK,
    pdf_attachment.CHECK,
    pdf_too_large.CHECK,
)

PDF_RULES = (*rules.RULES, print_lines_differ.RULE, *(check.rule for check in PDF_CHECKS))

REASONS = {
    "empty": ("The file is empty.", "Take the file from where it was made once more."),
    "no-pdf": ("The file is no PDF.", "Look whether it is the right file: its first bytes are not those of a PDF."),
    "password": ("The file asks for a password.", "Save it without a password, and check that one."),
    "broken": ("The file is broken.", "Make it anew, or fetch it once more: a part may have been lost on the way."),
    "too-much": ("The file is too large or too deep to be looked into.", "Make it anew with another program."),
}


def look_at_pdf(name: str, data: bytes, choose: Choose | None) -> list[Finding]:
    """Return what is found in a PDF; with the edition that ``choose`` finds, its words are compared too."""
    try:
        file = read_pdf(data, name)
    except UnreadableError as problem:
        return [finding(rules.UNREADABLE, name, *REASONS[problem.reason])]
    claimed = purposes(file)
    edition = choose(file.language, OutputName.PRINT if Purpose.PRINT in claimed else OutputName.PDF) if choose else None
    found = [finding(rules.UNSEEN, name, f"A part was not looked at: {each}.", UNSEEN_HINT) for each in file.unseen]
    if choose and edition is None:
        message = f"The kit has no text in the PDF's language «{file.language}»." if file.language else NO_LANGUAGE
        found.append(finding(rules.NOT_COMPARED, name, message, "Set the PDF's language, or name the kit that it was made of."))
    return [*found, *examine(file, PDF_CHECKS, claimed, edition)]


UNSEEN_HINT = "Make the file anew with another program, or look at that part yourself."
NO_LANGUAGE = "The PDF does not say its language, so its words were not compared with the kit's."
