"""aiosmtpd on 127.0.0.1, with certificates that openssl makes for the test."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

__all__ = ["Certificate", "Mailroom", "certificate", "free_port", "mailroom"]


@dataclass(frozen=True)
class Certificate:
    """A certificate that is its own authority."""

    certificate: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """What a server shows it with."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


def certificate(folder: Path, names: str = "IP:127.0.0.1,DNS:localhost", days: int = 2) -> Certificate:
    """Make a certificate for ``names``; to be skipped where openssl is missing."""
    openssl = shutil.which("openssl")
    assert openssl is not None
    made = Certificate(folder / "cert.pem", folder / "key.pem")
    request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", str(days), "-subj", "/CN=test"]
    files = ["-keyout", str(made.key), "-out", str(made.certificate), "-addext", f"subjectAltName={names}"]
    subprocess.run([openssl, *request, *files], check=True, capture_output=True)
    return made


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@dataclass
class Mailroom:
    """A handler that keeps what arrives, and the logins that were tried."""

    arrived: list[Any] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_DATA(self, *found: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        self.arrived.append(found[2])
        return "250 2.0.0 taken"

    def authenticate(self, *found: Any) -> AuthResult:
        *_, mechanism, data = found
        good = isinstance(data, LoginPassword) and data.login == b"rana" and data.password == b"open sesame"
        self.logins.append(mechanism)
        return AuthResult(success=good, handled=good)


class _Trusting(Controller):
    """A server that is tried out before its certificate can be known."""

    def _trigger_server(self) -> None:
        if self.ssl_context is None:
            super()._trigger_server()  # type: ignore[no-untyped-call,unused-ignore]
            return
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with socket.create_connection(("127.0.0.1", self.port)) as plain, context.wrap_socket(plain) as wrapped:
            wrapped.recv(100)


@contextmanager
def mailroom(**options: Any) -> Iterator[Mailroom]:
    """Run a server with aiosmtpd's own options until the block ends."""
    room = Mailroom(port=free_port())
    if options.pop("login", False):
        options |= {"authenticator": room.authenticate, "auth_required": True}
    controller = _Trusting(room, hostname="127.0.0.1", port=room.port, **options)
    controller.start()
    try:
        yield room
    finally:
        controller.stop()
