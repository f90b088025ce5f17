"""Check: what is written from right to left is set up so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from presskit.checks.preflight.docx_places import direction_of, found, graded, is_ours
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-direction", Severity.ERROR, "Text from right to left is not set up so",
    "It looks right until a full stop or a number comes: then words jump, brackets turn, and lists hang on the wrong side.",
)  # fmt: skip
RIGHT_TO_LEFT = {"R", "AL"}
LONG = 60
"""Letters that make more than a name."""


def _check(file: DocxFile, edition: Edition | None) -> Iterator[Finding]:
    rtl = direction_of(file, edition) == "rtl"
    for paragraph in file.paragraphs:
        text = paragraph.text
        if paragraph.bidi != rtl if is_ours(file) else _reads_leftwards(text, rtl) and not paragraph.bidi:
            wanted = "right to left" if not paragraph.bidi else "left to right"
            message = f"The paragraph should run from {wanted}: «{text.strip()[:40]}»."
            yield found(RULE, file, message, "In Word: Home, the button for the direction of the text.", paragraph.spot)
        for run in (run for run in paragraph.runs if not run.rtl and _share(run.text)):
            message = f"«{run.text.strip()[:40]}» is not marked as written from right to left."
            yield found(RULE, file, message, "Type it anew with the keyboard of its language.", paragraph.spot)
    for section in file.sections:
        if is_ours(file) and section.bidi != rtl:
            yield found(RULE, file, "The section runs the other way than the text.", "Build the file again.", section.spot)


def _reads_leftwards(text: str, rtl: bool) -> bool:
    """Tell whether a paragraph is from right to left; a name in a text of the other direction is none."""
    return _share(text) > 1 / 2 and (rtl or len(text) > LONG)


def _share(text: str) -> float:
    """Return how many of the letters are of a script from right to left: from 0 to 1."""
    if text.isascii():
        return 0.0
    kinds = [unicodedata.bidirectional(char) for char in text if char.isalpha()]
    return sum(kind in RIGHT_TO_LEFT for kind in kinds) / len(kinds) if kinds else 0.0


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
