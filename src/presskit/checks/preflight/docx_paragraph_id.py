"""Check: ids of paragraphs are given once, and in Word's range."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-paragraph-id", Severity.ERROR, "Two paragraphs have one id, or an id that Word does not take",
    "Word gives them new ids, or calls the file corrupt ([MS-DOCX] 2.6.2.3). Translation tools then lose their place.",
)  # fmt: skip
ID = re.compile("[0-9A-Fa-f]{8}")
END = 0x80000000


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    seen = set[tuple[str, str]]()
    for paragraph in (each for each in file.paragraphs if each.id):
        key = (paragraph.spot.part, paragraph.id.upper())
        if not ID.fullmatch(paragraph.id) or not 0 < int(paragraph.id, 16) < END:
            message = f"The paragraph's id «{paragraph.id}» is none: eight hex digits from 00000001 to 7FFFFFFF are."
            yield found(RULE, file, message, "Build the file again, or save it anew in Word.", paragraph.spot)
        elif key in seen:
            message = f"A paragraph before has the same id, «{paragraph.id}»."
            yield found(RULE, file, message, "Build the file again, or save it anew in Word.", paragraph.spot)
        seen.add(key)


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
