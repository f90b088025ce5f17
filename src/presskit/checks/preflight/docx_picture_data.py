"""Check: pictures do not tell where and by whom they were taken."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-picture-data", Severity.ERROR, "A picture tells where or by whom it was taken",
    "Cameras write the place, the time and their number into a picture. A photograph of a witness can lead to the house.",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for image in file.images:
        if image.tells:
            message = f"The picture «{image.part}» tells {', '.join(image.tells)}."
            yield found(RULE, file, message, "Save the picture without its properties, and place it anew.")


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
