"""Check: e-mail addresses are well-formed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "invalid-email", Severity.ERROR, "Not an e-mail address",
    "A message to this address cannot be delivered. The form is checked (RFC 5322, RFC 6531), no server is asked.",
)  # fmt: skip


def _fault(address: str) -> str:
    """Return what is wrong with ``address``, or nothing."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError as fault:
        return str(fault)
    return ""


def _hint(text: str) -> str:
    """Return what may be meant; whether it is, a person must know."""
    ask = "Ask the contact for the address: presskit does not guess it."
    several = [part for part in re.split(r"[;,\s]+", text) if "@" in part]
    if len(several) > 1 and not any(map(_fault, several)):
        return f"Write each address on its own: [{', '.join(several)}]."
    plain = re.sub(r"\s*[\[(]\s*(?:at|@)\s*[\])]\s*", "@", re.sub(r"\s*[\[(]\s*dot\s*[\])]\s*", ".", text), flags=re.IGNORECASE)
    plain = re.sub(r"\s+|^mailto:|[.;,]+$|[<>]", "", plain)
    if plain == text or _fault(plain):
        return ask
    return f"Write {plain}; if that is not the address, ask the contact for it."


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for contact in kit.contacts:
        for email in contact.emails:
            if fault := _fault(email.address):
                message = f"{quoted(email.address)} is not an e-mail address. {fault}"
                yield RULE.at(email.span, message, _hint(email.address))


CHECK = Check(
    RULE,
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
