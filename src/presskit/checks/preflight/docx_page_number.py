"""Check: pages are numbered by fields."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded, is_ours
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-page-number", Severity.ERROR, "The pages are not numbered",
    "On paper sheets fall apart. Numbers that are typed and not counted are wrong once a line is added.",
)  # fmt: skip
TOTAL = {"NUMPAGES", "SECTIONPAGES"}


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for relation in file.related("footer") if is_ours(file) else ():
        kinds = {field.kind for field in file.fields if field.spot.part == relation.target}
        if "PAGE" not in kinds or not kinds & TOTAL:
            message = f"«{relation.target}» does not say which page of how many it is."
            yield found(RULE, file, message, "Give it the fields PAGE and NUMPAGES.")
    if not any(field.kind == "PAGE" for field in file.fields):
        yield found(RULE, file, "No page has a number.", "Insert page numbers into the footer.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.NOTE))
