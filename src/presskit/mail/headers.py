"""Header fields: words → folded, encoded lines, which are parsed back and compared before they are used.

The fields of ``email.message.EmailMessage`` lose spaces of long subjects that are not ASCII (cpython #92081): here the
encoded-words (RFC 2047) are made with white space between each two of them, as ``email.header.Header`` makes them.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import decode_header
from email.parser import BytesHeaderParser
from email.utils import format_datetime, parseaddr
from functools import lru_cache

from presskit.mail.addresses import Mailbox
from presskit.mail.mime import Escapes
from presskit.typography import clean

__all__ = ["Field", "HeaderError", "date", "head", "identifier", "mailbox", "one_line", "plain", "words"]

FOLD = 76
"""The columns of a line, within the 78 of RFC 5322, 2.1.1, and the 76 of RFC 2047, 2."""
LONGEST_NAME = 50
"""The longest name that is written in quotation marks; a longer one is encoded, so that it can be folded."""

_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_ADDRESS = re.compile(r"[^\s\x00-\x20\x7f<>()\[\]\\,;:\"@]+@[A-Za-z0-9.-]+")
_IDENTIFIER = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")


# GMime (notmuch, Balsa) joins neighbouring base64 words before it decodes them, and stops at the first one's padding.
_BEGIN, _END = "=?utf-8?q?", "?="
_ESCAPES = Escapes({ord(char): char for char in string.ascii_letters + string.digits + "-!*+/"} | {ord(" "): "_"})
"""What a phrase may have in an encoded-word as it is (RFC 2047, 5), and the space."""


class HeaderError(ValueError):
    """A value cannot stand in a header, or would be read as something else; the message says which."""


@dataclass(frozen=True, slots=True)
class Field:
    """A header field as its lines, and the ``meant`` value that a reader must find in it."""

    name: str
    lines: str
    meant: str

    @property
    def text(self) -> str:
        """The field with its name, as it stands in the message."""
        gap = "" if self.lines.startswith("\r\n") else " "
        return f"{self.name}:{gap}{self.lines}\r\n"


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


def words(name: str, text: str) -> Field:
    """Return a field of free text, such as the subject (RFC 5322, 3.6.5)."""
    text = one_line(text)
    return Field(name, _folded(name, text) if _is_plain(text) else _encoded(name, text), text)


def plain(name: str, text: str) -> Field:
    """Return a field whose ASCII value is written as it is, folded at its spaces."""
    if not _is_plain(text) or one_line(text) != text:
        raise HeaderError(f"«{name}» cannot hold «{one_line(text)[:60]}»")
    return Field(name, _folded(name, text), text)


@lru_cache(maxsize=64)
def mailbox(name: str, box: Mailbox) -> Field:
    """Return a field of one mailbox (RFC 5322, 3.4); the address stands whole in one line."""
    if not _ADDRESS.fullmatch(box.address):
        raise HeaderError(f"«{one_line(box.address)[:80]}» is not an address that «{name}» can hold")
    called = " ".join(one_line(box.name).split())  # readers differ in what they make of other spaces in a name
    if not called:
        return Field(name, box.address, f"<{box.address}>")
    shown = _phrase(name, called)
    last = len(shown.rpartition("\r\n")[2]) + (0 if "\r\n" in shown else len(name) + 2)
    gap = " " if last + len(box.address) + 3 <= FOLD else "\r\n "
    return Field(name, f"{shown}{gap}<{box.address}>", f"{called} <{box.address}>")


def _phrase(name: str, called: str) -> str:
    if not _is_plain(called) or len(called) > LONGEST_NAME:
        return _encoded(name, called)
    if _ATOMS.fullmatch(called):
        return called
    return '"' + called.replace("\\", "\\\\").replace('"', '\\"') + '"'


def date(name: str, when: datetime) -> Field:
    """Return a field of a moment, which carries its zone (RFC 5322, 3.3)."""
    if when.tzinfo is None:
        raise HeaderError(f"«{name}» needs a time with its zone")
    return plain(name, format_datetime(when))


def identifier(name: str, value: str) -> Field:
    """Return a field of one message identifier with its angle brackets (RFC 5322, 3.6.4)."""
    if not _IDENTIFIER.fullmatch(value) or len(value) > 250:
        raise HeaderError(f"«{one_line(value)[:80]}» is not a message identifier")
    return Field(name, value if len(name) + len(value) < FOLD else f"\r\n {value}", value)


def head(fields: Sequence[Field]) -> bytes:
    """Return the fields as bytes; raises :class:`HeaderError` unless a reader finds exactly them and what was meant."""
    data = "".join(field.text for field in fields).encode()
    found = [(name, _read(name, str(value))) for name, value in BytesHeaderParser().parsebytes(data + b"\r\n").raw_items()]
    meant = [(field.name, field.meant) for field in fields]
    if found != meant:
        odd = next((pair for pair in _pairs(found, meant) if pair[0] != pair[1]), (None, None))
        raise HeaderError(f"a header would be read as {odd[0]}, but {odd[1]} was meant")
    return data


def _pairs(found: Sequence[object], meant: Sequence[object]) -> Iterable[tuple[object, object]]:
    missing = [None] * max(len(found), len(meant))
    return zip([*found, *missing][: len(missing)], [*meant, *missing][: len(missing)], strict=True)


def _read(name: str, value: str) -> str:
    """Return what a reader makes of a field's lines."""
    text = re.sub(r"\r\n(?=[ \t])", "", value.encode("ascii", "surrogateescape").decode("utf-8", "replace")).strip()
    if name in {"From", "To", "Reply-To"} and "<" in text:
        called, address = parseaddr(text)
        return f"{_decoded(called)} <{address}>" if called else f"<{address}>"
    return f"<{text}>" if name in {"From", "To", "Reply-To"} and "@" in text else _decoded(text)


@lru_cache(maxsize=64)
def _decoded(text: str) -> str:
    parts = decode_header(text)
    return "".join(part if isinstance(part, str) else part.decode(codec or "ascii") for part, codec in parts)
