"""Check: white is printed as paper."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import marks_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "white-overprints", Severity.ERROR, "White overprints, and vanishes",
    "An overprinting white leaves what lies below it: white letters on a coloured ground are gone from the print.",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for page, mark in marks_of(file):
        is_printed = mark.colour.space.family in {"cmyk", "gray"} and mark.kind != "image"
        if mark.transparency.overprint and mark.colour.white and is_printed:
            message = "Something white is set to overprint: it will not be seen."
            yield finding(RULE, file.name, message, "Let it knock out: turn overprinting off.", Place(page.number, mark.box))


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.ERROR})
