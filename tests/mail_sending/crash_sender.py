"""A sender to be killed: python -m tests.mail_sending.crash_sender FOLDER PORT. It tells when it begins and when all is done."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from presskit.mail.ledger import Ledger, State
from presskit.mail.sending import Pace, Patience, Sender
from presskit.store.locking import exclusive
from tests.mail_sending.making import SENDER, compose, server_at

PACE = Pace(connections=3, patience=Patience(timedelta(0), timedelta(0), 9), pauses=(0.1,))


def clock() -> datetime:
    return datetime.now(UTC)


def run(folder: Path, port: int) -> None:
    with exclusive(folder / "mail" / "sending.lock", "the test"), Ledger(folder / "mail" / "ledger.sqlite") as ledger:
        ledger.recover(clock())
        print("begins", flush=True)  # noqa: T201
        sender = Sender(ledger, server_at(port), SENDER, compose, pace=PACE, clock=clock)
        ended = sender.send(ledger.entries("bridge", 1, State.TODO, State.DEFERRED))
        print(ended.reason or "done", flush=True)  # noqa: T201


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]))
