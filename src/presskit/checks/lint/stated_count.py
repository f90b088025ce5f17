"""Check: the number of signatories that the text states is that of the list."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.counts import claims, count, shares
from presskit.checks.lint.texts import place_at
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    counts = count(kit.roster)
    right = {counts.signatories, counts.organisations, counts.persons}
    for statement in kit.statements if counts.signatories else ():
        of_a_coalition = {(share.segment, share.number) for share in shares(statement, kit.roster.coalitions)}
        for claim in claims(statement):
            of_all = not claim.coalitions and (claim.segment, claim.number) not in of_a_coalition
            if of_all and claim.number.value not in right:
                yield Problem(
                    place_at(claim.segment, claim.number.start),
                    f"The text says «{claim.words}», but {counts.signatories} sign according to signatories.yaml.",
                    "Write «{{ signatory_count }}»: the number then always follows the list.",
                    [(kit.roster.span, f"The list has {counts.signatories}.")],
                )


CHECK = Check(
    Rule(
        "stated-count", Severity.WARNING, "The text states another number of signatories than the list",
        "A late signature changes the list and not the text, and the first journalist who counts will ask about it.",
    ),
    _check,
    good=Case(
        "The variable counts; other numbers are left alone.",
        english(
            """\
We, the undersigned {{ signatory_count }} organisations, serve 1500 families. Since 2016, 40 NGOs have left. {#lede}""",
            title="Three organisations call for the road to be opened",
        ),
    ),
    bad=Case(
        "A fourth organisation has signed no longer, the text was not changed.",
        english("We, the undersigned four NGOs, ask for the road to be opened before the first snow. {#lede}"),
    ),
    needs=("signatories.yaml",),
)
