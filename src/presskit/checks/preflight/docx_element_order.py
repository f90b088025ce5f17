"""Check: elements stand in the order of the schema."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-element-order", Severity.ERROR, "Elements stand in another order than the standard asks for",
    "Word refuses some files for it, and in others leaves out what stands too late (ECMA-376, part 1, annex A).",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for each in file.disorders:
        message = f"«{each.child}» stands too late, or a second time, in «{each.parent}»."
        yield found(RULE, file, message, "Save the file anew in Word.", each.spot)


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.NOTE))
