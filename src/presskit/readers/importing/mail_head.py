"""The head of a mail, and of each of its parts (RFC 5322, MIME): what its fields say, in encodings that a text may have."""

from __future__ import annotations

import email
import email.errors
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32

from presskit.formats.charsets import codec_of
from presskit.limits import MAIL_PARAMETERS
from presskit.typography import clean

__all__ = ["CutField", "charset_of", "file_name", "header", "parsed"]

_BETWEEN_WORDS = re.compile(r"\?=(?=[ \t]+=\?)")
_FAULTS = (email.errors.HeaderParseError, LookupError, UnicodeError, ValueError, TypeError)


@dataclass(frozen=True, slots=True)
class CutField:
    """A field that says what a part is, in a line of the mail, and the rest of it that is not read."""

    name: str
    line: int
    rest: str


class _Policy(Compat32):
    """Python's usual policy, but for fields that its parser would take apart piece by piece, each time from their beginning.

    Of these it reads whole parameters up to a limit; ``cut`` gets each, with its lines as they stand and what is not read.
    """

    cut: list[tuple[str, str, str]]

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        if not name.lower().startswith("content-") or len(value) <= MAIL_PARAMETERS:
            return name, value
        start = value[:MAIL_PARAMETERS]
        start = start.rpartition(";")[0] or start
        self.cut.append((name, "".join(sourcelines), value[len(start) :]))
        return name, start


def parsed(data: bytes) -> tuple[Message, tuple[CutField, ...]]:
    """Return a mail, and the fields that were not read to their end.

    Raises ``RecursionError`` for parts without end inside each other.
    """
    policy, cut = _Policy(), list[tuple[str, str, str]]()
    vars(policy)["cut"] = cut  # a policy refuses attributes that the standard ones have not
    message = email.message_from_bytes(data, policy=policy)
    return message, tuple(_placed(cut, data.decode("ascii", "surrogateescape")) if cut else ())


def _placed(cut: Sequence[tuple[str, str, str]], text: str) -> Iterator[CutField]:
    """Yield the fields with the lines of ``text`` in which they begin."""
    at = 0
    line = 1
    for name, field, rest in cut:
        found = max(text.find(field, at), at)
        line += text.count("\n", at, found)
        shown, whole = (clean(each.encode("utf-8", "replace").decode()) for each in (name, rest))
        yield CutField(" ".join(shown.split())[:40], line, " ".join(whole.split()))
        line += field.count("\n")
        at = found + len(field)


def header(message: Message, name: str) -> str:
    """Return what a field says; as it stands where that cannot be told."""
    raw = message.get(name, "")
    try:
        text = _words(str(raw))
    except _FAULTS:
        text = str(raw)
    return " ".join(clean(text.encode("utf-8", "replace").decode()).split())


def _words(raw: str) -> str:
    """Return a field with its encoded words (RFC 2047) read; raises ``LookupError`` where one names no encoding of texts.

    Each word gets a line of its own first, for Python takes those of a line one by one from the front of a list, in time
    that grows with the square (https://github.com/python/cpython/issues/143542).
    """
    pieces = decode_header(_BETWEEN_WORDS.sub("?=\n", raw))
    if any(charset and not codec_of(charset) for _, charset in pieces):
        raise LookupError
    return str(make_header([(piece, charset and codec_of(charset)) for piece, charset in pieces]))


def charset_of(part: Message) -> str:
    """Return the name of the encoding that a part says it is in; empty where it says none."""
    value = _plain(part.get_param("charset"))
    return value.strip().strip("'\"")


def file_name(part: Message, number: int) -> str:
    """Return the name of an attachment as a plain file name; empty where it has none."""
    given = part.get_param("filename", header="content-disposition") or part.get_param("name")
    try:
        text = _words(_plain(given))
    except _FAULTS:
        text = ""
    name = re.sub(r"[\x00-\x1f\x7f<>:\"|?*]", "", re.split(r"[/\\]", text.encode("utf-8", "replace").decode())[-1]).strip(" .")
    return name if len(name) <= 120 else f"attachment-{number}{'.' + name.rpartition('.')[2] if '.' in name else ''}"


def _plain(value: str | Sequence[str | None] | None) -> str:
    """Return a parameter's value, decoded where it says in which encoding it is (RFC 2231)."""
    if value is None or isinstance(value, str):
        return value or ""
    charset, _, text = value
    codec = codec_of(charset or "ascii")
    return (text or "").encode("latin-1", "replace").decode(codec or "ascii", "replace")
