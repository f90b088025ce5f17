"""Check: the sheet is that of the kit."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition
from presskit.model.release import PageSize

__all__ = ["CHECK"]

RULE = Rule(
    "docx-page-size", Severity.ERROR, "The sheet has another size than the kit says",
    "A translator's printer would scale or cut the pages, and lines would break elsewhere than in the PDF.",
)  # fmt: skip
SHEETS = {PageSize.A4: (11906, 16838), PageSize.LETTER: (12240, 15840), PageSize.A5: (8391, 11906)}
"""Twentieths of a point."""
SLACK = 20


def _check(file: DocxFile, edition: Edition | None) -> Iterator[Finding]:
    for section in file.sections if edition else ():
        wanted = SHEETS[edition.page] if edition else (0, 0)
        sides = (section.width, section.height)
        if max(abs(one - other) for one, other in zip(sides, wanted, strict=True)) > SLACK:
            size = " × ".join(f"{side * 25.4 / 1440:.0f}" for side in sides)
            message = f"The sheet is {size} mm, but the kit says {edition.page if edition else ''}."
            yield found(RULE, file, message, "Set the paper size in Word, or «page:» in kit.yaml.", section.spot)


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
