"""Check: the number of coalitions that the text states is that of the list."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.counts import Claim, claims, count
from presskit.checks.lint.texts import place_at
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.document import Statement
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "stated-coalitions", Severity.WARNING, "The text states another number of coalitions than the list",
    "The list under the text shows how many coalitions there are; both must say the same.",
)  # fmt: skip


def _about_us(statement: Statement, signatories: set[int]) -> Iterator[Claim]:
    """Yield the numbers of coalitions in segments that also state our own number of organisations."""
    stated = claims(statement)
    ours = {claim.segment for claim in stated if not claim.coalitions and claim.number.value in signatories}
    yield from (claim for claim in stated if claim.coalitions and claim.segment in ours)


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    counts = count(kit.roster)
    for statement in kit.statements if counts.coalitions else ():
        for claim in _about_us(statement, {counts.signatories, counts.organisations}):
            if claim.number.value != counts.coalitions:
                message = f"The text says «{claim.words}» coalitions, but signatories.yaml has {counts.coalitions}."
                hint = "Write «{{ coalition_count }}»: the number then always follows the list."
                yield RULE.at(place_at(claim.segment, claim.number.start), message, hint)


CHECK = Check(
    RULE,
    _check,
    good=Case(
        "Coalitions that are not ours are left alone.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
Two coalitions hold the road. {{ signatory_count }} organisations in one coalition ask both to open it. {#lede}
"""
        },
    ),
    bad=Case(
        "The list has one coalition.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
Three organisations in two coalitions ask for the road to be opened. {#lede}
"""
        },
    ),
    needs=("signatories.yaml",),
)
