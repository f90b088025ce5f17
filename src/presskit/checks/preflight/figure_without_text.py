"""Check: each figure has a text for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, finding, for_screens
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "figure-without-text", Severity.WARNING, "A figure has no text",
    "A screen reader says «graphic», and nothing more (WCAG 2.2, 1.1.1; ISO 14289-1, 7.3).",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for place in file.structure.figures:
        message = "A figure has no alternative text."
        yield finding(RULE, file.name, message, "Write in a sentence what it shows, or mark it as an artifact.", place)


CHECK = PreflightCheck(RULE, _check, for_screens(Severity.WARNING, general=Severity.WARNING))
