"""Check: no picture of an earlier page is in the file."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-thumbnail", Severity.ERROR, "The file holds a small picture of a page",
    "It shows the first page as it was when the picture was made: perhaps another text, or a template's.",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for relation in file.related("thumbnail"):
        message = f"The part «{relation.target}» is a picture of a page."
        yield found(RULE, file, message, "In Word: Save As, «Save Thumbnail»: off.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.NOTE))
