"""presskit mail send, status, resolve and test, as a user types them, with a server on this machine."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from presskit.cli import main
from tests.mail_sending.sink import DROP, Session, Sink

KIT = """\
id: bridge
kind: press-release
languages: [en, fr]
version: 1
date: 2026-03-02
places: [{{en: Geneva, fr: Genève}}]
region: GB
outputs: [text]
brand: {{name: {{en: Example Relief, fr: Secours Exemple}}}}
mail:
  from: press@relief.example
  attachments: [text]
  rate: 60000
  server: {{host: 127.0.0.1, port: {port}, security: none}}
"""
FILES = {
    "statement.en.md": "---\ntitle: A bridge opens to ambulances\n---\nThe bridge is open to ambulances as of today.\n",
    "contacts.yaml": "contacts:\n  - name: Press desk\n    emails: [desk@relief.example]\n    languages: [en, fr]\n",
    "signatories.yaml": "signatories:\n  - name: Example Relief\n    consent: {by: Director, on: 2026-03-01, how: e-mail}\n",
    "media-list.csv": "E-mail,Name,Language,Groups\nrana@paper.example,Rana,en,trusted\n"
    "omar@radio.example,Omar,en,\nlina@tv.example,Lina,en,\n",
}


@dataclass
class Desk:
    """A kit, the server that it names, and a way to type commands."""

    folder: Path
    sink: Sink
    capsys: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    def run(self, *words: str) -> int:
        self.capsys.readouterr()
        arguments = ["mail", words[0], str(self.folder), *words[1:]]
        build = ["--build", str(self.folder / "out")] if words[0] in {"send", "test"} else []
        try:
            code = main([*arguments, *build])
        except SystemExit as ending:
            code = int(str(ending.code))
        self.out, self.err = self.capsys.readouterr()
        return code

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def build(self) -> None:
        assert main(["build", str(self.folder), "--out", str(self.folder / "out")]) == 0

    def arrived(self) -> list[tuple[str, email.message.EmailMessage]]:
        parse = email.message_from_bytes
        return [(each.address, parse(each.data, policy=email.policy.default)) for each in self.sink.arrived]

    def states(self) -> dict[str, str]:
        self.run("status", "--json")
        return {each["address"]: each["state"] for each in json.loads(self.out)["messages"]}


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, sink: Sink, capsys: pytest.CaptureFixture[str]) -> Desk:
    folder = tmp_path / "kit"
    folder.mkdir()
    (folder / "kit.yaml").write_text(KIT.format(port=sink.port).replace("[en, fr]", "[en]"), "utf-8")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    made = Desk(folder, sink, capsys)
    made.build()
    return made


def test_without_yes_nothing_is_sent(desk: Desk) -> None:
    assert desk.run("send") == 0
    assert "3 messages (3 en)" in desk.out
    assert "rana@paper.example" in desk.out
    assert "Send it: the same command with --yes" in desk.out
    assert desk.run("send", "--yes", "--dry-run") == 0
    assert not desk.sink.sessions
    assert not (desk.folder / "mail").exists()


def test_each_gets_it_once_however_often_it_is_run(desk: Desk) -> None:
    assert desk.run("send", "--yes") == 0, desk.out + desk.err
    assert "Version 1: 3 sent" in desk.out
    assert desk.run("send", "--yes") == 0
    assert "nothing to send" in desk.out
    assert sorted(desk.sink.counts().items()) == [(f"{who}.example", 1) for who in ("lina@tv", "omar@radio", "rana@paper")]
    _, message = desk.arrived()[0]
    assert message["From"] == "Example Relief <press@relief.example>"
    assert message["Reply-To"].startswith("Press desk") or "desk@relief.example" in message["Reply-To"]
    assert abs((message["Date"].datetime - datetime.now(UTC)).total_seconds()) < 60
    assert desk.arrived()[0][1]["Message-ID"] != desk.arrived()[1][1]["Message-ID"]


def test_the_plan_as_json(desk: Desk) -> None:
    assert desk.run("send", "--json") == 0
    planned = json.loads(desk.out)
    assert not planned["sent"]
    assert [each["address"] for each in planned["messages"]] == ["rana@paper.example", "omar@radio.example", "lina@tv.example"]
    assert all(each["bytes"] > 500 for each in planned["messages"])


def test_outputs_that_nobody_has_seen_are_not_sent(desk: Desk) -> None:
    desk.change("statement.en.md", "as of today", "from today on")
    assert desk.run("send", "--yes") == 1
    assert "build: built from an older state of the kit" in desk.out
    assert "nothing was sent: a send guard blocks it" in desk.err
    assert desk.run("send", "--yes") == 1
    assert not desk.sink.arrived
    desk.build()
    assert desk.run("send", "--yes") == 0
    assert len(desk.sink.arrived) == 3


def test_the_users_own_outputs_stay_as_they_are(desk: Desk) -> None:
    def outputs() -> dict[Path, bytes]:
        every = (path for path in (desk.folder / "out").rglob("*") if path.is_file())
        return {path: path.read_bytes() for path in every if path.parent.name != "mail" and "mail" not in path.parts}

    before = outputs()
    desk.change("statement.en.md", "as of today", "from today on")
    desk.run("send", "--yes")
    assert outputs() == before


def test_a_guard_is_overridden_with_a_reason_that_is_kept(desk: Desk) -> None:
    desk.change("signatories.yaml", "    consent: {by: Director, on: 2026-03-01, how: e-mail}\n", "")
    desk.build()
    assert desk.run("send", "--yes") == 1
    assert "consent: no consent is recorded for «Example Relief»" in desk.out
    assert desk.run("send", "--yes", "--override", "consent") == 2
    assert desk.run("send", "--yes", "--override", "luck", "--reason", "x") == 2
    assert not desk.sink.arrived
    assert desk.run("send", "--yes", "--override", "consent", "--reason", "the director rang") == 0
    desk.run("status", "--json")
    (override,) = json.loads(desk.out)["overrides"]
    assert (override["guard"], override["reason"]) == ("consent", "the director rang")


EMBARGO = "embargo: {{until: {year}-03-02 14:00, zone: Europe/Zurich}}\nmail:\n"


def test_an_embargo_holds_and_its_trusted_group_is_told(desk: Desk) -> None:
    year = datetime.now(UTC).year + 5
    desk.change("kit.yaml", "mail:\n", EMBARGO.format(year=year))
    desk.change("kit.yaml", "date: 2026", f"date: {year}")
    desk.build()
    assert desk.run("send", "--yes") == 1
    assert "embargo: the embargo lasts until" in desk.out
    assert "the group «embargo» (--group embargo)" in desk.out
    assert not desk.sink.arrived
    words = ("--group", "trusted", "--override", "embargo", "--reason", "agreed in writing")
    assert desk.run("send", "--yes", *words) == 0, desk.out + desk.err
    ((address, message),) = desk.arrived()
    assert address == "rana@paper.example"
    assert "EMBARGO" in message["Subject"].upper()


def test_a_correction_goes_to_those_who_got_the_old_version(desk: Desk) -> None:
    desk.run("send", "--yes")
    first = {address: message["Message-ID"] for address, message in desk.arrived()}
    desk.change("kit.yaml", "version: 1", "version: 2")
    desk.change("statement.en.md", "as of today", "as of Monday")
    desk.change("media-list.csv", "lina@tv.example,Lina,en,\n", "new@paper.example,New,en,\n")
    (desk.folder / "suppressed.txt").write_text("omar@radio.example\n")
    desk.build()
    assert desk.run("send") == 0, desk.out + desk.err
    assert "left out, as they asked for it: omar@radio.example" in desk.out
    assert "did not get the old version (--also-new): new@paper.example" in desk.out
    assert desk.run("send", "--yes") == 0
    second = desk.arrived()[3:]
    assert sorted(address for address, _ in second) == ["lina@tv.example", "rana@paper.example"]
    for address, message in second:
        assert message["In-Reply-To"] == message["References"] == first[address]
        assert message["Message-ID"] != first[address]
        assert message["Subject"].startswith("CORRECTED (version 2)")
    assert desk.run("send", "--yes", "--also-new") == 0
    ((address, message),) = desk.arrived()[5:]
    assert address == "new@paper.example"
    assert message["In-Reply-To"] is None
    assert "CORRECTED" not in message["Subject"]
    desk.change("kit.yaml", "version: 2", "version: 1")
    shutil.rmtree(desk.folder / "out")  # where version 2 was built, version 1 is not even built
    desk.build()
    assert desk.run("send", "--yes") == 2
    assert "version 2 was sent already" in desk.err


def test_whom_the_list_takes_off_gets_no_correction(desk: Desk) -> None:
    desk.run("send", "--yes")
    desk.change("kit.yaml", "version: 1", "version: 2")
    text = (desk.folder / "media-list.csv").read_text()
    marked = text.replace("Groups", "Groups,Unsubscribed").replace("Omar,en,", "Omar,en,,yes")
    (desk.folder / "media-list.csv").write_text(marked)
    desk.build()
    assert desk.run("send", "--yes") == 0, desk.out + desk.err
    assert sorted(address for address, _ in desk.arrived()[3:]) == ["lina@tv.example", "rana@paper.example"]


def test_a_version_that_went_out_does_not_change(desk: Desk) -> None:
    desk.run("send", "--yes", "--group", "trusted")
    desk.change("statement.en.md", "as of today", "as of Monday")
    desk.build()
    assert desk.run("send", "--yes") == 1
    assert "changed: version 1 went out with other words" in desk.out
    assert len(desk.sink.arrived) == 1


def lost_for_omar(stage: str, session: Session) -> str | None:
    return DROP if stage == "after" and session.address.startswith("omar") else None


def test_one_in_review_is_decided_by_a_person(desk: Desk) -> None:
    desk.sink.behave = lost_for_omar
    assert desk.run("send", "--yes") == 1
    assert "2 sent, 1 review" in desk.out
    desk.run("send")
    assert "1 to be reviewed, for nobody knows whether they have it; decide (mail resolve): omar@radio.example" in desk.out
    assert desk.run("send", "--yes") == 0
    assert desk.sink.counts()["omar@radio.example"] == 1
    assert desk.run("status") == 1
    assert "omar@radio.example  review" in desk.out
    assert desk.run("resolve", "nobody@radio.example", "--sent", "--reason", "x") == 2
    assert desk.run("resolve", "rana@paper.example", "--sent", "--reason", "x") == 2
    assert desk.run("resolve", "omar@radio.example", "--sent", "--reason", " ") == 2
    assert desk.run("resolve", "OMAR@radio.example", "--again", "--reason", "nothing in the log") == 0
    desk.sink.behave = lambda *_: None
    assert desk.run("send", "--yes") == 0
    assert set(desk.states().values()) == {"sent"}
    ids = [message["Message-ID"] for address, message in desk.arrived() if address.startswith("omar")]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_what_is_left_is_not_sent(desk: Desk) -> None:
    desk.sink.behave = lost_for_omar
    desk.run("send", "--yes")
    assert desk.run("resolve", "omar@radio.example", "--leave", "--reason", "told by telephone") == 0
    assert desk.states()["omar@radio.example"] == "cancelled"


def test_the_record_as_a_table(desk: Desk, tmp_path: Path) -> None:
    def refuse(stage: str, session: Session) -> str | None:
        return "550 =HYPERLINK no such user" if stage == "RCPT" and session.address.startswith("omar") else None

    desk.sink.behave = refuse
    desk.run("send", "--yes")
    assert desk.run("status", "--csv", str(tmp_path / "sent.csv")) == 1
    rows = {row["address"]: row for row in csv.DictReader(io.StringIO((tmp_path / "sent.csv").read_text("utf-8-sig")))}
    assert rows["omar@radio.example"]["state"] == "rejected"
    assert rows["omar@radio.example"]["words"] == "'=HYPERLINK no such user"
    assert rows["rana@paper.example"]["code"] == "250"
    assert {row["tries"] for row in rows.values()} == {"1"}
    assert datetime.fromisoformat(rows["rana@paper.example"]["when"]).utcoffset() is not None


def test_status_without_a_sending(desk: Desk) -> None:
    for words in (["status"], ["resolve", "rana@paper.example", "--leave", "--reason", "x"]):
        assert desk.run(*words) == 2
        assert "there is no ledger" in desk.err
    assert not (desk.folder / "mail").exists()


def test_a_damaged_ledger_sends_nothing(desk: Desk) -> None:
    desk.run("send", "--yes", "--group", "trusted")
    path = desk.folder / "mail/ledger.sqlite"
    path.write_bytes(b"rubbish" * 1000)
    assert desk.run("send", "--yes") == 2
    assert "is damaged" in desk.err
    assert len(desk.sink.arrived) == 1


@pytest.mark.parametrize("command", [("test", "me@relief.example"), ("send", "--test", "me@relief.example", "--yes")])
def test_a_test_goes_to_oneself_only(desk: Desk, command: tuple[str, ...]) -> None:
    assert desk.run(*command) == 0, desk.out + desk.err
    assert [address for address, _ in desk.arrived()] == ["me@relief.example"]
    desk.run("status", "--json")
    told = json.loads(desk.out)
    assert [(each["address"], each["state"]) for each in told["tests"]] == [("me@relief.example", "sent")]
    assert told["messages"] == []
    assert desk.run(*(word.replace("me@relief", "rana@paper") for word in command)) == 2
    assert "a test goes to yourself" in desk.err


def test_a_kit_that_names_no_server(desk: Desk) -> None:
    desk.change("kit.yaml", f"  server: {{host: 127.0.0.1, port: {desk.sink.port}, security: none}}\n", "")
    assert desk.run("send", "--yes") == 2
    assert "does not say which server" in desk.err


def test_another_machine_gets_nothing_in_the_clear(desk: Desk) -> None:
    desk.change("kit.yaml", "host: 127.0.0.1", "host: smtp.relief.example")
    assert desk.run("send", "--yes") == 2
    assert "only encrypted" in desk.err


def test_a_password_is_never_shown_nor_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSKIT_SMTP_USER", "rana")
    monkeypatch.setenv("PRESSKIT_SMTP_PASSWORD", "a-secret-word")
    assert desk.run("send", "--yes", "--confirm-server", f"127.0.0.1:{desk.sink.port}") == 1
    assert "takes no login" in desk.err
    assert "a-secret-word" not in desk.out + desk.err
    kept = [path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()]
    assert not [data for data in kept if b"a-secret-word" in data]
