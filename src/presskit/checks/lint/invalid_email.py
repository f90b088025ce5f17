"""Check: e-mail addresses are well-formed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _fault(address: str) -> str:
    """Return what is wrong with ``address``, or nothing."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError as fault:
        return str(fault)
    return ""


def _hint(text: str) -> str:
    """Return a hint with the address that the text probably stands for; only a person can confirm it."""
    several = [part for part in re.split(r"[;,\s]+", text) if "@" in part]
    if len(several) > 1 and not any(map(_fault, several)):
        return f"Write each address on its own: [{', '.join(several)}]."
    plain = re.sub(r"[\[(]dot[\])]", ".", "".join(text.split()), flags=re.IGNORECASE)
    plain = re.sub(r"[\[(](?:at|@)[\])]", "@", plain, flags=re.IGNORECASE)
    plain = re.sub("[<>]", "", plain).removeprefix("mailto:").rstrip(".;,")
    if plain == text or _fault(plain):
        return "Ask the contact for the address: presskit does not guess it."
    return f"Write {plain}; if that is not the address, ask the contact for it."


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for email in (email for contact in kit.contacts for email in contact.emails):
        if fault := _fault(email.address):
            yield Problem(email.span, f"{quoted(email.address)} is not an e-mail address. {fault}", _hint(email.address))


CHECK = Check(
    Rule(
        "invalid-email", Severity.ERROR, "Not an e-mail address",
        "A message to this address cannot be delivered. The form is checked (RFC 5322, RFC 6531), no server is asked.",
    ),
    _check,
    good=Case("The address has a name, an at sign and a domain."),
    bad=Case(
        "A letter of the domain slipped.",
        {
            "contacts.yaml": """\
contacts:
  - name: Press desk
    emails: [press@example..org]
"""
        },
    ),
)
