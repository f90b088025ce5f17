"""A version goes to an address once: without its ledger, and in another language, it is not sent again without a word."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from presskit.cli import main
from presskit.mail.user_records import SentRecord
from tests.mail_sending.desk import Desk, set_up
from tests.mail_sending.making import NOW
from tests.mail_sending.sink import Session, Sink

LIST = "E-mail,Name,Language\nrana@paper.example,Rana,en\nomar@radio.example,Omar,en\nlina@tv.example,Lina,fr\n"


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, sink: Sink, capsys: pytest.CaptureFixture[str]) -> Desk:
    return set_up(tmp_path / "kit", sink, capsys, **{"media-list.csv": LIST})


def test_a_ledger_that_was_removed_blocks_a_sending(desk: Desk) -> None:
    assert desk.run("send", "--yes") == 0, desk.out + desk.err
    shutil.rmtree(desk.folder / "mail")
    assert desk.run("send", "--yes") == 1
    assert "again: version 1 went out from this machine since" in desk.out
    assert len(desk.reached()) == 3
    assert desk.run("send", "--yes", "--override", "again", "--reason", "they lost it") == 0, desk.out + desk.err
    assert len(desk.reached()) == 6


def test_a_copy_of_the_kit_is_not_sent_another_time(desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(desk.folder, tmp_path / "copy")
    assert desk.run("send", "--yes") == 0
    other = str(tmp_path / "copy")
    assert main(["mail", "send", other, "--yes", "--build", f"{other}/out"]) == 1
    assert len(desk.reached()) == 3


def test_an_older_version_without_its_ledger_is_told_too(desk: Desk) -> None:
    assert desk.run("send", "--yes") == 0
    shutil.rmtree(desk.folder / "mail")
    desk.change("kit.yaml", "version: 1", "version: 2")
    desk.build()
    assert desk.run("send", "--yes") == 1
    assert "again: version 1 went out" in desk.out


def test_those_of_whom_the_server_had_nothing_are_not_held_back(desk: Desk) -> None:
    desk.sink.behave = lambda stage, session: "550 no" if stage == "RCPT" and session.address.startswith("omar") else None
    assert desk.run("send", "--yes") == 1
    shutil.rmtree(desk.folder / "mail")
    desk.change("media-list.csv", "rana@paper.example,Rana,en\n", "")
    desk.change("media-list.csv", "lina@tv.example,Lina,fr\n", "")
    desk.sink.behave = lambda *_: None
    assert desk.run("send", "--yes") == 0, desk.out + desk.err
    assert desk.reached()[2:] == ["omar@radio.example"]


def test_another_language_in_the_list_is_no_reason_to_send_again(desk: Desk) -> None:
    assert desk.run("send", "--yes") == 0
    desk.change("media-list.csv", "Rana,en", "Rana,fr")
    assert desk.run("send", "--yes") == 0
    assert "1 have this version in another language than the list says now (--in-other-language): rana@paper.example" in desk.out
    assert len(desk.reached()) == 3
    assert desk.run("send", "--yes", "--in-other-language") == 0, desk.out + desk.err
    assert desk.reached()[3:] == ["rana@paper.example"]
    assert desk.messages()[3]["Content-Language"] == "fr"


def test_what_is_kept_outside_tells_nobody_who(tmp_path: Path) -> None:
    record = SentRecord(tmp_path, "bridge/../x")
    record.add(2, "Rana@Paper.example", NOW)
    record.add(1, "rana@paper.example", NOW)
    assert record.sent() == {record.hash("RANA@paper.example"): (2, "2026-03-02T14:00:00+00:00")}
    assert "rana" not in record.path.read_text("utf-8").lower()
    assert record.path.parent == tmp_path / "sent"
    assert record.path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_sent_that_cannot_be_kept(desk: Desk, own_folders: Path) -> None:
    (own_folders / "presskit").write_text("a file where a folder belongs")
    assert desk.run("send", "--yes") == 1
    assert "Nothing more is sent" in desk.err
    assert not desk.reached()


def lost(stage: str, session: Session) -> str | None:
    return "drop" if stage == "after" and not session.address.startswith("rana") else None


def test_all_in_review_are_decided_at_once(desk: Desk) -> None:
    desk.sink.behave = lost
    assert desk.run("send", "--yes") == 1
    assert sorted(desk.states().values()) == ["review", "review", "sent"]
    assert desk.run("resolve", "--sent", "--reason", "x") == 2
    assert desk.run("resolve", "rana@paper.example", "--all-in-review", "--sent", "--reason", "x") == 2
    assert desk.run("resolve", "--all-in-review", "--sent", "--reason", "the server's log has them") == 0, desk.err
    assert set(desk.states().values()) == {"sent"}
    assert desk.run("resolve", "--all-in-review", "--again", "--reason", "x") == 2


def test_the_command_says_how_rejected_messages_are_sent_again(desk: Desk) -> None:
    desk.write("media-list.csv", "E-mail,Language\n" + "".join(f"r{number}@paper.example,en\n" for number in range(6)))
    desk.sink.behave = lambda stage, _session: "550 5.7.1 not allowed" if stage == "RCPT" else None
    assert desk.run("send", "--yes", "--connections", "1") == 1
    assert "decide that all rejected messages are sent again" in desk.err
    assert f"presskit mail resolve {desk.folder} --all-rejected --again --reason TEXT" in desk.err


def test_all_that_were_rejected_are_tried_again_at_once(desk: Desk) -> None:
    desk.sink.behave = lambda stage, _session: "550 5.7.1 not allowed" if stage == "RCPT" else None
    assert desk.run("send", "--yes") == 1
    assert set(desk.states().values()) == {"rejected"}
    assert desk.run("resolve", "lina@tv.example", "--leave", "--reason", "told by telephone") == 0
    assert desk.run("resolve", "--all-rejected", "--sent", "--reason", "x") == 2
    assert desk.run("resolve", "--all-rejected", "--again", "--reason", "the login was wrong") == 0, desk.err
    desk.sink.behave = lambda *_: None
    desk.run("send", "--yes")
    assert sorted(desk.reached()) == ["omar@radio.example", "rana@paper.example"]
    assert desk.run("resolve", "--all-rejected", "--again", "--reason", "x") == 2
