"""Check: no spot of a page takes more ink than paper can."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import marks_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Picture, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "too-much-ink", Severity.ERROR, "There is more ink than the paper takes",
    "Above 300 per cent on coated paper ink does not dry: it sets off on the next sheet, and the sheets stick.",
)  # fmt: skip
LIMIT = 300
SLACK = 1.0
"""Per cent, for rounding."""
PICTURE_SLACK = 5.0
"""Per cent: packing a picture as JPEG shifts its colours a little."""


def _check(file: PdfFile, edition: Edition | None) -> Iterator[Finding]:
    limit = edition.print.ink if edition else LIMIT
    for page, mark in marks_of(file):
        ink = mark.image.ink or 0 if isinstance(mark, Picture) and not mark.image.mask else mark.colour.ink
        if ink > limit + (PICTURE_SLACK if isinstance(mark, Picture) else SLACK):
            what = "A picture" if isinstance(mark, Picture) else "A colour"
            message = f"{what} asks for {ink:.0f} % of ink; {limit} % is the limit."
            hint = "Convert it with the profile of the print shop, which keeps to its limit."
            yield finding(RULE, file.name, message, hint, Place(page.number, mark.box))


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.ERROR})
