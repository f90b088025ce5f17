"""Check: a Word file says the words of its release, all of them and no others."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.docx_places import found
from presskit.checks.preflight.docx_told import meant, parted, said
from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-text-differs", Severity.ERROR, "The Word file does not say the words of the release",
    "What translators work in and editors copy from would say something else than the PDF and the web page.",
)  # fmt: skip
HINT = "Build the kit again. If the words were changed in Word, change them in the kit."


def _check(file: DocxFile, edition: Edition | None) -> Iterator[Finding]:
    parting = parted(said(file), meant(edition)) if edition else None
    if parting is None:
        return
    if not parting.meant:
        message = f"After the last words of the release the file goes on with «{parting.said}»."
    elif not parting.said:
        message = f"The file ends where the release goes on with «{parting.meant}»."
    else:
        message = f"Where the release goes on with «{parting.meant}», the file says «{parting.said}»."
    yield found(RULE, file, message, HINT, parting.spot)


CHECK = PreflightCheck(RULE, _check, everywhere(Severity.ERROR))
