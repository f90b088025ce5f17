"""Check: each link says where it leads."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "link-without-description", Severity.ERROR, "A link has no description",
    "A screen reader says a link's description (ISO 14289-1, 7.18.5); without one it spells the address.",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for page in file.pages:
        for link in page.links:
            if not link.contents.strip():
                message = f"The link to {link.target or 'a place in the file'} has no description."
                yield finding(RULE, file.name, message, "Give the link a text (Contents).", Place(page.number, link.box))


CHECK = PreflightCheck(RULE, _check, {Purpose.ACCESSIBLE: Severity.ERROR})
