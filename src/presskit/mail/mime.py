"""MIME (RFC 2045, 2046) and header fields (RFC 5322): texts as quoted-printable, files as base64, fields that are read back.

The fields of ``email.message.EmailMessage`` lose spaces of long subjects that are not ASCII (cpython #92081): here
``email.header.Header`` makes the encoded-words (RFC 2047), with white space between each two of them.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.charset import QP, Charset
from email.header import Header, decode_header
from email.parser import BytesHeaderParser
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import quote

from presskit.mail.addresses import Mailbox
from presskit.typography import clean

__all__ = [
    "GREETING", "OPENING", "Body", "Escapes", "HeaderError", "Piece", "ascii_field", "attached", "body",
    "checked_field", "date_field", "escaped", "identifier_field", "mailbox_field", "multipart", "one_line",
    "quoted_printable", "text_field", "unlike",
]  # fmt: skip

GREETING = "\ue000greeting\ue000"
OPENING = "\ue000opening\ue000"
"""They stand in a template where the greeting goes, and what is said of the attachments."""

Piece: TypeAlias = bytes | str
"""A piece of a message: bytes, or the name of a place that is filled for each recipient."""

LINE = 75
_SOFT = b"=\r\n"


class Escapes(dict[int, str]):
    """What stands for each character, by its code: what is not given is its octets in UTF-8, escaped (RFC 2045, 6.7)."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(f"={octet:02X}" for octet in chr(code).encode())
        return self[code]


_ESCAPES = Escapes({code: chr(code) for code in (*range(32, 127), ord("\t")) if code != ord("=")})


def quoted_printable(text: str, *, ends: bool = True) -> bytes:
    """Return ``text`` as quoted-printable (RFC 2045, 6.7), lines ended by CRLF, no character torn apart.

    No line begins with a full stop, which SMTP would double, or with «From », which mailboxes would quote. Unless it
    ``ends`` there, a space may be the last character: a soft line break must follow.
    """
    *lines, last = text.split("\n")
    return "\r\n".join([*(_line(line, True) for line in lines), _line(last, ends)]).encode("ascii")


def _line(text: str, ends: bool) -> str:
    """Return one line of text as one or more lines that soft breaks part."""
    whole = text.translate(_ESCAPES)
    if len(whole) <= LINE and not text.startswith((".", "From ")) and not text.endswith((" ", "\t")):
        return whole
    lines: list[str] = [""]
    for index, char in enumerate(text):
        mark = _ESCAPES[ord(char)]
        if char in " \t" and ends and index == len(text) - 1:
            mark = f"={ord(char):02X}"
        if len(lines[-1]) + len(mark) > LINE:
            lines.append("")
        if not lines[-1] and (char == "." or text.startswith("From ", index)):
            mark = f"={ord(char):02X}"
        lines[-1] += mark
    return "=\r\n".join(lines)


@dataclass(frozen=True, slots=True)
class Body:
    """A text part, encoded but for its places, whose ``marks`` stand between the ``pieces``."""

    pieces: tuple[bytes, ...]
    marks: tuple[str, ...]

    def filled(self, values: Mapping[str, Piece]) -> Iterator[Piece]:
        """Yield the pieces of the part, the value of each mark in its place."""
        yield self.pieces[0]
        for mark, piece in zip(self.marks, self.pieces[1:], strict=True):
            yield from (values[mark], piece)


def body(text: str) -> Body:
    """Return a text part with places where ``text`` has :data:`GREETING` or :data:`OPENING`.

    Soft line breaks part each place from what stands beside it, so that whatever fills it makes no line too long.
    """
    texts = re.split(f"({GREETING}|{OPENING})", text)
    last, pieces = len(texts) - 1, list[bytes]()
    for index in range(0, len(texts), 2):
        piece = quoted_printable(texts[index], ends=index == last)
        before = _SOFT if piece and index > 0 else b""
        after = _SOFT if piece and index < last and not piece.endswith(b"\n") else b""
        pieces.append(before + piece + after)
    return Body(tuple(pieces), tuple(texts[1::2]))


def escaped(text: str) -> str:
    """Return ``text`` as HTML has it."""
    return html.escape(text, quote=False)


def attached(name: str, media_type: str, data: bytes) -> Iterator[bytes]:
    """Yield the pieces of a part that carries a file; base64 in lines of 76 (RFC 2045, 6.8)."""
    kind = f" {media_type}" if len(media_type) < 60 else f"\r\n {media_type}"
    yield f"Content-Type:{kind}\r\nContent-Transfer-Encoding: base64\r\n".encode("ascii")
    yield f"Content-Disposition: attachment;\r\n {_filename(name)}\r\n\r\n".encode("ascii")
    yield base64.encodebytes(data).replace(b"\n", b"\r\n")


def _filename(name: str) -> str:
    """Return the parameter that names a file: quoted where it is ASCII, otherwise in the pieces of RFC 2231, 3 and 4."""
    if re.fullmatch(r"[A-Za-z0-9 ._+()-]{1,60}", name):
        return f'filename="{name}"'
    marks = re.findall(r"%..|[^%]", quote(name, safe=""))
    lines = [f"utf-8''{''.join(marks[:15])}", *("".join(marks[at : at + 18]) for at in range(15, len(marks), 18))]
    if len(lines) == 1:
        return f"filename*={lines[0]}"
    return ";\r\n ".join(f"filename*{number}*={line}" for number, line in enumerate(lines))


def unlike(*seeds: str) -> str:
    """Return a boundary that no part can hold: neither base64 nor quoted-printable has «=_» (RFC 2045, 6.7)."""
    return "=_presskit_" + hashlib.sha256("\x1f".join(seeds).encode()).hexdigest()[:24]


def multipart(boundary: str, parts: Iterable[Iterable[Piece]]) -> Iterator[Piece]:
    """Yield the pieces of a multipart's body (RFC 2046, 5.1.1)."""
    mark = f"--{boundary}\r\n".encode("ascii")
    for part in parts:
        yield from (mark, *part, b"\r\n")
    yield f"--{boundary}--\r\n".encode("ascii")


FOLD = 76
"""The columns of a line, within the 78 of RFC 5322, 2.1.1, and the 76 of RFC 2047, 2."""
LONGEST_NAME = 50
"""The longest name that is written in quotation marks; a longer one is encoded, so that it can be folded."""

_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_ADDRESS = re.compile(r"[^\s\x00-\x20\x7f<>()\[\]\\,;:\"@]+@[A-Za-z0-9.-]+")
_IDENTIFIER = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")
_MAILBOXES = frozenset({"From", "To", "Reply-To"})

_UTF8 = Charset("utf-8")
_UTF8.header_encoding = QP  # GMime (notmuch, Balsa) joins neighbouring base64 words and stops at padding

_BREAK = "\r\n"
_NEXT = b"Next: field\r\n\r\n"
"""What follows a field when it is read back, and is not found where the field ends the head of the message."""


class HeaderError(ValueError):
    """A value cannot stand in a header, or would be read as something else; the message says which."""


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
    """Return whether a text can stand as it is: ASCII, nothing like an encoded-word, no word too long for a line."""
    return text.isascii() and "=?" not in text and max(map(len, text.split(" ")), default=0) < FOLD


def _folded(name: str, text: str, *, encoded: bool) -> str:
    """Return the lines of a field, folded at its spaces, or as encoded-words (RFC 2047) that tear no character apart."""
    charset = _UTF8 if encoded else "us-ascii"
    return Header(text, charset, maxlinelen=FOLD, header_name=name).encode(splitchars=" ", linesep=_BREAK)


@lru_cache(maxsize=64)
def text_field(name: str, text: str) -> bytes:
    """Return a field of free text, such as the subject (RFC 5322, 3.6.5)."""
    text = one_line(text)
    return checked_field(name, _folded(name, text, encoded=not _is_plain(text)), text)


@lru_cache(maxsize=64)
def ascii_field(name: str, text: str) -> bytes:
    """Return a field whose ASCII value is written as it is, folded at its spaces."""
    if not _is_plain(text) or one_line(text) != text:
        raise HeaderError(f"«{name}» cannot hold «{one_line(text)[:60]}»")
    return checked_field(name, _folded(name, text, encoded=False), text)


def mailbox_field(name: str, box: Mailbox) -> bytes:
    """Return a field of one mailbox (RFC 5322, 3.4); the address stands whole in one line."""
    if not _ADDRESS.fullmatch(box.address):
        raise HeaderError(f"«{one_line(box.address)[:80]}» is not an address that «{name}» can hold")
    called = " ".join(one_line(box.name).split())  # readers differ in what they make of other spaces in a name
    if not called:
        return checked_field(name, box.address, f"<{box.address}>")
    shown = _phrase(name, called)
    last = len(shown.rpartition("\r\n")[2]) + (0 if "\r\n" in shown else len(name) + 2)
    gap = " " if last + len(box.address) + 3 <= FOLD else "\r\n "
    return checked_field(name, f"{shown}{gap}<{box.address}>", f"{called} <{box.address}>")


def _phrase(name: str, called: str) -> str:
    if not _is_plain(called) or len(called) > LONGEST_NAME:
        return _folded(name, called, encoded=True)
    if _ATOMS.fullmatch(called):
        return called
    return '"' + called.replace("\\", "\\\\").replace('"', '\\"') + '"'


def date_field(name: str, when: datetime) -> bytes:
    """Return a field of a moment, which carries its zone (RFC 5322, 3.3)."""
    if when.tzinfo is None:
        raise HeaderError(f"«{name}» needs a time with its zone")
    return ascii_field(name, format_datetime(when))


def identifier_field(name: str, value: str) -> bytes:
    """Return a field of one message identifier with its angle brackets (RFC 5322, 3.6.4)."""
    if not _IDENTIFIER.fullmatch(value) or len(value) > 250:
        raise HeaderError(f"«{one_line(value)[:80]}» is not a message identifier")
    return checked_field(name, value if len(name) + len(value) < FOLD else f"\r\n {value}", value)


def checked_field(name: str, lines: str, value: str) -> bytes:
    """Return the field ``name`` of these folded lines; raises :class:`HeaderError` unless a reader finds ``value`` in it."""
    data = f"{name}:{'' if lines.startswith(_BREAK) else ' '}{lines}{_BREAK}".encode()
    read = [(called, _read(called, str(text))) for called, text in BytesHeaderParser().parsebytes(data + _NEXT).raw_items()]
    if read != [(name, value), ("Next", "field")]:
        raise HeaderError(f"a header would be read as {read[0]}, but {(name, value)} was meant")
    return data


def _read(name: str, value: str) -> str:
    """Return what a reader makes of a field's lines."""
    text = re.sub(r"\r\n(?=[ \t])", "", value.encode("ascii", "surrogateescape").decode("utf-8", "replace")).strip()
    if name in _MAILBOXES and "<" in text:
        called, address = parseaddr(text)
        return f"{_decoded(called)} <{address}>" if called else f"<{address}>"
    return f"<{text}>" if name in _MAILBOXES and "@" in text else _decoded(text)


def _decoded(text: str) -> str:
    return "".join(part if isinstance(part, str) else part.decode(code or "ascii") for part, code in decode_header(text))
