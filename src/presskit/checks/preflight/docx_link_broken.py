"""Check: links lead to pages, mailboxes and telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from presskit.checks.preflight.docx_places import found, graded
from presskit.checks.preflight.frame import Finding, PreflightCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.values import DocxFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "docx-link-broken", Severity.ERROR, "A link leads nowhere, or to one computer only",
    "Readers click in vain. A link to a file of somebody's computer also tells its user's name.",
)  # fmt: skip
SCHEMES = {"https", "http", "mailto", "tel"}
HINT = "Let it begin with https://, mailto: or tel:, or take the link off."


def _check(file: DocxFile, _: Edition | None) -> Iterator[Finding]:
    names = {mark.name.lower() for mark in file.marks if mark.opens} | {"_top"}
    for link in file.links:
        if link.anchor and not link.target and link.anchor.lower() not in names:
            yield found(RULE, file, f"A link leads to the place «{link.anchor}», which is not there.", HINT, link.spot)
        elif (link.target or not link.anchor) and not _is_sane(link.target):
            yield found(RULE, file, f"A link leads to «{link.target}».", HINT, link.spot)


def _is_sane(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    reached = parts.hostname if parts.scheme in {"https", "http"} else parts.path.strip("/")
    return parts.scheme in SCHEMES and bool(reached) and not re.search(r"\s", target)


CHECK = PreflightCheck(RULE, _check, graded(Severity.ERROR, Severity.WARNING))
