"""Check: every contact can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "unreachable-contact", Severity.WARNING, "A contact has neither telephone nor e-mail",
    "A name alone helps no journalist. One way to reach the person is enough, two are better.",
)  # fmt: skip


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for contact in kit.contacts:
        if not contact.emails and not contact.phones:
            message = f"{quoted(contact.name.default)} has neither a telephone number nor an e-mail address."
            yield RULE.at(contact.span, message, "Add «emails:» or «phones:» to this contact, or take the contact out.")


CHECK = Check(
    RULE,
    _check,
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
