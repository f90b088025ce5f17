"""Check: the headings that are told to a screen reader leave out no level."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-heading-skipped", Severity.ERROR, "The tags leave out a level of headings",
    "Who listens goes from heading to heading by their levels; a missing one looks like lost text (ISO 14289-1, 7.4.2).",
)  # fmt: skip
LEVELS = ("H1", "H2", "H3", "H4", "H5", "H6")


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    before = 0
    for block in file.structure.blocks:
        if block.tag not in LEVELS:
            continue
        level = LEVELS.index(block.tag) + 1
        if level > before + 1:
            first = f"The first heading is of level {level}."
            message = f"A heading of level {level} follows one of level {before}." if before else first
            place = next(filter(None, block.places), None)
            yield finding(RULE, file.name, message, f"Make it a heading of level {before + 1}.", place)
        before = level


CHECK = PreflightCheck(RULE, _check, {Purpose.ACCESSIBLE: Severity.ERROR})
