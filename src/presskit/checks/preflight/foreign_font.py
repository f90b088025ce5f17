"""Check: a PDF of presskit's is set in presskit's own fonts."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere, finding
from presskit.checks.preflight.marks import words_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "foreign-font", Severity.ERROR, "A font is not one of presskit's own",
    "Another font was borrowed from this machine. On the next one lines would break elsewhere; its licence is unknown.",
)  # fmt: skip
OWN = "Noto"


def _check(file: PdfFile, edition: Edition | None) -> Iterator[Finding]:
    told: set[str] = set()
    ours = edition and file.metadata.info.get("Creator", "").startswith("presskit")
    for place, words in words_of(file) if ours else ():
        name = words.font.name
        if not name.startswith(OWN) and name not in told:
            told.add(name)
            message = f"Text is set in {name or 'a font without a name'}, which is not one of presskit's own."
            hint = "Name only presskit's own families in your template's style sheet."
            yield finding(RULE, file.name, message, hint, place)


CHECK = PreflightCheck(RULE, _check, everywhere(Severity.ERROR))
