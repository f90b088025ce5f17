"""Check: a PDF says the words of its release, all of them and no others."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere, finding
from presskit.checks.preflight.scattered import lost_lines
from presskit.checks.preflight.told import difference
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.formats.pdf_text import Parting
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-text-differs", Severity.ERROR, "The PDF does not say the words of the release",
    "Journalists copy from the PDF, and screen readers read it out. Words that are lost there are lost for them.",
)  # fmt: skip
SHOWN = 40
HINT = "Build the kit again. If it stays, write the words at this place in another way, and report it."


def _check(file: PdfFile, edition: Edition | None) -> Iterator[Finding]:
    if edition is None:
        return
    if not file.structure.blocks:
        yield from _lost(file, edition)
        return
    found = difference(file, edition)
    if found and not found.reordered:
        yield finding(RULE, file.name, _says(found.parting), HINT, found.place)


def _says(parted: Parting) -> str:
    wanted, painted = parted.expected[:SHOWN], parted.painted[:SHOWN]
    if not wanted:
        return f"After the last words of the release the PDF goes on with «{painted}»."
    return f"Where the release goes on with «{wanted}», the PDF says «{painted}»." if painted else f"«{wanted}» is missing."


def _lost(file: PdfFile, edition: Edition) -> Iterator[Finding]:
    for line in lost_lines(file, edition):
        yield finding(RULE, file.name, f"«{line[:SHOWN]}» is not in the PDF, or not as a whole.", HINT)


CHECK = PreflightCheck(RULE, _check, everywhere(Severity.ERROR))
