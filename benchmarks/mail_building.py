# ruff: noqa: T201
"""How fast messages are made, and in how much memory: python benchmarks/mail_building.py [--messages 10000] [--naive 300].

A letter with 200 kB of PDF and 60 kB of DOCX goes to as many recipients as asked for: in memory, each message thrown away,
and to a folder that is emptied as it fills, so that the disk needs room for some hundred messages alone. Beside it
``email.message.EmailMessage`` makes a few of the same messages, each from the beginning. Each way makes one message before
the clock starts, so that neither what it imports nor how many messages it makes weighs on its rate.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from pathlib import Path

from presskit.artefact import Artefact
from presskit.mail.message_template import Greeting, Letter, Mailbox, Recipient, attach
from presskit.mail.mime import GREETING, OPENING

WHEN = datetime(2016, 12, 15, tzinfo=UTC)
SENDER = Mailbox("press@example.org", "Bureau de presse – Été")
SUBJECT = "Déclaration commune : une issue sûre pour les civils d’Alep-Est, dès aujourd’hui"
TEXT = "Les organisations signataires demandent une évacuation observée.\n" * 60
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPENING_LINE = "Pièces jointes : river-fr.pdf, river-fr.docx."
KEPT = 200
"""So many files lie on the disk at once."""


def files() -> dict[str, Artefact]:
    """Return the two files, of bytes that do not repeat."""
    noise = random.Random(1)  # noqa: S311 -- bytes, not secrets
    return {
        "pdf": Artefact("river-fr.pdf", "application/pdf", noise.randbytes(200_000)),
        "docx": Artefact("river-fr.docx", DOCX, noise.randbytes(60_000)),
    }


def letter() -> Letter:
    """Return the letter."""
    carried = tuple(attach(output, file) for output, file in files().items())
    greeting = Greeting("Bonjour {name},", "Bonjour,", "Pièces jointes : {files}.", "")
    html = f"<p>{GREETING}</p><p>{OPENING}</p>{PARAGRAPHS}"
    text = f"{GREETING}\n\n{OPENING}\n\n{TEXT}"
    return Letter("river", 1, "fr", SUBJECT, text, html, greeting, carried, ("pdf", "docx"), SENDER.address)


def recipients(count: int) -> Iterator[Recipient]:
    """Yield so many recipients; every second name is not ASCII."""
    for number in range(count):
        yield Recipient(f"reader{number}@example.org", f"Hélène Été {number}" if number % 2 else f"Amal Haddad {number}")


def made(count: int) -> Iterator[bytes]:
    """Yield messages as presskit makes them."""
    one = letter()
    for each in recipients(count):
        yield one.message(each, sender=SENDER, date=WHEN, message_id=one.message_id(each, "example.org"))


def naive(count: int) -> Iterator[bytes]:
    """Yield the same messages, each made from the beginning by the standard library."""
    carried = files()
    for each in recipients(count):
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"] = f"{SENDER.name} <{SENDER.address}>", f"{each.name} <{each.address}>"
        message["Subject"], message["Date"], message["Message-ID"] = SUBJECT, WHEN, make_msgid(domain="example.org")
        message["List-Unsubscribe"] = f"<mailto:{SENDER.address}?subject=unsubscribe>"
        message.set_content(f"Bonjour {each.name},\n\n{OPENING_LINE}\n\n{TEXT}")
        message.add_alternative(f"<p>Bonjour {each.name},</p><p>{OPENING_LINE}</p>{PARAGRAPHS}", subtype="html")
        for file in carried.values():
            main, _, sub = file.media_type.partition("/")
            message.add_attachment(file.data, maintype=main, subtype=sub, filename=file.name)
        yield message.as_bytes()


def to_disk(messages: Iterator[bytes]) -> Iterator[bytes]:
    """Write each message into a new file and pass it on; old files go.

    They go before the new one is written: a file that is cut and written anew is flushed at once by ext4 (auto_da_alloc),
    which would weigh on the way that makes more than :data:`KEPT` messages alone.
    """
    with tempfile.TemporaryDirectory() as name:
        for number, data in enumerate(messages):
            path = Path(name) / f"{number % KEPT}.eml"
            path.unlink(missing_ok=True)
            path.write_bytes(data)
            yield data


WAYS: dict[str, Callable[[int], Iterator[bytes]]] = {
    "naive": naive,
    "naive, to disk": lambda count: to_disk(naive(count)),
    "presskit": made,
    "presskit, to disk": lambda count: to_disk(made(count)),
}


def measure(way: str, count: int) -> dict[str, float]:
    """Return messages a second, bytes a message and the peak of memory in MiB of this process."""
    for _ in WAYS[way](1):
        pass
    begun, size = time.perf_counter(), 0
    for data in WAYS[way](count):
        size += len(data)
    seconds = time.perf_counter() - begun
    return {"messages": count, "seconds": seconds, "rate": count / seconds, "bytes": size / count, "peak": peak_of_memory()}


def peak_of_memory() -> float:
    """Return the peak of this process in MiB; Linux tells apart what the process that started it had taken."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def in_its_own_process(way: str, count: int) -> dict[str, float]:
    """Measure in a fresh process, whose memory no other way has used."""
    command = [sys.executable, __file__, "--way", way, "--messages", str(count)]
    done = subprocess.run(command, check=True, capture_output=True, timeout=600)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure all four ways and print them beside each other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--naive", type=int, default=300, help="messages of the naive way, which is slow")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        print(json.dumps(measure(options.way, options.messages)))
        return
    print(f"{'':20}{'messages':>9}{'seconds':>9}{'a second':>10}{'kB each':>9}{'peak MiB':>10}")
    rates = {}
    for way in WAYS:
        found = in_its_own_process(way, options.naive if way.startswith("naive") else options.messages)
        rates[way] = found["rate"]
        print(f"{way:20}{found['messages']:9.0f}{found['seconds']:9.1f}{found['rate']:10.0f}"
              f"{found['bytes'] / 1000:9.0f}{found['peak']:10.0f}")  # fmt: skip
    print(f"\nin memory {rates['presskit'] / rates['naive']:.0f} times, "
          f"to disk {rates['presskit, to disk'] / rates['naive, to disk']:.0f} times as fast")  # fmt: skip


if __name__ == "__main__":
    main()
