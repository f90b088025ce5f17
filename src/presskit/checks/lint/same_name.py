"""Check: nobody signs twice."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.names import identity
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.people import Signatory
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "same-name", Severity.ERROR, "A signatory stands twice",
    "The name would be printed and counted twice. Case, accents and punctuation do not make another organisation.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    seen: dict[tuple[str, ...], Signatory] = {}
    for signatory in kit.roster.signing():
        known = identity(signatory)
        first = seen.setdefault(known, signatory)
        if first is not signatory and known[0]:
            message = f"{quoted(signatory.name.default)} has signed already as {quoted(first.name.default)}."
            hint = "Take one of the two lines out; if they are two organisations, give each its «country»."
            yield RULE.at(signatory.span, message, hint, [(first.span, "It stands here first.")])


CHECK = Check(
    RULE,
    _check,
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
