"""Check: artwork that touches the trim goes on to the bleed."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import marks_of, meets
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Box, Mark, Page, PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "bleed-not-reached", Severity.ERROR, "Artwork ends at the trim",
    "It should go on to the edge of the bleed: wherever the knife misses by a hair, the paper shows white beside it.",
)  # fmt: skip
NEAR = 1.0
"""Points from the trim within which artwork is meant to reach the edge of the page."""
SLACK = 0.5
SIDES = {0: "left", 1: "lower", 2: "right", 3: "upper"}


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for page, mark in marks_of(file):
        if mark.kind == "text" or mark.colour.white or mark.colour.space.family == "registration":
            continue
        sides = [side for side in SIDES if _stops(mark, page, side)]
        if sides:
            message = f"Artwork ends at the {' and '.join(SIDES[side] for side in sides)} trim, and not at the bleed."
            hint = "Draw it out to the edge of the bleed, or end it clearly inside the page."
            yield finding(RULE, file.name, message, hint, Place(page.number, mark.box))


def _stops(mark: Mark, page: Page, side: int) -> bool:
    """Tell whether a mark comes from inside the page to one of its edges, and ends before the bleed does."""
    outwards = 1 if side > 1 else -1
    inside = meets(mark.box, _shrunk(page.trim))
    beyond_trim = outwards * (mark.box[side] - page.trim[side])
    before_bleed = outwards * (page.bleed[side] - mark.box[side])
    return inside and beyond_trim > -NEAR and before_bleed > SLACK


def _shrunk(box: Box) -> Box:
    return (box[0] + NEAR, box[1] + NEAR, box[2] - NEAR, box[3] - NEAR)


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.ERROR})
