"""Check: somebody answers journalists."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit
from presskit.source import Span

__all__ = ["CHECK"]

RULE = Rule(
    "missing-contact", Severity.WARNING, "The release names no contact",
    "A journalist who cannot ask does not print. Every release names somebody who answers.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    if not kit.contacts:
        hint = "Write a name with an e-mail address or a telephone number into contacts.yaml."
        yield RULE.at(Span("contacts.yaml"), "The release names no contact.", hint)


CHECK = Check(
    RULE,
    _check,
    good=Case("One contact with an e-mail address and a telephone number."),
    bad=Case("The list of contacts is empty.", {"contacts.yaml": "contacts: []\n"}),
    needs=("contacts.yaml",),
)
