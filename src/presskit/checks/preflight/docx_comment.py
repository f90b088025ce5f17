"""Check: no comments are left."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-comment", Severity.ERROR, "Comments are left in the file",
    "They were meant for colleagues, name them, and are read by whoever opens the file.",
)  # fmt: skip
HINT = "In Word: Review, Delete, Delete All Comments."


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for spot in file.comments:
        yield found(RULE, file, "A comment stands here.", HINT, spot)
    if not file.comments and any(paragraph.spot.part in _parts(file) for paragraph in file.paragraphs):
        yield found(RULE, file, "The file holds comments that the text no longer shows.", HINT)


def _parts(file: DocxFile) -> set[str]:
    return {relation.target for relation in file.related("comments")}


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
