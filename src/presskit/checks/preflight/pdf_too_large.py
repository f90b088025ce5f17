"""Check: a PDF can be mailed."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, finding, for_screens
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-too-large", Severity.WARNING, "The PDF is large",
    "Many newsrooms refuse mails above 10 MB, and on a phone it takes minutes to load.",
)  # fmt: skip
LIMIT = 10_000_000
"""Bytes."""


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    if file.size > LIMIT:
        message = f"The file has {file.size / 1_000_000:.1f} MB; mail servers refuse more than about 10 MB."
        yield finding(RULE, file.name, message, "Use smaller pictures, or publish a link to it.")


CHECK = PreflightCheck(RULE, _check, for_screens(Severity.WARNING, general=Severity.WARNING))
