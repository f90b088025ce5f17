"""Check: the embargo stands on every sheet."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.docx_told import visible_words
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-embargo-missing", Severity.ERROR, "A sheet of the Word file does not show the embargo",
    "Sheets are copied and photographed one by one. Whoever sees but one must know that it must not be published yet.",
)  # fmt: skip


def _check(file: DocxFile, edition: Edition | None) -> Iterator[Finding]:
    if edition is None or not edition.embargo:
        return
    wanted = visible_words(edition.embargo[0])
    for relation in file.related("header"):
        told = visible_words(" ".join(each.text for each in file.paragraphs if each.spot.part == relation.target))
        if wanted not in told:
            message = f"«{relation.target}» does not show «{edition.embargo[0]}»."
            yield found(RULE, file, message, "Build the file again, or put the line back into the header.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
