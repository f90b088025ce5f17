"""Check: a PDF starts nothing."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, everywhere, finding
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-active-content", Severity.ERROR, "The PDF runs a script or starts something",
    "Mail filters of newsrooms throw such files away, and readers are warned of them. A press release shows text.",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for kind in file.actions:
        message = f"The PDF holds an action of the kind {kind}."
        yield finding(RULE, file.name, message, "Take it out: export the PDF without scripts, forms and media.")


CHECK = PreflightCheck(RULE, _check, everywhere(Severity.ERROR))
