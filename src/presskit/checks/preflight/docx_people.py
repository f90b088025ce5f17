"""Check: no list of people is in the file."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-people", Severity.ERROR, "The file holds a list of people",
    "Word lists everybody who commented or changed something, with their accounts and mail addresses (people.xml).",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for part in file.parts:
        if part.content_type.endswith("people+xml") or part.name.lower().endswith("/people.xml"):
            message = f"The part «{part.name}» lists people who worked on the file."
            yield found(RULE, file, message, "In Word: File, Info, Check for Issues, Inspect Document.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
