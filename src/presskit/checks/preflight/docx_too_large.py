"""Check: a Word file can be mailed."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found
from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-too-large", Severity.WARNING, "The Word file is large",
    "Many newsrooms refuse mails above 10 MB, and on a phone it takes minutes to load.",
)  # fmt: skip
LIMIT = 10_000_000
"""Bytes."""


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    if file.size > LIMIT:
        message = f"The file has {file.size / 1_000_000:.1f} MB; mail servers refuse more than about 10 MB."
        yield found(RULE, file, message, "Use smaller pictures, or publish a link to it.")


CHECK = PreflightCheck(RULE, _check, everywhere(Severity.WARNING))
