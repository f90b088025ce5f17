"""OpenSMTPD, which delivers into a Maildir, and Dovecot, which reads it: on 127.0.0.1, high ports, for one test."""

from __future__ import annotations

import imaplib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.mail_sending.servers import free_port

__all__ = ["PostOffice", "cannot_start", "post_office"]

CONTROL = Path("/var/run/smtpd.sock")
QUEUE = Path("/var/spool/smtpd/queue")
READER = "nobody"
SMTPD = """\
table everybody {{ "@" = "nobody" }}
listen on 127.0.0.1 port {port} hostname localhost
action "keep" maildir "{folder}/mail" virtual <everybody>
match from any for any action "keep"
"""
DOVECOT = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail
first_valid_uid = 1
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}
}}
passdb {{
  driver = static
  args = nopassword=y
}}
"""


def cannot_start() -> str:
    """Say why the servers cannot be started here, if they cannot. A server that is somebody's own is left alone."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "OpenSMTPD starts as root only"
    if not shutil.which("smtpd") or not shutil.which("dovecot"):
        return "OpenSMTPD or Dovecot is not here"
    if _answers(CONTROL) or any(QUEUE.rglob("*.msg")) or any(path.is_file() for path in QUEUE.rglob("*")):
        return "an OpenSMTPD is at work here, or has mail waiting"
    return ""


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(path))
        except OSError:
            return False
        return True


@dataclass(frozen=True)
class PostOffice:
    """Both servers: ``smtp`` and ``imap`` are their ports."""

    folder: Path
    smtp: int
    imap: int

    def read(self, count: int) -> list[bytes]:
        """Return what lies in the mailbox, as IMAP gives it, once ``count`` messages are there or 20 seconds are over."""
        until = time.monotonic() + 20
        while len(list((self.folder / "mail" / "new").glob("*"))) < count and time.monotonic() < until:
            time.sleep(0.1)
        with imaplib.IMAP4("127.0.0.1", self.imap) as client:
            client.login("reader", "x")
            client.select("INBOX")
            _, parts = client.fetch("1:*", "(BODY.PEEK[])")
        return [part[1] for part in parts if isinstance(part, tuple)]


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Run both until the block ends."""
    with tempfile.TemporaryDirectory(prefix="presskit-mail-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "mail").mkdir()
        shutil.chown(folder / "mail", READER)
        office = PostOffice(folder, free_port(), free_port())
        (folder / "smtpd.conf").write_text(SMTPD.format(folder=folder, port=office.smtp))
        (folder / "dovecot.conf").write_text(DOVECOT.format(folder=folder, port=office.imap))
        with (
            _running(["smtpd", "-d", "-f", f"{folder}/smtpd.conf"], office.smtp),
            _running(["dovecot", "-F", "-c", f"{folder}/dovecot.conf"], office.imap),
        ):
            yield office


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 15
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
