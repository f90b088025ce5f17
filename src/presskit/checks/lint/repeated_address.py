"""Check: no two contacts share a telephone number or an e-mail address."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from operator import itemgetter

from presskit.checks import Case, Check, Context, Problem
from presskit.checks.lint.texts import KitText, quoted, repeated
from presskit.diagnostics import Rule, Severity
from presskit.model.people import Contact
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _addresses(contact: Contact) -> Iterator[tuple[str, KitText]]:
    """Yield every address in its comparable form, with the way it is written and whose it is."""
    name = contact.name.default
    yield from ((email.address.casefold(), KitText(email.address, email.span, name)) for email in contact.emails)
    yield from ((phone.e164 or phone.raw, KitText(phone.raw, phone.span, name)) for phone in contact.phones)


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    for (_key, first), (_same, later) in repeated(chain.from_iterable(map(_addresses, kit.contacts)), itemgetter(0)):
        yield Problem(
            later.span,
            f"{quoted(later.text)} stands already with {quoted(first.what)}.",
            "If they share it, all is well; if a line was copied, correct it.",
            [(first.span, "It stands here first.")],
        )


CHECK = Check(
    Rule(
        "repeated-address", Severity.NOTE, "A telephone number or an e-mail address stands twice",
        "Two people seldom share a telephone: more often a line was copied and not changed.",
    ),
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
