"""Through OpenSMTPD into a Maildir, and back out of it through Dovecot."""

from __future__ import annotations

import email
import email.policy
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from presskit.mail.addresses import Mailbox
from presskit.mail.ledger import Entry
from presskit.mail.message_template import Greeting, MessageTemplate
from presskit.mail.sending import Sender, SendingResult
from tests.mail_sending.making import EAGER, Clock, ledger_of, people, server_at, states
from tests.mail_sending.real_servers import cannot_start, post_office

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(bool(cannot_start()), reason=cannot_start() or "they start"),
]
COUNT = 250
LETTER = MessageTemplate(
    "bridge", 1, "ar", "جسر يُفتح أمام سيارات الإسعاف", "الجسر مفتوح.\n", "<p>الجسر مفتوح.</p>",
    Greeting("{name}،", "تحية،"),
)  # fmt: skip


def compose(entry: Entry, date: datetime) -> bytes:
    sender = Mailbox("press@relief.example", "Example Relief")
    return LETTER.message(entry.recipient, sender=sender, date=date, message_id=entry.message_id)


def test_what_opensmtpd_took_dovecot_gives_back(tmp_path: Path) -> None:
    """OpenSMTPD takes 100 messages a connection and then answers 452: nobody is lost, nobody waits for it."""
    with post_office() as office, ledger_of(tmp_path, people(COUNT, "ar")) as ledger:
        pace = replace(EAGER, connections=2)
        sender = Sender(ledger, server_at(office.smtp), "press@relief.example", compose, pace=pace, clock=Clock())
        ended: SendingResult = sender.send(ledger.entries("bridge"))
        assert not ended.reason
        assert set(states(ledger).values()) == {"sent"}
        assert all(each.tries == 1 and each.reply.code == 250 for each in ledger.entries("bridge"))
        arrived = [email.message_from_bytes(each, policy=email.policy.default) for each in office.read(COUNT)]
        ids = Counter(message["Message-ID"] for message in arrived)
        assert ids == {each.message_id: 1 for each in ledger.entries("bridge")}
        first = next(each for each in arrived if each["Delivered-To"] == "r0@paper.example")
        assert first["Subject"] == LETTER.subject
        text = first.get_body(("plain",))
        assert text is not None
        assert "الجسر مفتوح." in text.get_content()
