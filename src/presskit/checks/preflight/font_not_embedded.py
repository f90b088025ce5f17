"""Check: a PDF carries the fonts that it is set in."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, claimed, finding
from presskit.checks.preflight.marks import words_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "font-not-embedded", Severity.ERROR, "A font is not in the PDF",
    "Another computer takes another font in its place: lines run over, and letters of other scripts are lost.",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    told: set[str] = set()
    for place, words in words_of(file):
        if words.visible and not words.font.embedded and words.font.name not in told:
            told.add(words.font.name)
            message = f"The font {words.font.name or 'without a name'} is used, and not embedded."
            yield finding(RULE, file.name, message, "Make the PDF again with all fonts embedded.", place)


CHECK = PreflightCheck(RULE, _check, claimed(Severity.ERROR, general=Severity.WARNING))
