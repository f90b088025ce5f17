"""Check: no acronym stands in brackets of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "bracketed-acronym", Severity.WARNING, "The acronym stands in brackets of its own",
    "Every output sets brackets around an acronym: «(SMS)» in the kit would be printed as «((SMS))».",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    coalitions = [(each.acronym, each.span) for each in kit.roster.coalitions]
    for acronym, span in (*coalitions, *((each.acronym, each.span) for each in kit.roster.everyone())):
        found = re.fullmatch(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]", acronym)
        if found:
            message = f"The brackets of {quoted(acronym)} are printed inside those that every output sets."
            yield RULE.at(span, message, f"Write «acronym: {found[1]}».")


CHECK = Check(
    RULE,
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
