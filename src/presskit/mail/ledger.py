"""The ledger: who gets which message, what became of it, and who decided what. It is written before and after each send.

A message is *in flight* from before its DATA until its answer is on the disk. RFC 1047: whoever dies between the final
dot and the 250 cannot know whether the message arrived. What is found in flight by the next sender is therefore put under
*review* until a person says so: nothing is sent twice by guess, nobody is forgotten by guess.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, TypeAlias

from presskit.mail.addresses import Recipient, same_address
from presskit.mail.ledger_file import explained, open_file

__all__ = [
    "DECISIONS",
    "MOVES",
    "Addressee",
    "Entry",
    "Event",
    "Ledger",
    "OnBegin",
    "Override",
    "SelfTest",
    "ServerReply",
    "State",
    "WrongMoveError",
]


class State(StrEnum):
    """What is known of a message. Only ``sent`` says that a server took it.

    ``rejected``: a server said no for good (5xx), or the message cannot be made. ``cancelled``: a person decided, an
    opt-out or a newer version made it so, that it is not sent any more. ``review``: the server may have it or not, and a
    person has to look.
    """

    TODO = "todo"
    INFLIGHT = "inflight"
    SENT = "sent"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    DEFERRED = "deferred"
    REVIEW = "review"


MOVES: Mapping[State, frozenset[State]] = {
    State.TODO: frozenset({State.INFLIGHT, State.DEFERRED, State.REJECTED}),
    State.DEFERRED: frozenset({State.INFLIGHT, State.DEFERRED, State.REJECTED}),
    State.INFLIGHT: frozenset({State.SENT, State.DEFERRED, State.REJECTED, State.REVIEW}),
    State.SENT: frozenset(),
    State.REJECTED: frozenset(),
    State.CANCELLED: frozenset(),
    State.REVIEW: frozenset(),
}
"""What a sender may write after what."""

DECISIONS: Mapping[State, frozenset[State]] = {
    State.SENT: frozenset({State.REVIEW}),
    State.TODO: frozenset({State.REVIEW, State.REJECTED, State.CANCELLED, State.DEFERRED, State.SENT}),
    State.CANCELLED: frozenset({State.REVIEW, State.REJECTED, State.TODO, State.DEFERRED, State.SENT}),
}
"""What a person may decide, and for which states; a reason is asked for."""


class WrongMoveError(Exception):
    """A message is not in a state from which this may follow: somebody else wrote into the ledger."""


@dataclass(frozen=True, slots=True)
class ServerReply:
    """Why a state was written: the server's code (RFC 5321, 4.2; 0 where no server spoke) and words."""

    code: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who is to get a message, and its Message-ID; ``answers`` is that of the message which it corrects."""

    recipient: Recipient
    message_id: str
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message of the ledger. All times are UTC; ``date`` is set from when a server may have the message."""

    id: int
    release: str
    version: int
    recipient: Recipient
    message_id: str
    answers: str
    state: State
    tries: int
    due: datetime | None
    date: datetime | None
    reply: ServerReply
    changed: datetime

    @property
    def address(self) -> str:
        """Where it goes."""
        return self.recipient.address

    @property
    def language(self) -> str:
        """The language of its message."""
        return self.recipient.language


OnBegin: TypeAlias = Callable[[Entry, datetime], None]
"""Is told of a message, and when."""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a message's history; ``person`` is empty where presskit itself wrote it."""

    at: datetime
    state: State
    reply: ServerReply = ServerReply()
    person: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """Who overrode which guard, why the guard blocked, and for which reason it was overridden."""

    guard: str
    finding: str
    reason: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A message that somebody sent to themselves, and what the server said."""

    version: int
    language: str
    address: str
    state: State
    reply: ServerReply
    at: datetime
    person: str


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _frozen(recipient: Recipient) -> str:
    plain = asdict(replace(recipient))
    del plain["span"]
    return json.dumps(plain, ensure_ascii=False)


def _thawed(text: str) -> Recipient:
    plain: dict[str, Any] = json.loads(text)
    attachments = plain.pop("attachments")
    groups = tuple(plain.pop("groups"))
    return Recipient(**plain, groups=groups, attachments=None if attachments is None else tuple(attachments))


def _entry(row: sqlite3.Row) -> Entry:
    changed = _moment(row["changed"])
    assert changed is not None  # noqa: S101 -- NOT NULL in the schema
    return Entry(
        id=row["id"],
        release=row["release"],
        version=row["version"],
        recipient=_thawed(row["recipient"]),
        message_id=row["message_id"],
        answers=row["answers"],
        state=State(row["state"]),
        tries=row["tries"],
        due=_moment(row["due"]),
        date=_moment(row["date"]),
        reply=ServerReply(row["code"], row["words"]),
        changed=changed,
    )


def _test(row: sqlite3.Row) -> SelfTest:
    reply, at = ServerReply(row["code"], row["words"]), datetime.fromisoformat(row["at"])
    return SelfTest(row["version"], row["language"], row["address"], State(row["state"]), reply, at, row["person"])


class Ledger:
    """An open ledger. Every method is one transaction, on the disk when it returns; threads may share it.

    All methods raise :class:`~presskit.mail.ledger_file.LedgerError` where the file cannot be read or written.
    ``on_begin`` is told of each message before a server may have it, and may refuse by an ``OSError``.
    """

    def __init__(self, path: Path, *, read_only: bool = False, on_begin: OnBegin = lambda _entry, _at: None) -> None:
        self.path, self._on_begin = path, on_begin
        self._lock = threading.RLock()
        self._connection = open_file(path, read_only=read_only)
        self._connection.row_factory = sqlite3.Row

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _rows(self, query: str, values: Iterable[Any] = ()) -> list[sqlite3.Row]:
        with self._lock, explained(self.path):
            return self._connection.execute(query, tuple(values)).fetchall()

    def freeze(
        self, release: str, version: int, addressees: Iterable[Addressee], artefacts: Mapping[str, str], at: datetime
    ) -> int:
        """Add those who are not there yet, as ``todo``, and the hashes of what they will get; return how many are new.

        All of them or none. An address that is there for this release, version and language stays as it is.
        """
        new = 0
        with self._transaction() as connection:
            for name, digest in artefacts.items():
                row = (release, version, name, digest, _time(at))
                connection.execute("INSERT OR IGNORE INTO artefact VALUES (?, ?, ?, ?, ?)", row)
            for each in addressees:
                new += self._add(connection, release, version, each, at)
        return new

    def _add(self, connection: sqlite3.Connection, release: str, version: int, each: Addressee, at: datetime) -> int:
        row = (release, version, each.recipient.language, same_address(each.recipient.address))
        done = connection.execute(
            "INSERT OR IGNORE INTO message (release, version, language, key, recipient, message_id, answers, changed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, _frozen(each.recipient), each.message_id, each.answers, _time(at)),
        )
        return done.rowcount

    def entries(self, release: str, version: int | None = None, *states: State) -> list[Entry]:
        """Return the messages of a release, of one version or of all, in these states or in any, oldest first."""
        found = self._rows("SELECT * FROM message WHERE release = ? ORDER BY version, id", [release])
        entries = (_entry(row) for row in found if version is None or row["version"] == version)
        return [each for each in entries if not states or each.state in states]

    def entry(self, number: int) -> Entry:
        """Return one message as it stands now."""
        return _entry(self._rows("SELECT * FROM message WHERE id = ?", [number])[0])

    def artefacts(self, release: str, version: int) -> dict[str, str]:
        """Return the hashes that were frozen for a version, the last of each name."""
        query = "SELECT name, sha256 FROM artefact WHERE release = ? AND version = ? ORDER BY rowid"
        return {row["name"]: row["sha256"] for row in self._rows(query, [release, version])}

    def recover(self, at: datetime) -> list[Entry]:
        """Put what an earlier sender left in flight under review; only whoever holds the lock may ask for it."""
        found = self._rows("SELECT id FROM message WHERE state = ?", [State.INFLIGHT])
        words = ServerReply(0, "the sender stopped between DATA and the answer: the server may have the message or not")
        for row in found:
            self.move(row["id"], State.REVIEW, at, words)
        return [self.entry(row["id"]) for row in found]

    def begin(self, entry: Entry, date: datetime, at: datetime) -> None:
        """Write that ``entry`` is in flight: from now on a server may have it. To be called before its DATA."""
        with self._transaction() as connection:
            self._write(connection, entry.id, Event(at, State.INFLIGHT), MOVES)
            connection.execute("UPDATE message SET date = ?, due = NULL WHERE id = ?", (_time(date), entry.id))
            self._on_begin(entry, at)

    def move(  # noqa: PLR0913 -- what became of it, when, why, and what follows
        self, number: int, to: State, at: datetime, reply: ServerReply, due: datetime | None = None, *, counted: bool = True
    ) -> None:
        """Write what became of a message; raises :class:`WrongMoveError` where that may not follow what was there.

        A deferral that is not ``counted`` costs none of the tries.
        """
        with self._transaction() as connection:
            self._write(connection, number, Event(at, to, reply), MOVES)
            tried = int(to is State.DEFERRED and counted)
            date = "NULL" if to in {State.DEFERRED, State.REJECTED} else "date"  # nobody has it: the next try has its own
            connection.execute(
                f"UPDATE message SET due = ?, tries = tries + ?, date = {date} WHERE id = ?",  # noqa: S608
                (_time(due) if due else None, tried, number),
            )

    def postpone(self, numbers: Iterable[int], at: datetime, reply: ServerReply) -> None:
        """Write of messages that nobody has that they are kept for later; all of them or none."""
        with self._transaction() as connection:
            for number in numbers:
                self._write(connection, number, Event(at, State.DEFERRED, reply), MOVES)
                connection.execute("UPDATE message SET due = NULL WHERE id = ?", (number,))

    def decide(self, number: int, to: State, at: datetime, reason: str, person: str) -> None:
        """Write what a person decided about a message; raises :class:`WrongMoveError` and, without reason, ``ValueError``."""
        if not reason.strip():
            raise ValueError("a decision needs a reason")
        allowed = {state: frozenset({to}) if state in DECISIONS.get(to, ()) else frozenset() for state in State}
        with self._transaction() as connection:
            before = self._write(connection, number, Event(at, to, ServerReply(0, reason), person), allowed)
            if to is State.TODO:
                date = "date" if before is State.REVIEW else "NULL"  # who may have it gets the very same message
                connection.execute(f"UPDATE message SET tries = 0, due = NULL, date = {date} WHERE id = ?", (number,))  # noqa: S608

    def _write(
        self, connection: sqlite3.Connection, number: int, event: Event, allowed: Mapping[State, frozenset[State]]
    ) -> State:
        """Write a state and its event, and return the state that was there."""
        (now,) = connection.execute("SELECT state FROM message WHERE id = ?", (number,)).fetchone()
        if event.state not in allowed[State(now)]:
            raise WrongMoveError(f"message {number} is «{now}»: «{event.state}» cannot follow")
        row = (event.state, event.reply.code, event.reply.words, _time(event.at))
        connection.execute("UPDATE message SET state = ?, code = ?, words = ?, changed = ? WHERE id = ?", (*row, number))
        columns = "state, code, words, at, person, message"
        connection.execute(f"INSERT INTO event ({columns}) VALUES (?, ?, ?, ?, ?, ?)", (*row, event.person, number))  # noqa: S608
        return State(now)

    def history(self, number: int) -> list[Event]:
        """Return what happened to a message, in order."""
        rows = self._rows("SELECT * FROM event WHERE message = ? ORDER BY id", [number])
        return [
            Event(datetime.fromisoformat(row["at"]), State(row["state"]), ServerReply(row["code"], row["words"]), row["person"])
            for row in rows
        ]

    def record(self, release: str, version: int, override: Override) -> None:
        """Keep who overrode a guard, and why."""
        row = (release, version, override.guard, override.finding, override.reason, override.person, _time(override.at))
        columns = "release, version, guard, finding, reason, person, at"
        with self._transaction() as connection:
            connection.execute(f"INSERT INTO override ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608

    def record_test(self, release: str, test: SelfTest) -> None:
        """Keep that somebody sent a message to themselves; it is nobody's message, and is never corrected."""
        row = (release, test.version, test.language, test.address, test.state, test.reply.code, test.reply.words)
        columns = "release, version, language, address, state, code, words, at, person"
        with self._transaction() as connection:
            values = (*row, _time(test.at), test.person)
            connection.execute(f"INSERT INTO test ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)  # noqa: S608

    def tests(self, release: str) -> list[SelfTest]:
        """Return the tests of a release, in order."""
        return [_test(row) for row in self._rows("SELECT * FROM test WHERE release = ? ORDER BY id", [release])]

    def overrides(self, release: str, version: int) -> list[Override]:
        """Return the guards that were overridden for a version, in order."""
        rows = self._rows("SELECT * FROM override WHERE release = ? AND version = ? ORDER BY id", [release, version])
        return [
            Override(row["guard"], row["finding"], row["reason"], row["person"], datetime.fromisoformat(row["at"]))
            for row in rows
        ]
