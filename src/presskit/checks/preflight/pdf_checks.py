"""Preflight of PDFs: the table of checks, in the order in which they are made, and what stops a file before them."""

from __future__ import annotations

from presskit.checks.preflight import conformance, pdf_access, pdf_inks, pdf_sheet, pdf_text
from presskit.checks.preflight.check_base import Choose, Finding, Purpose, examine
from presskit.checks.preflight.output_text import PRINT_LINES_DIFFER
from presskit.checks.preflight.page_objects import PdfCheck, located
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import UnreadableError, read_pdf
from presskit.model.outputs import Format
from presskit.source import Span

__all__ = ["PDF_CHECKS", "PDF_RULES", "check_pdf"]

PDF_UNREADABLE = Rule(
    "pdf-unreadable", Severity.ERROR, "The file cannot be read as a PDF",
    "What presskit cannot open, a journalist's viewer or a print shop's machine may not open either.",
)  # fmt: skip
PDF_NOT_FULLY_READ = Rule(
    "pdf-not-fully-read", Severity.WARNING, "A part of the PDF was not looked at",
    "Some files are too large, too deep or broken in one place. The checks say nothing of that part.",
)  # fmt: skip
PDF_NOT_COMPARED = Rule(
    "pdf-not-compared", Severity.WARNING, "The PDF was not compared with the kit",
    "Only a text in the same language can be compared word by word.",
)  # fmt: skip

PDF_CHECKS: tuple[PdfCheck, ...] = (
    *pdf_text.CHECKS,
    *pdf_sheet.CHECKS,
    *pdf_inks.CHECKS,
    *pdf_access.CHECKS,
    *conformance.CHECKS,
)

PDF_RULES = (PDF_UNREADABLE, PDF_NOT_FULLY_READ, PDF_NOT_COMPARED, PRINT_LINES_DIFFER, *(check.rule for check in PDF_CHECKS))

REASONS = {
    "empty": ("The file is empty.", "Take the file from where it was made once more."),
    "no-pdf": ("The file is no PDF.", "Look whether it is the right file: its first bytes are not those of a PDF."),
    "password": ("The file asks for a password.", "Save it without a password, and check that one."),
    "broken": ("The file is broken.", "Make it anew, or fetch it once more: a part may have been lost on the way."),
    "too-much": ("The file is too large or too deep to be looked into.", "Make it anew with another program."),
}


def check_pdf(name: str, data: bytes, choose: Choose | None) -> list[Finding]:
    """Return what is found in a PDF; with the edition that ``choose`` returns, its words are compared too."""
    try:
        file = read_pdf(data, name)
    except UnreadableError as problem:
        return [Finding(PDF_UNREADABLE.at(Span(name), *REASONS[problem.reason]))]
    claimed = conformance.purposes(file)
    edition = choose(file.language, Format.PRINT if Purpose.PRINT in claimed else Format.PDF) if choose else None
    hint = "Make the file anew with another program, or look at that part yourself."
    before = [Finding(PDF_NOT_FULLY_READ.at(Span(name), f"A part was not looked at: {each}.", hint)) for each in file.unseen]
    if choose and edition is None:
        unknown = "The PDF does not say its language, so its words were not compared with the kit's."
        message = f"The kit has no text in the PDF's language «{file.language}»." if file.language else unknown
        hint = "Set the PDF's language, or name the kit that it was made of."
        before.append(Finding(PDF_NOT_COMPARED.at(Span(name), message, hint)))
    return [*before, *examine(file, PDF_CHECKS, claimed, edition, located)]
