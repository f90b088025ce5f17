"""Check: a PDF for print has no ink that nobody ordered."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import marks_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "spot-colour", Severity.WARNING, "A spot colour is used",
    "Each spot colour is a plate and an ink of its own, and costs money. Where it was not ordered, the shop stops and asks.",
)  # fmt: skip
PROCESS = {"Cyan", "Magenta", "Yellow", "Black", "None", "All"}


def _check(file: PdfFile, edition: Edition | None) -> Iterator[Finding]:
    ordered = {edition.brand.spot.name} if edition and edition.brand.spot else set[str]()
    told: set[str] = set()
    for page, mark in marks_of(file):
        for ink in sorted(set(mark.colour.space.inks) - PROCESS - ordered - told):
            told.add(ink)
            hint = "Convert it to the four inks, or order it from the print shop."
            yield finding(RULE, file.name, f"The spot colour «{ink}» is used.", hint, Place(page.number, mark.box))


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.WARNING})
