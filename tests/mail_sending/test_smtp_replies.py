"""Refusals that are not final, and logins that are none: what stops a sending, what is kept, and in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from presskit.mail.credentials import Login
from presskit.mail.delivery import Connection, Server, ServerError
from presskit.mail.ledger import Ledger, State
from presskit.mail.sending import Sender, SendingResult
from presskit.mail.smtp_replies import is_limit, reply_class
from presskit.model.mail import Security
from tests.mail_sending.making import EAGER, QUICK, SENDER, Clock, compose, ledger_of, people, send_all, server_at, states
from tests.mail_sending.sink import Behave, Session, Sink

GMAIL = "550-5.4.5 Daily user sending limit exceeded. For more information on Gmail 550 5.4.5 sending limits a1b2c3-20020a05sor"
MICROSOFT = (
    "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message due to a "
    "permanent exception with message The message can't be submitted because the sender's submission quota was exceeded."
)
LIMITS = [
    GMAIL.replace("550-", "550 "), MICROSOFT,
    "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
    "550 5.7.233 Your message can't be sent because your tenant exceeded its daily limit for external recipients",
    "554 5.7.0 Too many messages, slow down", "550 Outgoing messages limit has been reached for this account",
    "452 4.5.3 Daily message quota exceeded", "550 5.4.6 Unusual sending activity detected. Please try after sometime",
    "554 Daily sending quota exceeded", "550 You have exceeded the maximum sending limit",
]  # fmt: skip
RECIPIENTS_OWN = [
    "552 5.2.2 The email account that you tried to reach is over quota", "550 5.1.1 No such user here",
    "552 5.3.4 Message size exceeds fixed limit", "550 5.2.2 Mailbox quota exceeded", "550 5.7.1 relay access denied",
    "450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents delivery",
    "454 4.7.0 Temporary authentication failure", "421 4.3.2 Service shutting down",
]  # fmt: skip


@pytest.mark.parametrize("answer", LIMITS)
def test_a_limit_of_the_account_is_known(answer: str) -> None:
    assert is_limit(int(answer[:3]), answer[4:])


@pytest.mark.parametrize("answer", RECIPIENTS_OWN)
def test_what_is_about_a_recipient_or_the_server_is_no_limit(answer: str) -> None:
    assert not is_limit(int(answer[:3]), answer[4:])


def after(count: int, stage: str, answer: str) -> Behave:
    """Answer so from the message number ``count`` on."""

    def behave(at: str, session: Session) -> str | None:
        number = int(session.address.partition("@")[0][1:]) if session.address else 0
        return answer if at == stage and (number >= count or (stage == "MAIL" and session.messages >= count)) else None

    return behave


def send_rest(ledger: Ledger, port: int) -> SendingResult:
    """Send what is still open, as the command does."""
    sender = Sender(ledger, server_at(port), SENDER, compose, pace=EAGER, clock=Clock())
    return sender.send(ledger.entries("bridge", None, State.TODO, State.DEFERRED))


@pytest.mark.parametrize("answer", [LIMITS[0], MICROSOFT])
@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA", "dot"])
def test_a_limit_stops_the_sending_and_keeps_the_rest_for_later(tmp_path: Path, stage: str, answer: str) -> None:
    with Sink(after(3, stage, answer)) as sink, ledger_of(tmp_path, people(12)) as ledger:
        ended = send_all(ledger, sink.port)
        assert "takes no more from this account for now" in ended.reason
        assert answer[4:20] in ended.reason
        assert list(states(ledger).values()) == ["sent"] * 3 + ["deferred"] * 9
        assert [each.tries for each in ledger.entries("bridge")] == [1] * 3 + [0] * 9
        sink.behave = lambda *_: None
        assert not send_rest(ledger, sink.port).reason
        assert set(states(ledger).values()) == {"sent"}
        assert set(sink.counts().values()) == {1}


def test_a_limit_costs_no_try_however_often_it_is_met(tmp_path: Path) -> None:
    with Sink(after(0, "RCPT", MICROSOFT)) as sink, ledger_of(tmp_path, people(3)) as ledger:
        for _ in range(8):
            assert send_all(ledger, sink.port).reason
        assert set(states(ledger).values()) == {"deferred"}


def test_equal_refusals_one_after_the_other_stop_the_sending(tmp_path: Path) -> None:
    def behave(stage: str, session: Session) -> str | None:
        number = int(session.address.partition("@")[0][1:]) if session.address else 0
        words = f"554 5.7.1 <{session.address}>: our systems have detected unusual mail [id {number}abc7]"
        return words if stage == "dot" and number >= 4 else None

    with Sink(behave) as sink, ledger_of(tmp_path, people(30)) as ledger:
        ended = send_all(ledger, sink.port)
        assert "gave 5 recipients one after the other the same rejection: 554 5.7.1" in ended.reason
        assert "decide that all rejected messages are sent again" in ended.reason
        assert list(states(ledger).values()) == ["sent"] * 4 + ["rejected"] * 5 + ["deferred"] * 21
        sink.behave = lambda *_: None
        assert not send_rest(ledger, sink.port).reason
        assert list(states(ledger).values()) == ["sent"] * 4 + ["rejected"] * 5 + ["sent"] * 21


def test_a_few_dead_mailboxes_in_a_row_stop_nothing(tmp_path: Path) -> None:
    def behave(stage: str, session: Session) -> str | None:
        number = int(session.address.partition("@")[0][1:]) if session.address else 0
        return f"550 5.1.1 <{session.address}> user unknown" if stage == "RCPT" and 4 <= number < 13 else None

    with Sink(behave) as sink, ledger_of(tmp_path, people(20)) as ledger:
        assert not send_all(ledger, sink.port).reason
        assert list(states(ledger).values()) == ["sent"] * 4 + ["rejected"] * 9 + ["sent"] * 7


def test_answers_are_alike_whoever_they_are_given_to() -> None:
    one = reply_class(550, "5.7.1 <a@x.example> refused [203.0.113.7] id q4-2002a")
    assert one == reply_class(550, "5.7.1 <b@y.example> refused [203.0.113.9] id r7-9911b")
    assert one != reply_class(550, "5.1.1 <b@y.example> refused")


def log_in(sink: Sink) -> None:
    login = Login("press@relief.example", "a-secret-word")
    line = Connection(Server("127.0.0.1", sink.port, Security.NONE, login, None, QUICK))
    try:
        line.deliver(SENDER, "r0@paper.example", b"Subject: x\r\n\r\nx\r\n", lambda: None)
    finally:
        line.close()


@pytest.mark.parametrize("offered", ["AUTH XOAUTH2", "AUTH XOAUTH2 OAUTHBEARER"])
def test_a_server_that_offers_oauth_alone_is_called_so_at_once(offered: str) -> None:
    with Sink(features=(offered,)) as sink, pytest.raises(ServerError, match="takes only OAuth"):
        log_in(sink)
    assert not [each for each in sink.commands if each.startswith("AUTH")]
    assert sink.sessions == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("535 5.7.139 Authentication unsuccessful, basic authentication is disabled.", "takes only OAuth"),
        ("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.", "takes only OAuth"),
        ("535 5.7.3 Authentication unsuccessful", "where it takes only OAuth"),
        ("535 5.7.8 Error: authentication failed", "refuses the login: 535 5.7.8"),
    ],
)
def test_a_refused_login_says_what_it_is(answer: str, words: str) -> None:
    def behave(stage: str, _session: Session) -> str | None:
        return answer if stage.startswith("AUTH") else None

    with Sink(behave, features=("AUTH PLAIN",)) as sink, pytest.raises(ServerError, match=words) as raised:
        log_in(sink)
    assert "a-secret-word" not in str(raised.value)


def test_a_login_that_nobody_knows_is_named() -> None:
    with Sink(features=("AUTH GSSAPI NTLM",)) as sink, pytest.raises(ServerError, match="offers no login that presskit knows: GSSAPI NTLM"):
        log_in(sink)
