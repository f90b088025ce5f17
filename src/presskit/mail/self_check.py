"""A message template checked: a message of it is parsed as mail clients do, and its texts are held against the transcript."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

from presskit.mail.addresses import Mailbox, Recipient
from presskit.mail.headers import one_line
from presskit.mail.message_template import Letter
from presskit.model.document import Emphasis, Inline, Link, NoteRef, Strong, plain_text
from presskit.model.edition import Edition, transcript

__all__ = ["differences", "unsaid"]

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


_APART = re.compile(r"<(?:https?|mailto|tel|ftp)?:?[^<>\s]*>|\[\d+\]")
"""What the forms have beside the words: the address of a link, the number of a note."""

_UNREAD = frozenset({"head", "script", "style"})


def unsaid(letter: Letter, edition: Edition) -> Iterator[tuple[str, list[str]]]:
    """Yield each form of the text that leaves lines of the edition out, or says them in another order, with those lines."""
    text, page = letter.said()
    lines = {_folded(each.text): each.text for each in transcript(edition, _words)}
    told = [line for each in transcript(edition, _words) if (line := _folded(each.text))]
    for form, said in (("text", text), ("HTML", _text_of(page))):
        missing = _missing(told, _folded(said))
        if missing:
            yield form, [lines[line] for line in missing]


def _missing(told: list[str], said: str) -> list[str]:
    """Return the lines that do not follow, each after the one before it; one said elsewhere as often as it is told is there."""
    missing, at = [], 0
    for line in told:
        found = said.find(line, at)
        if found >= 0:
            at = found + len(line)
        else:
            missing.append(line)
    counts = Counter(told)
    return [line for line in missing if said.count(line) < counts[line]]


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
