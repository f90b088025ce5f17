"""Check: the text of a PDF can be copied and read out."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, finding, for_screens
from presskit.checks.preflight.marks import words_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "text-without-characters", Severity.ERROR, "Text in the PDF cannot be copied",
    "The file says how the letters look and not which they are (no ToUnicode table): search, copying and screen readers fail.",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    told: set[str] = set()
    for place, words in words_of(file):
        if not words.font.unicode and words.font.name not in told:
            told.add(words.font.name)
            message = f"Text in the font {words.font.name or 'without a name'} cannot be turned into characters."
            yield finding(RULE, file.name, message, "Make the PDF again from the text, with Unicode fonts.", place)


CHECK = PreflightCheck(RULE, _check, for_screens(Severity.ERROR, general=Severity.WARNING))
