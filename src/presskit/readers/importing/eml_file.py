"""An e-mail as a file (RFC 5322, MIME) → its texts, the pictures in them, and what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from html import escape

from presskit.formats.charsets import codec_of
from presskit.limits import IMPORT_TEXT_BYTES, MAIL_ATTACHMENTS, MAIL_PARAMETERS
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.mail_alternatives import lose_other_words
from presskit.readers.importing.mail_head import charset_of, file_name, header, parsed
from presskit.readers.importing.text_file import decoded, report_charset, report_too_large
from presskit.source import Span

__all__ = ["Mail", "MailText", "read_mail"]

_HEAD = ("From", "To", "Cc", "Date", "Subject")
_SHOWN = 200
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
    message = _opened(source, data, log)
    if message is None:
        return mail
    for number, name in enumerate(_HEAD, 1):
        value = header(message, name)
        if value:
            log.put(Span(f"{source} (head)", number), f"{name}: {value}", "left out: the head of the e-mail")
    if subject := header(message, "Subject"):
        hint = "if the subject is the title, write it into the text"
        log.report(rules.FURNITURE, Span(source), f"the subject of the e-mail is left out: «{subject}»", hint)
    parts = [*_parts(message)]
    for part, chosen in parts[:MAIL_ATTACHMENTS]:
        if chosen is not None and _is_text(part):
            _compare(source, part, chosen, log)
        else:
            _take(source, part, mail, log)
    if len(parts) > MAIL_ATTACHMENTS:
        message_ = f"the e-mail has {len(parts)} parts; the first {MAIL_ATTACHMENTS} were read"
        log.report(rules.UNREADABLE, Span(source), message_, "save what belongs to the release as files of their own")
    if (size := sum(len(text.text) for text in mail.texts)) > IMPORT_TEXT_BYTES:
        report_too_large(source, size, log)
        mail.texts.clear()
    return mail


def _opened(source: str, data: bytes, log: AuditLog) -> Message | None:
    hint = "save what belongs to the release as files of their own"
    try:
        message, cut = parsed(data)
    except RecursionError:  # the parser goes into each part within itself
        log.report(rules.UNREADABLE, Span(source), "the e-mail has more parts inside each other than can be read", hint)
        return None
    for each in cut:
        place = Span(f"{source} (fields)", each.line)
        why = f"the field «{each.name}» has more than {MAIL_PARAMETERS:,} characters; the last {len(each.rest):,} are not read"
        log.put(place, f"{each.name}: …{each.rest[:_SHOWN]}", f"left out: {why}")
        log.report(rules.FURNITURE, place, f"line {each.line} of the e-mail: {why}", hint)
    return message


def _parts(message: Message) -> Iterator[tuple[Message, Message | None]]:
    """Yield the parts that a reader sees: of alternatives the HTML, or else the first.

    Those in place of which another one is read follow it, each with that one.
    """
    todo: list[tuple[Message, Message | None]] = [(message, None)]
    while todo:
        part, chosen = todo.pop(0)
        inner = part.get_payload()
        if not part.is_multipart() or not isinstance(inner, list):
            yield part, chosen
            continue
        parts = [each for each in inner if isinstance(each, Message)]
        if part.get_content_type() == "multipart/alternative" and parts and chosen is None:
            best = next((each for each in reversed(parts) if _holds_html(each)), parts[0])
            todo[:0] = [(best, None), *((each, best) for each in parts if each is not best)]
        else:
            todo[:0] = [(each, chosen) for each in parts]


def _is_text(part: Message) -> bool:
    return _kind(part) in {"text/html", "text/plain"} and part.get_content_disposition() != "attachment"


def _kind(part: Message) -> str:
    """Return what a part is; one of several parts that nobody can tell apart is a plain text."""
    kind = part.get_content_type()
    return "text/plain" if kind.startswith("multipart/") and isinstance(part.get_payload(), str) else kind


def _compare(source: str, part: Message, chosen: Message, log: AuditLog) -> None:
    """Ask about the words of a part that was not read and that the ``chosen`` one does not have."""
    texts = [_text(source, each, AuditLog()) for each in chosen.walk() if _is_text(each)]
    read = "\n".join(text.text if text.html else escape(text.text) for text in texts if text)
    other = _text(source, part, log)
    if other:
        lose_other_words(source, (read, True), (other.text, other.html), log)


def _holds_html(part: Message) -> bool:
    inner = part.get_payload()
    html = part.get_content_type() == "text/html"
    return html or (part.get_content_type() == "multipart/related" and isinstance(inner, list) and any(map(_holds_html, inner)))


def _take(source: str, part: Message, mail: Mail, log: AuditLog) -> None:
    """Put a part where it belongs."""
    kind, name = _kind(part), file_name(part, len(mail.documents) + 1)
    data = _data(part)
    attached = part.get_content_disposition() == "attachment" or (name and not kind.startswith("image/"))
    if kind in {"text/html", "text/plain"} and not attached:
        mail.texts += filter(None, [_text(source, part, log)])
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


def _data(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(source: str, part: Message, log: AuditLog) -> MailText | None:
    """Return the text of a part; None where it has none, or one that cannot be read."""
    html, data = part.get_content_type() == "text/html", _data(part)
    if len(data) > IMPORT_TEXT_BYTES:
        report_too_large(source, len(data), log)
        return None
    charset = charset_of(part)
    codec = codec_of(charset or "utf-8")
    if not codec:
        report_charset(source, charset, log)
    try:
        text = data.decode(codec) if codec else decoded(source, data, log)
    except UnicodeError:
        text = decoded(source, data, log)
    if not text or not text.strip():
        return None
    flowed = not html and str(part.get_param("format", "")).lower() == "flowed"
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    joint = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    return MailText(_unflowed(text, joint) if flowed else text, html)


def _unflowed(text: str, joint: str) -> str:
    """Return a text with the lines joined that a space at their end makes one (RFC 3676)."""
    return re.sub(r"(?<=\S) \n(?!>|\n|-- \n)", joint, text)


def _suffix(name: str) -> str:
    return f".{name.lower().rpartition('.')[2]}" if "." in name else ""
