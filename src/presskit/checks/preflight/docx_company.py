"""Check: the file tells nothing of the office it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-company", Severity.ERROR, "The file tells of the office it was made in",
    "Company, manager, template and server paths are written by Word. They tell who really made a text, and where.",
)  # fmt: skip
TOLD = {"Company": "company", "Manager": "manager", "Template": "template", "HyperlinkBase": "base of links"}
PLAIN = {"", "Normal", "Normal.dotm", "Normal.dot"}


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for key, words in TOLD.items():
        if file.app.get(key, "") not in PLAIN:
            message = f"The file tells its {words}: «{file.app[key]}»."
            yield found(RULE, file, message, "In Word: File, Info, Check for Issues, Inspect Document.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
