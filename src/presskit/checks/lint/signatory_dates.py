"""Check: nobody leaves before joining."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "signatory-dates", Severity.WARNING, "The dates of a signatory cannot be",
    "Dates decide whose name is printed: a slip lets somebody sign who has withdrawn, or the reverse.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:
    tomorrow = context.now.date() + timedelta(days=1)
    for signatory in kit.roster.everyone():
        name, joined, left = quoted(signatory.name.default), signatory.joined, signatory.withdrawn
        if joined and left and left < joined:
            message = f"{name} withdrew on {left}, before it joined on {joined}."
            yield RULE.at(signatory.span, message, "Correct one of the two dates.")
        for day, word in ((joined, "joined"), (left, "withdrew")):
            if day and day > tomorrow:
                yield RULE.at(signatory.span, f"{name} {word} on {day}, which is still to come.", "Correct the date.")


CHECK = Check(
    RULE,
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
