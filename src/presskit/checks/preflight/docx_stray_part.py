"""Check: nothing lies in the file that does not belong to it."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-stray-part", Severity.ERROR, "A part belongs to nothing",
    "Word does not show it, and whoever unpacks the file finds it: an older text, a note, a picture that was taken out.",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    reached = {relation.target.lower() for relation in file.relations if not relation.external}
    for part in file.parts:
        if part.name.lower() not in reached and not part.name.endswith(".rels") and part.name.lower() != file.main.lower():
            message = f"The part «{part.name}» ({part.size} bytes) belongs to nothing."
            yield found(RULE, file, message, "Save the file anew in Word, which leaves it out.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
