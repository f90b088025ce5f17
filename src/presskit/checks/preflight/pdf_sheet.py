"""Preflight of PDFs: the page boxes, the trim, the bleed and the number of pages."""

from __future__ import annotations

from itertools import pairwise

from presskit.checks.preflight.check_base import Defect, PreflightCheck, Purpose, claimed
from presskit.checks.preflight.page_objects import MILLIMETRE, Defects, PdfCheck, marks_of, meets, millimetres, size_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Box, Page, PaintedObject, PaintedText, PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECKS"]

PAGE_BOXES_SLACK = 0.1
"""Points by which a box may stick out; numbers in PDFs are rounded."""


def _page_boxes(file: PdfFile, _: Edition | None) -> Defects:
    for page in file.pages:
        names = [name for name in ("TrimBox", "BleedBox", "MediaBox") if name in page.boxes]
        for inner, outer in [*pairwise(names), ("CropBox", "MediaBox"), ("ArtBox", "MediaBox")]:
            box = page.boxes.get(inner)  # type: ignore[call-overload]
            if box and not _holds(page.boxes[outer], box):  # type: ignore[index]
                yield Defect(f"The {inner} sticks out of the {outer}.", Place(page.number, box))


def _holds(outer: Box, inner: Box) -> bool:
    lower = all(outer[side] <= inner[side] + PAGE_BOXES_SLACK for side in (0, 1))
    return lower and all(outer[side] >= inner[side] - PAGE_BOXES_SLACK for side in (2, 3))


def _trim_missing(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect("The page has no TrimBox: it does not say where it is cut.", Place(page.number, page.media))
        for page in file.pages
        if not {"TrimBox", "ArtBox"} & set(page.boxes)
    )


PAGE_SIZE_SLACK = 1.5
"""Points: rounded sheets such as 595 × 842 are A4."""


def _page_size(file: PdfFile, edition: Edition | None) -> Defects:
    expected = tuple(side * MILLIMETRE for side in edition.page.millimetres) if edition else size_of(file.pages[0].trim)
    for page in file.pages:
        size = size_of(page.trim)
        if any(abs(one - other) > PAGE_SIZE_SLACK for one, other in zip(size, expected, strict=True)):
            yield Defect(
                f"The page is {' × '.join(map(millimetres, size))}, and not {' × '.join(map(millimetres, expected))}.",
                Place(page.number, page.trim),
            )


WANTED = 3 * MILLIMETRE
BLEED_TOO_SMALL_SLACK = 0.3
"""Points."""


def _bleed_too_small(file: PdfFile, edition: Edition | None) -> Defects:
    wanted = min(WANTED, edition.print.bleed * MILLIMETRE) if edition else WANTED
    for page in file.pages:
        least = min(_margins(page.trim, page.bleed))
        if least < wanted - BLEED_TOO_SMALL_SLACK:
            yield Defect(
                f"The bleed is {millimetres(max(0, least))} where it is smallest.",
                Place(page.number, page.trim),
                hint=f"Export the page with {millimetres(WANTED)} of bleed on all sides.",
            )


def _margins(inner: Box, outer: Box) -> tuple[float, float, float, float]:
    """Return how far ``outer`` goes beyond ``inner``: left, bottom, right, top."""
    return (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])


NEAR = 1.0
"""Points from the trim within which artwork is meant to reach the edge of the page."""
BLEED_NOT_REACHED_SLACK = 0.5
SIDES = {0: "left", 1: "lower", 2: "right", 3: "upper"}


def _bleed_not_reached(file: PdfFile, _: Edition | None) -> Defects:
    for place, mark in marks_of(file):
        artwork = mark.kind != "text" and not mark.colour.white and mark.colour.space.family != "registration"
        sides = [SIDES[side] for side in SIDES if artwork and _stops(mark, file.pages[place.page - 1], side)]
        if sides:
            yield Defect(f"Artwork ends at the {' and '.join(sides)} trim, and not at the bleed.", place)


def _stops(mark: PaintedObject, page: Page, side: int) -> bool:
    """Return whether a mark comes from inside the page to one of its edges, and ends before the bleed does."""
    outwards = 1 if side > 1 else -1
    left, bottom, right, top = page.trim
    inside = meets(mark.box, (left + NEAR, bottom + NEAR, right - NEAR, top - NEAR))
    beyond_trim = outwards * (mark.box[side] - page.trim[side])
    before_bleed = outwards * (page.bleed[side] - mark.box[side])
    return inside and beyond_trim > -NEAR and before_bleed > BLEED_NOT_REACHED_SLACK


SAFE = 3 * MILLIMETRE
TEXT_NEAR_TRIM_SLACK = 0.5


def _text_near_trim(file: PdfFile, _: Edition | None) -> Defects:
    for place, mark in marks_of(file):
        trim = file.pages[place.page - 1].trim
        text = isinstance(mark, PaintedText) and mark.text.strip() and meets(mark.box, trim)
        if text and min(_margins(mark.box, trim)) < SAFE - TEXT_NEAR_TRIM_SLACK:
            yield Defect(f"Text stands less than {millimetres(SAFE)} from the trim.", place)


def _page_count(file: PdfFile, edition: Edition | None) -> Defects:
    count = len(file.pages)
    if edition is None and count > 4 and count % 2:  # in a kit, print.pad says how many pages there are
        yield Defect(f"The file has {count} pages: the back of the last sheet stays empty.")


CHECKS: tuple[PdfCheck, ...] = (
    PreflightCheck(Rule(
        "page-boxes", Severity.ERROR, "The boxes of a page do not fit into each other",
        "Trim inside bleed inside sheet (ISO 32000-1, 14.11.2): cutting machines and imposition programs rely on it.",
    ), claimed(Severity.ERROR, general=Severity.WARNING), _page_boxes,
        "Set the boxes anew: the trim is the page as it is cut, the bleed goes beyond it, the sheet holds both."),
    PreflightCheck(Rule(
        "trim-missing", Severity.ERROR, "A page does not say where it is cut",
        "PDF/X asks for a TrimBox (or ArtBox) on each page (ISO 15930-7, 6.6): without it the shop has to guess the format.",
    ), {Purpose.PRINT: Severity.ERROR}, _trim_missing, "Export it with a trim size, such as A4, and with bleed."),
    PreflightCheck(Rule(
        "page-size", Severity.WARNING, "A page has another size",
        "A sheet of another size stops a folding machine, and a home printer shrinks it or cuts it off.",
    ), claimed(Severity.WARNING, general=Severity.NOTE), _page_size, "Give all pages one size."),
    PreflightCheck(Rule(
        "bleed-too-small", Severity.WARNING, "The bleed is too small",
        "A knife misses by a millimetre or two. Where colour ends at the trim, a white edge shows; print shops ask for 3 mm.",
    ), {Purpose.PRINT: Severity.WARNING}, _bleed_too_small),
    PreflightCheck(Rule(
        "bleed-not-reached", Severity.ERROR, "Artwork ends at the trim",
        "It should go on to the edge of the bleed: wherever the knife misses by a hair, the paper shows white beside it.",
    ), {Purpose.PRINT: Severity.ERROR}, _bleed_not_reached,
        "Draw it out to the edge of the bleed, or end it clearly inside the page."),
    PreflightCheck(Rule(
        "text-near-trim", Severity.WARNING, "Text stands close to the trim",
        "Pages are cut with a tolerance of a millimetre or two. Text within 3 mm of the edge may lose a part.",
    ), {Purpose.PRINT: Severity.WARNING}, _text_near_trim, "Move it inwards."),
    PreflightCheck(Rule(
        "page-count", Severity.NOTE, "The number of pages is odd",
        "A sheet has two sides: the last one stays empty. In a folded booklet pages come in fours.",
    ), {Purpose.PRINT: Severity.NOTE}, _page_count, "Fill it, or tell the print shop that it is meant so."),
)  # fmt: skip
