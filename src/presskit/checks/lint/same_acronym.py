"""Check: an acronym stands for one signatory."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.names import identity, plain
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.people import Signatory
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "same-acronym", Severity.NOTE, "Two signatories share an acronym",
    "They may be one organisation under its names in two languages. If they are two, all is well.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    seen: dict[str, Signatory] = {}
    for signatory in kit.roster.signing():
        if not signatory.acronym:
            continue
        first = seen.setdefault(plain(signatory.acronym), signatory)
        if first is not signatory and identity(first) != identity(signatory):
            message = f"{quoted(signatory.name.default)} and {quoted(first.name.default)} are both {signatory.acronym}."
            hint = "If they are one organisation, keep one line and give it both names by language."
            yield RULE.at(signatory.span, message, hint, [(first.span, "The other one stands here.")])


CHECK = Check(
    RULE,
    _check,
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
