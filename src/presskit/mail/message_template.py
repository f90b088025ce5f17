"""A message template, the same for all recipients of one language, the messages that are made of it, and their check.

The text is encoded and the attachments are wrapped once, when the template is made, and the parts are put together once for
each choice of files; a message is then a few headers, the greeting, and pieces that are joined.
"""

from __future__ import annotations

import hashlib
import html
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import lru_cache

from presskit.artefact import Artefact
from presskit.mail import mime
from presskit.mail.addresses import Mailbox, Recipient
from presskit.mail.mime import one_line
from presskit.model.document import Emphasis, Inline, Link, NoteRef, Strong, plain_text
from presskit.model.edition import Edition, transcript
from presskit.writers.text import WIDTH

__all__ = ["Attachment", "Greeting", "Mailbox", "MessageTemplate", "Recipient", "attach", "differences", "missing_lines"]

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
    called = mime.one_line(name or file.name.rpartition("/")[2])
    return Attachment(
        output,
        called,
        file.media_type,
        len(file.data),
        hashlib.sha256(file.data).hexdigest(),
        b"".join(mime.attached(called, file.media_type, file.data)),
    )


@dataclass(frozen=True, slots=True)
class Greeting:
    """How a message begins.

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
        called = mime.one_line(name)
        return self.named.replace("{name}", called) if called else self.bare

    def about(self, files: Sequence[str]) -> str:
        """Return what is said of the attachments."""
        return self.attached.replace("{files}", self.listed(list(files))) if files else self.alone


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """What is the same for all recipients of one language.

    ``text`` and ``html`` hold :data:`presskit.mail.mime.GREETING` and ``OPENING`` where these go. ``attachments`` are all files
    that somebody may get, ``usual`` the outputs that go to whom the media list says nothing else of. ``unsubscribe`` is
    the address of those who want no more templates.
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
        """The SHA-256 of all that the template says and carries, in hexadecimal: equal templates, equal digests."""
        parts = (
            *(self.release_id, str(self.version), self.language, self.subject, self.text, self.html),
            *(self.greeting.named, self.greeting.bare, self.greeting.attached, self.greeting.alone),
            *(self.unsubscribe, *self.usual),
            *(each for attachment in self.attachments for each in (attachment.name, attachment.sha256)),
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    def chosen(self, recipient: Recipient | None = None) -> tuple[Attachment, ...]:
        """Return what ``recipient`` gets, or what everybody gets, in the order in which it is asked for."""
        wanted = self.usual if recipient is None or recipient.attachments is None else recipient.attachments
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
        and compared before the message is returned: :class:`~presskit.mail.mime.HeaderError` otherwise.
        """
        fields = [mime.date_field("Date", date), _from(sender, reply_to), mime.mailbox_field("To", recipient.mailbox)]
        fields += [mime.text_field("Subject", self.subject), mime.identifier_field("Message-ID", message_id)]
        if in_reply_to:  # a correction stands below what it corrects (RFC 5322, 3.6.4)
            fields += [mime.identifier_field(name, in_reply_to) for name in ("In-Reply-To", "References")]
        if self.unsubscribe:  # mail clients offer to leave the list (RFC 2369, 3.2)
            fields.append(mime.ascii_field("List-Unsubscribe", f"<mailto:{self.unsubscribe}?subject=unsubscribe>"))
        return self._whole(fields, recipient)

    def draft(
        self, recipient: Recipient | None = None, *, sender: Mailbox | None = None, reply_to: Mailbox | None = None
    ) -> bytes:
        """Return an unsent message: ``X-Unsent``, no ``Date``, no ``Message-ID``; without recipient it is to nobody yet."""
        nobody = mime.ascii_field("To", "undisclosed-recipients:;")  # RFC 6854: a group without members
        to = mime.mailbox_field("To", recipient.mailbox) if recipient else nobody
        return self._whole(
            [mime.ascii_field("X-Unsent", "1"), _from(sender, reply_to), to, mime.text_field("Subject", self.subject)],
            recipient,
        )

    def _whole(self, fields: Sequence[bytes], recipient: Recipient | None) -> bytes:
        greeting = self.greeting.to(recipient.name if recipient else "")
        rendered = {PLAIN: _quoted(greeting), HTML: _quoted(mime.escaped(greeting))}
        return b"".join([*fields, *(each if isinstance(each, bytes) else rendered[each] for each in self._frame(recipient))])

    def _frame(self, recipient: Recipient | None) -> tuple[mime.Piece, ...]:
        """Return all that does not differ between those who get the same files; the greetings have their places in it."""
        own = recipient.attachments if recipient else None
        if own not in self._frames:
            self._frames[own] = tuple(self._framed(self.chosen(recipient)))
        return self._frames[own]

    def _framed(self, files: Sequence[Attachment]) -> Iterator[mime.Piece]:
        outer, inner = mime.unlike(self.release_id, self.language), mime.unlike(self.release_id, self.language, "text")
        alternative = mime.ascii_field("Content-Type", f'multipart/alternative; boundary="{inner}"')
        yield from (mime.ascii_field("MIME-Version", "1.0"), mime.ascii_field("Content-Language", self.language))
        rendered = [alternative, b"\r\n", *mime.multipart(inner, self._texts(files))]
        if files:
            yield mime.ascii_field("Content-Type", f'multipart/mixed; boundary="{outer}"')
            yield from (b"\r\n", *mime.multipart(outer, [rendered, *([each.part] for each in files)]))
        else:
            yield from rendered

    def rendered(self, recipient: Recipient | None = None) -> tuple[str, str]:
        """Return the text and the HTML as ``recipient`` reads them."""
        greeting, opening = self.greeting.to(recipient.name if recipient else ""), self._opening(self.chosen(recipient))
        text = self.text.replace(mime.GREETING, greeting).replace(mime.OPENING, opening[PLAIN])
        return text, self.html.replace(mime.GREETING, mime.escaped(greeting)).replace(mime.OPENING, opening[HTML])

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
    boxes = {"From": sender, "Reply-To": reply_to if reply_to != sender else None}
    return b"".join(mime.mailbox_field(name, box) for name, box in boxes.items() if box)


_NOBODY = Mailbox("nobody@example.org", "Nobody")
_READER = Recipient("reader@example.org", "Amal Haddad · أمل حداد")
LONGEST = 998
"""Octets of a line without its CRLF (RFC 5322, 2.1.1)."""


def differences(template: MessageTemplate, sender: Mailbox | None = None) -> list[str]:
    """Return what a reader of the template would see otherwise than it was meant; nothing where all is well."""
    data = template.message(
        _READER, sender=sender or _NOBODY, date=datetime(2000, 1, 1, tzinfo=UTC), message_id="<proof@example.org>"
    )
    read = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    lines, (text, page) = data.split(b"\r\n"), template.rendered(_READER)
    expected = [(each.name, each.media_type.partition(";")[0], each.sha256) for each in template.chosen(_READER)]
    attached = [(part.get_filename(), part.get_content_type(), _sha256(part)) for part in read.iter_attachments()]
    differs = {
        "the length of the lines": any(len(line) > LONGEST or b"\n" in line or b"\r" in line for line in lines),
        "a full stop at a line's beginning": any(line.startswith(b".") for line in lines),
        "the seven bits of each octet": not data.isascii() and not (sender and sender.needs_smtputf8),
        "the subject": read["Subject"] != one_line(template.subject),
        "the text (plain)": _content(read, PLAIN) != text,
        "the text (html)": _content(read, HTML) != page,
        "the attachments": attached != expected,
    }
    return [what for what, is_so in differs.items() if is_so]


def _content(read: EmailMessage, kind: str) -> str | None:
    part = read.get_body((kind,))
    return part.get_content().replace("\r\n", "\n") if part is not None else None


def _sha256(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    return hashlib.sha256(data if isinstance(data, bytes) else b"").hexdigest()


_APART = re.compile(r"<(?:https?|mailto|tel|ftp)?:?[^<>\s]*>|\[\d+\]")
"""What the forms have beside the words: the address of a link, the number of a note."""

_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<(head|script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r'<[a-z/!](?:"[^"]*"|[^">])*+>?', re.IGNORECASE)


def missing_lines(template: MessageTemplate, edition: Edition) -> Iterator[tuple[str, list[str]]]:
    """Yield each form of the text that leaves lines of the edition out, or says them in another order, with those lines."""
    text, page = template.rendered()
    lines = {_folded(each.text): each.text for each in transcript(edition, _words)}
    expected = [line for each in transcript(edition, _words) if (line := _folded(each.text))]
    for form, rendered in (("text", text), ("HTML", _text_of(page))):
        missing = _missing(expected, _folded(rendered))
        if missing:
            yield form, [lines[line] for line in missing]


def _missing(expected: list[str], rendered: str) -> list[str]:
    """Return the lines that do not follow, each after the one before it; one said elsewhere as often as it is told is there."""
    missing, at = [], 0
    for line in expected:
        found = rendered.find(line, at)
        if found >= 0:
            at = found + len(line)
        else:
            missing.append(line)
    counts = Counter(expected)
    return [line for line in missing if rendered.count(line) < counts[line]]


def _words(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines without the numbers of notes."""
    return "".join(
        _words(inline.children) if isinstance(inline, Emphasis | Strong | Link) else plain_text([inline])
        for inline in inlines if not isinstance(inline, NoteRef)
    )  # fmt: skip


def _folded(text: str) -> str:
    """Return a text as it is compared: in NFC, without white space and what nobody sees, for lines are wrapped anew."""
    bare = _APART.sub("", text)
    seen = bare if bare.isascii() else "".join(char for char in bare if unicodedata.category(char) != "Cf")
    return "".join(unicodedata.normalize("NFC", seen).split())


def _text_of(page: str) -> str:
    """Return the words of a page, which is as an HTML serialiser writes it: values of attributes in double quotes."""
    return html.unescape(_TAG.sub("", _UNREAD.sub("", page)))
