"""Preflight of Word files: what is looked at, in which order, and what stops it before."""

from __future__ import annotations

from presskit.checks.preflight import (
    docx_active_field,
    docx_alt_text,
    docx_attached_template,
    docx_author,
    docx_bookmark_open,
    docx_bookmark_repeated,
    docx_comment,
    docx_company,
    docx_content_type,
    docx_custom_xml,
    docx_dangling_reference,
    docx_direction,
    docx_duplicate_part,
    docx_element_order,
    docx_embargo_missing,
    docx_embedded,
    docx_external,
    docx_field_broken,
    docx_font,
    docx_headings,
    docx_hidden_text,
    docx_language,
    docx_link_broken,
    docx_list_undefined,
    docx_page_number,
    docx_page_size,
    docx_paragraph_id,
    docx_part_missing,
    docx_people,
    docx_picture_data,
    docx_printer,
    docx_revision_ids,
    docx_segment_missing,
    docx_signatory_numbers,
    docx_stray_part,
    docx_style_undefined,
    docx_text_differs,
    docx_thumbnail,
    docx_title,
    docx_too_large,
    docx_tracked_change,
)
from presskit.checks.preflight.docx_places import found, is_ours, language_of
from presskit.checks.preflight.frame import Choose, Finding, PreflightCheck, Purpose, examine, finding
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.inspection import read_docx
from presskit.formats.ooxml.package import UnreadableError
from presskit.formats.ooxml.values import DocxFile
from presskit.model.people import OutputName

__all__ = ["DOCX_CHECKS", "DOCX_RULES", "look_at_docx"]

UNREADABLE = Rule(
    "docx-unreadable", Severity.ERROR, "The file cannot be read as a Word file",
    "What presskit cannot open, a translator's tool or an editor's Word may not open either, or only with a warning.",
)  # fmt: skip
NOT_COMPARED = Rule(
    "docx-not-compared", Severity.WARNING, "The Word file was not compared with the kit",
    "Only a text in the same language can be compared word by word.",
)  # fmt: skip

DOCX_CHECKS: tuple[PreflightCheck[DocxFile], ...] = (
    # What it says.
    docx_text_differs.CHECK,
    docx_signatory_numbers.CHECK,
    docx_embargo_missing.CHECK,
    docx_page_number.CHECK,
    docx_page_size.CHECK,
    # How its parts hang together.
    docx_duplicate_part.CHECK,
    docx_part_missing.CHECK,
    docx_dangling_reference.CHECK,
    docx_content_type.CHECK,
    docx_element_order.CHECK,
    docx_style_undefined.CHECK,
    docx_list_undefined.CHECK,
    docx_field_broken.CHECK,
    docx_link_broken.CHECK,
    docx_font.CHECK,
    docx_too_large.CHECK,
    # How a translation finds its way home.
    docx_bookmark_open.CHECK,
    docx_bookmark_repeated.CHECK,
    docx_segment_missing.CHECK,
    docx_paragraph_id.CHECK,
    # Who can read it.
    docx_title.CHECK,
    docx_headings.CHECK,
    docx_language.CHECK,
    docx_direction.CHECK,
    docx_alt_text.CHECK,
    # What it tells unasked.
    docx_author.CHECK,
    docx_company.CHECK,
    docx_people.CHECK,
    docx_comment.CHECK,
    docx_tracked_change.CHECK,
    docx_hidden_text.CHECK,
    docx_picture_data.CHECK,
    docx_attached_template.CHECK,
    docx_custom_xml.CHECK,
    docx_stray_part.CHECK,
    docx_thumbnail.CHECK,
    docx_printer.CHECK,
    docx_revision_ids.CHECK,
    # What it does unasked.
    docx_external.CHECK,
    docx_embedded.CHECK,
    docx_active_field.CHECK,
)

DOCX_RULES = (UNREADABLE, NOT_COMPARED, *(check.rule for check in DOCX_CHECKS))

def look_at_docx(name: str, data: bytes, choose: Choose | None) -> list[Finding]:
    """Return what is found in a Word file; with the edition that ``choose`` finds, its words are compared too."""
    try:
        file = read_docx(data, name)
    except UnreadableError as problem:
        return [finding(UNREADABLE, name, f"«{name}» {problem.clause}", problem.hint)]
    language = language_of(file, None) or file.styles.default.latin
    edition = choose(language, OutputName.DOCX) if choose else None
    unseen = [_not_compared(file, language)] if choose and edition is None else []
    purpose = Purpose.TRANSLATION if is_ours(file) else Purpose.GENERAL
    return [*unseen, *examine(file, DOCX_CHECKS, {purpose}, edition)]


def _not_compared(file: DocxFile, language: str) -> Finding:
    message = f"The kit has no text in the file's language «{language}»." if language else "The file does not say its language."
    return found(NOT_COMPARED, file, message, "Set the file's language, or name the kit that it was made of.")
