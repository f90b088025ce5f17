"""Check: no picture of an archival file asks viewers to invent pixels."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import pictures_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "picture-smoothed", Severity.ERROR, "A picture is to be smoothed by the viewer",
    "Each viewer does it in its own way, so an archive may not ask for it (ISO 19005-2, 6.2.8): a validator refuses the file.",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for place, picture in pictures_of(file):
        if picture.image.smoothed:
            message = "The picture asks viewers to interpolate between its pixels."
            yield finding(RULE, file.name, message, "Export as PDF/A anew, without smoothing of pictures.", place)


CHECK = PreflightCheck(RULE, _check, {Purpose.ARCHIVE: Severity.ERROR})
