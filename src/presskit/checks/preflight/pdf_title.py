"""Check: a PDF has a title, and viewers show it in place of the file's name."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-title", Severity.ERROR, "The PDF has no title, or does not show it",
    "Screen readers say the title first, and search engines list it (WCAG 2.2, 2.4.2; ISO 14289-1, 7.1).",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    if not (file.metadata.said("dc:title") or file.metadata.info.get("Title", "")).strip():
        yield finding(RULE, file.name, "The PDF has no title.", "Give it one in the program that makes it.")
    elif not file.shows_title:
        hint = "Set «Show: document title» in the program that makes it (ViewerPreferences, DisplayDocTitle)."
        yield finding(RULE, file.name, "Viewers show the name of the file, for the PDF does not ask for its title.", hint)


CHECK = PreflightCheck(RULE, _check, {Purpose.ACCESSIBLE: Severity.ERROR, Purpose.GENERAL: Severity.NOTE})
