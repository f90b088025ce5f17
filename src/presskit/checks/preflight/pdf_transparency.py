"""Check: transparency in a PDF for print is blended in its inks."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import marks_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-transparency", Severity.WARNING, "Transparency is not blended in inks",
    "Where colours shine through each other, the page says in which space they mix. In RGB the inks come out otherwise.",
)  # fmt: skip
OLD = ("PDF/X-1", "PDF/X-3")


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    version = file.metadata.said("pdfxid:GTS_PDFXVersion") or file.metadata.info.get("GTS_PDFXVersion", "")
    for page, mark in marks_of(file):
        if not mark.transparency.transparent:
            continue
        place = Place(page.number, mark.box)
        if version.startswith(OLD):
            yield finding(RULE, file.name, f"{version} allows no transparency.", "Export as PDF/X-4, or flatten it.", place)
        elif page.group is not None and page.group.family == "rgb":
            yield finding(RULE, file.name, "Transparency is mixed in RGB.", "Set the blending space to CMYK.", place)


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.WARNING})
