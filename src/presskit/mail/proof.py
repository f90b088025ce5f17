"""A letter read back: a message of it is parsed as a mail client would parse it, and compared word for word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from presskit.mail.addresses import Mailbox, Recipient
from presskit.mail.headers import one_line
from presskit.mail.message import Letter

__all__ = ["differences"]

_NOBODY = Mailbox("nobody@example.org", "Nobody")
_READER = Recipient("reader@example.org", "Amal Haddad · أمل حداد")
LONGEST = 998
"""Octets of a line without its CRLF (RFC 5322, 2.1.1)."""


def differences(letter: Letter, sender: Mailbox | None = None) -> list[str]:
    """Return what a reader of the letter would see otherwise than it was meant; nothing where all is well."""
    data = letter.message(
        _READER, sender=sender or _NOBODY, date=datetime(2000, 1, 1, tzinfo=UTC), message_id="<proof@example.org>"
    )
    read = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    return [*_in_form(data, sender), *_in_words(letter, read), *_in_files(letter, read)]


def _in_form(data: bytes, sender: Mailbox | None) -> Iterator[str]:
    lines = data.split(b"\r\n")
    if any(len(line) > LONGEST or b"\n" in line or b"\r" in line for line in lines):
        yield "the length of the lines"
    if any(line.startswith(b".") for line in lines):
        yield "a full stop at a line's beginning"
    if not data.isascii() and not (sender and sender.needs_smtputf8):
        yield "the seven bits of each octet"


def _in_words(letter: Letter, read: EmailMessage) -> Iterator[str]:
    text, page = letter.said(_READER)
    if read["Subject"] != one_line(letter.subject):
        yield "the subject"
    for kind, meant in (("plain", text), ("html", page)):
        part = read.get_body((kind,))
        if part is None or part.get_content().replace("\r\n", "\n") != meant:
            yield f"the text ({kind})"


def _in_files(letter: Letter, read: EmailMessage) -> Iterator[str]:
    meant = [(each.name, each.media_type.partition(";")[0], each.sha256) for each in letter.chosen(_READER)]
    found = [(part.get_filename(), part.get_content_type(), _sha256(part)) for part in read.iter_attachments()]
    if found != meant:
        yield "the attachments"


def _sha256(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    return hashlib.sha256(data if isinstance(data, bytes) else b"").hexdigest()
