"""Preflight of Word files: the table of checks, in the order in which they are made, and what stops a file before them."""

from __future__ import annotations

from presskit.checks.preflight import docx_access, docx_package, docx_privacy, docx_text
from presskit.checks.preflight.check_base import Choose, Finding, Purpose, examine
from presskit.checks.preflight.docx_base import DocxCheck, is_ours, language_of, located
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.inspection import read_docx
from presskit.formats.ooxml.package import UnreadableError
from presskit.model.outputs import Format
from presskit.source import Span

__all__ = ["DOCX_CHECKS", "DOCX_RULES", "check_docx"]

DOCX_UNREADABLE = Rule(
    "docx-unreadable", Severity.ERROR, "The file cannot be read as a Word file",
    "What presskit cannot open, a translator's tool or an editor's Word may not open either, or only with a warning.",
)  # fmt: skip
DOCX_NOT_COMPARED = Rule(
    "docx-not-compared", Severity.WARNING, "The Word file was not compared with the kit",
    "Only a text in the same language can be compared word by word.",
)  # fmt: skip

DOCX_CHECKS: tuple[DocxCheck, ...] = (
    *docx_text.CHECKS,
    *docx_package.CHECKS,
    *docx_access.CHECKS,
    *docx_privacy.CHECKS,
)

DOCX_RULES = (DOCX_UNREADABLE, DOCX_NOT_COMPARED, *(check.rule for check in DOCX_CHECKS))

def check_docx(name: str, data: bytes, choose: Choose | None) -> list[Finding]:
    """Return what is found in a Word file; with the edition that ``choose`` returns, its words are compared too."""
    try:
        file = read_docx(data, name)
    except UnreadableError as problem:
        return [Finding(DOCX_UNREADABLE.at(Span(name), f"«{name}» {problem.clause}", problem.hint))]
    language = language_of(file, None) or file.styles.default.latin
    edition = choose(language, Format.DOCX) if choose else None
    message = f"The kit has no text in the file's language «{language}»." if language else "The file does not say its language."
    hint = "Set the file's language, or name the kit that it was made of."
    before = [Finding(DOCX_NOT_COMPARED.at(Span(name), message, hint))] if choose and edition is None else []
    purpose = Purpose.TRANSLATION if is_ours(file) else Purpose.GENERAL
    return [*before, *examine(file, DOCX_CHECKS, {purpose}, edition, located)]
