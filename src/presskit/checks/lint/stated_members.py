"""Check: the number of a coalition's members that the text states is that of the list."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.members_counted import shares
from presskit.checks.lint.texts import place_at, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "stated-members", Severity.WARNING, "The text states another number of a coalition's members than the list",
    "A late signature changes the list and not the text; whoever adds up the coalitions then gets another number.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 -- every check is called alike
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
                yield RULE.at(place_at(share.segment, share.number.start), message, hint, related)


CHECK = Check(
    RULE,
    _check,
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
