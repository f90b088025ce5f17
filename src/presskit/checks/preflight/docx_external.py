"""Check: nothing is fetched when the file is opened."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-external", Severity.ERROR, "The file fetches something when it is opened",
    "A picture or an object that lies elsewhere tells its server who opens the file, when and where; and it can change.",
)  # fmt: skip
KNOWN = {"hyperlink", "attachedTemplate"}
"""A link is followed by a click; the template has a check of its own."""


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for relation in file.relations:
        if relation.external and relation.kind not in KNOWN:
            message = f"The file fetches «{relation.target}» ({relation.kind})."
            yield found(RULE, file, message, "Put it into the file, or take it out.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
