"""Check: bookmarks have names and numbers of their own."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-bookmark-repeated", Severity.ERROR, "Two bookmarks have one name, or one number",
    "Word keeps one of the two, and a paragraph of the translation would be taken for another. It does not tell case apart.",
)  # fmt: skip
HINT = "Build the file again. In a file from elsewhere, delete one of the two."


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    opened = [mark for mark in file.marks if mark.opens]
    numbers, names = set[tuple[str, str]](), set[str]()
    for mark in opened:
        if mark.name.lower() in names:
            yield found(RULE, file, f"There is a second bookmark «{mark.name}».", HINT, mark.spot)
        elif (mark.spot.part, mark.number) in numbers:
            message = f"The bookmark «{mark.name}» has the number of another one, {mark.number}."
            yield found(RULE, file, message, HINT, mark.spot)
        numbers.add((mark.spot.part, mark.number))
        names.add(mark.name.lower())


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
