"""Who a message is from and to: mailboxes, and the recipients of a press list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from presskit.source import Span

__all__ = ["AddressError", "Mailbox", "Recipient", "is_role", "mailbox_of"]

_ROLES = frozenset({
    "info", "contact", "office", "admin", "administrator", "webmaster", "hello", "mail", "mailbox", "enquiries", "inquiries",
    "support", "sales", "news", "newsroom", "desk", "redaction", "redaktion", "redaccion", "redakcja", "editor", "editors",
    "editorial", "press", "presse", "prensa", "media", "tips", "feedback", "noreply", "no-reply", "postmaster", "abuse",
    "sekretariat", "secretariat", "kontakt", "contacto", "iletisim", "bilgi", "haber", "basin",
})  # fmt: skip
_AROUND = re.compile(r"^[\s<>\"'(\[,;:]+|[\s<>\"')\],;:.]+$")
_NAMED = re.compile(r"^(?P<name>[^<>]*?)\s*<(?P<address>[^<>]*)>[\s,;.]*$")


class AddressError(ValueError):
    """A text is no e-mail address; the message says why, for the user."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name, or none, and an address (RFC 5322, 3.4). The domain is in its ASCII form (RFC 5891, A-labels)."""

    address: str
    name: str = ""

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]

    @property
    def needs_smtputf8(self) -> bool:
        """Whether only a server that speaks SMTPUTF8 (RFC 6531) can take the address."""
        return not self.address.isascii()


@dataclass(frozen=True, slots=True)
class Recipient:
    """One entry of a press list: a valid, normalised address and what the list says of it.

    ``language`` is the language of the letter (BCP 47). ``country`` is a code (ISO 3166-1) or empty. ``groups`` are in
    lower case. ``attachments`` names the outputs that this recipient gets; None: what all get, empty: none.
    """

    address: str
    name: str = ""
    outlet: str = ""
    language: str = ""
    country: str = ""
    groups: tuple[str, ...] = ()
    span: Span = field(default=Span(""), compare=False, repr=False)
    attachments: tuple[str, ...] | None = None

    @property
    def mailbox(self) -> Mailbox:
        """The recipient as a header names it."""
        return Mailbox(self.address, self.name)

    @property
    def key(self) -> str:
        """The address as it is compared: servers that tell case apart are rarer than typists who do not."""
        return self.address.casefold()


def mailbox_of(text: str) -> Mailbox:
    """Return the address in ``text``, which may have a name, ``mailto:`` and stray marks; raises :class:`AddressError`.

    The form is checked (RFC 5321, RFC 6531), no server is asked. The domain becomes lower case and ASCII; the part before
    the @ stays as it is.
    """
    from email_validator import EmailNotValidError, validate_email

    named = _NAMED.match(text.strip())
    address = named["address"] if named else text
    address = re.sub(r"^mailto:", "", _bare(address), flags=re.IGNORECASE).partition("?")[0]
    try:
        checked = validate_email(address, check_deliverability=False)
    except EmailNotValidError as fault:
        raise AddressError(str(fault)) from fault
    return Mailbox(f"{checked.local_part}@{checked.ascii_domain}", _bare(named["name"]) if named else "")


def _bare(text: str) -> str:
    return _AROUND.sub("", re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", "", text).replace("\u00a0", " "))


def is_role(address: str) -> bool:
    """Tell whether an address is that of a desk and not of a person."""
    return re.split(r"[.+_\d]", address.partition("@")[0].lower())[0] in _ROLES
