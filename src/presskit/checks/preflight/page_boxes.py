"""Check: the boxes of a page lie inside each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from presskit.checks.preflight.frame import Finding, PreflightCheck, claimed, finding
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Box, PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "page-boxes", Severity.ERROR, "The boxes of a page do not fit into each other",
    "Trim inside bleed inside sheet (ISO 32000-1, 14.11.2): cutting machines and imposition programs rely on it.",
)  # fmt: skip
SLACK = 0.1
"""Points by which a box may stick out; numbers in PDFs are rounded."""


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for page in file.pages:
        names = [name for name in ("TrimBox", "BleedBox", "MediaBox") if name in page.boxes]
        pairs = [*pairwise(names), ("CropBox", "MediaBox"), ("ArtBox", "MediaBox")]
        for inner, outer in pairs:
            box = page.boxes.get(inner)  # type: ignore[call-overload]
            if box and not _holds(page.boxes[outer], box):  # type: ignore[index]
                hint = "Set the boxes anew: the trim is the page as it is cut, the bleed goes beyond it, the sheet holds both."
                yield finding(RULE, file.name, f"The {inner} sticks out of the {outer}.", hint, Place(page.number, box))


def _holds(outer: Box, inner: Box) -> bool:
    lower = all(outer[side] <= inner[side] + SLACK for side in (0, 1))
    return lower and all(outer[side] >= inner[side] - SLACK for side in (2, 3))


CHECK = PreflightCheck(RULE, _check, claimed(Severity.ERROR, general=Severity.WARNING))
