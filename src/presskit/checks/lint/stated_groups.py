"""Checks: the numbers of coalitions, and of a coalition's members, that the text states are those of the list."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.counts import Claim, claims, count, shares
from presskit.checks.lint.texts import place_at, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.document import Statement
from presskit.model.release import Kit

__all__ = ["STATED_COALITIONS", "STATED_MEMBERS"]

STATED_COALITIONS_RULE = Rule(
    "stated-coalitions", Severity.WARNING, "The text states another number of coalitions than the list",
    "The list under the text shows how many coalitions there are; both must say the same.",
)  # fmt: skip


def _about_us(statement: Statement, signatories: set[int]) -> Iterator[Claim]:
    """Yield the numbers of coalitions in segments that also state our own number of organisations."""
    stated = claims(statement)
    ours = {claim.segment for claim in stated if not claim.coalitions and claim.number.value in signatories}
    yield from (claim for claim in stated if claim.coalitions and claim.segment in ours)


def _stated_coalitions(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    counts = count(kit.roster)
    for statement in kit.statements if counts.coalitions else ():
        for claim in _about_us(statement, {counts.signatories, counts.organisations}):
            if claim.number.value != counts.coalitions:
                message = f"The text says «{claim.words}» coalitions, but signatories.yaml has {counts.coalitions}."
                hint = "Write «{{ coalition_count }}»: the number then always follows the list."
                yield STATED_COALITIONS_RULE.at(place_at(claim.segment, claim.number.start), message, hint)


STATED_COALITIONS = Check(
    STATED_COALITIONS_RULE,
    _stated_coalitions,
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


STATED_MEMBERS_RULE = Rule(
    "stated-members", Severity.WARNING, "The text states another number of a coalition's members than the list",
    "A late signature changes the list and not the text; whoever adds up the coalitions then gets another number.",
)  # fmt: skip


def _stated_members(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 -- every check is called alike
    for statement in kit.statements:
        for share in shares(statement, kit.roster.coalitions):
            if share.number.value not in share.right:
                name = share.coalition.acronym or share.coalition.name.in_language(statement.language)
                signing = max(share.right)
                message = (
                    f"The text says «{share.words}» of {quoted(name)}, but {signing} sign there according to signatories.yaml."
                )
                hint = f"Find out which is right: correct the text to {signing}, or the list."
                related = [(share.coalition.span, f"This coalition has {signing}.")]
                yield STATED_MEMBERS_RULE.at(place_at(share.segment, share.number.start), message, hint, related)


STATED_MEMBERS = Check(
    STATED_MEMBERS_RULE,
    _stated_members,
    good=Case(
        "The number is that of the list; a coalition's other figures are left alone.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
We, the three organisations of the River Towns Coalition, ask for the road to be opened.
The River Towns Coalition runs 12 clinics. {#lede}
"""
        },
    ),
    bad=Case(
        "A member of the coalition signs no longer, and the text was not changed.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
Four organisations of the River Towns Coalition ask for the road to be opened before the first snow. {#lede}
"""
        },
    ),
    needs=("signatories.yaml",),
)
