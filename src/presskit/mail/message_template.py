"""A message template, the same for all recipients of one language, the messages that are made of it, and their check.

The text is encoded and the attachments are wrapped once, when the template is made, and the parts are put together once for
each choice of files; a message is then a few headers, the greeting, and pieces that are joined.
"""

from __future__ import annotations

import hashlib
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
from html.parser import HTMLParser

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
    part = b"".join(mime.attached(called, file.media_type, file.data))
    return Attachment(output, called, file.media_type, len(file.data), hashlib.sha256(file.data).hexdigest(), part)


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
        rendered = (self.release_id, str(self.version), self.language, self.subject, self.text, self.html)
        carried = (each for attachment in self.attachments for each in (attachment.name, attachment.sha256))
        greeting = (self.greeting.named, self.greeting.bare, self.greeting.attached, self.greeting.alone)
        parts = (*rendered, *greeting, self.unsubscribe, *self.usual, *carried)
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
        and compared before the message is returned: :class:`~presskit.mail.mime.HeaderError` otherwise.
        """
        fields = [mime.date_field("Date", date), _from(sender, reply_to), mime.mailbox_field("To", recipient.mailbox)]
        fields += [mime.text_field("Subject", self.subject), mime.identifier_field("Message-ID", message_id)]
        return self._whole([*fields, *_thread(in_reply_to), *self._list()], recipient)

    def draft(
        self, recipient: Recipient | None = None, *, sender: Mailbox | None = None, reply_to: Mailbox | None = None
    ) -> bytes:
        """Return an unsent message: ``X-Unsent``, no ``Date``, no ``Message-ID``; without recipient it is to nobody yet."""
        nobody = mime.ascii_field("To", "undisclosed-recipients:;")  # RFC 6854: a group without members
        to = mime.mailbox_field("To", recipient.mailbox) if recipient else nobody
        fields = [mime.ascii_field("X-Unsent", "1"), _from(sender, reply_to), to, mime.text_field("Subject", self.subject)]
        return self._whole(fields, recipient)

    def _list(self) -> Iterator[bytes]:
        """Yield the field by which mail clients offer to leave the list (RFC 2369, 3.2)."""
        if self.unsubscribe:
            yield mime.ascii_field("List-Unsubscribe", f"<mailto:{self.unsubscribe}?subject=unsubscribe>")

    def _whole(self, fields: Sequence[bytes], recipient: Recipient | None) -> bytes:
        greeting = self.greeting.to(recipient.name if recipient else "")
        rendered = {PLAIN: _quoted(greeting), HTML: _quoted(mime.escaped(greeting))}
        pieces = (each if isinstance(each, bytes) else rendered[each] for each in self._frame(recipient))
        return b"".join([*fields, *pieces])

    def _frame(self, recipient: Recipient | None) -> tuple[mime.Piece, ...]:
        """Return all that does not differ between those who get the same files; the greetings have their places in it."""
        own = recipient.attachments if recipient else None
        if own not in self._frames:
            self._frames[own] = tuple(self._framed(self.chosen(recipient)))
        return self._frames[own]

    def _framed(self, files: Sequence[Attachment]) -> Iterator[mime.Piece]:
        outer, inner = mime.unlike(self.release_id, self.language), mime.unlike(self.release_id, self.language, "text")
        alternative = mime.ascii_field("Content-Type", f'multipart/alternative; boundary="{inner}"')
        mixed = mime.ascii_field("Content-Type", f'multipart/mixed; boundary="{outer}"')
        yield from (mime.ascii_field("MIME-Version", "1.0"), mime.ascii_field("Content-Language", self.language))
        rendered = [alternative, b"\r\n", *mime.multipart(inner, self._texts(files))]
        if files:
            yield from (mixed, b"\r\n", *mime.multipart(outer, [rendered, *([each.part] for each in files)]))
        else:
            yield from rendered

    def rendered(self, recipient: Recipient | None = None) -> tuple[str, str]:
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
    fields = [mime.mailbox_field("From", sender)] if sender else []
    if reply_to and reply_to != sender:
        fields.append(mime.mailbox_field("Reply-To", reply_to))
    return b"".join(fields)


def _thread(earlier: str | None) -> Iterator[bytes]:
    """Yield the fields by which a correction stands below what it corrects (RFC 5322, 3.6.4)."""
    if earlier:
        yield mime.identifier_field("In-Reply-To", earlier)
        yield mime.identifier_field("References", earlier)


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
    return [*_in_form(data, sender), *_in_words(template, read), *_in_files(template, read)]


def _in_form(data: bytes, sender: Mailbox | None) -> Iterator[str]:
    lines = data.split(b"\r\n")
    if any(len(line) > LONGEST or b"\n" in line or b"\r" in line for line in lines):
        yield "the length of the lines"
    if any(line.startswith(b".") for line in lines):
        yield "a full stop at a line's beginning"
    if not data.isascii() and not (sender and sender.needs_smtputf8):
        yield "the seven bits of each octet"


def _in_words(template: MessageTemplate, read: EmailMessage) -> Iterator[str]:
    text, page = template.rendered(_READER)
    if read["Subject"] != one_line(template.subject):
        yield "the subject"
    for kind, meant in (("plain", text), ("html", page)):
        part = read.get_body((kind,))
        if part is None or part.get_content().replace("\r\n", "\n") != meant:
            yield f"the text ({kind})"


def _in_files(template: MessageTemplate, read: EmailMessage) -> Iterator[str]:
    meant = [(each.name, each.media_type.partition(";")[0], each.sha256) for each in template.chosen(_READER)]
    found = [(part.get_filename(), part.get_content_type(), _sha256(part)) for part in read.iter_attachments()]
    if found != meant:
        yield "the attachments"


def _sha256(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    return hashlib.sha256(data if isinstance(data, bytes) else b"").hexdigest()


_APART = re.compile(r"<(?:https?|mailto|tel|ftp)?:?[^<>\s]*>|\[\d+\]")
"""What the forms have beside the words: the address of a link, the number of a note."""

_UNREAD = frozenset({"head", "script", "style"})


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
    return "".join(_word(inline) for inline in inlines)


def _word(inline: Inline) -> str:
    match inline:
        case NoteRef():
            return ""
        case Emphasis(children=children) | Strong(children=children) | Link(children=children):
            return _words(children)
        case _:
            return plain_text([inline])


def _folded(text: str) -> str:
    """Return a text as it is compared: in NFC, without white space and what nobody sees, for lines are wrapped anew."""
    bare = _APART.sub("", text)
    seen = bare if bare.isascii() else "".join(char for char in bare if unicodedata.category(char) != "Cf")
    return "".join(unicodedata.normalize("NFC", seen).split())


class _Reader(HTMLParser):
    """Takes the words out of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- as it is called
        self.unread += tag in _UNREAD

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in _UNREAD

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.parts.append(data)


def _text_of(page: str) -> str:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.parts)
