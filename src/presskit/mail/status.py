"""What became of each message, for people, for tables (CSV) and for machines (JSON)."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from presskit.mail.ledger import Entry, Event, State

__all__ = ["HEADS", "as_csv", "counted", "counts", "plain", "plain_event"]

HEADS = (
    "version",
    "language",
    "address",
    "name",
    "outlet",
    "state",
    "when",
    "tries",
    "next_try",
    "code",
    "words",
    "message_id",
    "answers",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MEANING = {
    State.TODO: "not tried yet",
    State.INFLIGHT: "under way, or left so by a sender that was stopped",
    State.SENT: "taken by the server",
    State.REFUSED: "not sent, and not tried again",
    State.DEFERRED: "to be tried again",
    State.UNKNOWN: "held: the server may have it or not; you decide",
}


def counts(entries: Iterable[Entry]) -> dict[State, int]:
    """Return how many are in each state, all states in a lasting order."""
    found = Counter(each.state for each in entries)
    return {state: found[state] for state in State}


def counted(entries: Iterable[Entry]) -> list[tuple[str, str, str]]:
    """Return a row for each state that there is: how many, the state, what it means."""
    return [(str(number), state, MEANING[state]) for state, number in counts(entries).items() if number]


def plain(entry: Entry) -> dict[str, str | int]:
    """Return a message as plain values; times are UTC (ISO 8601), empty where there is none."""
    return {
        "version": entry.version,
        "language": entry.language,
        "address": entry.address,
        "name": entry.recipient.name,
        "outlet": entry.recipient.outlet,
        "state": str(entry.state),
        "when": _time(entry.changed),
        "tries": entry.tries,
        "next_try": _time(entry.due),
        "code": entry.said.code or "",
        "words": entry.said.words,
        "message_id": entry.message_id,
        "answers": entry.answers,
    }


def plain_event(event: Event) -> dict[str, str | int]:
    """Return a line of a message's history as plain values."""
    said = event.said
    return {
        "at": _time(event.at),
        "state": str(event.state),
        "code": said.code or "",
        "words": said.words,
        "person": event.person,
    }


def as_csv(entries: Iterable[Entry]) -> bytes:
    """Return the messages as CSV (RFC 4180) in UTF-8 with a mark, so that spreadsheets take it for what it is."""
    stream = io.StringIO(newline="")
    table = csv.writer(stream)
    table.writerow(HEADS)
    table.writerows([_harmless(value) for value in plain(entry).values()] for entry in entries)
    return stream.getvalue().encode("utf-8-sig")


def _harmless(value: str | int) -> str:
    """Keep a spreadsheet from taking a server's or a list's words for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _time(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
