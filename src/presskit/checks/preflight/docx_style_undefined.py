"""Check: each style that is named is defined."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-style-undefined", Severity.ERROR, "A style is named that the file does not define",
    "Word shows such text like any other: a title that is no title, a name that is not marked as one.",
)  # fmt: skip
HINT = "Build the file again. In Word, apply another style."


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for reference in file.styles.undefined:
        yield found(RULE, file, f"The style «{reference.id}» is named, but not defined.", HINT, reference.spot)
    for id_ in file.styles.repeated:
        yield found(RULE, file, f"The style «{id_}» is defined more than once.", HINT)


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
