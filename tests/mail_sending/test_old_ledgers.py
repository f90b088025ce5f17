"""Ledgers that earlier versions of presskit wrote: they are read, and brought to today's form before anything is written."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from presskit.mail.ledger import Ledger, Override, SelfTest, ServerReply, State
from presskit.usecases.mail_status import plain
from tests.mail_sending.making import NOW

FORM_1 = """
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  release TEXT NOT NULL, version INTEGER NOT NULL, language TEXT NOT NULL,
  key TEXT NOT NULL,                   -- the address as it is compared
  recipient TEXT NOT NULL,             -- the entry of the press list as it was, in JSON
  message_id TEXT NOT NULL,
  answers TEXT NOT NULL DEFAULT '',    -- Message-ID of the message that this one corrects
  state TEXT NOT NULL DEFAULT 'todo' CHECK (state IN ('todo','inflight','sent','refused','deferred','unknown')),
  tries INTEGER NOT NULL DEFAULT 0,
  due TEXT,                            -- when a deferred one is tried again
  date TEXT,                           -- its Date, from when a server may have it
  code INTEGER NOT NULL DEFAULT 0, words TEXT NOT NULL DEFAULT '',
  changed TEXT NOT NULL,
  UNIQUE (release, version, language, key)
);
CREATE TABLE event (
  id INTEGER PRIMARY KEY, message INTEGER NOT NULL REFERENCES message (id),
  at TEXT NOT NULL, state TEXT NOT NULL, code INTEGER NOT NULL, words TEXT NOT NULL, person TEXT NOT NULL
);
CREATE TABLE artefact (
  release TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, frozen TEXT NOT NULL,
  UNIQUE (release, version, name, sha256)
);
CREATE TABLE passage (
  id INTEGER PRIMARY KEY, release TEXT NOT NULL, version INTEGER NOT NULL,
  gate TEXT NOT NULL, finding TEXT NOT NULL, reason TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL
);
"""
TESTS = """
CREATE TABLE test (
  id INTEGER PRIMARY KEY, release TEXT NOT NULL, version INTEGER NOT NULL, language TEXT NOT NULL,
  address TEXT NOT NULL, state TEXT NOT NULL, code INTEGER NOT NULL, words TEXT NOT NULL,
  at TEXT NOT NULL, person TEXT NOT NULL
);
"""
AT = NOW.isoformat(timespec="milliseconds")
ROWS = (
    ("sent", "sent", ""),
    ("rejected-by-server", "refused", ""),
    ("left-by-a-person", "refused", "Rana"),
    ("unsubscribed", "refused", "presskit"),
    ("held", "unknown", ""),
    ("waiting", "deferred", ""),
    ("fresh", "todo", ""),
)


def old_ledger(path: Path, form: int) -> Path:
    """Write what presskit wrote before: messages in each state, each with its event, and a gate that was passed."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as file:
        file.executescript(FORM_1 + (TESTS if form == 2 else ""))
        file.executescript(f"PRAGMA application_id = {0x504B4D4C}; PRAGMA user_version = {form};")
        for number, (name, state, person) in enumerate(ROWS, 1):
            recipient = {"address": f"{name}@x.example", "name": "", "outlet": "", "language": "en", "country": ""}
            entry = json.dumps({**recipient, "groups": [], "attachments": None})
            row = (number, "bridge", 1, "en", f"{name}@x.example", entry, f"<{number}@x>", state, 550, "no", AT)
            columns = "id, release, version, language, key, recipient, message_id, state, code, words, changed"
            file.execute(f"INSERT INTO message ({columns}) VALUES ({', '.join('?' * 11)})", row)  # noqa: S608
            event = (number, AT, state, 550, "no", person)
            file.execute("INSERT INTO event (message, at, state, code, words, person) VALUES (?, ?, ?, ?, ?, ?)", event)
        file.execute("INSERT INTO artefact VALUES ('bridge', 1, 'en/letter', 'aa', ?)", (AT,))
        file.execute("INSERT INTO artefact VALUES ('bridge', 1, 'en/pdf', 'bb', ?)", (AT,))
        passage = ("bridge", 1, "embargo", "it lasts", "trusted desks", "Rana", AT)
        columns = "release, version, gate, finding, reason, person, at"
        file.execute(f"INSERT INTO passage ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", passage)  # noqa: S608
        if form == 2:
            test = ("bridge", 1, "en", "me@x.example", "refused", 550, "no", AT, "Rana")
            columns = "release, version, language, address, state, code, words, at, person"
            file.execute(f"INSERT INTO test ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", test)  # noqa: S608
        file.commit()
    return path


@pytest.fixture(params=[1, 2])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return old_ledger(tmp_path / "mail" / "ledger.sqlite", request.param)


EXPECTED = {
    "sent": State.SENT,
    "rejected-by-server": State.REJECTED,
    "left-by-a-person": State.CANCELLED,
    "unsubscribed": State.CANCELLED,
    "held": State.REVIEW,
    "waiting": State.DEFERRED,
    "fresh": State.TODO,
}


def states(ledger: Ledger) -> dict[str, State]:
    return {each.address.partition("@")[0]: each.state for each in ledger.entries("bridge")}


def test_it_is_read_without_being_written(old: Path) -> None:
    before = old.read_bytes()
    with Ledger(old, read_only=True) as ledger:
        assert states(ledger) == EXPECTED
        assert [each.state for each in ledger.entries("bridge") if plain(each)["tries"]] == [State.SENT]
        assert ledger.artefacts("bridge", 1) == {"en/message": "aa", "en/pdf": "bb"}
    assert old.read_bytes() == before


def test_it_is_brought_to_todays_form_and_written(old: Path) -> None:
    with Ledger(old) as ledger:
        assert states(ledger) == EXPECTED
        for entry in ledger.entries("bridge"):
            assert [each.state for each in ledger.history(entry.id)] == [entry.state]
            assert entry.reply == ServerReply(550, "no")
        assert ledger.overrides("bridge", 1) == [Override("embargo", "it lasts", "trusted desks", "Rana", NOW)]
        ledger.decide(5, State.SENT, NOW, "she has it", "Rana")
        ledger.record_test("bridge", SelfTest(1, "en", "me@x.example", State.SENT, ServerReply(250, "taken"), NOW, "ada"))
    with Ledger(old) as ledger:
        assert states(ledger) == {**EXPECTED, "held": State.SENT}
        assert ledger.tests("bridge")[-1].state is State.SENT
        assert not [each for each in ledger.tests("bridge")[:-1] if each.state is not State.REJECTED]
    with closing(sqlite3.connect(old)) as file:
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("PRAGMA user_version").fetchone() == (3,)


def test_a_form_that_nobody_knows_is_refused_and_left_alone(old: Path) -> None:
    with closing(sqlite3.connect(old)) as file:
        file.execute("PRAGMA user_version = 9")
    before = old.read_bytes()
    with pytest.raises(Exception, match="made by a newer presskit"):
        Ledger(old)
    assert old.read_bytes() == before
