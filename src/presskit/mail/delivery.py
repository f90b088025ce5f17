"""One connection to the mail server that is kept, and what its answers mean (RFC 5321).

What counts is where a delivery breaks off. Before the final dot no server may deliver the message (4.1.1.4): it can be
tried again. After the dot and before the answer nobody knows (RFC 1047): a person has to review it.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from presskit.mail.credentials import Login
from presskit.mail.ledger import ServerReply, State
from presskit.mail.smtp_replies import is_limit, wants_oauth
from presskit.model.mail import Security

__all__ = ["Answer", "Connection", "Security", "Server", "ServerError", "Timeouts", "UnreachableError", "is_here"]

HELLO = "[127.0.0.1]"
"""What the client calls itself, as mail clients do: a machine's name is nobody's business (RFC 5321, 4.1.4)."""

BLOCK = 1 << 16
TOO_LARGE = frozenset({523, 552})
LOGIN_WANTED = frozenset({530, 534, 535, 538})
CLOSING, FULL = 421, 452
MAIL, RCPT, DATA, TEXT, DOT = "MAIL", "RCPT", "DATA", "the text", "the final dot"
Reply: TypeAlias = tuple[int, bytes]


class ServerError(Exception):
    """The server cannot be used as it is set up; it would be the same for every recipient. The message is for the user."""


class UnreachableError(Exception):
    """The server cannot be reached now, or wants no further connection; later it may."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait at each stage. ``dot`` is the 10 minutes of RFC 5321, 4.5.3.2.6: less makes people get two."""

    connect: float = 30
    command: float = 120
    block: float = 180
    dot: float = 600


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is submitted; without encryption on this machine only.

    The certificate is verified against the authorities that the system trusts, or those of ``ca_file``.
    """

    host: str
    port: int
    security: Security = Security.STARTTLS
    login: Login | None = None
    ca_file: Path | None = None
    timeouts: Timeouts = Timeouts()

    def __post_init__(self) -> None:
        if self.security is Security.NONE and not is_here(self.host):
            raise ServerError(f"{self.host} is another machine: mail goes there only encrypted (starttls or tls)")


def is_here(host: str) -> bool:
    """Return whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a message. ``stage`` is where it ended; ``lost`` that the connection cannot be used any more.

    ``limit`` tells that the account may send no more for now, whoever the recipient is.
    """

    state: State
    reply: ServerReply
    stage: str
    lost: bool = False
    limit: bool = False

    @property
    def may_be_the_session(self) -> bool:
        """Whether a new connection may be all that it needs: servers limit the messages of one (OpenSMTPD: 100)."""
        refused = self.state is State.DEFERRED and self.stage in {MAIL, RCPT} and not self.limit
        return refused and (self.lost or self.stage == MAIL or self.reply.code == FULL)


class Connection:
    """A connection that is opened when it is needed, kept from message to message, and opened anew when it was lost."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._smtp: smtplib.SMTP | None = None
        self._used = False

    def deliver(self, sender: str, address: str, data: bytes, begin: Callable[[], None]) -> Answer:
        """Hand one message to the server for one address, and say what became of it.

        ``begin`` is called after the server took the address and before DATA: until it returns nothing is sent that a
        server could deliver. ``data`` has lines that end with CRLF. Raises :class:`ServerError` and
        :class:`UnreachableError`, and what ``begin`` raises; then no server has the message.
        """
        answer = self._attempt(sender, address, data, begin)
        if self._used and answer.may_be_the_session:
            self.close()
            answer = self._attempt(sender, address, data, begin)
        self._used = True
        if answer.lost or answer.reply.code == CLOSING:
            self._drop()
        return answer

    def _attempt(self, sender: str, address: str, data: bytes, begin: Callable[[], None]) -> Answer:
        if self._smtp is None:
            self._smtp, self._used = _connected(self.server), False
        try:
            return _Transaction(self._smtp, self.server.timeouts, begin).run(sender, address, data)
        except BaseException:
            self._drop()
            raise

    def close(self) -> None:
        """Take leave of the server."""
        smtp = self._smtp
        if smtp is not None and smtp.sock is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                smtp.sock.settimeout(5)
                smtp.docmd("QUIT")
        self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            with contextlib.suppress(OSError):
                self._smtp.close()
        self._smtp = None


def _connected(server: Server) -> smtplib.SMTP:
    """Return a connection after greeting, TLS and login; the certificate has been verified."""
    place = f"{server.host}:{server.port}"
    try:
        return _ready(server, place)
    except ssl.SSLCertVerificationError as problem:
        raise ServerError(
            f"the certificate of {place} is not valid: {problem.verify_message}. Nothing was sent to it"
        ) from problem
    except smtplib.SMTPNotSupportedError as problem:
        raise ServerError(f"{place}: {problem}") from problem
    except smtplib.SMTPAuthenticationError as problem:
        raise _refused_login(place, problem, server.login) from None  # a server may repeat the password in its words
    except (OSError, smtplib.SMTPException) as problem:
        words = _in_words(problem)
        raise UnreachableError(f"{place} cannot be reached: {server.login.hidden(words) if server.login else words}") from None


def _refused_login(place: str, problem: smtplib.SMTPAuthenticationError, login: Login | None) -> Exception:
    reply = login.hidden(_text(problem.smtp_error)) if login else _text(problem.smtp_error)
    words = f"{place} refuses the login: {problem.smtp_code} {reply}"
    if 400 <= problem.smtp_code < 500:
        return UnreachableError(words)
    if wants_oauth(reply):
        return ServerError(f"{_ONLY_OAUTH.format(place)} It says: {problem.smtp_code} {reply}")
    return ServerError(f"{words}{_PERHAPS_OAUTH if '5.7.3' in reply.split() else ''}")


def _ready(server: Server, place: str) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=str(server.ca_file) if server.ca_file else None)
    connect = partial(smtplib.SMTP_SSL, context=context) if server.security is Security.TLS else smtplib.SMTP
    smtp = connect(server.host, server.port, HELLO, timeout=server.timeouts.connect)
    try:
        smtp.ehlo()
        if server.security is Security.STARTTLS:
            _encrypt(smtp, context, place)
        if server.login is not None:
            _log_in(smtp, server.login, place)
        if smtp.sock is not None:  # the dot is a packet of its own: without this it waits for the other side
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _encrypt(smtp: smtplib.SMTP, context: ssl.SSLContext, place: str) -> None:
    if not smtp.has_extn("starttls"):
        raise ServerError(f"{place} offers no encryption (STARTTLS). Nothing was sent to it")
    smtp.starttls(context=context)
    smtp.ehlo()


def _log_in(smtp: smtplib.SMTP, login: Login, place: str) -> None:
    if not smtp.has_extn("auth"):
        raise ServerError(f"{place} takes no login on this connection; is it the right port?")
    offered = smtp.esmtp_features["auth"].upper().split()
    if not _TAKES & set(offered):
        other = f"{place} offers no login that presskit knows: {' '.join(offered)}"
        raise ServerError(_ONLY_OAUTH.format(place) if _OAUTHS & set(offered) else other)
    smtp.login(login.user, login.password)


_TAKES = frozenset({"CRAM-MD5", "PLAIN", "LOGIN"})
"""The logins by a password that smtplib has."""

_OAUTHS = frozenset({"XOAUTH2", "OAUTHBEARER"})
_ONLY_OAUTH = (
    "{} takes only OAuth (XOAUTH2), no password, and presskit logs in by password. Nothing was sent: ask its administrators "
    "for SMTP with a password (an app password, a relay), or name another server in kit.yaml."
)
_PERHAPS_OAUTH = (
    ". Microsoft says this for a wrong password, and where it takes only OAuth and passwords are switched off for the "
    "account; its administrators know which"
)


@dataclass(frozen=True, slots=True)
class _Transaction:
    """One mail transaction (RFC 5321, 3.3) on a connection that is ready."""

    smtp: smtplib.SMTP
    timeouts: Timeouts
    begin: Callable[[], None]

    def run(self, sender: str, address: str, data: bytes) -> Answer:
        return (
            self._hindrance(sender, address, data)
            or self._mail(sender, address, data)
            or self._command(RCPT, lambda: self.smtp.rcpt(address))
            or self._text(data)
        )

    def _hindrance(self, sender: str, address: str, data: bytes) -> Answer | None:
        """Return a rejection where the server has said at its greeting that it cannot take the message."""
        limit, words = self.smtp.esmtp_features.get("size", ""), ""
        if limit.isdecimal() and 0 < int(limit) < len(data):
            words = f"the message has {len(data)} bytes and the server takes {limit}"
        elif _needs_utf8(sender, address) and not self.smtp.has_extn("smtputf8"):
            words = "the address is not ASCII, and the server lacks SMTPUTF8 (RFC 6531)"
        return Answer(State.REJECTED, ServerReply(0, words), MAIL) if words else None

    def _mail(self, sender: str, address: str, data: bytes) -> Answer | None:
        options = [f"SIZE={len(data)}"] if self.smtp.has_extn("size") else []
        if _needs_utf8(sender, address):
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        answer = self._command(MAIL, lambda: self.smtp.mail(sender, options))
        if answer and answer.state is State.REJECTED and answer.reply.code not in TOO_LARGE:
            raise ServerError(f"the server takes no mail from {sender}: {answer.reply.code} {answer.reply.words}")
        return answer

    def _command(self, stage: str, command: Callable[[], Reply], wanted: int = 2) -> Answer | None:
        """Give a command; None where the server agrees, otherwise what that means for the message."""
        try:
            self._socket(self.timeouts.command)
            code, words = command()
        except (OSError, smtplib.SMTPException) as problem:
            return _broken(stage, problem)
        if code // 100 == wanted:
            return None
        if code in LOGIN_WANTED:
            raise ServerError(f"the server wants a login: {code} {_text(words)}")
        answer = _no(stage, code, _text(words))
        return answer if stage == MAIL or answer.lost else self._reset(answer)

    def _reset(self, answer: Answer) -> Answer:
        """End a transaction that the server has begun, so that the connection can carry the next one."""
        try:
            code, _ = self.smtp.rset()
        except (OSError, smtplib.SMTPException):
            code = 0
        return answer if code // 100 == 2 else replace(answer, lost=True)

    def _text(self, data: bytes) -> Answer:
        self.begin()
        return self._command(DATA, lambda: self.smtp.docmd("DATA"), 3) or self._body(data) or self._dot()

    def _body(self, data: bytes) -> Answer | None:
        """Send all but the dot: the server may not deliver what is not ended (RFC 5321, 4.1.1.4)."""
        whole = memoryview(_stuffed(data))
        try:
            for start in range(0, len(whole), BLOCK):
                self._socket(self.timeouts.block).sendall(whole[start : start + BLOCK])
        except OSError as problem:
            return _broken(TEXT, problem)
        return None

    def _dot(self) -> Answer:
        """Send the dot and wait for the answer; from here on, no answer means that nobody knows."""
        try:
            self._socket(self.timeouts.dot).sendall(b".\r\n")
            code, words = self.smtp.getreply()
        except (OSError, smtplib.SMTPException) as problem:
            return Answer(State.REVIEW, ServerReply(0, f"no answer after the final dot: {_in_words(problem)}"), DOT, lost=True)
        if code // 100 == 2:
            return Answer(State.SENT, ServerReply(code, _text(words)), DOT)
        if code // 100 in {4, 5}:
            return _no(DOT, code, _text(words))
        return Answer(State.REVIEW, ServerReply(0, f"no answer that can be understood: {_text(words)}"), DOT, lost=True)

    def _socket(self, seconds: float) -> socket.socket:
        """Return the socket, which waits as many ``seconds`` from now on."""
        if self.smtp.sock is None:
            raise ConnectionError("the connection is closed")
        self.smtp.sock.settimeout(seconds)
        return self.smtp.sock


def _needs_utf8(sender: str, address: str) -> bool:
    return not (sender.isascii() and address.isascii())


def _stuffed(data: bytes) -> bytes:
    """Double the full stops that begin a line (RFC 5321, 4.5.2), and end the last line."""
    if data.startswith(b".") or b"\n." in data:
        data = re.sub(rb"(?m)^\.", b"..", data)
    return data if data.endswith(b"\r\n") else data + b"\r\n"


def _no(stage: str, code: int, words: str) -> Answer:
    """Return what a negative answer means; what is no answer at all makes the connection useless."""
    if is_limit(code, words):
        return Answer(State.DEFERRED, ServerReply(code, words), stage, limit=True)
    if code // 100 == 5:
        return Answer(State.REJECTED, ServerReply(code, words), stage)
    return Answer(State.DEFERRED, ServerReply(max(code, 0), words), stage, lost=code // 100 != 4)


def _broken(stage: str, problem: Exception) -> Answer:
    return Answer(State.DEFERRED, ServerReply(0, f"the connection broke at {stage}: {_in_words(problem)}"), stage, lost=True)


def _in_words(problem: Exception) -> str:
    if isinstance(problem, smtplib.SMTPResponseException):
        return f"{problem.smtp_code} {_text(problem.smtp_error)}"
    if isinstance(problem, TimeoutError) or "timed out" in str(problem):
        return "the server did not answer in time"
    return str(problem) or type(problem).__name__


def _text(words: bytes | str) -> str:
    """Return a server's words in one line."""
    return " ".join((words.decode("utf-8", "replace") if isinstance(words, bytes) else words).split())
