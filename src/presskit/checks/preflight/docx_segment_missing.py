"""Check: each paragraph of the release has its bookmark."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.contract import Prefix, bookmark
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition, Role, transcript

__all__ = ["CHECK"]

RULE = Rule(
    "docx-segment-missing", Severity.ERROR, "A paragraph of the release has no bookmark",
    "A translation that comes back is put together by the bookmarks. Without one, its place has to be guessed.",
)  # fmt: skip
PREFIXES = {
    Role.COALITION: Prefix.COALITION,
    Role.SIGNATORY: Prefix.SIGNATORY,
    Role.CONTACT_NAME: Prefix.CONTACT,
}
HINT = "Build the file again, and do not delete bookmarks in Word."


def _check(file: DocxFile, edition: Edition | None) -> Iterator[Finding]:
    there = {mark.name.lower() for mark in file.marks if mark.opens}
    for line in transcript(edition) if edition else ():
        wanted = bookmark(line.key, PREFIXES.get(line.role, Prefix.SEGMENT)) if line.key else ""
        if wanted and wanted not in there:
            yield found(RULE, file, f"«{line.text[:60]}» has no bookmark «{wanted}».", HINT)


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
