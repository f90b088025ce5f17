"""Check: a PDF carries nothing else along."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, claimed, finding
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-attachment", Severity.WARNING, "A file is attached to the PDF",
    "Mail filters look twice at PDFs that carry files, and hardly a reader finds them.",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for name in file.attachments:
        message = f"The file «{name[:80]}» is attached."
        yield finding(RULE, file.name, message, "Take it out, and send it beside the PDF.")


CHECK = PreflightCheck(RULE, _check, claimed(Severity.WARNING, general=Severity.NOTE))
