"""Check: a PDF for print says where it is cut."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "trim-missing", Severity.ERROR, "A page does not say where it is cut",
    "PDF/X asks for a TrimBox (or ArtBox) on each page (ISO 15930-7, 6.6): without it the shop has to guess the format.",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for page in file.pages:
        if not {"TrimBox", "ArtBox"} & set(page.boxes):
            message = "The page has no TrimBox: it does not say where it is cut."
            hint = "Export it with a trim size, such as A4, and with bleed."
            yield finding(RULE, file.name, message, hint, Place(page.number, page.media))


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.ERROR})
