"""An embargo that has ended is normal: gates stay open, and what is sent is true on both sides of its instant."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.mail_sending.desk import Desk, set_up
from tests.mail_sending.sink import Sink

LIST = "E-mail,Name,Language\nrana@paper.example,Rana,en\nlina@tv.example,Lina,fr\n"
UNTIL = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
HOLDS = ("under embargo", "sous embargo", "embargoed")


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, sink: Sink, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = set_up(tmp_path / "kit", sink, capsys, **{"press-list.csv": LIST})
    text = (made.folder / "kit.yaml").read_text("utf-8").replace("release: immediate\n", "")
    made.write("kit.yaml", text.replace("mail:\n", "embargo: {until: 2026-03-02 14:00, zone: Europe/Zurich}\nmail:\n"))
    return made


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_it_is_sent_without_a_word_and_says_what_is_true(desk: Desk) -> None:
    desk.build()
    assert desk.run("send", "--yes") == 0, desk.out + desk.err
    assert "Closed" not in desk.out
    for message in desk.messages():
        assert not any(word in f"{message['Subject']} {text_of(message)}".lower() for word in HOLDS)
    (english,) = (text_of(message) for message in desk.messages() if message["Content-Language"] == "en")
    assert "Not for publication before" in " ".join(english.split())


def test_a_check_closes_nothing_because_of_it(desk: Desk) -> None:
    assert desk.run(family="check") == 0
    assert "embargo-past" not in desk.err or "note embargo-past" in desk.err


def drafts(desk: Desk, out: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> dict[str, EmailMessage]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(now.timestamp())))
    assert desk.run("draft", "-o", str(out)) == 0, desk.err
    files = (
        email.message_from_bytes(path.read_bytes(), EmailMessage, policy=email.policy.default) for path in out.glob("*.eml")
    )
    return {each["Content-Language"]: each for each in files}


def test_a_draft_of_before_is_true_after(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its subject names the instant, and its text says nothing that the instant makes false."""
    before = drafts(desk, tmp_path / "before", datetime(2026, 3, 1, tzinfo=UTC), monkeypatch)
    after = drafts(desk, tmp_path / "after", UNTIL, monkeypatch)
    assert before["en"]["Subject"].startswith("EMBARGOED until")
    assert before["en"]["Subject"].endswith(after["en"]["Subject"])
    assert before["fr"]["Subject"].startswith("SOUS EMBARGO jusqu’au")
    for language in ("en", "fr"):
        assert text_of(before[language]) == text_of(after[language])
        assert not any(word in text_of(before[language]).lower() for word in HOLDS)
