"""Checks: nobody signs twice, and an acronym stands for one signatory."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.names import identity, plain
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.people import Signatory
from presskit.model.release import Kit

__all__ = ["SAME_ACRONYM", "SAME_NAME"]

SAME_NAME_RULE = Rule(
    "same-name", Severity.ERROR, "A signatory stands twice",
    "The name would be printed and counted twice. Case, accents and punctuation do not make another organisation.",
)  # fmt: skip


def _same_name(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    seen: dict[tuple[str, ...], Signatory] = {}
    for signatory in kit.roster.signing():
        known = identity(signatory)
        first = seen.setdefault(known, signatory)
        if first is not signatory and known[0]:
            message = f"{quoted(signatory.name.default)} has signed already as {quoted(first.name.default)}."
            hint = "Take one of the two lines out; if they are two organisations, give each its «country»."
            yield SAME_NAME_RULE.at(signatory.span, message, hint, [(first.span, "It stands here first.")])


SAME_NAME = Check(
    SAME_NAME_RULE,
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


SAME_ACRONYM_RULE = Rule(
    "same-acronym", Severity.NOTE, "Two signatories share an acronym",
    "They may be one organisation under its names in two languages. If they are two, all is well.",
)  # fmt: skip


def _same_acronym(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    seen: dict[str, Signatory] = {}
    for signatory in kit.roster.signing():
        if not signatory.acronym:
            continue
        first = seen.setdefault(plain(signatory.acronym), signatory)
        if first is not signatory and identity(first) != identity(signatory):
            message = f"{quoted(signatory.name.default)} and {quoted(first.name.default)} are both {signatory.acronym}."
            hint = "If they are one organisation, keep one line and give it both names by language."
            yield SAME_ACRONYM_RULE.at(signatory.span, message, hint, [(first.span, "The other one stands here.")])


SAME_ACRONYM = Check(
    SAME_ACRONYM_RULE,
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
