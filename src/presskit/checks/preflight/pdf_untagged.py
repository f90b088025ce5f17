"""Check: a PDF has tags."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, finding, for_screens
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-untagged", Severity.ERROR, "The PDF has no tags",
    "Screen readers find headings, lists and the order of reading in the tags alone (ISO 14289-1, 7.1).",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    hint = "Export as a tagged PDF (PDF/UA) from the text."
    if not file.structure.there or not file.structure.keys:
        yield finding(RULE, file.name, "The PDF has no tags.", hint)
    elif not file.structure.marked:
        yield finding(RULE, file.name, "The PDF has tags, and does not say so (MarkInfo, Marked).", hint)
    elif file.structure.suspect:
        yield finding(RULE, file.name, "The PDF says of its own tags that they are doubtful.", hint)


CHECK = PreflightCheck(RULE, _check, for_screens(Severity.ERROR, general=Severity.WARNING))
