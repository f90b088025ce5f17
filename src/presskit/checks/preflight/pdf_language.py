"""Check: a PDF says in which language it is, and it is that of its release."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, finding, for_screens
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.language.subtags import primary
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-language", Severity.ERROR, "The PDF does not say its language",
    "A screen reader would read Arabic with an English voice (WCAG 2.2, 3.1.1; ISO 14289-1, 7.2).",
)  # fmt: skip


def _check(file: PdfFile, edition: Edition | None) -> Iterator[Finding]:
    hint = "Set the document's language in the program that makes the PDF."
    if not file.language.strip():
        yield finding(RULE, file.name, "The PDF does not say in which language it is.", hint)
    elif edition and primary(file.language) != primary(edition.language):
        message = f"The PDF says it is in «{file.language}», but the release is in «{edition.language}»."
        yield finding(RULE, file.name, message, hint)


CHECK = PreflightCheck(RULE, _check, for_screens(Severity.ERROR, general=Severity.WARNING))
