"""Check: every character of a PDF has a glyph."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, claimed, finding
from presskit.checks.preflight.marks import words_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "notdef-glyph", Severity.ERROR, "A character is printed as an empty box",
    "Its font has no glyph for it (.notdef), and nobody can tell which character was meant.",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for place, words in words_of(file):
        if words.missing and words.visible:
            message = f"The font {words.font.name} has no glyph for a character."
            hint = "Use a font that has it, or write it with other characters."
            yield finding(RULE, file.name, message, hint, place)


CHECK = PreflightCheck(RULE, _check, claimed(Severity.ERROR, general=Severity.WARNING))
