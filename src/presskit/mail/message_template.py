"""A letter, the same for all recipients of one language, and the complete messages that are made of it.

The text is encoded and the attachments are wrapped once, when the letter is made, and the parts are put together once for
each choice of files; a message is then a few headers, the greeting, and pieces that are joined.
"""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from presskit.artefact import Artefact
from presskit.mail import headers, mime
from presskit.mail.addresses import Mailbox, Recipient
from presskit.writers.text import WIDTH

__all__ = ["Attachment", "Greeting", "Letter", "Mailbox", "Recipient", "attach"]

PLAIN, HTML = "plain", "html"
"""The two forms of the text (text/plain, text/html), and the places of the greeting in them."""

_ABOUT = 500
"""What the headers of a message take that differ from recipient to recipient, in bytes, more or less."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as a finished MIME part. ``output`` is what kit.yaml calls it (pdf, docx), ``size`` its size in bytes."""

    output: str
    name: str
    media_type: str
    size: int
    sha256: str
    part: bytes = field(repr=False)


def attach(output: str, file: Artefact, name: str = "") -> Attachment:
    """Return an output as an attachment, called ``name`` or as its file is."""
    called = headers.one_line(name or file.name.rpartition("/")[2])
    part = b"".join(mime.attached(called, file.media_type, file.data))
    return Attachment(output, called, file.media_type, len(file.data), hashlib.sha256(file.data).hexdigest(), part)


@dataclass(frozen=True, slots=True)
class Greeting:
    """How a letter begins.

    ``named`` holds ``{name}``, ``bare`` is for those without a name. ``attached`` holds ``{files}``, ``alone`` is for those
    who get none. ``listed`` joins the names of files as the language does.
    """

    named: str
    bare: str
    attached: str = ""
    alone: str = ""
    listed: Callable[[list[str]], str] = field(default=", ".join, compare=False, repr=False)

    def to(self, name: str) -> str:
        """Return the greeting of somebody called ``name``."""
        called = headers.one_line(name)
        return self.named.replace("{name}", called) if called else self.bare

    def about(self, files: Sequence[str]) -> str:
        """Return what is said of the attachments."""
        return self.attached.replace("{files}", self.listed(list(files))) if files else self.alone


@dataclass(frozen=True, slots=True)
class Letter:
    """What is the same for all recipients of one language.

    ``text`` and ``html`` hold :data:`presskit.mail.mime.GREETING` and ``OPENING`` where these go. ``attachments`` are all files
    that somebody may get, ``usual`` the outputs that go to whom the press list says nothing else of. ``unsubscribe`` is
    the address of those who want no more letters.
    """

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
    _bodies: tuple[mime.Body, mime.Body] = field(init=False, repr=False, compare=False)
    _frames: dict[tuple[str, ...] | None, tuple[mime.Piece, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_bodies", (mime.body(self.text), mime.body(self.html)))
        object.__setattr__(self, "_frames", {})

    @property
    def digest(self) -> str:
        """The SHA-256 of all that the letter says and carries, in hexadecimal: equal letters, equal digests."""
        said = (self.release_id, str(self.version), self.language, self.subject, self.text, self.html)
        carried = (each for attachment in self.attachments for each in (attachment.name, attachment.sha256))
        greeting = (self.greeting.named, self.greeting.bare, self.greeting.attached, self.greeting.alone)
        parts = (*said, *greeting, self.unsubscribe, *self.usual, *carried)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    def chosen(self, recipient: Recipient | None = None) -> tuple[Attachment, ...]:
        """Return what ``recipient`` gets, or what everybody gets, in the order in which it is asked for."""
        own = recipient.attachments if recipient else None
        wanted = self.usual if own is None else own
        there = {each.output: each for each in self.attachments}
        return tuple(there[output] for output in wanted if output in there)

    def size(self, recipient: Recipient | None = None) -> int:
        """Return the size in bytes of the message to ``recipient``, within a few hundred bytes."""
        return _ABOUT + sum(map(len, self._frame(recipient)))

    def message_id(self, recipient: Recipient, domain: str) -> str:
        """Return the identifier of the message to ``recipient``: the same one whenever it is asked for (RFC 5322, 3.6.4)."""
        seed = "\x1f".join((self.release_id, str(self.version), self.language, recipient.address))
        return f"<{hashlib.sha256(seed.encode()).hexdigest()[:32]}@{domain}>"

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

        It is 7-bit but for the line of an address that needs SMTPUTF8, and no line begins with a full stop, so that SMTP
        has nothing to stuff (RFC 5321, 4.5.2). ``message_id`` is given with its angle brackets. The headers are read back
        and compared before the message is returned: :class:`~presskit.mail.headers.HeaderError` otherwise.
        """
        fields = [headers.date("Date", date), _from(sender, reply_to), headers.mailbox("To", recipient.mailbox)]
        fields += [headers.words("Subject", self.subject), headers.identifier("Message-ID", message_id)]
        return self._whole([*fields, *_thread(in_reply_to), *self._list()], recipient)

    def draft(
        self, recipient: Recipient | None = None, *, sender: Mailbox | None = None, reply_to: Mailbox | None = None
    ) -> bytes:
        """Return an unsent message: ``X-Unsent``, no ``Date``, no ``Message-ID``; without recipient it is to nobody yet."""
        nobody = headers.plain("To", "undisclosed-recipients:;")  # RFC 6854: a group without members
        to = headers.mailbox("To", recipient.mailbox) if recipient else nobody
        fields = [headers.plain("X-Unsent", "1"), _from(sender, reply_to), to, headers.words("Subject", self.subject)]
        return self._whole(fields, recipient)

    def _list(self) -> Iterator[bytes]:
        """Yield the field by which mail clients offer to leave the list (RFC 2369, 3.2)."""
        if self.unsubscribe:
            yield headers.plain("List-Unsubscribe", f"<mailto:{self.unsubscribe}?subject=unsubscribe>")

    def _whole(self, fields: Sequence[bytes], recipient: Recipient | None) -> bytes:
        greeting = self.greeting.to(recipient.name if recipient else "")
        said = {PLAIN: _quoted(greeting), HTML: _quoted(mime.escaped(greeting))}
        pieces = (each if isinstance(each, bytes) else said[each] for each in self._frame(recipient))
        return b"".join([*fields, *pieces])

    def _frame(self, recipient: Recipient | None) -> tuple[mime.Piece, ...]:
        """Return all that does not differ between those who get the same files; the greetings have their places in it."""
        own = recipient.attachments if recipient else None
        if own not in self._frames:
            self._frames[own] = tuple(self._framed(self.chosen(recipient)))
        return self._frames[own]

    def _framed(self, files: Sequence[Attachment]) -> Iterator[mime.Piece]:
        outer, inner = mime.unlike(self.release_id, self.language), mime.unlike(self.release_id, self.language, "text")
        alternative = headers.plain("Content-Type", f'multipart/alternative; boundary="{inner}"')
        mixed = headers.plain("Content-Type", f'multipart/mixed; boundary="{outer}"')
        yield from (headers.plain("MIME-Version", "1.0"), headers.plain("Content-Language", self.language))
        said = [alternative, b"\r\n", *mime.multipart(inner, self._texts(files))]
        if files:
            yield from (mixed, b"\r\n", *mime.multipart(outer, [said, *([each.part] for each in files)]))
        else:
            yield from said

    def said(self, recipient: Recipient | None = None) -> tuple[str, str]:
        """Return the text and the HTML as ``recipient`` reads them."""
        greeting, opening = self.greeting.to(recipient.name if recipient else ""), self._opening(self.chosen(recipient))
        text = self.text.replace(mime.GREETING, greeting).replace(mime.OPENING, opening[PLAIN])
        page = self.html.replace(mime.GREETING, mime.escaped(greeting)).replace(mime.OPENING, opening[HTML])
        return text, page

    def _opening(self, files: Sequence[Attachment]) -> dict[str, str]:
        """Return what is said of the files, in the text and in the HTML."""
        opening = self.greeting.about([each.name for each in files])
        wrapped = textwrap.fill(opening, WIDTH, break_long_words=False, break_on_hyphens=False)
        return {PLAIN: wrapped, HTML: mime.escaped(opening)}

    def _texts(self, files: Sequence[Attachment]) -> Iterator[list[mime.Piece]]:
        """Yield the two forms of the text, the one that is preferred last (RFC 2046, 5.1.4)."""
        opening = self._opening(files)
        for kind, body in zip((PLAIN, HTML), self._bodies, strict=True):
            head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            yield [head.encode("ascii"), *body.filled({mime.GREETING: kind, mime.OPENING: _quoted(opening[kind])})]


def _quoted(text: str) -> bytes:
    return mime.quoted_printable(text, ends=False)


@lru_cache(maxsize=64)
def _from(sender: Mailbox | None, reply_to: Mailbox | None) -> bytes:
    fields = [headers.mailbox("From", sender)] if sender else []
    if reply_to and reply_to != sender:
        fields.append(headers.mailbox("Reply-To", reply_to))
    return b"".join(fields)


def _thread(earlier: str | None) -> Iterator[bytes]:
    """Yield the fields by which a correction stands below what it corrects (RFC 5322, 3.6.4)."""
    if earlier:
        yield headers.identifier("In-Reply-To", earlier)
        yield headers.identifier("References", earlier)
