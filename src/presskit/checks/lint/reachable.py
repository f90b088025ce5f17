"""Checks: somebody answers journalists, and every contact can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit
from presskit.source import Span

__all__ = ["MISSING_CONTACT", "UNREACHABLE_CONTACT"]

MISSING_CONTACT_RULE = Rule(
    "missing-contact", Severity.WARNING, "The release names no contact",
    "A journalist who cannot ask does not print. Every release names somebody who answers.",
)  # fmt: skip


def _missing_contact(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    if not kit.contacts:
        hint = "Write a name with an e-mail address or a telephone number into contacts.yaml."
        yield MISSING_CONTACT_RULE.at(Span("contacts.yaml"), "The release names no contact.", hint)


MISSING_CONTACT = Check(
    MISSING_CONTACT_RULE,
    _missing_contact,
    good=Case("One contact with an e-mail address and a telephone number."),
    bad=Case("The list of contacts is empty.", {"contacts.yaml": "contacts: []\n"}),
    needs=("contacts.yaml",),
)


UNREACHABLE_CONTACT_RULE = Rule(
    "unreachable-contact", Severity.WARNING, "A contact has neither telephone nor e-mail",
    "A name alone helps no journalist. One way to reach the person is enough, two are better.",
)  # fmt: skip


def _unreachable_contact(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for contact in kit.contacts:
        if not contact.emails and not contact.phones:
            message = f"{quoted(contact.name.default)} has neither a telephone number nor an e-mail address."
            hint = "Add «emails:» or «phones:» to this contact, or take the contact out."
            yield UNREACHABLE_CONTACT_RULE.at(contact.span, message, hint)


UNREACHABLE_CONTACT = Check(
    UNREACHABLE_CONTACT_RULE,
    _unreachable_contact,
    good=Case(
        "An e-mail address is enough.",
        {
            "contacts.yaml": """\
contacts:
  - name: Press desk
    emails: [press@example.org]
"""
        },
    ),
    bad=Case(
        "The second contact is a name alone.",
        {
            "contacts.yaml": """\
contacts:
  - name: Press desk
    emails: [press@example.org]
  - name: Night desk
    role: Spokesperson
"""
        },
    ),
    needs=("contacts.yaml",),
)
