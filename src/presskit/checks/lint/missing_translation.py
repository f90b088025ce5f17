"""Check: every declared language has its text."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "missing-translation", Severity.WARNING, "A declared language has no text",
    "kit.yaml promises the release in this language. Nothing can be made of it until its text is there.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:
    for language in kit.release.languages:
        if kit.statement(language) is None and f"statement.{language}.md" not in context.unsound:
            message = f"kit.yaml lists «{language}», but there is no statement.{language}.md."
            hint = f"Put the text into statement.{language}.md, or take «{language}» out of «languages»."
            yield RULE.at(kit.release.languages_span, message, hint)


CHECK = Check(
    RULE,
    _check,
    good=Case("One language, one text."),
    bad=Case(
        "French is declared, and nobody has sent it yet.",
        {
            "kit.yaml": """\
id: river-towns
kind: joint-statement
languages: [en, fr]
date: 2026-11-20
places: [Beirut]
region: GB
outputs: [pdf, docx]
"""
        },
    ),
)
