"""Check: no template is attached."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-attached-template", Severity.ERROR, "A template is attached",
    "Word fetches it when the file is opened: from a path that tells a user's name, or from a server that can send macros.",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for relation in file.related("attachedTemplate"):
        message = f"The file asks for the template «{relation.target}»."
        yield found(RULE, file, message, "In Word: Developer, Document Template, «Normal».")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
