"""Check: a Word file has a title."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-title", Severity.ERROR, "The Word file has no title",
    "Screen readers say the title first, and search engines list it (WCAG 2.2, 2.4.2). Without one they take the file's name.",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    if not file.core.get("title"):
        yield found(RULE, file, "The file has no title.", "In Word: File, Info, Properties, Title.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
