"""The file of the ledger: made, opened, and refused with clear words where it cannot be trusted."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from presskit.store.folders import make_folders, open_private

__all__ = ["LedgerError", "explained", "open_file"]

APPLICATION = 0x504B4D4C  # «PKML», so that another program's database is not taken for a ledger
VERSION = 3
KNOWN = frozenset({1, 2, VERSION})
"""The forms that can be read; an older one is brought to this one before anything is written."""
PATIENCE = 5.0
"""Seconds to wait for another program that holds the file, a backup for example."""

MESSAGE = """
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  release TEXT NOT NULL, version INTEGER NOT NULL, language TEXT NOT NULL,
  key TEXT NOT NULL,                   -- the address as it is compared
  recipient TEXT NOT NULL,             -- the entry of the media list as it was, in JSON
  message_id TEXT NOT NULL,
  answers TEXT NOT NULL DEFAULT '',    -- Message-ID of the message that this one corrects
  state TEXT NOT NULL DEFAULT 'todo'
    CHECK (state IN ('todo','inflight','sent','rejected','cancelled','deferred','review')),
  tries INTEGER NOT NULL DEFAULT 0,
  due TEXT,                            -- when a deferred one is tried again
  date TEXT,                           -- its Date, from when a server may have it
  code INTEGER NOT NULL DEFAULT 0, words TEXT NOT NULL DEFAULT '',
  changed TEXT NOT NULL,
  UNIQUE (release, version, language, key)
);
"""
EVENTS = """
CREATE TABLE event (
  id INTEGER PRIMARY KEY, message INTEGER NOT NULL REFERENCES message (id),
  at TEXT NOT NULL, state TEXT NOT NULL, code INTEGER NOT NULL, words TEXT NOT NULL, person TEXT NOT NULL
);
CREATE TABLE artefact (
  release TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, frozen TEXT NOT NULL,
  UNIQUE (release, version, name, sha256)
);
CREATE TABLE override (
  id INTEGER PRIMARY KEY, release TEXT NOT NULL, version INTEGER NOT NULL,
  guard TEXT NOT NULL, finding TEXT NOT NULL, reason TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL
);
"""
TESTS = """
CREATE TABLE test (
  id INTEGER PRIMARY KEY, release TEXT NOT NULL, version INTEGER NOT NULL, language TEXT NOT NULL,
  address TEXT NOT NULL, state TEXT NOT NULL, code INTEGER NOT NULL, words TEXT NOT NULL,
  at TEXT NOT NULL, person TEXT NOT NULL
);
"""
"""What form 2 has more than form 1."""

RENAMED = """
INSERT INTO message SELECT id, release, version, language, key, recipient, message_id, answers,
  CASE
    WHEN state = 'unknown' THEN 'review'
    WHEN state <> 'refused' THEN state
    WHEN (SELECT person FROM event WHERE message = old_message.id ORDER BY id DESC LIMIT 1) <> '' THEN 'cancelled'
    ELSE 'rejected'
  END,
  tries, due, date, code, words, changed FROM old_message;
DROP TABLE old_message;
UPDATE event SET state = 'review' WHERE state = 'unknown';
UPDATE event SET state = CASE person WHEN '' THEN 'rejected' ELSE 'cancelled' END WHERE state = 'refused';
UPDATE test SET state = 'review' WHERE state = 'unknown';
UPDATE test SET state = 'rejected' WHERE state = 'refused';
UPDATE artefact SET name = substr(name, 1, length(name) - 6) || 'message' WHERE name LIKE '%/letter';
ALTER TABLE passage RENAME TO override;
ALTER TABLE override RENAME COLUMN gate TO guard;
"""
"""From form 2 to form 3: states are named as SMTP and people name them; what a person ended is cancelled, not rejected."""


class LedgerError(Exception):
    """The ledger cannot be read or written. The message is for the user; whoever gets it sends nothing more."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the disk complain of into a :class:`LedgerError`."""
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        raise LedgerError(f"{_words(path, problem)}. Nothing more is sent while the ledger cannot be kept") from problem


_CAUSES = (
    ("locked", "another program holds the ledger {path}; close it and run the command again"),
    ("readonly|^PermissionError", "the ledger {path} cannot be written: you may not write that file or its folder"),
    ("full", "the ledger {path} cannot be written: the disk is full"),
    (
        "malformed|not a database",
        "the ledger {path} is damaged ({text}). Put a copy of it in its place; without it nobody knows who got what",
    ),
    ("", "the ledger {path} cannot be used: {text}"),
)
"""Messages by what occurs in an exception's name and text; the first that fits is shown."""


def _words(path: Path, problem: Exception) -> str:
    named = f"{type(problem).__name__}: {problem}"
    return next(words for pattern, words in _CAUSES if re.search(pattern, named)).format(path=path, text=problem)


def open_file(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the ledger at ``path``, or make it; raises :class:`LedgerError`.

    Each commit is on the disk when it returns (WAL with ``synchronous=FULL``). The whole file is checked before it is
    believed. With ``read_only`` nothing is made, and a missing file is an error; one of an older form is brought to this
    one in memory.
    """
    with explained(path):
        if not read_only:
            make_folders(path.parent, private=True)
            os.close(open_private(path, os.O_RDWR))  # SQLite gives its journals the permissions of the file
        address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        with explained(path):
            _prepare(connection, path, read_only)
            return _in_this_form(connection, read_only)
    except BaseException:
        connection.close()
        raise


def _prepare(connection: sqlite3.Connection, path: Path, read_only: bool) -> None:
    """Set the connection up, and make the tables in an empty file; refuse a file that is damaged or is no ledger.

    The tables are made in one transaction: a process killed meanwhile leaves an empty file, and they are made next time.
    """
    connection.executescript("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL")
    empty = not _scalar(connection, "SELECT count(*) FROM sqlite_master") and not _scalar(connection, "PRAGMA application_id")
    if empty and not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
        connection.executescript(f"BEGIN IMMEDIATE; {MESSAGE} {EVENTS} {TESTS} {marks} COMMIT;")
    _refuse_foreign(connection, path)
    verdict = _scalar(connection, "PRAGMA quick_check(1)")
    if verdict != "ok":
        raise sqlite3.DatabaseError(f"malformed: {verdict}")
    if not read_only:
        connection.executescript("BEGIN IMMEDIATE; COMMIT")  # fails now rather than after the first message


def _in_this_form(connection: sqlite3.Connection, read_only: bool) -> sqlite3.Connection:
    """Bring a ledger of an older form to this one, as a whole; of one that is only read, a copy in memory."""
    version = _scalar(connection, "PRAGMA user_version")
    if version == VERSION:
        return connection
    if read_only:
        copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.backup(copy)
        connection.close()
        connection = copy
    steps = f"{TESTS if version == 1 else ''} ALTER TABLE message RENAME TO old_message; {MESSAGE} {RENAMED}"
    connection.executescript(  # www.sqlite.org/lang_altertable.html#otheralter
        "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;"
        f"BEGIN IMMEDIATE; {steps} PRAGMA user_version = {VERSION}; COMMIT;"
        "PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON;"
    )
    return connection


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    if _scalar(connection, "PRAGMA application_id") != APPLICATION:
        raise LedgerError(f"{path} is not a ledger of presskit; nothing is sent")
    version = _scalar(connection, "PRAGMA user_version")
    if version not in KNOWN:
        raise LedgerError(
            f"the ledger {path} was made by {'a newer' if version > VERSION else 'an older'} presskit (its form is {version}, "
            f"this one writes {VERSION}); nothing is sent. Use that presskit for this release"
        )


def _scalar(connection: sqlite3.Connection, query: str) -> Any:
    return connection.execute(query).fetchone()[0]
