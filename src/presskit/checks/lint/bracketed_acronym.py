"""Check: no acronym stands in brackets of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem
from presskit.checks.lint.texts import named_entries, quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for entry in named_entries(kit):
        if match := re.fullmatch(r"[(\[]\s*+([^()\[\]]+)[)\]]", entry.acronym):
            yield Problem(
                entry.span,
                f"The brackets of {quoted(entry.acronym)} are printed inside those that every output sets.",
                f"Write «acronym: {match[1].rstrip()}».",
            )


CHECK = Check(
    Rule(
        "bracketed-acronym", Severity.WARNING, "The acronym stands in brackets of its own",
        "Every output sets brackets around an acronym: «(SMS)» in the kit would be printed as «((SMS))».",
    ),
    _check,
    good=Case(
        "The acronym alone.",
        {
            "signatories.yaml": """\
signatories:
  - name: River Trust
    acronym: RT
"""
        },
    ),
    bad=Case(
        "It was copied from a text with its brackets.",
        {
            "signatories.yaml": """\
signatories:
  - name: River Trust
    acronym: (RT)
"""
        },
    ),
)
