"""Check: pictures are described for those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found
from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-alt-text", Severity.WARNING, "A picture in the Word file is not described",
    "A blind reader hears the description in place of the picture (WCAG 2.2, 1.1.1).",
)  # fmt: skip


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    for picture in file.pictures:
        if not picture.alt and not picture.decorative:
            message = f"The picture «{picture.name}» has no description." if picture.name else "A picture has no description."
            yield found(RULE, file, message, "In Word: right click, View Alt Text.", picture.spot)


CHECK = PreflightCheck(RULE, _check, everywhere(Severity.WARNING))
