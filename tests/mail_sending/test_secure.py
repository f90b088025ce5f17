"""Encryption, certificates and logins, against aiosmtpd."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from presskit.mail.addresses import Recipient
from presskit.mail.credentials import Login, find_login
from presskit.mail.delivery import Answer, Connection, Server, ServerError, UnreachableError
from presskit.mail.ledger import State
from presskit.model.mail import Security
from tests.mail_sending.making import QUICK, SENDER, ledger_of, people, send_all, server_at, states
from tests.mail_sending.servers import Certificate, certificate, mailroom
from tests.mail_sending.sink import Sink

MESSAGE = b"From: press@relief.example\r\nSubject: x\r\n\r\nThe bridge is open.\r\n"
RANA = Login("rana", "open sesame")
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not here")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("own"))


def hand_over(server: Server) -> Answer:
    line = Connection(server)
    try:
        return line.deliver(SENDER, "r0@paper.example", MESSAGE, lambda: None)
    finally:
        line.close()


def server(port: int, security: Security, trusted: Certificate | None = None, login: Login | None = None) -> Server:
    return Server("127.0.0.1", port, security, login, trusted.certificate if trusted else None, QUICK)


@needs_openssl
def test_starttls_with_a_login(own: Certificate) -> None:
    with mailroom(tls_context=own.context(), login=True) as room:
        answer = hand_over(server(room.port, Security.STARTTLS, own, RANA))
        assert (answer.state, answer.reply.words) == (State.SENT, "2.0.0 taken")
        assert room.arrived[0].content == MESSAGE
        assert room.logins


@needs_openssl
def test_tls_from_the_first_byte(own: Certificate) -> None:
    with mailroom(ssl_context=own.context()) as room:
        assert hand_over(server(room.port, Security.TLS, own)).state is State.SENT


@needs_openssl
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_that_nobody_vouches_for(own: Certificate, security: Security) -> None:
    option = "ssl_context" if security is Security.TLS else "tls_context"
    with mailroom(**{option: own.context()}) as room:
        with pytest.raises(ServerError, match=r"certificate of 127\.0\.0\.1:[0-9]+ is not valid: self-signed"):
            hand_over(server(room.port, security))
        assert not room.arrived


@needs_openssl
def test_a_certificate_of_another_machine(tmp_path: Path) -> None:
    other = certificate(tmp_path, "DNS:smtp.elsewhere.example")
    with mailroom(tls_context=other.context()) as room, pytest.raises(ServerError, match="is not valid: IP address mismatch"):
        hand_over(server(room.port, Security.STARTTLS, other))


@needs_openssl
def test_a_wrong_password_is_told_and_not_shown(own: Certificate, tmp_path: Path) -> None:
    wrong = Login("rana", "a-secret-word")
    with mailroom(tls_context=own.context(), login=True) as room, ledger_of(tmp_path, people(2)) as ledger:
        with pytest.raises(ServerError, match="refuses the login: 535") as raised:
            hand_over(server(room.port, Security.STARTTLS, own, wrong))
        assert "a-secret-word" not in f"{raised.value!r} {wrong!r} {server(room.port, Security.STARTTLS, own, wrong)!r}"
        assert set(states(ledger).values()) == {"todo"}


def test_a_login_is_not_given_where_none_is_taken() -> None:
    with Sink() as sink, pytest.raises(ServerError, match="takes no login"):
        hand_over(server(sink.port, Security.NONE, login=RANA))


def test_a_server_without_starttls() -> None:
    with mailroom() as room, pytest.raises(ServerError, match="offers no encryption"):
        hand_over(server(room.port, Security.STARTTLS))


def test_plain_smtp_on_a_port_for_tls() -> None:
    with mailroom() as room, pytest.raises(UnreachableError):
        hand_over(server(room.port, Security.TLS))


@pytest.mark.parametrize("offered", [True, False])
def test_smtputf8(tmp_path: Path, offered: bool) -> None:
    with mailroom(enable_SMTPUTF8=offered) as room, ledger_of(tmp_path, [Recipient("أمل@paper.example")]) as ledger:
        send_all(ledger, room.port)
        assert states(ledger) == {"أمل": "sent" if offered else "rejected"}
        assert [each.rcpt_tos for each in room.arrived] == [["أمل@paper.example"]] * offered


def test_a_session_with_aiosmtpd_is_kept(tmp_path: Path) -> None:
    with mailroom() as room, ledger_of(tmp_path, people(30)) as ledger:
        send_all(ledger, room.port)
        assert [each.rcpt_tos for each in room.arrived] == [[f"r{number}@paper.example"] for number in range(30)]
        assert set(states(ledger).values()) == {"sent"}


class Keyring:
    def get_password(self, service: str, user: str) -> str | None:
        return {("presskit:smtp.relief.example", "rana"): "from the keyring"}.get((service, user))


def test_where_a_login_comes_from() -> None:
    here = {"PRESSKIT_SMTP_USER": "rana"}
    assert find_login({}, "smtp.relief.example", keyring=Keyring()) is None
    found = find_login({**here, "PRESSKIT_SMTP_PASSWORD": "secret"}, "smtp.relief.example", keyring=Keyring())
    assert found == Login("rana", "secret")
    assert find_login({}, "smtp.relief.example", 587, "rana", Keyring()) == Login("rana", "from the keyring")
    with pytest.raises(LookupError, match="PRESSKIT_SMTP_PASSWORD"):
        find_login(here, "other.example", keyring=Keyring())


def test_a_server_on_this_machine_may_do_without(tmp_path: Path) -> None:
    with mailroom() as room:
        assert hand_over(server_at(room.port)).state is State.SENT
