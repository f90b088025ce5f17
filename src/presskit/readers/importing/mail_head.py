"""The head of a mail, and of each of its parts (RFC 5322, MIME): what its fields say, in encodings that a text may have."""

from __future__ import annotations

import email
import email.errors
import re
from collections.abc import Sequence
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32

from presskit.formats.charsets import codec_of
from presskit.limits import MAIL_PARAMETERS
from presskit.typography import clean

__all__ = ["TooLongFieldError", "charset_of", "file_name", "header", "parsed"]

_FAULTS = (email.errors.HeaderParseError, LookupError, UnicodeError, ValueError, TypeError)


class TooLongFieldError(Exception):
    """A field that says what a part is has more characters than are read; its name."""


class _Policy(Compat32):
    """Python's usual policy, but for fields that its parser would take apart piece by piece, each time from their beginning."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        if name.lower().startswith("content-") and len(value) > MAIL_PARAMETERS:
            raise TooLongFieldError(name[:40])
        return name, value


def parsed(data: bytes) -> Message:
    """Return a mail; raises :class:`TooLongFieldError`, and ``RecursionError`` for parts without end inside each other."""
    return email.message_from_bytes(data, policy=_Policy())


def header(message: Message, name: str) -> str:
    """Return what a field says; as it stands where that cannot be told."""
    raw = message.get(name, "")
    try:
        text = _words(str(raw))
    except _FAULTS:
        text = str(raw)
    return " ".join(clean(text.encode("utf-8", "replace").decode()).split())


def _words(raw: str) -> str:
    """Return a field with its encoded words (RFC 2047) read; raises ``LookupError`` where one names no encoding of texts."""
    pieces = decode_header(raw)
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
