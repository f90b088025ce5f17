"""Who a message is from and to: mailboxes, and the recipients of a press list."""

from __future__ import annotations

from dataclasses import dataclass, field

from presskit.source import Span

__all__ = ["Mailbox", "Recipient"]


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
