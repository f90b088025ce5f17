"""Check: every declared language has its text."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import DECLARES_FRENCH, Case, Check, Context, Problem
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, context: Context) -> Iterator[Problem]:
    for language in kit.release.languages:
        if kit.statement(language) is None and f"statement.{language}.md" not in context.unsound:
            yield Problem(
                kit.release.languages_span,
                f"kit.yaml lists «{language}», but there is no statement.{language}.md.",
                f"Put the text into statement.{language}.md, or take «{language}» out of «languages».",
            )


CHECK = Check(
    Rule(
        "missing-translation", Severity.WARNING, "A declared language has no text",
        "kit.yaml promises the release in this language. Nothing can be made of it until its text is there.",
    ),
    _check,
    good=Case("One language, one text."),
    bad=Case(
        "French is declared, and nobody has sent it yet.",
        DECLARES_FRENCH,
    ),
)
