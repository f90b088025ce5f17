"""Checks: the numbers of coalitions, and of a coalition's members, that the text states are those of the list."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.counts import claims, count, shares
from presskit.checks.lint.texts import place_at, quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["STATED_COALITIONS", "STATED_MEMBERS"]


def _stated_coalitions(kit: Kit, _: Context) -> Iterator[Problem]:
    counts = count(kit.roster)
    signing = {counts.signatories, counts.organisations}
    for statement in kit.statements if counts.coalitions else ():
        own = {claim.segment for claim in claims(statement) if not claim.coalitions and claim.number.value in signing}
        for claim in claims(statement):
            if claim.coalitions and claim.segment in own and claim.number.value != counts.coalitions:
                yield Problem(
                    place_at(claim.segment, claim.number.start),
                    f"The text says «{claim.words}» coalitions, but signatories.yaml has {counts.coalitions}.",
                    "Write «{{ coalition_count }}»: the number then always follows the list.",
                )


STATED_COALITIONS = Check(
    Rule(
        "stated-coalitions", Severity.WARNING, "The text states another number of coalitions than the list",
        "The list under the text shows how many coalitions there are; both must say the same.",
    ),
    _stated_coalitions,
    good=Case(
        "Coalitions that are not ours are left alone.",
        english("""\
Two coalitions hold the road. {{ signatory_count }} organisations in one coalition ask both to open it. {#lede}"""),
    ),
    bad=Case(
        "The list has one coalition.",
        english("Three organisations in two coalitions ask for the road to be opened. {#lede}"),
    ),
    needs=("signatories.yaml",),
)


def _stated_members(kit: Kit, _: Context) -> Iterator[Problem]:
    for statement in kit.statements:
        for share in shares(statement, kit.roster.coalitions):
            if share.number.value not in share.right:
                name = share.coalition.acronym or share.coalition.name.in_language(statement.language)
                signing = max(share.right)
                yield Problem(
                    place_at(share.segment, share.number.start),
                    f"The text says «{share.words}» of {quoted(name)}, but {signing} sign there according to signatories.yaml.",
                    f"Find out which is right: correct the text to {signing}, or the list.",
                    [(share.coalition.span, f"This coalition has {signing}.")],
                )


STATED_MEMBERS = Check(
    Rule(
        "stated-members", Severity.WARNING, "The text states another number of a coalition's members than the list",
        "A late signature changes the list and not the text; whoever adds up the coalitions then gets another number.",
    ),
    _stated_members,
    good=Case(
        "The number is that of the list; a coalition's other figures are left alone.",
        english("""\
We, the three organisations of the River Towns Coalition, ask for the road to be opened.
The River Towns Coalition runs 12 clinics. {#lede}"""),
    ),
    bad=Case(
        "A member of the coalition signs no longer, and the text was not changed.",
        english("""\
Four organisations of the River Towns Coalition ask for the road to be opened before the first snow. {#lede}"""),
    ),
    needs=("signatories.yaml",),
)
