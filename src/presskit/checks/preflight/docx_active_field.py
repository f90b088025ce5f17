"""Check: no field fetches files or starts programs."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-active-field", Severity.ERROR, "A field fetches a file or starts a program",
    "Word runs such fields when the file is opened or printed. Mail servers stop them, for they have carried malware.",
)  # fmt: skip
ACTIVE = {
    "AUTOTEXT", "DATABASE", "DDE", "DDEAUTO", "EMBED", "GOTOBUTTON", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT",
    "LINK", "MACROBUTTON", "MERGEFIELD", "PRINT", "RD",
}  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for field in file.fields:
        if field.kind in ACTIVE:
            yield found(RULE, file, f"The field «{field.code[:80]}» does more than show text.", HINT, field.spot)


HINT = "In Word: select it and press Ctrl+Shift+F9, which leaves its text."
CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
