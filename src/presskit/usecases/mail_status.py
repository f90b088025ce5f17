"""What became of each message: for people, for tables (CSV) and for machines."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from presskit.formats.csv_cells import protected
from presskit.mail.ledger import Entry, Event, Override, SelfTest, ServerReply, State
from presskit.usecases.mail_access import existing_ledger, release_id
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World

__all__ = [
    "HEADS",
    "MailStatusReport",
    "MailStatusRequest",
    "as_csv",
    "counts",
    "mail_status",
    "meanings",
    "plain",
    "plain_record",
]

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
MEANING = {
    State.TODO: "not tried yet",
    State.INFLIGHT: "under way, or left so by a sender that was stopped",
    State.SENT: "taken by the server",
    State.REJECTED: "rejected by the server, or could not be made; not tried again",
    State.CANCELLED: "not to be sent any more: unsubscribed, superseded, or you decided so",
    State.DEFERRED: "to be tried again",
    State.REVIEW: "to be reviewed: the server may have it or not; you decide",
}


@dataclass(frozen=True, slots=True)
class MailStatusRequest:
    """The kit whose messages are asked for."""

    folder: Path


@dataclass(frozen=True, slots=True)
class MailStatusReport:
    """All that a kit's ledger holds of its release.

    ``histories`` holds the events of each message by its id; ``artefacts`` the hashes of what each version is made of;
    ``overrides`` the guards that were overridden, with the version; ``tests`` what somebody sent to themselves.
    """

    release: str
    entries: tuple[Entry, ...]
    histories: Mapping[int, tuple[Event, ...]]
    artefacts: Mapping[int, Mapping[str, str]]
    overrides: tuple[tuple[int, Override], ...]
    tests: tuple[SelfTest, ...]

    @property
    def versions(self) -> list[int]:
        """The versions that were sent, or were to be sent."""
        return sorted({each.version for each in self.entries})

    @property
    def complete(self) -> bool:
        """Return whether every message was sent."""
        return all(each.state is State.SENT for each in self.entries)

    def of_version(self, version: int) -> list[Entry]:
        """Return the messages of one version."""
        return [each for each in self.entries if each.version == version]


def mail_status(request: MailStatusRequest | StrPath, *, world: World = World()) -> MailStatusReport:  # noqa: ARG001 -- as all use cases
    """Return what became of each message of the kit's release, of all its versions.

    >>> presskit.mail_status("my-kit")
    Traceback (most recent call last):
    presskit.errors.RequestError: nothing of my-kit was sent: there is no ledger my-kit/mail/ledger.sqlite

    Raises :class:`~presskit.RequestError` where nothing was ever sent.
    """
    folder = as_request(MailStatusRequest, request).folder
    release = release_id(folder)
    with existing_ledger(folder) as ledger:
        entries = tuple(ledger.entries(release))
        versions = sorted({each.version for each in entries})
        return MailStatusReport(
            release,
            entries,
            {each.id: tuple(ledger.history(each.id)) for each in entries},
            {version: ledger.artefacts(release, version) for version in versions},
            tuple((version, each) for version in versions for each in ledger.overrides(release, version)),
            tuple(ledger.tests(release)),
        )


def counts(entries: Iterable[Entry]) -> dict[State, int]:
    """Return how many are in each state, all states in a lasting order."""
    found = Counter(each.state for each in entries)
    return {state: found[state] for state in State}


def meanings(entries: Iterable[Entry]) -> list[tuple[str, str, str]]:
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
        "tries": max(entry.tries, int(entry.state is State.SENT)),  # earlier versions counted only what was deferred
        "next_try": _time(entry.due),
        "code": entry.reply.code or "",
        "words": entry.reply.words,
        "message_id": entry.message_id,
        "answers": entry.answers,
    }


def plain_record(record: Event | Override | SelfTest) -> dict[str, Any]:
    """Return a record of the ledger as plain values: times in ISO 8601, and the ``code`` and ``words`` of a reply."""
    plain: dict[str, Any] = {}
    for name, value in ((each.name, getattr(record, each.name)) for each in fields(record)):
        if isinstance(value, ServerReply):
            plain |= {"code": value.code or "", "words": value.words}
        else:
            plain[name] = _time(value) if isinstance(value, datetime) else value
    return plain


def as_csv(entries: Iterable[Entry]) -> bytes:
    """Return the messages as CSV (RFC 4180) in UTF-8 with a mark, so that spreadsheets take it for what it is.

    Words of a list or a server that a spreadsheet would run as a formula have an apostrophe before them.
    """
    stream = io.StringIO(newline="")
    table = csv.writer(stream)
    table.writerow(HEADS)
    table.writerows([protected(str(value)) for value in plain(entry).values()] for entry in entries)
    return stream.getvalue().encode("utf-8-sig")


def _time(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
