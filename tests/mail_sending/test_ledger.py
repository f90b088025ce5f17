"""The ledger: what may follow what, what lasts, and what is refused with clear words."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from presskit.mail.addresses import Recipient
from presskit.mail.ledger import Ledger, Override, ServerReply, State, WrongMoveError
from presskit.mail.ledger_file import LedgerError
from presskit.store.locking import BusyError, exclusive
from tests.mail_sending.making import NOW, addressees, ledger_of, people

FULL = Recipient("A.Haddad@Paper.example", "Amal \u200fحداد", "The Paper", "ar", "LB", ("trusted",), attachments=("pdf",))


def test_what_is_frozen_comes_back(tmp_path: Path) -> None:
    with ledger_of(tmp_path, [FULL]):
        pass
    with Ledger(tmp_path / "mail" / "ledger.sqlite", read_only=True) as ledger:
        (entry,) = ledger.entries("bridge")
        assert entry.recipient == FULL
        assert (entry.state, entry.tries, entry.due, entry.date, entry.changed) == (State.TODO, 0, None, None, NOW)
        assert ledger.artefacts("bridge", 1) == {"letter-en": "aa"}


def test_an_address_is_there_once_for_a_version_and_language(tmp_path: Path) -> None:
    with ledger_of(tmp_path, people(3)) as ledger:
        ledger.freeze("bridge", 1, addressees([Recipient("R1@Paper.Example", language="en")]), {}, NOW)
        ledger.freeze("bridge", 1, addressees(people(1, "ar")), {}, NOW)
        ledger.freeze("bridge", 2, addressees(people(4)), {}, NOW)
        assert len(ledger.entries("bridge", 2)) == 4
        assert len(ledger.entries("bridge", 1)) == 4


def test_a_message_has_its_date_from_the_first_time_that_somebody_may_have_it(tmp_path: Path) -> None:
    with ledger_of(tmp_path, people(1)) as ledger:
        (entry,) = ledger.entries("bridge")
        ledger.begin(entry, NOW, NOW)
        assert ledger.entry(entry.id).date == NOW
        ledger.move(entry.id, State.DEFERRED, NOW, ServerReply(451, "later"), NOW + timedelta(minutes=1))
        deferred = ledger.entry(entry.id)
        assert (deferred.date, deferred.tries, deferred.due) == (None, 1, NOW + timedelta(minutes=1))
        ledger.begin(deferred, NOW, NOW)
        assert [each.state for each in ledger.recover(NOW)] == [State.REVIEW]
        ledger.decide(entry.id, State.TODO, NOW, "the desk has nothing", "Rana")
        assert ledger.entry(entry.id).date == NOW


@pytest.mark.parametrize("state", [State.SENT, State.REJECTED])
def test_nothing_follows_an_end_without_a_person(tmp_path: Path, state: State) -> None:
    with ledger_of(tmp_path, people(1)) as ledger:
        (entry,) = ledger.entries("bridge")
        ledger.begin(entry, NOW, NOW)
        ledger.move(entry.id, state, NOW, ServerReply(250, "taken"))
        for to in State:
            with pytest.raises(WrongMoveError):
                ledger.move(entry.id, to, NOW, ServerReply())
        with pytest.raises(WrongMoveError):
            ledger.begin(entry, NOW, NOW)
        ledger.decide(entry.id, State.TODO, NOW, "it bounced: mailbox full", "Rana")
        last = ledger.history(entry.id)[-1]
        assert (last.state, last.reply.words, last.person) == (State.TODO, "it bounced: mailbox full", "Rana")


def test_a_decision_needs_a_reason(tmp_path: Path) -> None:
    with ledger_of(tmp_path, people(1)) as ledger, pytest.raises(ValueError, match="needs a reason"):
        ledger.decide(1, State.CANCELLED, NOW, "  ", "Rana")


def test_who_overrode_a_guard_is_kept(tmp_path: Path) -> None:
    override = Override("embargo", "the embargo lasts until …", "trusted desks", "Rana", NOW)
    with ledger_of(tmp_path, people(1)) as ledger:
        ledger.record("bridge", 1, override)
        assert ledger.overrides("bridge", 1) == [override]


def test_commits_are_flushed(tmp_path: Path) -> None:
    with ledger_of(tmp_path, people(1)) as ledger:
        pragma = {name: ledger._rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous")}
        assert pragma == {"journal_mode": "wal", "synchronous": 2}


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    path.write_bytes(data)


def text_file(path: Path) -> None:
    path.write_text("who got what?\n" * 50)


def other_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE message (id INTEGER)")
    other.close()


def newer(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 7")
    other.close()


def older(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 0")
    other.close()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (damaged, "is damaged"),
        (text_file, "is damaged"),
        (other_database, "is not a ledger of presskit"),
        (newer, "made by a newer presskit"),
        (older, "made by an older presskit"),
    ],
)
def test_a_ledger_that_cannot_be_trusted_is_refused(tmp_path: Path, spoil: object, words: str) -> None:
    with ledger_of(tmp_path, people(300)) as ledger:
        path = ledger.path
    assert callable(spoil)
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=words):
        Ledger(path)
    assert path.read_bytes() == before


def test_a_ledger_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with ledger_of(tmp_path, people(1)) as ledger:
        path = ledger.path
    with Ledger(path, read_only=True) as ledger, pytest.raises(LedgerError, match="cannot be written: you may not"):
        ledger.freeze("bridge", 1, addressees(people(5)), {}, NOW)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").mkdir()
    with pytest.raises(LedgerError, match="cannot be used"):
        Ledger(tmp_path / "ledger.sqlite")


def test_a_ledger_that_another_program_holds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presskit.mail.ledger_file.PATIENCE", 0.05)
    with ledger_of(tmp_path, people(1)) as ledger:
        other = sqlite3.connect(ledger.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another program holds the ledger"):
            Ledger(ledger.path)
        other.close()


def test_a_missing_ledger_is_not_made_to_be_read(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        Ledger(tmp_path / "mail" / "ledger.sqlite", read_only=True)
    assert not (tmp_path / "mail").exists()


def test_one_sender_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "mail" / "sending.lock"
    with exclusive(path, "process 7 since 14:00"), pytest.raises(BusyError, match="process 7"), exclusive(path, "process 8"):
        pass
    with exclusive(path, "process 9"):
        assert path.read_text() == "process 9"
