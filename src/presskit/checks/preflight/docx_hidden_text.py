"""Check: no text is hidden."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.docx_file import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-hidden-text", Severity.ERROR, "The file has hidden text",
    "Word does not show it, LibreOffice, translation tools and screen readers may, and whoever looks for it finds it.",
)  # fmt: skip


def _look(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for paragraph in file.paragraphs:
        hidden = "".join(run.text for run in paragraph.runs if run.hidden).strip()
        if hidden:
            message = f"«{hidden[:60]}» is hidden."
            yield found(RULE, file, message, "In Word: Ctrl+Shift+8 shows it; delete it.", paragraph.spot)


CHECK = PreflightCheck(RULE, _look, graded(Severity.ERROR, Severity.WARNING))
