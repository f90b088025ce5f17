"""Check: text keeps away from the knife."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import MILLIMETRE, marks_of, meets, millimetres
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Box, PdfFile, Place, Words
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "text-near-trim", Severity.WARNING, "Text stands close to the trim",
    "Pages are cut with a tolerance of a millimetre or two. Text within 3 mm of the edge may lose a part.",
)  # fmt: skip
SAFE = 3 * MILLIMETRE
SLACK = 0.5


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for page, mark in marks_of(file):
        if not isinstance(mark, Words) or not mark.text.strip() or not meets(mark.box, page.trim):
            continue
        if _distance(mark.box, page.trim) < SAFE - SLACK:
            message = f"Text stands less than {millimetres(SAFE)} from the trim."
            yield finding(RULE, file.name, message, "Move it inwards.", Place(page.number, mark.box))


def _distance(box: Box, trim: Box) -> float:
    return min(box[0] - trim[0], box[1] - trim[1], trim[2] - box[2], trim[3] - box[3])


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.WARNING})
