"""Whatever the server does, and wherever the connection breaks: each message is sent once or accounted for."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presskit.mail.addresses import Recipient
from presskit.mail.delivery import Answer, Connection, Server, ServerError, Timeouts
from presskit.mail.ledger import Entry, Ledger, ServerReply, State
from presskit.mail.ledger_file import LedgerError
from presskit.mail.sending import Patience, Sender, Tally
from presskit.model.mail import Security
from tests.mail_sending.making import EAGER, QUICK, SENDER, Clock, compose, ledger_of, people, send_all, server_at, states
from tests.mail_sending.sink import DROP, Behave, Session, Sink


def once(stage: str, answer: str, address: str = "r1@") -> Behave:
    """Misbehave the first time that ``stage`` is reached for ``address``."""
    left = [answer]

    def behave(here: str, session: Session) -> str | None:
        return left.pop() if here == stage and session.address.startswith(address) and left else None

    return behave


def always(stage: str, answer: str, address: str = "r1@") -> Behave:
    return lambda here, session: answer if here == stage and session.address.startswith(address) else None


def test_each_gets_one_message_over_one_connection(tmp_path: Path) -> None:
    with Sink() as sink, ledger_of(tmp_path, people(20)) as ledger:
        ended = send_all(ledger, sink.port)
        assert not ended.reason
        assert set(states(ledger).values()) == {"sent"}
        assert set(sink.counts().values()) == {1}
        assert len(sink.counts()) == 20
        assert sink.sessions == 1
        entry = ledger.entries("bridge")[0]
        assert sink.arrived[0].data == compose(entry, entry.date or Clock()())
        assert (entry.reply.code, entry.reply.words) == (250, "taken")


@pytest.mark.parametrize("data", [b".\r\n", b"a\r\n..b\r\n", b"a.b\r\n.\r\nc.", b"a.b.\r\nc", b"one\n.two\r\n", b"none\r\n", b"."])
def test_a_full_stop_that_begins_a_line_is_doubled_on_the_way(data: bytes) -> None:
    ended = data if data.endswith(b"\r\n") else data + b"\r\n"
    with Sink() as sink:
        line = Connection(server_at(sink.port))
        assert line.deliver(SENDER, "r1@paper.example", data, lambda: None).state is State.SENT
        line.close()
        assert sink.arrived[0].data == b"\n".join(b"." + each if each.startswith(b".") else each for each in ended.split(b"\n"))


def test_nothing_is_sent_again(tmp_path: Path) -> None:
    with Sink() as sink, ledger_of(tmp_path, people(3)) as ledger:
        send_all(ledger, sink.port)
        ledger.freeze("bridge", 1, [], {}, Clock()())
        sender = Sender(ledger, server_at(sink.port), SENDER, compose, pace=EAGER, clock=Clock())
        sender.send(ledger.entries("bridge", 1, State.TODO, State.DEFERRED))
        assert set(sink.counts().values()) == {1}


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
def test_a_drop_before_the_dot_is_tried_again(tmp_path: Path, stage: str) -> None:
    with Sink(once(stage, DROP)) as sink, ledger_of(tmp_path, people(3)) as ledger:
        send_all(ledger, sink.port)
        assert set(states(ledger).values()) == {"sent"}
        assert sorted(sink.counts().items()) == [(f"r{number}@paper.example", 1) for number in range(3)]
        assert sink.sessions == 2


def large(entry: Entry, date: datetime) -> bytes:
    return compose(entry, date) + b"The bridge is open.\r\n" * 1_000_000


def test_a_drop_in_the_text_is_tried_again(tmp_path: Path) -> None:
    with Sink(once("text", DROP)) as sink, ledger_of(tmp_path, people(2)) as ledger:
        Sender(ledger, server_at(sink.port), SENDER, large, pace=EAGER, clock=Clock()).send(ledger.entries("bridge"))
        assert set(states(ledger).values()) == {"sent"}
        assert set(sink.counts().values()) == {1}
        history = ledger.history(ledger.entries("bridge")[1].id)
        assert [event.state for event in history] == ["inflight", "deferred", "inflight", "sent"]


def test_a_drop_in_a_text_that_was_already_handed_over_is_held(tmp_path: Path) -> None:
    """A small message is in the system's buffers with its dot before the drop is seen: nobody knows."""
    with Sink(once("text", DROP)) as sink, ledger_of(tmp_path, people(2)) as ledger:
        send_all(ledger, sink.port)
        assert states(ledger) == {"r0": "sent", "r1": "review"}


def test_a_drop_after_the_dot_is_held(tmp_path: Path) -> None:
    """The server took it; the sender cannot know."""
    with Sink(always("after", DROP)) as sink, ledger_of(tmp_path, people(3)) as ledger:
        send_all(ledger, sink.port)
        assert states(ledger) == {"r0": "sent", "r1": "review", "r2": "sent"}
        assert set(sink.counts().values()) == {1}
        assert "final dot" in ledger.entries("bridge", 1, State.REVIEW)[0].reply.words


@pytest.mark.parametrize("answer", ["what", "354 go on", "250-" + "x" * 9000])
def test_an_answer_that_nobody_understands_is_held(tmp_path: Path, answer: str) -> None:
    with Sink(always("after", answer)) as sink, ledger_of(tmp_path, people(2)) as ledger:
        send_all(ledger, sink.port)
        assert states(ledger) == {"r0": "sent", "r1": "review"}


def test_a_slow_answer_after_the_dot_is_held(tmp_path: Path) -> None:
    def behave(stage: str, session: Session) -> None:
        time.sleep(1 if stage == "after" and session.address.startswith("r1@") else 0)

    with Sink(behave) as sink, ledger_of(tmp_path, people(3)) as ledger:
        server = replace(server_at(sink.port), timeouts=Timeouts(5, 5, 5, dot=0.2))
        Sender(ledger, server, SENDER, compose, pace=EAGER, clock=Clock()).send(ledger.entries("bridge"))
        assert states(ledger) == {"r0": "sent", "r1": "review", "r2": "sent"}
        assert "did not answer in time" in ledger.entries("bridge", 1, State.REVIEW)[0].reply.words


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
def test_a_slow_answer_before_the_text_is_tried_again(tmp_path: Path, stage: str) -> None:
    slow = [1.0]

    def behave(here: str, session: Session) -> None:
        if here == stage and session.number == 1:
            time.sleep(slow.pop() if slow else 0)

    with Sink(behave) as sink, ledger_of(tmp_path, people(2)) as ledger:
        server = replace(server_at(sink.port), timeouts=Timeouts(5, 0.2, 5, 5))
        Sender(ledger, server, SENDER, compose, pace=EAGER, clock=Clock()).send(ledger.entries("bridge"))
        assert set(states(ledger).values()) == {"sent"}
        assert set(sink.counts().values()) == {1}


@pytest.mark.parametrize("stage", ["RCPT", "DATA", "dot"])
def test_a_lasting_refusal_is_one_recipients(tmp_path: Path, stage: str) -> None:
    with Sink(always(stage, "550 5.1.1 no such reader")) as sink, ledger_of(tmp_path, people(3)) as ledger:
        send_all(ledger, sink.port)
        assert states(ledger) == {"r0": "sent", "r1": "rejected", "r2": "sent"}
        (refused,) = ledger.entries("bridge", 1, State.REJECTED)
        assert (refused.reply.code, refused.reply.words) == (550, "5.1.1 no such reader")
        assert sink.sessions == 1
        assert "r1@paper.example" not in sink.counts()


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA", "dot"])
def test_a_passing_refusal_is_tried_again(tmp_path: Path, stage: str) -> None:
    with Sink(once(stage, "451 4.7.1 later")) as sink, ledger_of(tmp_path, people(3)) as ledger:
        send_all(ledger, sink.port)
        assert set(states(ledger).values()) == {"sent"}
        assert set(sink.counts().values()) == {1}
        assert sorted(each.tries for each in ledger.entries("bridge")) == [1, 1, 1 if stage == "MAIL" else 2]


def test_tries_are_bounded(tmp_path: Path) -> None:
    with Sink(always("RCPT", "450 4.2.1 full")) as sink, ledger_of(tmp_path, people(3)) as ledger:
        send_all(ledger, sink.port)
        (refused,) = ledger.entries("bridge", 1, State.REJECTED)
        assert refused.reply.words == "given up after 3 tries: 4.2.1 full"
        assert refused.tries == 3
        assert [event.state for event in ledger.history(refused.id)] == ["deferred", "deferred", "rejected"]


def limited(stage: str, most: int, answer: str) -> Behave:
    return lambda here, session: answer if here == stage and session.messages >= most else None


@pytest.mark.parametrize("answer", ["452 4.5.3 too many messages", "421 4.7.0 too many messages"])
@pytest.mark.parametrize("stage", ["MAIL", "RCPT"])
def test_a_limit_of_messages_a_connection_costs_nobody_a_try(tmp_path: Path, stage: str, answer: str) -> None:
    with Sink(limited(stage, 4, answer)) as sink, ledger_of(tmp_path, people(10)) as ledger:
        send_all(ledger, sink.port)
        assert set(states(ledger).values()) == {"sent"}
        assert all(each.tries == 1 for each in ledger.entries("bridge"))
        assert sink.sessions == 3


@pytest.mark.parametrize(("stage", "answer"), [("greeting", DROP), ("greeting", "421 busy"), ("EHLO", DROP)])
def test_a_server_that_is_not_there_yet_is_waited_for(tmp_path: Path, stage: str, answer: str) -> None:
    behave: Behave = lambda here, session: answer if here == stage and session.number < 3 else None  # noqa: E731
    with Sink(behave) as sink, ledger_of(tmp_path, people(2)) as ledger:
        send_all(ledger, sink.port)
        assert set(states(ledger).values()) == {"sent"}


def test_a_server_that_stays_away_ends_the_sending(tmp_path: Path) -> None:
    with Sink() as sink:
        port = sink.port
    with ledger_of(tmp_path, people(2)) as ledger:
        ended = send_all(ledger, port)
        assert "cannot be reached" in ended.reason
        assert "Tried 3 times" in ended.reason
        assert set(states(ledger).values()) == {"todo"}


def test_a_refused_sender_is_nobodys_refusal(tmp_path: Path) -> None:
    with Sink(always("MAIL", "550 5.7.1 not you", "")) as sink, ledger_of(tmp_path, people(2)) as ledger:
        ended = send_all(ledger, sink.port)
        assert "takes no mail from press@relief.example: 550 5.7.1 not you" in ended.reason
        assert set(states(ledger).values()) == {"todo"}


def test_a_wanted_login_is_nobodys_refusal(tmp_path: Path) -> None:
    with Sink(always("RCPT", "530 5.7.0 log in", "")) as sink, ledger_of(tmp_path, people(2)) as ledger:
        assert "wants a login" in send_all(ledger, sink.port).reason
        assert set(states(ledger).values()) == {"todo"}


def test_a_server_that_refuses_everybody_is_not_asked_for_all(tmp_path: Path) -> None:
    with Sink(always("RCPT", "554 5.7.1 relay access denied", "")) as sink, ledger_of(tmp_path, people(50)) as ledger:
        assert "rejected the first 5" in send_all(ledger, sink.port).reason
        assert list(states(ledger).values()).count("todo") == 45


def test_a_message_that_is_too_large_is_not_begun(tmp_path: Path) -> None:
    with Sink(features=("SIZE 10000000",)) as sink, ledger_of(tmp_path, people(1)) as ledger:
        Sender(ledger, server_at(sink.port), SENDER, large, pace=EAGER, clock=Clock()).send(ledger.entries("bridge"))
        assert states(ledger) == {"r0": "rejected"}
        assert "the server takes 10000000" in ledger.entries("bridge")[0].reply.words
        assert not [each for each in sink.commands if each.startswith("MAIL")]


@pytest.mark.parametrize(("features", "state"), [(("8BITMIME", "SMTPUTF8"), "sent"), (("8BITMIME",), "rejected")])
def test_smtputf8_is_used_only_where_an_address_needs_it(tmp_path: Path, features: tuple[str, ...], state: str) -> None:
    recipients = [Recipient("r0@paper.example"), Recipient("أمل@paper.example")]
    with Sink(features=features) as sink, ledger_of(tmp_path, recipients) as ledger:
        send_all(ledger, sink.port)
        assert states(ledger) == {"r0": "sent", "أمل": state}
        asked = [each for each in sink.commands if each.startswith("MAIL") and "SMTPUTF8" in each]
        assert len(asked) == (state == "sent")
        words = ledger.entries("bridge")[1].reply.words
        assert ("lacks SMTPUTF8" in words) is (state == "rejected")


def test_full_stops_at_the_beginning_of_a_line_arrive(tmp_path: Path) -> None:
    data = b".first\r\n\r\n..\r\n.\r\nlast"
    with Sink() as sink:
        line = Connection(server_at(sink.port))
        answer = line.deliver(SENDER, "r0@paper.example", data, lambda: None)
        line.close()
        assert answer.state is State.SENT
        assert sink.arrived[0].data.replace(b"\r\n..", b"\r\n.").removeprefix(b".") == data + b"\r\n"


def test_begin_comes_before_data_and_a_failure_there_sends_nothing() -> None:
    def begin() -> None:
        raise OSError("the disk is full")

    with Sink() as sink:
        line = Connection(server_at(sink.port))
        with pytest.raises(OSError, match="disk is full"):
            line.deliver(SENDER, "r0@paper.example", b"x\r\n", begin)
        assert not sink.begun
        assert not sink.arrived


def test_no_encryption_no_mail() -> None:
    with Sink() as sink:
        line = Connection(Server("127.0.0.1", sink.port, Security.STARTTLS, timeouts=QUICK))
        with pytest.raises(ServerError, match="offers no encryption"):
            line.deliver(SENDER, "r0@paper.example", b"x\r\n", lambda: None)
        assert not sink.arrived


def test_only_this_machine_gets_mail_in_the_clear() -> None:
    with pytest.raises(ServerError, match="only encrypted"):
        Server("smtp.relief.example", 25, Security.NONE)


def test_one_that_cannot_be_made_does_not_stop_the_rest(tmp_path: Path) -> None:
    def poisoned(entry: object, date: object) -> bytes:
        if getattr(entry, "address", "").startswith("r1@"):
            raise ValueError("a surrogate in the name")
        return b"Subject: x\r\n\r\nx\r\n"

    with Sink() as sink, ledger_of(tmp_path, people(3)) as ledger:
        Sender(ledger, server_at(sink.port), SENDER, poisoned, pace=EAGER, clock=Clock()).send(ledger.entries("bridge"))
        assert states(ledger) == {"r0": "sent", "r1": "rejected", "r2": "sent"}
        assert "ValueError: a surrogate in the name" in ledger.entries("bridge", 1, State.REJECTED)[0].reply.words


def test_further_connections_that_the_server_does_not_want_are_given_up(tmp_path: Path) -> None:
    behave: Behave = lambda stage, session: "421 one is enough" if stage == "greeting" and session.number > 1 else None  # noqa: E731
    with Sink(behave) as sink, ledger_of(tmp_path, people(30)) as ledger:
        ended = send_all(ledger, sink.port, replace(EAGER, connections=4))
        assert not ended.reason
        assert set(states(ledger).values()) == {"sent"}


def test_many_connections_share_the_work(tmp_path: Path) -> None:
    def behave(stage: str, _: Session) -> None:
        time.sleep(0.01 if stage == "MAIL" else 0)

    with Sink(behave) as sink, ledger_of(tmp_path, people(60)) as ledger:
        send_all(ledger, sink.port, replace(EAGER, connections=4))
        assert set(states(ledger).values()) == {"sent"}
        assert set(sink.counts().values()) == {1}
        assert sink.sessions == 4


def timed(action: Callable[[], object]) -> float:
    begun = time.monotonic()
    action()
    return time.monotonic() - begun


def test_the_rate_holds_over_all_connections(tmp_path: Path) -> None:
    with Sink() as sink, ledger_of(tmp_path, people(11)) as ledger:
        pace = replace(EAGER, connections=4, per_minute=1200)
        assert timed(lambda: send_all(ledger, sink.port, pace)) >= 0.5


class FullDisk(Ledger):
    """A ledger whose disk is full when the answer about r1 is to be written."""

    def move(  # noqa: PLR0913 -- as Ledger has it
        self, number: int, to: State, at: datetime, reply: ServerReply, due: datetime | None = None, *, counted: bool = True
    ) -> None:
        if self.entry(number).address.startswith("r1@"):
            raise LedgerError("the disk is full")
        super().move(number, to, at, reply, due, counted=counted)


def test_what_cannot_be_written_down_stops_the_sending_and_is_held(tmp_path: Path) -> None:
    with Sink() as sink:
        path = ledger_of(tmp_path, people(4)).path
        with FullDisk(path) as ledger:
            assert send_all(ledger, sink.port).reason == "the disk is full"
        with Ledger(path) as ledger:
            assert states(ledger) == {"r0": "sent", "r1": "inflight", "r2": "todo", "r3": "todo"}
            assert [each.address for each in ledger.recover(Clock()())] == ["r1@paper.example"]
        assert sorted(sink.counts()) == ["r0@paper.example", "r1@paper.example"]


class Fault:
    """A connection that has a fault of its own."""

    def __init__(self, _: Server) -> None:
        pass

    def deliver(self, *_: object) -> Answer:
        raise ZeroDivisionError("a fault")

    def close(self) -> None:
        pass


def test_a_fault_of_presskit_is_not_swallowed(tmp_path: Path) -> None:
    with ledger_of(tmp_path, people(4)) as ledger:
        sender = Sender(ledger, server_at(1), SENDER, compose, pace=EAGER, clock=Clock(), connect=Fault)
        with pytest.raises(ZeroDivisionError):
            sender.send(ledger.entries("bridge"))
        assert set(states(ledger).values()) == {"todo"}


def test_a_deferred_one_waits_for_its_time_and_is_the_same_message(tmp_path: Path) -> None:
    def clock() -> datetime:
        return datetime.now(UTC)

    with Sink(once("dot", "451 greylisted")) as sink, ledger_of(tmp_path, people(3)) as ledger:
        pace = replace(EAGER, patience=Patience(timedelta(seconds=0.5), tries=3))
        told: list[Tally] = []
        sender = Sender(ledger, server_at(sink.port), SENDER, compose, pace=pace, clock=clock)
        assert timed(lambda: sender.send(ledger.entries("bridge"), told.append)) >= 0.5
        assert set(states(ledger).values()) == {"sent"}
        assert any(each.waiting_until for each in told)
        assert [each.address for each in sink.arrived][-1] == "r1@paper.example"
        assert len({each.message_id for each in ledger.entries("bridge")}) == 3


def test_tries_come_later_and_later() -> None:
    pauses = [Patience().pause(tries) // timedelta(minutes=1) for tries in range(1, 8)]
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_the_estimate_goes_by_what_was_measured_and_by_the_rate() -> None:
    tally = Tally(Counter({State.SENT: 20}), left=40, elapsed=10, interval=0)
    assert tally.seconds == 20
    assert replace(tally, interval=2).seconds == 80
    assert replace(tally, elapsed=0.1).seconds is None
