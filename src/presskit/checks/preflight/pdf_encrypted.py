"""Check: a PDF is not locked."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, claimed, finding
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-encrypted", Severity.ERROR, "The PDF is encrypted",
    "Journalists cannot copy from it, screen readers may be locked out, and print shops and archives refuse it.",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    if file.encrypted:
        yield finding(RULE, file.name, "The PDF is encrypted.", "Export it without a password and without restrictions.")


CHECK = PreflightCheck(RULE, _check, claimed(Severity.ERROR, general=Severity.WARNING))
