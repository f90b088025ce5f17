"""Check: everything on a page is tagged, or marked as an artifact."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place, Words
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "content-without-tag", Severity.ERROR, "A part of the page is neither tagged nor an artifact",
    "A screen reader passes it over, or reads page numbers into the middle of a sentence (ISO 14289-1, 7.1).",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    if not file.structure.keys:
        return
    for page in file.pages:
        for mark in page.marks:
            if not mark.content.artifact and mark.content.key not in file.structure.keys:
                what = "Text" if isinstance(mark, Words) else "Something"
                message = f"{what} on the page is neither tagged nor an artifact."
                hint = "Tag it; mark running heads, page numbers and ornaments as artifacts."
                yield finding(RULE, file.name, message, hint, Place(page.number, mark.box))


CHECK = PreflightCheck(RULE, _check, {Purpose.ACCESSIBLE: Severity.ERROR})
