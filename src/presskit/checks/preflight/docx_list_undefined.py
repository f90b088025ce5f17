"""Check: each list that is named is defined."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-list-undefined", Severity.ERROR, "A list is named that the file does not define",
    "Word leaves the number out: signatories and demands lose their count, and no other program says so.",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for reference in file.styles.lists_undefined:
        message = f"The list {reference.id} is named, but not defined."
        yield found(RULE, file, message, "Build the file again. In Word, apply the list anew.", reference.spot)


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
