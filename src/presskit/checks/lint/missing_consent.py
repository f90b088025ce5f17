"""Check: where consent is recorded, it is recorded for all."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    signing = kit.roster.signing()
    without = [signatory for signatory in signing if signatory.consent is None]
    for signatory in without if 2 * len(without) < len(signing) else ():
        yield Problem(
            signatory.span,
            f"{quoted(signatory.name.default)} has no record of consent; most of the others have.",
            "Add «consent: {by: …, on: …, how: …}» to it.",
        )


CHECK = Check(
    Rule(
        "missing-consent", Severity.NOTE, "A signature has no record of consent",
        "Most signatures of this kit say who confirmed them. Whoever is asked about this one should be able to answer.",
    ),
    _check,
    good=Case("Nobody’s consent is recorded in this kit."),
    bad=Case(
        "One of three has no record.",
        {
            "signatories.yaml": """\
signatories:
  - name: Olive Branch
    consent: {by: Director, on: 2026-11-18, how: e-mail}
  - name: River Aid
    consent: {by: Director, on: 2026-11-18, how: e-mail}
  - name: Doctors for the River
""",
        },
    ),
)
