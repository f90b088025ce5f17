"""Check: nobody leaves before joining."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from presskit.checks import Case, Check, Context, Problem
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, context: Context) -> Iterator[Problem]:
    tomorrow = context.now.date() + timedelta(days=1)
    for signatory in kit.roster.everyone():
        name, joined, left = quoted(signatory.name.default), signatory.joined, signatory.withdrawn
        if joined and left and left < joined:
            yield Problem(
                signatory.span,
                f"{name} withdrew on {left}, before it joined on {joined}.",
                "Correct one of the two dates.",
            )
        yield from (
            Problem(signatory.span, f"{name} {word} on {day}, which is still to come.", "Correct the date.")
            for day, word in ((joined, "joined"), (left, "withdrew"))
            if day and day > tomorrow
        )


CHECK = Check(
    Rule(
        "signatory-dates", Severity.WARNING, "The dates of a signatory cannot be",
        "Dates decide whose name is printed: a slip lets somebody sign who has withdrawn, or the reverse.",
    ),
    _check,
    good=Case(
        "It joined, then it withdrew.",
        {
            "signatories.yaml": """\
signatories:
  - name: Olive Branch
  - name: River Aid
    joined: 2026-11-18
    withdrawn: 2026-11-19
""",
        },
    ),
    bad=Case(
        "The month slipped.",
        {
            "signatories.yaml": """\
signatories:
  - name: Olive Branch
  - name: River Aid
    joined: 2026-11-18
    withdrawn: 2026-10-19
""",
        },
    ),
)
