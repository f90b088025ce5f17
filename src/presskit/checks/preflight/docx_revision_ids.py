"""Check: the file does not tell when which part was typed."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-revision-ids", Severity.ERROR, "The file tells which parts were typed at one sitting",
    "Word numbers each session of editing (rsid). Two files with the same numbers were written on one computer.",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    if file.revision_ids:
        count = f"{file.revision_ids} numbers" if file.revision_ids > 1 else "a number"
        message = f"The file has {count} of editing sessions."
        hint = "In Word: Options, Trust Center, Privacy Options, «Store random numbers»: off; then save it anew."
        yield found(RULE, file, message, hint)


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.NOTE))
