"""Check: sheets are filled on both sides."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "page-count", Severity.NOTE, "The number of pages is odd",
    "A sheet has two sides: the last one stays empty. In a folded booklet pages come in fours.",
)  # fmt: skip


def _check(file: PdfFile, edition: Edition | None) -> Iterator[Finding]:
    count = len(file.pages)
    if edition is None and count > 4 and count % 2:  # in a kit, print.pad says how many pages there are
        message = f"The file has {count} pages: the back of the last sheet stays empty."
        yield finding(RULE, file.name, message, "Fill it, or tell the print shop that it is meant so.")


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.NOTE})
