"""Check: headings are headings, and none is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from presskit.checks.preflight.docx_places import found, graded, is_ours
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-headings", Severity.WARNING, "The headings do not make an outline",
    "Screen readers jump from heading to heading. A title that is only large, or a level left out, hides a part.",
)  # fmt: skip
LONG = 12
"""So many paragraphs are more than a note."""


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    headings = [paragraph for paragraph in file.text() if paragraph.level and paragraph.text.strip()]
    titles = [heading for heading in headings if heading.level == 1]
    if is_ours(file) and len(titles) != 1:
        message = f"{len(titles)} paragraphs are headings of the first level; the title should be the only one."
        yield found(RULE, file, message, "Give «PK Title» the outline level 1, and no other style.")
    elif not headings and len(file.text()) > LONG:
        yield found(RULE, file, "The text has no headings.", "Use Word's heading styles in place of large letters.")
    for before, heading in pairwise(headings):
        if heading.level > before.level + 1:
            message = f"A heading of level {heading.level} follows one of level {before.level}: «{heading.text.strip()[:60]}»."
            yield found(RULE, file, message, f"Make it level {before.level + 1}.", heading.spot)


CHECK = PreflightCheck(RULE, _check, graded(Severity.WARNING, Severity.WARNING))
