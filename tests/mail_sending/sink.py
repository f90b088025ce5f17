"""A small SMTP server on 127.0.0.1 that keeps what it takes, and misbehaves where a test tells it to."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

__all__ = ["DROP", "Arrived", "Session", "Sink"]

DROP = "drop"
"""What a behaviour answers to cut the connection."""

END = b"\r\n.\r\n"


@dataclass(frozen=True)
class Arrived:
    """A message that the server said 250 to, or would have said it to."""

    address: str
    sender: str
    data: bytes


@dataclass
class Session:
    """One connection: its number from 1, how many messages it carried, and the transaction under way."""

    number: int
    messages: int = 0
    sender: str = ""
    address: str = ""


Behave = Callable[[str, Session], str | None]
"""Stage and session → another answer than the usual, DROP, or None. Stages: greeting, EHLO, MAIL, RCPT, DATA, text, dot, after."""


@dataclass
class Sink:
    """The server. ``begun`` are the addresses whose DATA was seen; ``arrived`` what ended with a dot and was taken."""

    behave: Behave = lambda _stage, _session: None
    features: tuple[str, ...] = ("SIZE 30000000", "8BITMIME", "SMTPUTF8")
    keep: bool = True
    begun: list[str] = field(default_factory=list)
    arrived: list[Arrived] = field(default_factory=list)
    sessions: int = 0
    commands: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listening.getsockname()[1])

    def counts(self) -> Counter[str]:
        """How often each address got a message."""
        with self._lock:
            return Counter(each.address for each in self.arrived)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.sessions += 1
                threading.Thread(target=self._serve, args=(connection, Session(self.sessions)), daemon=True).start()

    def _serve(self, connection: socket.socket, session: Session) -> None:
        with connection, connection.makefile("rb") as lines, contextlib.suppress(ConnectionError, _Over):
            self._answer(connection, session, "greeting", "220 sink")
            for line in lines:
                self._command(connection, session, line.decode().strip(), lines.read1)

    def _answer(self, connection: socket.socket, session: Session, stage: str, usual: str) -> bool:
        answer = self.behave(stage, session) or usual
        if answer == DROP:
            connection.shutdown(socket.SHUT_RDWR)
            raise _Over
        connection.sendall(answer.encode() + b"\r\n")
        if answer.startswith("421"):
            raise _Over
        return answer[0] in "23"

    def _command(self, connection: socket.socket, session: Session, line: str, read: Callable[[int], bytes]) -> None:
        verb = line[:4].upper()
        self.commands.append(verb + line[4:])
        match verb:
            case "EHLO":
                self._answer(connection, session, "EHLO", "\r\n".join(self._hello()))
            case "MAIL":
                session.sender = line.partition("<")[2].partition(">")[0]
                self._answer(connection, session, "MAIL", "250 ok")
            case "RCPT":
                session.address = line.partition("<")[2].partition(">")[0]
                self._answer(connection, session, "RCPT", "250 ok")
            case "DATA":
                self._data(connection, session, read)
            case "QUIT":
                self._answer(connection, session, "QUIT", "221 bye")
                raise _Over
            case _:
                self._answer(connection, session, verb, "250 ok")

    def _hello(self) -> list[str]:
        lines = ["sink", *self.features]
        return [f"250{'-' if number < len(lines) else ' '}{line}" for number, line in enumerate(lines, 1)]

    def _data(self, connection: socket.socket, session: Session, read: Callable[[int], bytes]) -> None:
        with self._lock:
            self.begun.append(session.address)
        if not self._answer(connection, session, "DATA", "354 go on"):
            return
        data = bytearray(b"\r\n")
        while not data.endswith(END):
            block = read(1 << 16)
            if not block or self.behave("text", session) == DROP:
                raise _Over  # without the dot nothing is delivered
            data += block
        taken = self.behave("dot", session)
        if taken is None or taken == DROP:
            self._keep(session, bytes(data[2:-3]))
        self._answer(connection, session, "after", taken or "250 taken")
        session.messages += 1

    def _keep(self, session: Session, data: bytes) -> None:
        with self._lock:
            self.arrived.append(Arrived(session.address, session.sender, data if self.keep else b""))


class _Over(Exception):  # noqa: N818 -- the connection is over
    pass
