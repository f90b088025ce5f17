"""Check: photographs in a PDF do not tell where and by whom they were taken."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere, finding
from presskit.checks.preflight.marks import pictures_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-picture-data", Severity.WARNING, "A photograph in the PDF tells where or with what it was taken",
    "Cameras write the place, the time and their number into a photograph, and a PDF carries them. A photograph of a witness "
    "can lead to the house.",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for place, picture in pictures_of(file):
        if picture.image.tells:
            message = f"The picture tells {', '.join(picture.image.tells)}."
            yield finding(RULE, file.name, message, "Save the picture without its metadata, and place it anew.", place)


CHECK = PreflightCheck(RULE, _check, everywhere(Severity.WARNING))
