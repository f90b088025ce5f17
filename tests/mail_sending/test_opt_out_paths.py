"""Whoever is not to be written to gets nothing on any way out; a column that nobody understood stops all of them."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mail_sending.desk import Desk, set_up
from tests.mail_sending.sink import Sink

HEADS = "E-mail,Name,Language,Status\n"
EVERYBODY = "rana@paper.example,Rana,en,\nOMAR@Radio.example,Omar,en,\nlina@tv.example,Lina,fr,\n"
GONE = "<omar@radio.example>,Omar,en,Unsubscribed\n"
WITHOUT_OMAR = ["lina@tv.example", "rana@paper.example"]


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, sink: Sink, capsys: pytest.CaptureFixture[str]) -> Desk:
    return set_up(tmp_path / "kit", sink, capsys, **{"media-list.csv": HEADS + EVERYBODY})


def drafted(desk: Desk, out: Path) -> list[str]:
    found = (email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in sorted(out.glob("*.eml")))
    return sorted(each["To"].addresses[0].addr_spec for each in found)


def test_drafts(desk: Desk, tmp_path: Path) -> None:
    desk.write("media-list.csv", HEADS + EVERYBODY + GONE)
    assert desk.run("draft", "--per", "recipient", "-o", str(tmp_path / "drafts")) == 0, desk.err
    assert drafted(desk, tmp_path / "drafts") == WITHOUT_OMAR


def test_a_draft_of_an_earlier_run_to_somebody_who_left_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "drafts"
    assert desk.run("draft", "--per", "recipient", "-o", str(out)) == 0, desk.err
    assert "OMAR@radio.example" in drafted(desk, out)
    (out / "mine.eml").write_text("To: omar@radio.example\nSubject: my own\n\nHello\n")
    desk.write("media-list.csv", HEADS + EVERYBODY + GONE)
    assert desk.run("draft", "--per", "recipient", "-o", str(out)) == 0, desk.err
    assert "was removed" in desk.err
    (out / "mine.eml").unlink()
    assert set(drafted(desk, out)) == set(WITHOUT_OMAR)


def test_a_sending(desk: Desk) -> None:
    desk.write("media-list.csv", HEADS + EVERYBODY + GONE)
    assert desk.run("send", "--yes") == 0, desk.out + desk.err
    assert sorted(desk.reached()) == WITHOUT_OMAR


def test_a_list_of_ones_own_does_not_hide_the_kits_opt_outs(desk: Desk, tmp_path: Path) -> None:
    desk.write("media-list.csv", HEADS + GONE + "x@y.example,X,en,\n")
    (tmp_path / "other.csv").write_text(HEADS + EVERYBODY)
    assert desk.run("send", "--yes", "--list", str(tmp_path / "other.csv")) == 0, desk.out + desk.err
    assert sorted(desk.reached()) == WITHOUT_OMAR


def test_a_list_of_the_kit_that_cannot_be_read_stops_all(desk: Desk, tmp_path: Path) -> None:
    (desk.folder / "media-list.csv").write_bytes(b"%PDF-1.7")
    (tmp_path / "other.csv").write_text(HEADS + EVERYBODY)
    assert desk.run("send", "--yes", "--list", str(tmp_path / "other.csv")) != 0
    assert not desk.sink.sessions


def test_what_an_earlier_sending_left(desk: Desk) -> None:
    """The ledger froze the recipients before Omar asked: the list as it is now counts, however it writes his address."""
    desk.sink.behave = lambda stage, _session: "550 5.4.5 Daily user sending limit exceeded" if stage == "RCPT" else None
    assert desk.run("send", "--yes") == 1
    assert set(desk.states().values()) == {"deferred"}
    desk.sink.behave = lambda *_: None
    desk.write("media-list.csv", HEADS + GONE)
    assert desk.run("send", "--yes") == 1
    assert sorted(desk.reached()) == WITHOUT_OMAR
    assert desk.states()["OMAR@radio.example"] == "cancelled"


def test_a_correction(desk: Desk) -> None:
    assert desk.run("send", "--yes") == 0, desk.out + desk.err
    desk.change("kit.yaml", "version: 1", "version: 2")
    desk.build()
    desk.write("media-list.csv", HEADS + EVERYBODY + GONE)
    assert desk.run("send", "--yes") == 0, desk.out + desk.err
    assert sorted(desk.reached()[3:]) == WITHOUT_OMAR


@pytest.mark.parametrize("address", ["omar@radio.example", "Omar <OMAR@RADIO.EXAMPLE>", "rana@paper.example"])
def test_a_test(desk: Desk, address: str) -> None:
    desk.write("media-list.csv", HEADS + EVERYBODY + GONE)
    assert desk.run("test", address, "--lang", "fr") == 2
    assert ("is not to be written to" in desk.err) == ("rana" not in address)
    assert not desk.sink.sessions


def test_a_test_obeys_suppressed_txt_and_the_embargo(desk: Desk) -> None:
    desk.write("suppressed.txt", "@elsewhere.example\n")
    assert desk.run("test", "me@elsewhere.example") == 2
    desk.change("kit.yaml", "release: immediate\n" if "release: immediate" in (desk.folder / "kit.yaml").read_text() else "mail:\n",
                "embargo: {until: 2099-03-02 14:00, zone: Europe/Zurich}\nmail:\n")  # fmt: skip
    desk.change("kit.yaml", "date: 2026-03-02", "date: 2099-03-02")
    assert desk.run("test", "me@relief.example") == 1
    assert "the embargo lasts until" in desk.err
    assert not desk.sink.sessions
    words = ("--override", "embargo", "--reason", "to myself")
    assert desk.run("test", "me@relief.example", *words) == 0, desk.out + desk.err
    desk.run("status", "--json")
    told = json.loads(desk.out)
    assert {each["address"] for each in told["tests"]} == {"me@relief.example"}


ASKED = "E-mail,Name,Language,Mailing\nrana@paper.example,Rana,en,yes\nomar@radio.example,Omar,en,no\n"


@pytest.mark.parametrize(
    "command",
    [
        ("draft", "--per", "recipient", "-o", "{}"), ("draft", "-o", "{}"), ("test", "me@relief.example"), ("send", "--yes"),
        ("send", "--yes", "--test", "me@relief.example"), ("draft", "--preview", "-o", "{}"), ("draft", "--correction", "-o", "{}"),
    ],
)  # fmt: skip
def test_a_column_that_nobody_understood_stops_everything(desk: Desk, tmp_path: Path, command: tuple[str, ...]) -> None:
    desk.write("media-list.csv", ASKED)
    assert desk.run(*(word.format(tmp_path / "drafts") for word in command)) == 1
    assert "media-list-opt-out" in desk.err
    assert not desk.sink.sessions
    assert not list((tmp_path / "drafts").glob("*")) if (tmp_path / "drafts").exists() else True


def test_a_correction_waits_for_the_answer_too(desk: Desk) -> None:
    assert desk.run("send", "--yes") == 0
    desk.change("kit.yaml", "version: 1", "version: 2")
    desk.build()
    desk.write("media-list.csv", ASKED)
    assert desk.run("send", "--yes") == 1
    assert len(desk.reached()) == 3


def test_the_answer_of_a_person_opens_the_way(desk: Desk) -> None:
    desk.write("media-list.csv", ASKED)
    assert desk.run("send", "--yes") == 1
    assert desk.run("--json", family="answer") == 1
    (question,) = json.loads(desk.out)["questions"]
    assert (question["kind"], question["scope"], question["answer"]) == ("opt-out-column", "mail", None)
    assert desk.run(family="check") == 0, desk.out + desk.err
    assert desk.run(question["id"], "others", family="answer") == 0, desk.err
    assert desk.run("send", "--yes") == 0, desk.out + desk.err
    assert desk.reached() == ["rana@paper.example"]
    desk.write("media-list.csv", ASKED.replace("Omar,en,no", "Omar,en,nope"))
    assert desk.run("send", "--yes") == 1
    assert "media-list-opt-out" in desk.err


def test_a_question_whose_column_is_gone_is_not_asked_any_more(desk: Desk) -> None:
    desk.write("media-list.csv", ASKED)
    desk.run("send")
    desk.write("media-list.csv", HEADS + EVERYBODY)
    assert desk.run("send", "--yes") == 0, desk.out + desk.err
    desk.run("--json", family="answer")
    assert json.loads(desk.out)["questions"] == []


def test_a_line_of_suppressed_txt_that_cannot_be_read_stops_all(desk: Desk) -> None:
    desk.write("suppressed.txt", "omar(at)radio.example\n")
    assert desk.run("send", "--yes") == 1
    assert "media-list-suppression" in desk.err
    assert not desk.sink.sessions


@pytest.mark.parametrize("name", ["suppressed.txt", "media-list.csv", "media-list.xlsx", "mail"])
def test_no_link_of_the_kit_leads_a_mail_command_out_of_it(desk: Desk, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "words.txt").write_text("the owner's words\n", encoding="utf-8")
    path = desk.folder / name
    if path.is_file():
        path.unlink()
    path.symlink_to(secret if name == "mail" else secret / "words.txt")
    assert desk.run("send", "--yes") != 0
    assert "the owner's words" not in desk.out + desk.err
    assert "leads out of" in desk.out + desk.err
    assert not desk.reached()
    assert [each.name for each in secret.iterdir()] == ["words.txt"]
