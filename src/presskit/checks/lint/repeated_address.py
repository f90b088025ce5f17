"""Check: no two contacts share a telephone number or an e-mail address."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import Passage, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.people import Contact
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "repeated-address", Severity.NOTE, "A telephone number or an e-mail address stands twice",
    "Two people seldom share a telephone: more often a line was copied and not changed.",
)  # fmt: skip


def _addresses(contact: Contact) -> Iterator[tuple[str, Passage]]:
    """Yield every address in its comparable form, with the way it is written."""
    for email in contact.emails:
        yield email.address.casefold(), Passage(email.address, email.span, contact.name.default)
    for phone in contact.phones:
        yield phone.e164 or phone.raw, Passage(phone.raw, phone.span, contact.name.default)


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    seen: dict[str, Passage] = {}
    for contact in kit.contacts:
        for key, written in _addresses(contact):
            first = seen.setdefault(key, written)
            if first is not written:
                message = f"{quoted(written.text)} stands already with {quoted(first.what)}."
                hint = "If they share it, all is well; if a line was copied, correct it."
                yield RULE.at(written.span, message, hint, [(first.span, "It stands here first.")])


CHECK = Check(
    RULE,
    _check,
    good=Case(
        "Each contact has a number of its own.",
        {
            "contacts.yaml": """\
contacts:
  - name: Press desk
    phones: ["+44 20 7946 0958"]
  - name: Night desk
    phones: ["+44 20 7946 0959"]
"""
        },
    ),
    bad=Case(
        "The same number, written in two ways.",
        {
            "contacts.yaml": """\
contacts:
  - name: Press desk
    phones: ["+44 20 7946 0958"]
  - name: Night desk
    phones: ["020 7946 0958"]
"""
        },
    ),
)
