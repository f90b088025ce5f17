"""A kit from outside does not choose who gets a password: host and user are confirmed once, by the person who sends."""

from __future__ import annotations

import base64
import socket
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from presskit.mail import drafts
from presskit.mail.credentials import Login, find_login, means
from presskit.mail.delivery import Connection, Security, Server, ServerError, UnreachableError
from presskit.mail.user_records import ServerRecord, user_folder
from presskit.usecases.mail_access import ServerIdentity
from tests.mail_sending.desk import Desk, set_up
from tests.mail_sending.sink import Sink

LIST = "E-mail,Name,Language\nrana@paper.example,Rana,en\n"


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink(features=("AUTH PLAIN",)) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, sink: Sink, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("PRESSKIT_SMTP_PASSWORD", "a-secret-word")
    made = set_up(tmp_path / "kit", sink, capsys, **{"media-list.csv": LIST})
    made.change("kit.yaml", "security: none", "security: none, user: press")
    sink.behave = lambda stage, _session: "235 in" if stage == "AUTH" else None
    return made


def place(desk: Desk) -> str:
    return f"127.0.0.1:{desk.sink.port}"


def logins(desk: Desk) -> list[str]:
    return [each for each in desk.sink.commands if each.startswith("AUTH")]


@pytest.mark.parametrize("command", [("send", "--yes"), ("test", "me@relief.example")])
def test_nobody_is_logged_in_at_a_server_that_nobody_confirmed(desk: Desk, command: tuple[str, ...]) -> None:
    assert desk.run(*command) == 2
    assert f"127.0.0.1:{desk.sink.port}, logged in as «press»" in desk.err
    assert f"confirm 127.0.0.1:{desk.sink.port};" in desk.err
    assert "--confirm-server HOST" in desk.err
    assert not desk.sink.sessions
    assert not (desk.folder / "mail").exists()
    assert desk.run(*command, "--confirm-server", "smtp.relief.example") == 2
    assert not desk.sink.sessions


def test_it_is_confirmed_once_and_remembered_outside_of_the_kit(desk: Desk, own_folders: Path) -> None:
    assert desk.run("test", "me@relief.example", "--confirm-server", place(desk)) == 0, desk.err
    assert desk.run("send", "--yes") == 0, desk.out + desk.err
    assert len(logins(desk)) == 2
    assert (own_folders / "presskit/mail-servers.txt").read_text() == f"{place(desk)} press\n"
    assert "a-secret-word" not in (own_folders / "presskit/mail-servers.txt").read_text()
    desk.change("kit.yaml", "user: press", "user: somebody-else")
    assert desk.run("test", "me@relief.example") == 2
    desk.change("kit.yaml", "host: 127.0.0.1", "host: localhost")
    assert desk.run("test", "me@relief.example") == 2
    assert len(logins(desk)) == 2


def test_the_environment_may_bind_its_password_to_a_host(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSKIT_SMTP_HOST", "smtp.relief.example")
    assert desk.run("test", "me@relief.example", "--confirm-server", place(desk)) == 2
    assert "is for smtp.relief.example" in desk.err
    assert not desk.sink.sessions
    monkeypatch.setenv("PRESSKIT_SMTP_HOST", "127.0.0.1")
    assert desk.run("test", "me@relief.example", "--confirm-server", place(desk)) == 2
    assert not desk.sink.sessions
    monkeypatch.setenv("PRESSKIT_SMTP_HOST", place(desk))
    assert desk.run("test", "me@relief.example") == 0, desk.err


def test_the_plan_names_the_server(desk: Desk) -> None:
    assert desk.run("send") == 0
    assert f"Through 127.0.0.1:{desk.sink.port}, logged in as «press»" in desk.out


@pytest.mark.parametrize(("word", "code"), [("yes", 0), ("no", 2), ("", 2)])
def test_on_a_terminal_it_is_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch, word: str, code: int) -> None:
    monkeypatch.setattr("presskit.cli.mail_options._on_a_terminal", lambda _console: True)
    monkeypatch.setattr("builtins.input", lambda: word)
    assert desk.run("test", "me@relief.example") == code
    assert "Is that your server?" in desk.err


def test_a_server_on_this_machine_without_a_login_needs_no_word(desk: Desk) -> None:
    desk.change("kit.yaml", ", user: press", "")
    assert desk.run("test", "me@relief.example") == 0, desk.err


def test_a_server_is_known_by_host_port_and_user(tmp_path: Path) -> None:
    record = ServerRecord(tmp_path)
    record.add("SMTP.relief.example", 587, "press")
    assert record.knows("smtp.relief.example.", 587, "press")
    assert not record.knows("smtp.relief.example", 587, "")
    assert not record.knows("smtp.relief.example", 2525, "press")
    assert not record.knows("smtp.relief.example", 465, "press")
    assert not record.knows("smtp.relief.example.evil.example", 587, "press")


def test_a_record_of_an_earlier_version_means_the_usual_ports(tmp_path: Path) -> None:
    record = ServerRecord(tmp_path)
    record.path.write_text("smtp.relief.example press\n")
    assert record.knows("smtp.relief.example", 587, "press")
    assert record.knows("smtp.relief.example", 465, "press")
    assert not record.knows("smtp.relief.example", 2525, "press")


@pytest.mark.parametrize(
    ("named", "port", "known"),
    [
        ("smtp.relief.example", 587, True), ("SMTP.Relief.example.", 465, True), ("smtp.relief.example", 25, False),
        ("smtp.relief.example", 2525, False), ("smtp.relief.example:2525", 2525, True), ("smtp.relief.example:587", 2525, False),
        ("", 587, False), ("relief.example", 587, False), ("smtp.relief.example:", 587, False),
    ],
)  # fmt: skip
def test_what_a_person_may_name(named: str, port: int, known: bool) -> None:
    assert means(named, "smtp.relief.example", port) is known


def test_another_port_of_a_confirmed_host_gets_no_password(desk: Desk) -> None:
    assert desk.run("test", "me@relief.example", "--confirm-server", place(desk)) == 0, desk.err
    with Sink(features=("AUTH PLAIN",)) as other:
        desk.change("kit.yaml", str(desk.sink.port), str(other.port))
        assert desk.run("send", "--yes") == 2
        assert desk.run("send", "--yes", "--confirm-server", "127.0.0.1") == 2
        assert not other.sessions


def test_a_password_without_a_host_is_not_guessed_to_be_another_servers(desk: Desk, own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ServerRecord(own_folders / "presskit").add("127.0.0.1", desk.sink.port, "press")
    ServerRecord(own_folders / "presskit").add("smtp.mine.example", 587, "ada")
    assert desk.run("send", "--yes") == 2
    assert f"set PRESSKIT_SMTP_HOST={place(desk)}" in desk.err
    assert not desk.sink.sessions
    monkeypatch.setenv("PRESSKIT_SMTP_HOST", place(desk))
    assert desk.run("send", "--yes") == 0, desk.err


def test_a_host_in_letters_of_another_writing_is_shown_as_it_is_looked_up() -> None:
    assert "(smtp.xn--exmple-4nf.org)" in str(ServerIdentity("smtp.ex\u0430mple.org", 587, "press"))
    assert str(ServerIdentity("smtp.example.org", 587)) == "smtp.example.org:587, without a login"


def test_the_password_of_an_account_may_be_bound_to_its_host() -> None:
    account = drafts.account_of("imaps://press@mail.evil.example/Drafts")
    given = {"PRESSKIT_IMAP_PASSWORD": "x", "PRESSKIT_IMAP_HOST": "mail.relief.example"}
    with pytest.raises(drafts.ImapError, match=r"is for mail\.relief\.example"):
        drafts.account_password(account, given)
    assert drafts.account_password(account, {**given, "PRESSKIT_IMAP_HOST": "mail.evil.example:993"}) == "x"


def echoed(stage: str, _session: object) -> str | None:
    return "535 you said " + " ".join(SECRETS) if stage == "AUTH" else None


SECRETS = ("a-secret-word", base64.b64encode(b"\0press\0a-secret-word").decode(), base64.b64encode(b"a-secret-word").decode())


def test_a_server_that_repeats_the_password_does_not_bring_it_into_a_message(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSKIT_DEBUG", "1")
    desk.sink.behave = echoed
    assert desk.run("send", "--yes", "--confirm-server", place(desk)) == 1
    kept = b"".join(path.read_bytes() for path in (desk.folder / "mail").iterdir())
    assert "you said" in desk.out + desk.err
    for secret in SECRETS:
        assert secret not in desk.out + desk.err
        assert secret.encode() not in kept


def test_no_repr_exception_or_traceback_shows_a_password() -> None:
    login = Login("press", "a-secret-word")
    server = Server("smtp.example.org", 587, login=login)
    with Sink(features=("AUTH PLAIN",)) as sink:
        sink.behave = echoed
        with pytest.raises(ServerError) as told:
            Connection(Server("127.0.0.1", sink.port, Security.NONE, login)).deliver("a@b.example", "c@d.example", b"x", lambda: None)
    shown = "".join(traceback.format_exception(told.value)) + "".join(map(repr, (login, server, Connection(server), told.value)))
    assert not [secret for secret in SECRETS if secret in shown + f"{login} {server}"]


@pytest.mark.parametrize("answer", ["454 not now", "220 go on\r\n250 injected", None])
def test_where_starttls_is_taken_away_no_login_is_sent(answer: str | None) -> None:
    with Sink(features=("AUTH PLAIN", *(["STARTTLS"] if answer else []))) as sink:
        sink.behave = lambda stage, _session: answer if stage == "STARTTLS" else None
        server = Server("127.0.0.1", sink.port, Security.STARTTLS, Login("press", "a-secret-word"))
        with pytest.raises((ServerError, UnreachableError)):
            Connection(server).deliver("a@b.example", "c@d.example", b"x", lambda: None)
        assert not [each for each in sink.commands if each.startswith(("AUTH", "MAIL"))]


@pytest.mark.parametrize("reply", ["551 user not local; please try <evil.example>", "251 will forward", "421 see smtp.evil.example"])
def test_a_server_cannot_send_presskit_elsewhere(reply: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[object] = []
    find = socket.getaddrinfo

    def told(host: str, *rest: Any, **more: Any) -> Any:
        looked_up.append(host)
        return find(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", told)
    with Sink() as sink:
        sink.behave = lambda stage, _session: reply if stage == "RCPT" else None
        line = Connection(Server("127.0.0.1", sink.port, Security.NONE))
        line.deliver("a@b.example", "c@d.example", b"x", lambda: None)
        line.close()
    assert set(looked_up) == {"127.0.0.1"}


def test_where_the_users_own_files_are() -> None:
    assert user_folder({"XDG_CONFIG_HOME": "/c", "HOME": "/home/ada"}) == Path("/c/presskit")
    assert user_folder({"HOME": "/home/ada", "XDG_CONFIG_HOME": "relative"}) == Path("/home/ada/.config/presskit")
    assert user_folder({"HOME": "/home/ada"}, "XDG_STATE_HOME") == Path("/home/ada/.local/state/presskit")
    with pytest.raises(LookupError, match="no home folder"):
        user_folder({})


def test_a_password_of_the_environment_goes_to_no_other_host() -> None:
    here = {"PRESSKIT_SMTP_USER": "press", "PRESSKIT_SMTP_PASSWORD": "x", "PRESSKIT_SMTP_HOST": "smtp.relief.example"}
    with pytest.raises(LookupError, match=r"is for smtp\.relief\.example"):
        find_login(here, "smtp.evil.example")
    assert find_login(here, "SMTP.relief.example") is not None
    with pytest.raises(LookupError, match="is for smtp"):
        find_login(here, "smtp.relief.example", 2525)
