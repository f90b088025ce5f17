"""MIME parts (RFC 2045, 2046): texts as quoted-printable with a place for the greeting, files as base64."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote

__all__ = [
    "GREETING",
    "OPENING",
    "Body",
    "Escapes",
    "Piece",
    "attached",
    "body",
    "escaped",
    "multipart",
    "quoted_printable",
    "unlike",
]

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
    lines = text.split("\n")
    last = len(lines) - 1
    return "\r\n".join(_line(line, ends or index < last) for index, line in enumerate(lines)).encode("ascii")


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
    marks = re.findall(f"{GREETING}|{OPENING}", text)
    pieces = re.split(f"{GREETING}|{OPENING}", text)
    encoded = [quoted_printable(piece, ends=index == len(marks)) for index, piece in enumerate(pieces)]
    last = len(marks)
    return Body(tuple(_parted(piece, index > 0, index < last) for index, piece in enumerate(encoded)), tuple(marks))


def _parted(piece: bytes, after: bool, before: bool) -> bytes:
    """Return a piece with a soft break at its begin, ``after`` a place, and at its end, ``before`` one."""
    if not piece:
        return piece
    return (_SOFT if after else b"") + piece + (b"" if not before or piece.endswith(b"\n") else _SOFT)


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
