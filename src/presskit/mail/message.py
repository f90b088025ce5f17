"""A letter, the same for all recipients of one language, and the complete messages that are made of it.

The text is encoded and the attachments are wrapped once, when the letter is made; a message is then a few headers, the
greeting, and pieces that are joined.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from presskit.mail.addresses import Mailbox, Recipient

__all__ = ["Attachment", "Greeting", "Letter", "Mailbox", "Recipient"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as a finished MIME part. ``output`` is what kit.yaml calls it (pdf, docx), ``size`` its size in bytes."""

    output: str
    name: str
    media_type: str
    size: int
    sha256: str
    part: bytes


@dataclass(frozen=True, slots=True)
class Greeting:
    """How a letter begins: ``named`` holds ``{name}``, ``bare`` is for those without a name."""

    named: str
    bare: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What is the same for all recipients of one language."""

    release_id: str
    version: int
    language: str
    subject: str
    text: str
    html: str
    greeting: Greeting
    attachments: tuple[Attachment, ...] = ()
    usual: tuple[str, ...] = ()
    unsubscribe: str = ""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of all that the letter says and carries, in hexadecimal: equal letters, equal digests."""
        raise NotImplementedError

    def size(self, recipient: Recipient | None = None) -> int:
        """Return the size in bytes of the message to ``recipient``, within a few hundred bytes."""
        raise NotImplementedError

    def message(  # noqa: PLR0913 -- what differs from message to message
        self,
        recipient: Recipient,
        *,
        sender: Mailbox,
        date: datetime,
        message_id: str,
        reply_to: Mailbox | None = None,
        in_reply_to: str | None = None,
    ) -> bytes:
        """Return the complete message (RFC 5322), lines ended by CRLF, none longer than 998 octets.

        It is 7-bit but for the ``To`` line of an address that needs SMTPUTF8, and no line begins with a full stop, so
        that SMTP has nothing to stuff (RFC 5321, 4.5.2). ``message_id`` is given with its angle brackets. The headers
        are parsed and compared before the message is returned: :class:`~presskit.mail.headers.HeaderError` otherwise.
        """
        raise NotImplementedError

    def draft(
        self, recipient: Recipient | None = None, *, sender: Mailbox | None = None, reply_to: Mailbox | None = None
    ) -> bytes:
        """Return an unsent message: ``X-Unsent``, no ``Date``, no ``Message-ID``; without recipient it is to nobody yet."""
        raise NotImplementedError
