"""Check: links in a PDF lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, finding, for_screens
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-link-broken", Severity.WARNING, "A link leads nowhere",
    "A reader who touches a phone number or an address expects that it works.",
)  # fmt: skip
_WEB = re.compile(r"https?://[^\s/?#@]+[^\s]*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?.]+(?:\.[^\s@?.]+)+(\?[^\s]*)?", re.IGNORECASE)
_PHONE = re.compile(r"tel:\+?[\d.()-]{3,}(;[^\s]*)?", re.IGNORECASE)
_OTHER = re.compile(r"(?!https?:|mailto:|tel:|file:|javascript:)[a-z][a-z0-9+.-]*:[^\s]+", re.IGNORECASE)


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    for page in file.pages:
        for link in page.links:
            if link.lost or (link.target and not _leads(link.target)):
                nowhere = "A link leads to a place that is not there."
                says = f"The link «{link.target[:80]}» is no address." if link.target else nowhere
                hint = "Write it as https://…, mailto:name@example.org or tel:+44…, or take it out."
                yield finding(RULE, file.name, says, hint, Place(page.number, link.box))


def _leads(target: str) -> bool:
    return any(pattern.fullmatch(target) for pattern in (_WEB, _MAIL, _PHONE, _OTHER))


CHECK = PreflightCheck(RULE, _check, for_screens(Severity.WARNING, general=Severity.WARNING))
