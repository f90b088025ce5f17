"""Check: signatories are counted without a gap."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.docx_told import NO_DIGIT
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.contract import Style
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-signatory-numbers", Severity.ERROR, "The signatories are not counted in order",
    "«25 organisations sign» is checked by the last number. A list that was cut in two begins again, or skips one.",
)  # fmt: skip


def _check(file: DocxFile, edition: Edition | None) -> Iterator[Finding]:
    restarts = bool(edition is None or (edition.signatories and edition.signatories.restarts))
    counted = [(_number(each.mark), each) for each in file.text() if each.style == Style.SIGNATORY]
    before = 0
    for number, paragraph in counted:
        if not number:
            continue
        if number != before + 1 and not (restarts and number == 1):
            message = f"The signatory «{paragraph.text.strip()}» has the number {number}, after {before}."
            yield found(RULE, file, message, "Let the list count on from the one before.", paragraph.spot)
        before = number


def _number(mark: str) -> int:
    """Return the number in a mark, in whatever digits; 0 where there is none."""
    digits = NO_DIGIT.sub("", mark)
    return int(digits) if digits else 0


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
