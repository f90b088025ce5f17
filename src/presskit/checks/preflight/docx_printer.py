"""Check: no printer is named."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-printer", Severity.ERROR, "The file tells the printer it was set for",
    "The name of a printer or of its server tells the office, and sometimes the room.",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for relation in file.related("printerSettings"):
        message = f"The part «{relation.target}» holds the settings of a printer."
        yield found(RULE, file, message, "Save the file anew in LibreOffice, or build it again.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.NOTE))
