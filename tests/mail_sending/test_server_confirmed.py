"""A kit from outside does not choose who gets a password: host and user are confirmed once, by the person who sends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from presskit.mail.credentials import find_login
from presskit.mail.user_records import ServerRecord, user_folder
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


def logins(desk: Desk) -> list[str]:
    return [each for each in desk.sink.commands if each.startswith("AUTH")]


@pytest.mark.parametrize("command", [("send", "--yes"), ("test", "me@relief.example")])
def test_nobody_is_logged_in_at_a_server_that_nobody_confirmed(desk: Desk, command: tuple[str, ...]) -> None:
    assert desk.run(*command) == 2
    assert f"127.0.0.1:{desk.sink.port}, logged in as «press»" in desk.err
    assert "confirm 127.0.0.1;" in desk.err
    assert "--confirm-server HOST" in desk.err
    assert not desk.sink.sessions
    assert not (desk.folder / "mail").exists()
    assert desk.run(*command, "--confirm-server", "smtp.relief.example") == 2
    assert not desk.sink.sessions


def test_it_is_confirmed_once_and_remembered_outside_of_the_kit(desk: Desk, own_folders: Path) -> None:
    assert desk.run("test", "me@relief.example", "--confirm-server", "127.0.0.1") == 0, desk.err
    assert desk.run("send", "--yes") == 0, desk.out + desk.err
    assert len(logins(desk)) == 2
    assert (own_folders / "presskit/mail-servers.txt").read_text() == "127.0.0.1 press\n"
    assert "a-secret-word" not in (own_folders / "presskit/mail-servers.txt").read_text()
    desk.change("kit.yaml", "user: press", "user: somebody-else")
    assert desk.run("test", "me@relief.example") == 2
    desk.change("kit.yaml", "host: 127.0.0.1", "host: localhost")
    assert desk.run("test", "me@relief.example") == 2
    assert len(logins(desk)) == 2


def test_the_environment_may_bind_its_password_to_a_host(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSKIT_SMTP_HOST", "smtp.relief.example")
    assert desk.run("test", "me@relief.example", "--confirm-server", "127.0.0.1") == 2
    assert "is for smtp.relief.example" in desk.err
    assert not desk.sink.sessions
    monkeypatch.setenv("PRESSKIT_SMTP_HOST", "127.0.0.1")
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


def test_a_server_is_known_by_host_and_user(tmp_path: Path) -> None:
    record = ServerRecord(tmp_path)
    record.add("SMTP.relief.example", "press")
    assert record.knows("smtp.relief.example.", "press")
    assert not record.knows("smtp.relief.example", "")
    assert not record.knows("smtp.relief.example.evil.example", "press")


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
