"""Check: a PDF is read in the order of its release."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere, finding
from presskit.checks.preflight.told import difference
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-text-order", Severity.WARNING, "The PDF says the words in another order",
    "A screen reader follows the tags, and copied text follows them too. Out of order, a sentence may end in another one.",
)  # fmt: skip


def _check(file: PdfFile, edition: Edition | None) -> Iterator[Finding]:
    found = difference(file, edition) if edition and file.structure.blocks else None
    if found and found.reordered:
        wanted, painted = found.parting.expected[:40], found.parting.painted[:40]
        message = f"Here the release goes on with «{wanted}», but the PDF with «{painted}»."
        hint = "Read the PDF with its tags at this place. Where letters of two directions meet, only marks may have moved."
        yield finding(RULE, file.name, message, hint, found.place)


CHECK = PreflightCheck(RULE, _check, everywhere(Severity.WARNING))
