"""Check: no recorded changes are left."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-tracked-change", Severity.ERROR, "Recorded changes are left in the file",
    "Readers see what was struck out, and by whom. Other programs show the old words and the new ones side by side.",
)  # fmt: skip
HINT = "In Word: Review, Accept, Accept All Changes and Stop Tracking."
KINDS = {
    "w:ins": "added", "w:del": "struck out", "w:moveFrom": "moved away", "w:moveTo": "moved here",
    "w:pPrChange": "set otherwise", "w:rPrChange": "set otherwise",
}  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for change in file.changes:
        author = f" by «{change.author}»" if change.author else ""
        yield found(RULE, file, f"Something was {KINDS.get(change.kind, 'changed')}{author}.", HINT, change.spot)
    if not file.changes and "w:trackRevisions" in file.settings:
        yield found(RULE, file, "The file records what is changed in it.", HINT)


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
