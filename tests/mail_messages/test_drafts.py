"""Drafts: as files, in a zip, and byte for byte in the folder of an account."""

from __future__ import annotations

import imaplib
import io
import shutil
import socket
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from presskit.mail import drafts as draft_files
from presskit.mail.compose import Senders
from presskit.mail.drafts import Account, ImapError, by_language, by_recipient, write_zip
from presskit.mail.message_template import MessageTemplate, Recipient
from tests.mail_messages.making import SENDER, letter, parsed
from tests.mail_sending.real_servers import DOVECOT

SENDERS = {"en": Senders(SENDER, None, ""), "ar": Senders(SENDER, None, "")}
LETTERS: dict[str, MessageTemplate] = {"en": letter(), "ar": letter(language="ar", subject="بيان مشترك")}
MAILBOX = """\
namespace inbox {{
  inbox = yes
  mailbox Brouillons-é {{
    auto = create
    special_use = \\Drafts
  }}
}}
"""
CONFIGURATION = DOVECOT.replace("nopassword=y", "password=secret") + MAILBOX


def test_a_draft_for_each_language_and_for_each_recipient() -> None:
    assert [name for name, _ in by_language(LETTERS, SENDERS)] == ["river-en.eml", "river-ar.eml"]
    people = [Recipient("A/../b@example.org", language="ar"), *(Recipient(f"u{n}@x.org", language="en") for n in range(10))]
    made = list(by_recipient(LETTERS, SENDERS, people))
    assert [name for name, _ in made[:2]] == ["01-ar-a_.._b@example.org.eml", "02-en-u0@x.org.eml"]
    assert parsed(made[0][1])["Subject"] == "بيان مشترك"


def test_a_zip_of_equal_drafts_is_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for file in (first, second):
        write_zip(file, by_language(LETTERS, SENDERS))
    assert first.getvalue() == second.getvalue()
    with zipfile.ZipFile(first) as archive:
        assert parsed(archive.read("river-en.eml"))["X-Unsent"] == "1"


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("imaps://press@mail.example.org/Drafts", Account("mail.example.org", 993, "press", "Drafts", tls=True)),
        ("imap://press%40x.org@localhost:1143", Account("localhost", 1143, "press@x.org", "", tls=False)),
        ("imaps://me@mail.example.org/INBOX/Entw%C3%BCrfe", Account("mail.example.org", 993, "me", "INBOX/Entwürfe", tls=True)),
    ],
)
def test_an_account_is_named_by_its_address(url: str, account: Account) -> None:
    assert draft_files.account_of(url) == account


@pytest.mark.parametrize("url", ["https://a@b.org", "imaps://b.org/Drafts", "imaps://a:secret@b.org/Drafts", "imaps://a@b.org:x/", "["])
def test_other_addresses_are_refused_and_a_password_is_not_repeated(url: str) -> None:
    with pytest.raises(ImapError) as refused:
        draft_files.account_of(url)
    assert "secret" not in str(refused.value)


def test_the_password_comes_from_outside_the_kit() -> None:
    account = draft_files.account_of("imaps://press@mail.example.org")

    class Keyring:
        def get_password(self, service: str, user: str) -> str | None:
            return {("presskit:mail.example.org", "press"): "kept"}.get((service, user))

    assert draft_files.account_password(account, {draft_files.IMAP_PASSWORD: "given"}) == "given"
    assert draft_files.account_password(account, {}, Keyring()) == "kept"
    with pytest.raises(ImapError, match="no password"):
        draft_files.account_password(draft_files.account_of("imaps://other@mail.example.org"), {}, Keyring())


def test_a_server_that_is_not_there_is_told_of() -> None:
    with pytest.raises(ImapError, match=r"127\.0\.0\.1"):
        draft_files.append_to_account(Account("127.0.0.1", free_port(), "press", "Drafts", tls=False), "secret", [])


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def can_start() -> bool:
    import os

    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("dovecot") is not None


@contextmanager
def dovecot() -> Iterator[int]:
    """Run Dovecot on a high port of 127.0.0.1 and give that port."""
    with tempfile.TemporaryDirectory(prefix="presskit-drafts-") as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)
        (folder / "mail").mkdir()
        shutil.chown(folder / "mail", "nobody")
        (folder / "dovecot.conf").write_text(CONFIGURATION.format(folder=folder, port=port))
        command = ["dovecot", "-F", "-c", str(folder / "dovecot.conf")]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                await_port(port)
                yield port
            finally:
                server.terminate()


def await_port(port: int) -> None:
    until = time.monotonic() + 200
    while time.monotonic() < until:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("Dovecot did not start")


@pytest.mark.real
@pytest.mark.skipif(not can_start(), reason="needs Dovecot and a user who may start it")
def test_drafts_lie_in_the_account_byte_for_byte() -> None:
    drafts = [data for _, data in by_language(LETTERS, SENDERS)]
    with dovecot() as port:
        by_itself = draft_files.append_to_account(Account("127.0.0.1", port, "press", "", tls=False), "secret", drafts)
        named = draft_files.append_to_account(Account("127.0.0.1", port, "press", "Brouillons-é", tls=False), "secret", drafts[:1])
        with pytest.raises(ImapError, match="after 0"):
            draft_files.append_to_account(Account("127.0.0.1", port, "press", "Elsewhere", tls=False), "secret", drafts)
        with pytest.raises(ImapError) as refused:
            draft_files.append_to_account(Account("127.0.0.1", port, "press", "", tls=False), "wrong-password", drafts)
        with imaplib.IMAP4("127.0.0.1", port) as client:
            client.login("press", "secret")
            client.select('"Brouillons-&AOk-"')
            _, parts = client.fetch("1:*", "(FLAGS BODY.PEEK[])")
    assert (by_itself, named) == (("Brouillons-é", 2), ("Brouillons-é", 1))
    assert "wrong-password" not in str(refused.value)
    found = [part for part in parts if isinstance(part, tuple)]
    assert [body for _, body in found] == [*drafts, drafts[0]]
    assert all(b"\\Draft" in flags for flags, _ in found)
