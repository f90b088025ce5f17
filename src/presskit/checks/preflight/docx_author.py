"""Check: the file tells no person's name."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.contract import Property
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-author", Severity.ERROR, "The file tells who wrote it",
    "Word writes the account's name into each file: of somebody who must not be known, or of the agency that drafted it.",
)  # fmt: skip
HINT = "In Word: File, Info, Check for Issues, Inspect Document."
MASKED = {"", "author", "python-docx", "unknown"}


def _check(file: DocxFile, edition: Edition | None) -> Iterator[Finding]:
    saver = file.core.get("lastModifiedBy", "")
    if saver.lower() not in MASKED:
        yield found(RULE, file, f"The file was last saved by «{saver}».", HINT)
    creator = file.core.get("creator", "")
    if edition:
        expected = {", ".join(edition.authors), edition.brand_name}
    else:
        expected = {creator} if Property.MADE_BY in file.custom else set()
    if creator.lower() not in MASKED and creator not in expected:
        yield found(RULE, file, f"The file names «{creator}» as its author.", HINT)


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
