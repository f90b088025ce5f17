"""Checks: nobody signs twice, and an acronym stands for one signatory."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem
from presskit.checks.lint.names import identity, plain
from presskit.checks.lint.texts import quoted, repeated
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["SAME_ACRONYM", "SAME_NAME"]


def _same_name(kit: Kit, _: Context) -> Iterator[Problem]:
    for first, signatory in repeated(kit.roster.signing(), identity):
        if identity(first)[0]:
            yield Problem(
                signatory.span,
                f"{quoted(signatory.name.default)} has signed already as {quoted(first.name.default)}.",
                "Take one of the two lines out; if they are two organisations, give each its «country».",
                [(first.span, "It stands here first.")],
            )


SAME_NAME = Check(
    Rule(
        "same-name", Severity.ERROR, "A signatory stands twice",
        "The name would be printed and counted twice. Case, accents and punctuation do not make another organisation.",
    ),
    _same_name,
    good=Case(
        "A name inside another is another organisation.",
        {
            "signatories.yaml": """\
signatories:
  - Syria Relief
  - Syria Relief and Development
"""
        },
    ),
    bad=Case(
        "Only case and a hyphen differ.",
        {
            "signatories.yaml": """\
signatories:
  - Olive Branch
  - River Aid
  - OLIVE-BRANCH
"""
        },
    ),
)


def _same_acronym(kit: Kit, _: Context) -> Iterator[Problem]:
    named = [signatory for signatory in kit.roster.signing() if signatory.acronym]
    for first, signatory in repeated(named, lambda each: plain(each.acronym)):
        if identity(first) != identity(signatory):
            yield Problem(
                signatory.span,
                f"{quoted(signatory.name.default)} and {quoted(first.name.default)} are both {signatory.acronym}.",
                "If they are one organisation, keep one line and give it both names by language.",
                [(first.span, "The other one stands here.")],
            )


SAME_ACRONYM = Check(
    Rule(
        "same-acronym", Severity.NOTE, "Two signatories share an acronym",
        "They may be one organisation under its names in two languages. If they are two, all is well.",
    ),
    _same_acronym,
    good=Case(
        "One organisation, two languages, one line.",
        {
            "signatories.yaml": """\
signatories:
  - name: {en: Doctors for the River, fr: Médecins du Fleuve}
    acronym: DFR
  - Olive Branch
"""
        },
    ),
    bad=Case(
        "The same organisation signed in English and in French.",
        {
            "signatories.yaml": """\
signatories:
  - {name: Doctors for the River, acronym: DFR}
  - {name: Médecins du Fleuve, acronym: DFR}
"""
        },
    ),
)
