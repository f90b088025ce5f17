"""Check: lines are thick enough to be printed."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import marks_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "hairline", Severity.WARNING, "A line is thinner than a press can hold",
    "Lines below a quarter of a point break up, those of width 0 come out as thin as the machine can draw.",
)  # fmt: skip
THINNEST = 0.24


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for page, mark in marks_of(file):
        if mark.kind == "stroke" and mark.width < THINNEST and mark.colour.space.family != "registration":
            message = f"A line is {mark.width:.2f} pt thick."
            yield finding(RULE, file.name, message, "Make it 0.25 pt or more.", Place(page.number, mark.box))


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.WARNING})
