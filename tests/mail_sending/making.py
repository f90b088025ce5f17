"""Small pieces for the tests of sending: a ledger with recipients, a message, a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from presskit.mail.addresses import Recipient
from presskit.mail.delivery import Connection, Server, Timeouts
from presskit.mail.ledger import Addressee, Entry, Ledger
from presskit.mail.sending import Pace, Patience, Sender, SendingResult
from presskit.model.mail import Security

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
SENDER = "press@relief.example"
QUICK = Timeouts(connect=5, command=5, block=5, dot=5)
EAGER = Pace(connections=1, patience=Patience(timedelta(0), timedelta(0), 3), pauses=(0.01, 0.01))
"""Deferred messages are tried again at once, three times in all."""


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


def people(count: int, language: str = "en") -> list[Recipient]:
    return [Recipient(f"r{number}@paper.example", f"Reader {number}", language=language) for number in range(count)]


def addressees(recipients: Iterable[Recipient]) -> list[Addressee]:
    return [Addressee(each, f"<{each.language}.{each.key.replace('@', '.')}@relief.example>") for each in recipients]


def ledger_of(folder: Path, recipients: Iterable[Recipient], version: int = 1) -> Ledger:
    ledger = Ledger(folder / "mail" / "ledger.sqlite")
    ledger.freeze("bridge", version, addressees(recipients), {"letter-en": "aa"}, NOW)
    return ledger


def compose(entry: Entry, date: datetime) -> bytes:
    lines = [f"From: {SENDER}", f"To: {entry.address}", f"Message-ID: {entry.message_id}", "Subject: A bridge opens"]
    return "\r\n".join([*lines, f"Date: {format_datetime(date)}", "", "The bridge is open.", ""]).encode()


def server_at(port: int) -> Server:
    return Server("127.0.0.1", port, Security.NONE, timeouts=QUICK)


def send_all(ledger: Ledger, port: int, pace: Pace = EAGER, clock: Clock | None = None) -> SendingResult:
    sender = Sender(ledger, server_at(port), SENDER, compose, pace=pace, clock=clock or Clock(), connect=Connection)
    return sender.send(ledger.entries("bridge"))


def states(ledger: Ledger) -> dict[str, str]:
    return {each.address.partition("@")[0]: str(each.state) for each in ledger.entries("bridge")}
