"""Check: the print PDF has the same words on the same lines as the PDF for distribution."""

from __future__ import annotations

from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.formats.pdfium import difference, lines
from presskit.source import Span

__all__ = ["RULE", "compare"]

RULE = Rule(
    "print-lines-differ", Severity.WARNING, "The print PDF and the PDF for distribution differ in their lines",
    "Who reads out a line of the one must find it in the other. They differ when a contact is meant for one of them alone.",
)  # fmt: skip


def compare(screen: bytes, printed: bytes, name: str) -> list[Diagnostic]:
    """Return a finding that names the first page on which ``printed``, a file called ``name``, differs from ``screen``."""
    parted = difference(lines(screen), lines(printed))
    if parted is None:
        return []
    place = Span(name, parted.page, unit="page")
    message = f"line {parted.line} of page {parted.page} reads «{parted.other}», and «{parted.one}» in the PDF for distribution"
    return [RULE.at(place, message, "look at «outputs» in contacts.yaml, and at templates of your own")]
