"""Check: the number of signatories that the text states is that of the list."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.counts import claims, count, shares
from presskit.checks.lint.texts import place_at
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "stated-count", Severity.WARNING, "The text states another number of signatories than the list",
    "A late signature changes the list and not the text, and the first journalist who counts will ask about it.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    counts = count(kit.roster)
    right = {counts.signatories, counts.organisations, counts.persons}
    if not counts.signatories:
        return
    for statement in kit.statements:
        of_a_coalition = {(share.segment, share.number) for share in shares(statement, kit.roster.coalitions)}
        for claim in claims(statement):
            if (claim.segment, claim.number) in of_a_coalition:
                continue
            if not claim.coalitions and claim.number.value not in right:
                message = f"The text says «{claim.words}», but {counts.signatories} sign according to signatories.yaml."
                hint = "Write «{{ signatory_count }}»: the number then always follows the list."
                span = place_at(claim.segment, claim.number.start)
                yield RULE.at(span, message, hint, [(kit.roster.span, f"The list has {counts.signatories}.")])


CHECK = Check(
    RULE,
    _check,
    good=Case(
        "The variable counts; other numbers are left alone.",
        {
            "statement.en.md": """\
---
title: Three organisations call for the road to be opened
---
We, the undersigned {{ signatory_count }} organisations, serve 1500 families. Since 2016, 40 NGOs have left. {#lede}
"""
        },
    ),
    bad=Case(
        "A fourth organisation has signed no longer, the text was not changed.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
We, the undersigned four NGOs, ask for the road to be opened before the first snow. {#lede}
"""
        },
    ),
    needs=("signatories.yaml",),
)
