"""Header fields: words → folded, encoded lines, which are read back and compared before they are used.

The fields of ``email.message.EmailMessage`` lose spaces of long subjects that are not ASCII (cpython #92081): here the
encoded-words (RFC 2047) are made with white space between each two of them, as ``email.header.Header`` makes them.

A field that is in the strict form of its grammar has one reading, and is compared with that; any other is read by the
standard library's parser. Fields that are the same in many messages are made and read back once.
"""

from __future__ import annotations

import binascii
import re
import string
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.header import decode_header
from email.parser import BytesHeaderParser
from email.utils import format_datetime, parseaddr
from functools import lru_cache

from presskit.mail.addresses import Mailbox
from presskit.mail.mime import Escapes
from presskit.typography import clean

__all__ = ["Field", "HeaderError", "date", "identifier", "mailbox", "one_line", "plain", "proved", "words"]

FOLD = 76
"""The columns of a line, within the 78 of RFC 5322, 2.1.1, and the 76 of RFC 2047, 2."""
LONGEST_NAME = 50
"""The longest name that is written in quotation marks; a longer one is encoded, so that it can be folded."""

_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_ADDRESS = re.compile(r"[^\s\x00-\x20\x7f<>()\[\]\\,;:\"@]+@[A-Za-z0-9.-]+")
_IDENTIFIER = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")
_MAILBOXES = frozenset({"From", "To", "Reply-To"})

_ATEXT = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_DOT_ATOMS = rf"{_ATEXT}(?:\.{_ATEXT})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
_MAILBOX = re.compile(rf"(?:({_ATEXT}(?:(?:\r\n)? {_ATEXT})*)(?:\r\n)? <({_DOT_ATOMS})>|({_DOT_ATOMS}))")
"""A mailbox without quotation marks, comments and obsolete forms (RFC 5322, 3.2.3, 3.4): its phrase, its address."""

# GMime (notmuch, Balsa) joins neighbouring base64 words before it decodes them, and stops at the first one's padding.
_BEGIN, _END = "=?utf-8?q?", "?="
_WORD = re.compile(r"=\?utf-8\?q\?([^?]*)\?=")
_ESCAPES = Escapes({ord(char): char for char in string.ascii_letters + string.digits + "-!*+/"} | {ord(" "): "_"})
"""What a phrase may have in an encoded-word as it is (RFC 2047, 5), and the space."""

_BREAK = "\r\n"
_NEXT = b"Next: field\r\n\r\n"
"""What follows a field when it is read back, and is not found where the field ends the head of the message."""


class HeaderError(ValueError):
    """A value cannot stand in a header, or would be read as something else; the message says which."""


@dataclass(frozen=True, slots=True)
class Field:
    """A header field as its lines, and the ``meant`` value that a reader must find in it."""

    name: str
    lines: str
    meant: str


def one_line(text: str) -> str:
    r"""Return ``text`` fit for a header: one line, in NFC, without controls and marks of direction.

    ``\x0b`` (Word's line break), U+2028 and their like become a space, so no header can end before its end.
    """
    tidy = unicodedata.normalize("NFC", text) if text.isprintable() else _printable(text)
    return " ".join(part for part in tidy.split(" ") if part).strip()


def _printable(text: str) -> str:
    tidy = clean(_UNSEEN.sub("", text))
    return "".join("\ufffd" if unicodedata.category(c) == "Cs" else c for c in tidy if unicodedata.category(c) != "Cc")


def _is_plain(text: str) -> bool:
    """Tell whether a text can stand as it is: ASCII, nothing like an encoded-word, no word too long for a line."""
    return text.isascii() and "=?" not in text and max(map(len, text.split(" ")), default=0) < FOLD


def _encoded(name: str, text: str) -> str:
    """Return as many encoded-words as lines are needed, no character torn apart."""
    room = FOLD - len(_BEGIN) - len(_END)
    lines, left = [""], room - len(name) - len(": ")
    for char in text:
        mark = _ESCAPES[ord(char)]
        if len(mark) > left:
            lines.append("")
            left = room - len(" ")
        lines[-1] += mark
        left -= len(mark)
    return "\r\n ".join(f"{_BEGIN}{line}{_END}" for line in lines)


def _folded(name: str, text: str) -> str:
    lines, room = [""], FOLD - len(name) - 2
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if len(joined) > room and lines[-1]:
            lines.append(word)
            room = FOLD - 1
        else:
            lines[-1] = joined
    return "\r\n ".join(lines)


@lru_cache(maxsize=64)
def words(name: str, text: str) -> bytes:
    """Return a field of free text, such as the subject (RFC 5322, 3.6.5)."""
    text = one_line(text)
    return proved(Field(name, _folded(name, text) if _is_plain(text) else _encoded(name, text), text))


@lru_cache(maxsize=64)
def plain(name: str, text: str) -> bytes:
    """Return a field whose ASCII value is written as it is, folded at its spaces."""
    if not _is_plain(text) or one_line(text) != text:
        raise HeaderError(f"«{name}» cannot hold «{one_line(text)[:60]}»")
    return proved(Field(name, _folded(name, text), text))


def mailbox(name: str, box: Mailbox) -> bytes:
    """Return a field of one mailbox (RFC 5322, 3.4); the address stands whole in one line."""
    if not _ADDRESS.fullmatch(box.address):
        raise HeaderError(f"«{one_line(box.address)[:80]}» is not an address that «{name}» can hold")
    called = " ".join(one_line(box.name).split())  # readers differ in what they make of other spaces in a name
    if not called:
        return proved(Field(name, box.address, f"<{box.address}>"))
    shown = _phrase(name, called)
    last = len(shown.rpartition("\r\n")[2]) + (0 if "\r\n" in shown else len(name) + 2)
    gap = " " if last + len(box.address) + 3 <= FOLD else "\r\n "
    return proved(Field(name, f"{shown}{gap}<{box.address}>", f"{called} <{box.address}>"))


def _phrase(name: str, called: str) -> str:
    if not _is_plain(called) or len(called) > LONGEST_NAME:
        return _encoded(name, called)
    if _ATOMS.fullmatch(called):
        return called
    return '"' + called.replace("\\", "\\\\").replace('"', '\\"') + '"'


def date(name: str, when: datetime) -> bytes:
    """Return a field of a moment, which carries its zone (RFC 5322, 3.3)."""
    if when.tzinfo is None:
        raise HeaderError(f"«{name}» needs a time with its zone")
    return plain(name, format_datetime(when))


def identifier(name: str, value: str) -> bytes:
    """Return a field of one message identifier with its angle brackets (RFC 5322, 3.6.4)."""
    if not _IDENTIFIER.fullmatch(value) or len(value) > 250:
        raise HeaderError(f"«{one_line(value)[:80]}» is not a message identifier")
    return proved(Field(name, value if len(name) + len(value) < FOLD else f"\r\n {value}", value))


def proved(field: Field) -> bytes:
    """Return the field as it stands in a message; raises :class:`HeaderError` unless a reader finds it and what was meant."""
    data = f"{field.name}:{'' if field.lines.startswith(_BREAK) else ' '}{field.lines}{_BREAK}".encode()
    if _strictly_read(field) == field.meant:
        return data
    read = BytesHeaderParser().parsebytes(data + _NEXT).raw_items()
    found, meant = [(name, _read(name, str(value))) for name, value in read], (field.name, field.meant)
    if found != [meant, ("Next", "field")]:
        raise HeaderError(f"a header would be read as {found[0]}, but {meant} was meant")
    return data


def _strictly_read(field: Field) -> str | None:
    """Return the one reading of a field in the strict form of its grammar; None where a parser must tell."""
    if field.name in _MAILBOXES:
        found = _MAILBOX.fullmatch(field.lines)
        return found and _named(*found.groups())
    evident = field.lines.isascii() and field.lines.isprintable() and "=?" not in field.lines
    return field.lines.strip(" ") if evident else None


def _named(phrase: str | None, address: str | None, bare: str | None) -> str | None:
    """Return name and address; None where only a part of the phrase is encoded-words."""
    if phrase is None:
        return f"<{bare}>"
    if "=?" not in phrase:
        return f"{phrase} <{address}>"
    coded = [_WORD.fullmatch(word) for word in phrase.replace(_BREAK, "").split(" ")]
    octets = (binascii.a2b_qp(word[1], header=True) for word in coded if word)
    called = "".join(each.decode("utf-8", "surrogateescape") for each in octets)  # a torn character equals no other
    return f"{called} <{address}>" if all(coded) else None


def _read(name: str, value: str) -> str:
    """Return what a reader makes of a field's lines."""
    text = re.sub(r"\r\n(?=[ \t])", "", value.encode("ascii", "surrogateescape").decode("utf-8", "replace")).strip()
    if name in _MAILBOXES and "<" in text:
        called, address = parseaddr(text)
        return f"{_decoded(called)} <{address}>" if called else f"<{address}>"
    return f"<{text}>" if name in _MAILBOXES and "@" in text else _decoded(text)


def _decoded(text: str) -> str:
    parts = decode_header(text)
    return "".join(part if isinstance(part, str) else part.decode(codec or "ascii") for part, codec in parts)
