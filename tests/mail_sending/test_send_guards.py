"""The gates: what closes each, and that the embargo holds at every message."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from presskit.mail.send_guards import Blocked, Guard, SendFacts, blocked, embargo_reason
from presskit.mail.sending import Sender
from presskit.model.people import Consent, Localised, Signatory
from presskit.model.release import Embargo, Release, ReleaseKind
from tests.mail_sending.making import EAGER, NOW, SENDER, Clock, compose, ledger_of, people, server_at, states
from tests.mail_sending.sink import Sink

UNTIL = datetime(2026, 3, 2, 15, 0, tzinfo=ZoneInfo("Europe/Zurich"))
EMBARGO = Embargo(UNTIL, "Europe/Zurich")
RELEASE = Release("bridge", ReleaseKind.JOINT_STATEMENT, ("en",))
CONSENT = Consent("Director", date(2026, 3, 1), "e-mail")
SIGNING = (Signatory(Localised("Olive Branch"), consent=CONSENT),)
HASHES = {"en/bridge-en.pdf": "aa"}
GOOD = SendFacts(RELEASE, SIGNING, (), HASHES, HASHES, {}, {"en": "11"})


def gates(facts: SendFacts) -> list[Guard]:
    return [each.guard for each in blocked(facts, NOW)]


def only(facts: SendFacts) -> Blocked:
    (found,) = blocked(facts, NOW)
    return found


def test_all_gates_are_open_for_a_good_kit() -> None:
    assert gates(GOOD) == []


def test_the_embargo_ends_at_its_instant() -> None:
    assert embargo_reason(EMBARGO, UNTIL) == ""
    assert embargo_reason(EMBARGO, UNTIL + timedelta(days=1)) == ""
    early = embargo_reason(EMBARGO, UNTIL - timedelta(microseconds=1))
    assert early == "the embargo lasts until 2026-03-02 15:00:00+01:00 (Europe/Zurich), 2026-03-02 14:00 UTC"
    later = replace(GOOD, release=replace(RELEASE, embargo=replace(EMBARGO, until=UNTIL + timedelta(days=1))))
    assert gates(later) == [Guard.EMBARGO]


def test_each_signature_needs_a_consent() -> None:
    without = tuple(Signatory(Localised(f"Group {number}")) for number in range(7))
    found = only(replace(GOOD, signing=SIGNING + without))
    assert found.guard is Guard.CONSENT
    assert found.finding.endswith("«Group 4» and 2 more")


@pytest.mark.parametrize(("count", "ends"), [(4, "«g4»"), (5, "«g5»"), (6, "«g5» and 1 more"), (7, "«g5» and 2 more")])
def test_five_names_are_listed_and_the_others_counted(count: int, ends: str) -> None:
    found = only(replace(GOOD, findings=tuple(f"g{number}" for number in range(1, count + 1)))).finding
    assert found.endswith(ends)


@pytest.mark.parametrize(
    ("versions", "told"), [((1, 1), "version 1 went out"), ((2, 1), "versions 1, 2 went out"), ((1, 2, 3), "versions 1, 2, 3 went out")]
)
def test_what_went_out_from_this_machine_closes_the_gate(versions: tuple[int, ...], told: str) -> None:
    again = {f"r{at}@x.example": (version, f"2026-03-0{at}") for at, version in enumerate(versions, 1)}
    found = only(replace(GOOD, again=again))
    assert found.guard is Guard.AGAIN
    assert found.finding.startswith(f"{told} from this machine since 2026-03-01 to {len(versions)} who")


def test_findings_of_the_check_close_the_gate() -> None:
    assert only(replace(GOOD, findings=("the date is missing",))).finding == "the check found: «the date is missing»"


def test_outputs_are_built_and_current() -> None:
    assert "not built: «en/bridge-en.pdf»" in only(replace(GOOD, built={})).finding
    assert "changed since: «en/bridge-en.pdf»" in only(replace(GOOD, built={"en/bridge-en.pdf": "bb"})).finding
    assert gates(replace(GOOD, built={**HASHES, "notes.txt": "cc"})) == []


def test_a_version_that_went_out_does_not_change() -> None:
    assert gates(replace(GOOD, frozen={"en": "11"})) == []
    assert only(replace(GOOD, frozen={"en": "00"})).guard is Guard.CHANGED
    assert only(replace(GOOD, frozen={"en": "22"})).guard is Guard.CHANGED
    assert gates(replace(GOOD, frozen={"fr": "00"})) == []


def test_the_embargo_is_asked_for_at_each_message(tmp_path: Path) -> None:
    """The clock is set back while the sending is under way: it stops there."""
    clock = Clock(UNTIL)

    def compose_and_turn(entry: object, moment: datetime) -> bytes:
        if getattr(entry, "address", "").startswith("r2@"):
            clock.now = UNTIL - timedelta(minutes=1)
        return b"Subject: x\r\n\r\nx\r\n"

    def gate(now: datetime) -> str:
        return embargo_reason(EMBARGO, now)

    with Sink() as sink, ledger_of(tmp_path, people(6)) as ledger:
        sender = Sender(ledger, server_at(sink.port), SENDER, compose_and_turn, pace=EAGER, clock=clock, closed=gate)
        ended = sender.send(ledger.entries("bridge"))
        assert "embargo" in ended.reason
        assert list(states(ledger).values()) == ["sent"] * 3 + ["todo"] * 3
        assert len(sink.arrived) == 3


def test_nothing_leaves_before_the_embargo(tmp_path: Path) -> None:
    clock = Clock(UNTIL - timedelta(seconds=1))
    with Sink() as sink, ledger_of(tmp_path, people(6)) as ledger:
        sender = Sender(
            ledger, server_at(sink.port), SENDER, compose, pace=replace(EAGER, connections=3), clock=clock,
            closed=lambda now: embargo_reason(EMBARGO, now),
        )  # fmt: skip
        assert "embargo" in sender.send(ledger.entries("bridge")).reason
        assert not sink.arrived
        assert set(states(ledger).values()) == {"todo"}
