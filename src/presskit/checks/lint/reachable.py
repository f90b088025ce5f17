"""Checks: somebody answers journalists, and every contact can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit
from presskit.source import Span

__all__ = ["MISSING_CONTACT", "UNREACHABLE_CONTACT"]


def _missing_contact(kit: Kit, _: Context) -> Iterator[Problem]:
    if not kit.contacts:
        yield Problem(
            Span("contacts.yaml"),
            "The release names no contact.",
            "Write a name with an e-mail address or a telephone number into contacts.yaml.",
        )


MISSING_CONTACT = Check(
    Rule(
        "missing-contact", Severity.WARNING, "The release names no contact",
        "A journalist who cannot ask does not print. Every release names somebody who answers.",
    ),
    _missing_contact,
    good=Case("One contact with an e-mail address and a telephone number."),
    bad=Case("The list of contacts is empty.", {"contacts.yaml": "contacts: []\n"}),
    needs=("contacts.yaml",),
)


def _unreachable_contact(kit: Kit, _: Context) -> Iterator[Problem]:
    for contact in kit.contacts:
        if not contact.emails and not contact.phones:
            yield Problem(
                contact.span,
                f"{quoted(contact.name.default)} has neither a telephone number nor an e-mail address.",
                "Add «emails:» or «phones:» to this contact, or take the contact out.",
            )


UNREACHABLE_CONTACT = Check(
    Rule(
        "unreachable-contact", Severity.WARNING, "A contact has neither telephone nor e-mail",
        "A name alone helps no journalist. One way to reach the person is enough, two are better.",
    ),
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
