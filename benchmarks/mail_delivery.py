# ruff: noqa: T201
"""How fast press e-mails are built and delivered, and in how much memory: python benchmarks/mail_delivery.py.

10,000 messages with a PDF of 200 kB and a Word file of 60 kB go to a server on 127.0.0.1 that reads them and throws them
away; the ledger is on the disk and flushed twice a message. Beside it, fewer messages built the usual way (EmailMessage
for each recipient, smtplib.send_message on one kept connection, no ledger). Each way runs in a process of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import smtplib
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import NamedTuple

from tests.mail_sending.sink import Sink

from presskit.artefact import Artefact
from presskit.mail.addresses import Mailbox, Recipient
from presskit.mail.delivery import Server
from presskit.mail.ledger import Addressee, Entry, Ledger
from presskit.mail.message_template import Greeting, Letter, attach
from presskit.mail.sending import Pace, Sender
from presskit.model.mail import Security

TEXT = "The bridge over the river is open to ambulances again as of today. " * 60
SENDER = Mailbox("press@relief.example", "Example Relief")
SUBJECT = "Joint statement: a bridge opens to ambulances"


class Result(NamedTuple):
    """What a way to send took: messages, seconds, the most memory (MB), and its growth from before the first message."""

    way: str
    messages: int
    seconds: float
    memory: float
    growth: float


def files() -> tuple[bytes, bytes]:
    """Return bytes in the place of a PDF and a Word file, which cannot be compressed either."""
    chance = random.Random(5)  # noqa: S311
    return chance.randbytes(200_000), chance.randbytes(60_000)


def recipients(count: int) -> list[Recipient]:
    """Return as many recipients."""
    return [Recipient(f"r{number}@paper.example", f"Reader {number}", language="en") for number in range(count)]


def memory() -> float:
    """Return the most memory that this process had, in MB (Linux counts kB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def measured(way: str, count: int, send: Callable[[], None]) -> Result:
    """Run ``send`` and say what it took."""
    before, begun = memory(), time.perf_counter()
    send()
    return Result(way, count, time.perf_counter() - begun, memory(), memory() - before)


def letter() -> Letter:
    """Return a letter with both files."""
    pdf, docx = files()
    printed, word = Artefact("en/a.pdf", "application/pdf", pdf), Artefact("en/a.docx", "application/zip", docx)
    parts = (attach("pdf", printed), attach("docx", word))
    html = f"<p>{TEXT}</p>"
    return Letter("bridge", 1, "en", SUBJECT, TEXT, html, Greeting("Dear {name},", "Hello,"), parts, ("pdf", "docx"))


def presskit(port: int, count: int, connections: int) -> Result:
    """Send with the ledger, as presskit mail send does."""
    made = letter()

    def compose(entry: Entry, date: datetime) -> bytes:
        return made.message(entry.recipient, sender=SENDER, date=date, message_id=entry.message_id)

    def send() -> None:
        with tempfile.TemporaryDirectory(dir=".") as folder, Ledger(Path(folder) / "ledger.sqlite") as ledger:
            now = datetime.now(UTC)
            people = (Addressee(each, made.message_id(each, SENDER.domain)) for each in recipients(count))
            ledger.freeze("bridge", 1, people, {}, now)
            server = Server("127.0.0.1", port, Security.NONE)
            pace = replace(Pace(), connections=connections)
            sender = Sender(ledger, server, SENDER.address, compose, pace=pace, clock=lambda: datetime.now(UTC))
            ended = sender.send(ledger.entries("bridge"))
            assert not ended.reason, ended.reason  # noqa: S101

    return measured(f"presskit, {connections} connection{'s' * (connections > 1)}", count, send)


def building(_: int, count: int, __: int) -> Result:
    """Build the messages only."""
    made, now = letter(), datetime.now(UTC)

    def build() -> None:
        for each in recipients(count):
            made.message(each, sender=SENDER, date=now, message_id="<a@relief.example>")

    return measured("presskit, building alone", count, build)


def naive(port: int, count: int, _: int) -> Result:
    """Send as most scripts do."""
    pdf, docx = files()

    def send() -> None:
        with smtplib.SMTP("127.0.0.1", port, "localhost") as smtp:
            for each in recipients(count):
                message = EmailMessage()
                message["From"], message["To"] = f"{SENDER.name} <{SENDER.address}>", each.address
                message["Subject"], message["Date"] = SUBJECT, format_datetime(datetime.now(UTC))
                message.set_content(f"Dear {each.name},\n\n{TEXT}")
                message.add_alternative(f"<p>Dear {each.name},</p><p>{TEXT}</p>", subtype="html")
                message.add_attachment(pdf, maintype="application", subtype="pdf", filename="a.pdf")
                message.add_attachment(docx, maintype="application", subtype="zip", filename="a.docx")
                smtp.send_message(message)

    return measured("EmailMessage each, no ledger", count, send)


def serve(pipe: Pipe) -> None:
    """Be the server, until the pipe says to stop; then say how many messages arrived."""
    with Sink(keep=False) as sink:
        pipe.send(sink.port)
        pipe.recv()
        pipe.send(len(sink.arrived))


def apart(way: Callable[[int, int, int], Result], *numbers: int) -> Result:
    """Run one way in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(way, numbers)


def main() -> None:
    """Run all ways and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--naive", type=int, default=1_000)
    wanted = parser.parse_args()
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    port = ours.recv()
    print(f"{'':32}{'messages':>10}{'seconds':>10}{'a second':>10}{'MB':>8}{'growth':>8}")
    for way, count, connections in (
        (naive, wanted.naive, 1),
        (building, wanted.messages, 1),
        (presskit, wanted.naive, 1),
        (presskit, wanted.messages, 2),
    ):
        done = apart(way, port, count, connections)
        speed = f"{done.seconds:10.1f}{done.messages / done.seconds:10.0f}"
        print(f"{done.way:32}{done.messages:10}{speed}{done.memory:8.0f}{done.growth:8.1f}", flush=True)
    ours.send("stop")
    print(f"the server took {ours.recv()} messages")


if __name__ == "__main__":
    main()
