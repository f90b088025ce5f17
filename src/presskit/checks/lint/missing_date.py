"""Check: the release has a date."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "missing-date", Severity.WARNING, "The release has no date",
    "An undated text cannot be told from last year's. presskit never invents the date; it asks for it.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:
    if kit.release.date is None:
        hint = f"Write the day of the release into kit.yaml, for example «date: {context.now:%Y-%m-%d}»."
        yield RULE.at(kit.release.span, "The release has no date.", hint)


CHECK = Check(
    RULE,
    _check,
    good=Case("The day of the release stands in kit.yaml."),
    bad=Case(
        "The key «date» is left out.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en]
places: [Beirut]
region: GB
outputs: [pdf, docx]
"""
        },
    ),
    needs=("kit.yaml",),
)
