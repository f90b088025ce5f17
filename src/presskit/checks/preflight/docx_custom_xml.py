"""Check: no data of other systems are in the file."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-custom-xml", Severity.ERROR, "The file holds data of another system",
    "Document servers and add-ins leave labels, paths and records in it (customXml). They are sent along unseen.",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for part in file.parts:
        if part.name.lower().startswith("customxml/") and "/_rels/" not in part.name and "itemprops" not in part.name.lower():
            message = f"The part «{part.name}» ({part.size} bytes) is data of another system."
            yield found(RULE, file, message, "In Word: File, Info, Check for Issues, Inspect Document.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.NOTE))
