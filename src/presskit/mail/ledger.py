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
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, TypeAlias, TypeVar

from presskit.mail.addresses import Recipient
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
    """A message of the ledger. All times are UTC; ``date`` is set from when a server may have the message.

    ``tries`` counts the times that it was offered to a server and what became of it is known.
    """

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


R = TypeVar("R")

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


def _frozen(recipient: Recipient) -> str:
    plain = {each.name: getattr(recipient, each.name) for each in fields(recipient) if each.name != "span"}
    return json.dumps(plain, ensure_ascii=False)


def _thawed(text: str) -> Recipient:
    plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(text).items()}
    return Recipient(**plain)


_DECODERS: Mapping[str, Callable[[Any], Any]] = {
    "recipient": _thawed,
    "state": State,
    **dict.fromkeys(("at", "changed", "due", "date"), datetime.fromisoformat),
}
"""How a column is read whose field is no text and no number."""


def _decoded(kind: type[R], row: sqlite3.Row) -> R:
    """Return a row as a value of a dataclass whose fields are called as the columns; a ``reply`` stands in two of them."""
    plain: dict[str, Any] = dict(row)
    if "code" in plain:
        plain["reply"] = ServerReply(plain["code"], plain["words"])
    values = {name: _DECODERS[name](value) if name in _DECODERS and value else value for name, value in plain.items()}
    return kind(**{each.name: values[each.name] for each in fields(kind)})  # type: ignore[arg-type]


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> None:
    """Add a row, whose values stand by the names of their columns."""
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))  # noqa: S608


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
    ) -> None:
        """Add those who are not there yet, as ``todo``, and the hashes of what they will get: all of them or none.

        An address that is there for this release, version and language stays as it is.
        """
        with self._transaction() as connection:
            for name, digest in artefacts.items():
                connection.execute(
                    "INSERT OR IGNORE INTO artefact VALUES (?, ?, ?, ?, ?)", (release, version, name, digest, _time(at))
                )
            for addressee in addressees:
                to = addressee.recipient
                connection.execute(
                    "INSERT OR IGNORE INTO message (release, version, language, key, recipient, message_id, answers, changed)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (release, version, *(to.language, to.key, _frozen(to), addressee.message_id, addressee.answers, _time(at))),
                )

    def entries(self, release: str, version: int | None = None, *states: State) -> list[Entry]:
        """Return the messages of a release, of one version or of all, in these states or in any, oldest first."""
        rows = self._rows("SELECT * FROM message WHERE release = ? ORDER BY version, id", [release])
        entries = (_decoded(Entry, row) for row in rows if version in {None, row["version"]})
        return [each for each in entries if not states or each.state in states]

    def entry(self, number: int) -> Entry:
        """Return one message as it stands now."""
        return _decoded(Entry, self._rows("SELECT * FROM message WHERE id = ?", [number])[0])

    def artefacts(self, release: str, version: int) -> dict[str, str]:
        """Return the hashes that were frozen for a version, the last of each name."""
        query = "SELECT name, sha256 FROM artefact WHERE release = ? AND version = ? ORDER BY rowid"
        return {row["name"]: row["sha256"] for row in self._rows(query, [release, version])}

    def recover(self, at: datetime) -> list[Entry]:
        """Put what an earlier sender left in flight under review; only whoever holds the lock may ask for it."""
        reply = ServerReply(0, "the sender stopped between DATA and the answer: the server may have the message or not")
        numbers = [row["id"] for row in self._rows("SELECT id FROM message WHERE state = ?", [State.INFLIGHT])]
        for number in numbers:
            self.move(number, State.REVIEW, at, reply)
        return [self.entry(number) for number in numbers]

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

        Unless it is not ``counted``, one more try is over.
        """
        with self._transaction() as connection:
            self._write(connection, number, Event(at, to, reply), MOVES)
            date = "NULL" if to in {State.DEFERRED, State.REJECTED} else "date"  # nobody has it: the next try has its own
            connection.execute(
                f"UPDATE message SET due = ?, tries = tries + ?, date = {date} WHERE id = ?",  # noqa: S608
                (_time(due) if due else None, int(counted), number),
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
        what = {"state": event.state, **asdict(event.reply)}
        connection.execute(
            "UPDATE message SET state = ?, code = ?, words = ?, changed = ? WHERE id = ?",
            (*what.values(), _time(event.at), number),
        )
        _insert(connection, "event", {"message": number, **what, "at": _time(event.at), "person": event.person})
        return State(now)

    def history(self, number: int) -> list[Event]:
        """Return what happened to a message, in order."""
        return [_decoded(Event, row) for row in self._rows("SELECT * FROM event WHERE message = ? ORDER BY id", [number])]

    def record(self, release: str, version: int, override: Override) -> None:
        """Keep who overrode a guard, and why."""
        with self._transaction() as connection:
            _insert(
                connection,
                "override",
                {"release": release, "version": version, **asdict(override), "at": _time(override.at)},
            )

    def record_test(self, release: str, test: SelfTest) -> None:
        """Keep that somebody sent a message to themselves; it is nobody's message, and is never corrected."""
        row = {"release": release, **asdict(test), **asdict(test.reply), "at": _time(test.at)}
        del row["reply"]
        with self._transaction() as connection:
            _insert(connection, "test", row)

    def tests(self, release: str) -> list[SelfTest]:
        """Return the tests of a release, in order."""
        return [_decoded(SelfTest, row) for row in self._rows("SELECT * FROM test WHERE release = ? ORDER BY id", [release])]

    def overrides(self, release: str, version: int) -> list[Override]:
        """Return the guards that were overridden for a version, in order."""
        query = "SELECT * FROM override WHERE release = ? AND version = ? ORDER BY id"
        return [_decoded(Override, row) for row in self._rows(query, [release, version])]
