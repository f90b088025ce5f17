"""Killed at any moment and run again: nobody gets two, nobody is forgotten, and what is held was really in flight."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from presskit.mail.ledger import Ledger, State
from tests.mail_sending.making import ledger_of, people
from tests.mail_sending.sink import Session, Sink
from tests.mail_sending.test_commands import FILES, KIT

KILLS = int(os.environ.get("PRESSKIT_SENDER_KILLS", "12"))
"""``make kills`` kills more often."""
RECIPIENTS = 25 * KILLS
ROOT = Path(__file__).parents[2]


def spawn(folder: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.mail_sending.crash_sender", str(folder), str(port)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


@dataclass
class Story:
    """What happened: how often the sender was killed, and who was in flight at those moments."""

    kills: int = 0
    in_flight: list[str] = field(default_factory=list)


def in_flight(folder: Path) -> list[str]:
    """Ask the file itself, as the next sender will find it."""
    with closing(sqlite3.connect(folder / "mail" / "ledger.sqlite")) as connection:
        rows = connection.execute("SELECT key FROM message WHERE state = 'inflight'").fetchall()
    return [key for (key,) in rows]


def kill_and_resume(folder: Path, port: int, chance: random.Random) -> Story:
    """Kill the sender at random moments of its life until all is done."""
    story = Story()
    while True:
        with spawn(folder, port) as child:
            assert child.stdout is not None
            begun = child.stdout.readline()
            assert begun == "begins\n"
            try:
                enough = story.kills >= KILLS and story.in_flight
                child.wait(60 if enough else chance.uniform(0, 0.2 * (1 + story.kills // KILLS)))
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
                child.wait()
                story.kills += 1
            else:
                assert child.stdout.read() == "done\n"
                return story
        story.in_flight += in_flight(folder)


def settle_by_asking(ledger: Ledger, sink: Sink) -> None:
    """Be the person who asks the recipients, and says what they say."""
    arrived = sink.counts()
    for held in ledger.entries("bridge", 1, State.REVIEW):
        to = State.SENT if arrived[held.address] else State.TODO
        ledger.decide(held.id, to, datetime.now(UTC), "asked the recipient", "test")


def test_a_sender_that_is_killed_again_and_again(tmp_path: Path) -> None:
    chance = random.Random(47)  # noqa: S311 -- no secret

    def behave(stage: str, _: Session) -> None:
        if stage in {"RCPT", "DATA", "dot", "after"}:
            time.sleep(chance.uniform(0, 0.004))

    ledger_of(tmp_path, people(RECIPIENTS)).close()
    with Sink(behave) as sink:
        story = kill_and_resume(tmp_path, sink.port, random.Random(1047))  # noqa: S311
        arrived = sink.counts()
        with Ledger(tmp_path / "mail" / "ledger.sqlite") as ledger:
            sent = {each.address for each in ledger.entries("bridge", 1, State.SENT)}
            held = [each.address for each in ledger.entries("bridge", 1, State.REVIEW)]
            lost = [address for address in held if not arrived[address]]
            print(f"{story.kills} kills, {len(held)} held, of which {len(lost)} had not arrived")  # noqa: T201
            assert story.kills >= KILLS * 3 // 4
            assert held
            assert sorted(held) == sorted(story.in_flight)
            assert max(arrived.values()) == 1
            assert len(sent) + len(held) == RECIPIENTS
            assert sent <= set(arrived) <= sent | set(held)
            settle_by_asking(ledger, sink)
        with spawn(tmp_path, sink.port) as child:
            assert child.wait(60) == 0
        assert len(sink.counts()) == RECIPIENTS
        assert set(sink.counts().values()) == {1}


def test_two_senders_at_once_one_leaves(tmp_path: Path) -> None:
    def behave(stage: str, _: Session) -> None:
        time.sleep(0.02 if stage == "DATA" else 0)

    ledger_of(tmp_path, people(60)).close()
    with Sink(behave) as sink, spawn(tmp_path, sink.port) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "begins\n"
        command = [sys.executable, "-m", "tests.mail_sending.crash_sender", str(tmp_path), str(sink.port)]
        second = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
        assert second.returncode != 0
        assert "BusyError: the test" in second.stderr
        with Ledger(tmp_path / "mail" / "ledger.sqlite", read_only=True) as ledger:
            assert len(ledger.entries("bridge")) == 60  # whoever asks meanwhile is answered
        assert first.wait(60) == 0
        assert len(sink.counts()) == 60
        assert set(sink.counts().values()) == {1}


def test_ctrl_c_finishes_what_is_under_way(tmp_path: Path) -> None:
    def behave(stage: str, _: Session) -> None:
        time.sleep(0.05 if stage == "dot" else 0)

    ledger_of(tmp_path, people(200)).close()
    with Sink(behave) as sink, spawn(tmp_path, sink.port) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.4)
        child.send_signal(signal.SIGINT)
        assert child.wait(10) == 0
        assert "stopped with Ctrl-C" in child.stdout.read()
        with Ledger(tmp_path / "mail" / "ledger.sqlite") as ledger:
            sent = {each.address for each in ledger.entries("bridge", 1, State.SENT)}
            todo = ledger.entries("bridge", 1, State.TODO)
        assert sent == set(sink.counts())
        assert sent
        assert len(sent) + len(todo) == 200


def typed(folder: Path) -> list[str]:
    """The command as a user types it."""
    return [sys.executable, "-m", "presskit", "mail", "send", str(folder), "--yes", "--build", str(folder / "out"), "--attach", "text"]


def test_the_command_itself_killed_stopped_and_run_again(tmp_path: Path) -> None:
    """SIGKILL, Ctrl-C, SIGTERM, then to the end: 120 recipients, each once or held."""
    with Sink(lambda stage, _: time.sleep(0.01 if stage == "RCPT" else 0)) as sink:
        make_kit(tmp_path, sink.port, "".join(f"r{number}@paper.example,en\n" for number in range(120)))
        build = [sys.executable, "-m", "presskit", "build", str(tmp_path), "--out", str(tmp_path / "out"), "--only", "text"]
        subprocess.run(build, check=True, capture_output=True)
        for stroke in (signal.SIGKILL, signal.SIGINT, signal.SIGTERM):
            before = len(sink.arrived)
            with subprocess.Popen(typed(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
                wait_until(lambda: len(sink.arrived) > before + 20)  # noqa: B023 -- called at once
                child.send_signal(stroke)
                _, words = child.communicate(timeout=300)
            assert child.returncode == (-signal.SIGKILL if stroke is signal.SIGKILL else 130)
            assert ("what was under way was finished" in words) is (stroke is not signal.SIGKILL)
        subprocess.run(typed(tmp_path), check=False, capture_output=True)
        with Ledger(tmp_path / "mail" / "ledger.sqlite") as ledger:
            states = {each.address: each.state for each in ledger.entries("bridge")}
    assert set(states.values()) <= {State.SENT, State.REVIEW}
    assert len(states) == 120
    assert max(sink.counts().values()) == 1
    assert {address for address, state in states.items() if state is State.SENT} <= set(sink.counts())


def make_kit(folder: Path, port: int, rows: str) -> None:
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "kit.yaml").write_text(KIT.format(port=port).replace("[en, fr]", "[en]"), "utf-8")
    (folder / "media-list.csv").write_text(f"E-mail,Language\n{rows}")


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 200
    while not is_so() and time.monotonic() < until:
        time.sleep(0.01)
    assert is_so()


def test_a_second_ctrl_c_does_not_wait_and_what_was_under_way_is_reviewed(tmp_path: Path) -> None:
    def behave(stage: str, session: Session) -> None:
        time.sleep(30 if stage == "after" and session.messages == 3 else 0)

    with Sink(behave) as sink:
        make_kit(tmp_path, sink.port, "".join(f"r{number}@paper.example,en\n" for number in range(20)))
        build = [sys.executable, "-m", "presskit", "build", str(tmp_path), "--out", str(tmp_path / "out"), "--only", "text"]
        subprocess.run(build, check=True, capture_output=True)
        command = [*typed(tmp_path), "--connections", "1"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
            wait_until(lambda: len(sink.arrived) == 4)
            child.send_signal(signal.SIGINT)
            time.sleep(0.5)
            child.send_signal(signal.SIGINT)
            _, words = child.communicate(timeout=25)
        assert child.returncode == 130
        assert "what was under way has to be reviewed" in words
        assert len(in_flight(tmp_path)) == 1
