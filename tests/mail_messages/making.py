"""Letters and messages for the tests of this room."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

from presskit.artefact import Artefact
from presskit.checks import Context
from presskit.editions import merge
from presskit.kit.loading import read
from presskit.mail.compose import compose, senders_of
from presskit.mail.message_template import Attachment, Greeting, Mailbox, MessageTemplate, Recipient, attach
from presskit.mail.mime import GREETING, OPENING
from presskit.model.edition import Edition
from presskit.model.mail import MailSettings
from presskit.model.release import Kit
from presskit.resources import Resources
from tests import kits

ROOT = Path(__file__).parents[2]
WHEN = datetime(2016, 12, 15, 13, 0, tzinfo=UTC)
SENDER = Mailbox("press@example.org", "Bureau de presse – Été")
READER = Recipient("amal@example.org", "Amal Haddad", language="en")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def files(stem: str = "river-en") -> dict[str, Artefact]:
    return {
        "pdf": Artefact(f"en/{stem}.pdf", "application/pdf", b"%PDF-1.7\r\n.\n" + bytes(range(256)) * 20),
        "docx": Artefact(f"en/{stem}.docx", DOCX, b"PK\x03\x04" + b"word" * 200),
    }


def attachments() -> tuple[Attachment, ...]:
    return tuple(attach(output, file) for output, file in files().items())


def letter(**parts: Any) -> MessageTemplate:
    facts: dict[str, Any] = {
        "release_id": "river",
        "version": 1,
        "language": "en",
        "subject": "Joint statement: The river",
        "text": f"{GREETING}\n\n{OPENING}\n\nThe whole statement.\n",
        "html": f"<p>{GREETING}</p><p>{OPENING}</p><p>The whole statement.</p>\n",
        "greeting": Greeting("Dear {name},", "Dear all,", "Attached: {files}.", "Nothing is attached."),
        "attachments": attachments(),
        "usual": ("pdf", "docx"),
        "unsubscribe": "off@example.org",
    }
    return MessageTemplate(**{**facts, **parts})


def message(made: MessageTemplate, recipient: Recipient = READER, **parts: Any) -> bytes:
    facts: dict[str, Any] = {"sender": SENDER, "date": WHEN, "message_id": made.message_id(recipient, "example.org")}
    return made.message(recipient, **{**facts, **parts})


def parsed(data: bytes) -> EmailMessage:
    return message_from_bytes(data, _class=EmailMessage, policy=policy.default)


@cache
def specimen() -> Kit:
    reading = read(ROOT / "data/aleppo", Context(WHEN))
    assert reading.value is not None
    return reading.value


def edition_of(kit: Kit, language: str) -> Edition:
    return merge(kit, language).value


def composed(kit: Kit, language: str, **options: Any) -> MessageTemplate:
    made = compose(
        kit.release, edition_of(kit, language), senders_of(kit, language).value, files(f"river-{language}"), Resources(), **options
    )
    assert made.value is not None, made.diagnostics
    return made.value


def settings(**parts: Any) -> MailSettings:
    return MailSettings(**{"address": "press@example.org", **parts})


def kit_with(**parts: Any) -> Kit:
    return kits.kit(release=kits.release(mail=settings(), **parts), contacts=(kits.contact(),))
