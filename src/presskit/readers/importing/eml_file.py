"""An e-mail as a file (RFC 5322, MIME) → its texts, the pictures in them, and what is attached."""

from __future__ import annotations

import email
import email.errors
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32

from presskit.limits import MAIL_ATTACHMENTS, MAIL_PARAMETERS
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.text_file import decoded
from presskit.source import Span
from presskit.typography import clean

__all__ = ["Mail", "MailText", "read_mail"]

_HEAD = ("From", "To", "Cc", "Date", "Subject")
_WITH_PARAMETERS = frozenset({"content-type", "content-disposition"})
_DOCUMENTS = frozenset({".docx", ".odt", ".txt", ".md", ".html", ".htm", ".csv", ".tsv", ".xlsx"})


@dataclass(frozen=True, slots=True)
class MailText:
    """A text of a mail, as HTML or as plain text."""

    text: str
    html: bool = False


@dataclass(slots=True)
class Mail:
    """A mail: its ``texts`` in order, its ``pictures`` by content id, and the documents attached to it as (name, bytes)."""

    texts: list[MailText] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    documents: list[tuple[str, bytes]] = field(default_factory=list)


def read_mail(source: str, data: bytes, log: AuditLog) -> Mail:
    """Return what a mail holds. Its head is kept in the account of lines; what is attached and no document is reported."""
    mail = Mail()
    try:
        cut = dict[str, None]()
        message = email.message_from_bytes(data, policy=_Fields(cut=cut))  # type: ignore[call-arg]
    except RecursionError:  # the parser goes into each part within itself
        hint = "save what belongs to the release as files of their own"
        log.report(rules.UNREADABLE, Span(source), "the e-mail has more parts inside each other than can be read", hint)
        return mail
    for name in cut:
        told = f"a field «{name}» of the e-mail has more than {MAIL_PARAMETERS} characters; what comes behind them is not read"
        log.report(rules.UNREADABLE, Span(source), told, "save what belongs to the release as files of their own")
    for number, name in enumerate(_HEAD, 1):
        value = _header(message, name)
        if value:
            log.put(Span(f"{source} (head)", number), f"{name}: {value}", "left out: the head of the e-mail")
    if subject := _header(message, "Subject"):
        hint = "if the subject is the title, write it into the text"
        log.report(rules.FURNITURE, Span(source), f"the subject of the e-mail is left out: «{subject}»", hint)
    parts = [*_parts(message)]
    for part in parts[:MAIL_ATTACHMENTS]:
        _take(source, part, mail, log)
    if len(parts) > MAIL_ATTACHMENTS:
        message_ = f"the e-mail has {len(parts)} parts; the first {MAIL_ATTACHMENTS} were read"
        log.report(rules.UNREADABLE, Span(source), message_, "save what belongs to the release as files of their own")
    return mail


class _Fields(Compat32):
    """How fields are read: those with parameters, cut off one by one, up to a limit; ``cut`` names those that are longer."""

    cut: dict[str, None] | None = None

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        if name.lower() in _WITH_PARAMETERS and len(value) > MAIL_PARAMETERS and self.cut is not None:
            self.cut[name] = None
            value = value[:MAIL_PARAMETERS]
        return name, value


def _header(message: Message, name: str) -> str:
    raw = message.get(name, "")
    try:
        text = str(make_header(decode_header(raw)))
    except (email.errors.HeaderParseError, LookupError, UnicodeError, ValueError):
        text = str(raw)
    return " ".join(clean(text.encode("utf-8", "replace").decode()).split())


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that a reader sees: of alternatives the HTML, or else the last one that is a text."""
    todo = [message]
    while todo:
        part = todo.pop(0)
        inner = part.get_payload()
        if not part.is_multipart() or not isinstance(inner, list):
            yield part
            continue
        parts = [each for each in inner if isinstance(each, Message)]
        if part.get_content_type() == "multipart/alternative" and parts:
            todo[:0] = [next((each for each in reversed(parts) if _holds_html(each)), parts[0])]
        else:
            todo[:0] = parts


def _holds_html(part: Message) -> bool:
    inner = part.get_payload()
    html = part.get_content_type() == "text/html"
    return html or (part.get_content_type() == "multipart/related" and isinstance(inner, list) and any(map(_holds_html, inner)))


def _take(source: str, part: Message, mail: Mail, log: AuditLog) -> None:
    """Put a part where it belongs."""
    kind, name = part.get_content_type(), _name(part, len(mail.documents) + 1)
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    attached = part.get_content_disposition() == "attachment" or (name and not kind.startswith("image/"))
    if kind in {"text/html", "text/plain"} and not attached:
        mail.texts += _texts(source, part, data, log)
    elif kind.startswith("image/") and (content := str(part.get("Content-ID", "")).strip(" <>")) and not attached:
        mail.pictures[content] = data
    elif _suffix(name) in _DOCUMENTS and data:
        mail.documents.append((name, data))
        message = f"«{name}» is attached to the e-mail; it is imported too"
        log.report(rules.FURNITURE, Span(source), message, "look whether it belongs to the release")
    elif data:
        message = f"«{name or kind}» is attached to the e-mail ({kind}, {len(data)} bytes); it is not read"
        hint = "save a text as .docx or .txt, and a picture into the kit, if it belongs to the release"
        log.put(Span(f"{source} (attachments)", len(log.entries) + 1), name or kind, "left out: an attachment that is not read")
        log.report(rules.FURNITURE, Span(source), message, hint)


def _texts(source: str, part: Message, data: bytes, log: AuditLog) -> Iterator[MailText]:
    html = part.get_content_type() == "text/html"
    charset = str(part.get_content_charset() or "utf-8")
    try:
        text: str | None = data.decode(charset)
    except (LookupError, UnicodeError):
        text = decoded(source, data, log)
    if text and text.strip():
        flowed = not html and str(part.get_param("format", "")).lower() == "flowed"
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        joint = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
        yield MailText(_unflowed(text, joint) if flowed else text, html)


def _unflowed(text: str, joint: str) -> str:
    """Return a text with the lines joined that a space at their end makes one (RFC 3676)."""
    return re.sub(r"(?<=\S) \n(?!>|\n|-- \n)", joint, text)


def _name(part: Message, number: int) -> str:
    """Return the name of an attachment as a plain file name; empty where it has none."""
    try:
        raw = part.get_filename("") or ""
        text = str(make_header(decode_header(raw)))
    except (email.errors.HeaderParseError, LookupError, UnicodeError, ValueError, TypeError):
        text = ""
    name = re.sub(r"[\x00-\x1f\x7f<>:\"|?*]", "", re.split(r"[/\\]", text.encode("utf-8", "replace").decode())[-1]).strip(" .")
    return name if len(name) <= 120 else f"attachment-{number}{_suffix(name)}"


def _suffix(name: str) -> str:
    return f".{name.lower().rpartition('.')[2]}" if "." in name else ""
