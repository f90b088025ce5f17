"""Check: fields are whole, and lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.docx_file import DocxFile, Field
from presskit.language.data import words
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-field-broken", Severity.ERROR, "A field is broken",
    "Word prints «Error! Reference source not found» in its place, often only on the journalist's computer.",
)  # fmt: skip
TO_BOOKMARKS = {"REF", "PAGEREF", "NOTEREF"}
HINT = "Update the field in Word (F9), or replace it by its text."


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    names = {mark.name.lower() for mark in file.marks if mark.opens}
    for field in file.fields:
        if not field.closed:
            yield found(RULE, file, f"The field «{field.code or '?'}» has no beginning or no end.", HINT, field.spot)
        elif field.result.strip().startswith(words("word", "field_errors")):
            yield found(RULE, file, f"The field «{field.code}» shows «{field.result.strip()}».", HINT, field.spot)
        elif field.kind in TO_BOOKMARKS and _target(field).lower() not in names:
            message = f"The field «{field.code}» asks for a bookmark that is not there."
            yield found(RULE, file, message, HINT, field.spot)


def _target(field: Field) -> str:
    return (field.code.split()[1:] or [""])[0]


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
