"""How a release is sent: who it is from, where answers go, through which server. Never a password."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from presskit.model.outputs import Format
from presskit.model.people import Localised
from presskit.source import Span, span_field

__all__ = ["FileNames", "MailServer", "MailSettings", "Security"]

class Security(StrEnum):
    """How the connection to a mail server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class FileNames(StrEnum):
    """What attachments are called: as the build's files, in ASCII, or by the title in the letter's language."""

    PLAIN = "plain"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes messages for delivery. ``port`` 0 stands for the usual one of ``security``."""

    host: str
    port: int = 0
    security: Security = Security.STARTTLS
    user: str = ""
    span: Span = span_field()


@dataclass(frozen=True, slots=True)
class MailSettings:
    """What kit.yaml says of the e-mails. Addresses are as written; whether they are valid is checked before they are used.

    Without ``name`` the house's is used, without ``reply_to`` that of a media contact who speaks the language. ``rate`` is
    in messages a minute.
    """

    address: str = ""
    name: Localised | None = None
    reply_to: str = ""
    unsubscribe: str = ""
    attachments: tuple[Format, ...] = (Format.PDF, Format.DOCX)
    file_names: FileNames = FileNames.PLAIN
    server: MailServer | None = None
    rate: int = 60
    span: Span = span_field()
