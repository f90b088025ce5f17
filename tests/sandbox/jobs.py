"""What a hostile file could have presskit do: functions that a worker is asked for."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from presskit.artefact import Artefact
from presskit.diagnostics import Reading, Severity
from presskit.model.outputs import Format
from presskit.source import Span


def same(value: Any) -> Any:
    return value


def values() -> list[Any]:
    artefact = Artefact("a.txt", "text/plain", b"\x00", "en")
    return [{"a": (1, 2.5, None)}, {1, 2}, date(2027, 1, 14), ZoneInfo("Asia/Beirut"), artefact, Reading(Span("a", 1, 2)),
            Severity.ERROR, Format.PDF, PurePosixPath("a/b")]  # fmt: skip


def endless() -> None:
    while True:
        with suppress(Exception):
            sum(range(1000))


def deaf() -> None:
    re.fullmatch(r"(a|aa)+b", "a" * 200)


def asleep() -> None:
    time.sleep(1000)


def taking(count: int) -> int:
    return len(bytearray(count))


def hungry() -> int:
    return len([bytearray(1 << 24) for _ in range(10_000)])


def deep(level: int = 0) -> int:
    return deep(level + 1) + 1


def wrong() -> None:
    raise ValueError("wrong")


def gone() -> None:
    os._exit(0)


def broken() -> None:
    os.abort()


def refused(action: str, argument: str = "") -> str:
    actions: dict[str, Callable[[], object]] = {
        "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
        "bind": lambda: socket.socket().bind(("127.0.0.1", 0)),
        "resolve": lambda: socket.getaddrinfo("localhost", 80),
        "run": lambda: subprocess.run(["true"], check=False),
        "system": lambda: os.system("true"),  # noqa: S605
        "fork": os.fork,
        "exec": lambda: os.execv(sys.executable, [sys.executable, "-c", ""]),  # noqa: S606
        "read": lambda: Path(argument).read_text(),
        "read a descriptor": lambda: os.open(argument, os.O_RDONLY),
        "list": lambda: os.listdir(argument),  # noqa: PTH208
        "write": lambda: Path(argument).write_text("x"),
        "write a descriptor": lambda: os.open(argument, os.O_CREAT | os.O_WRONLY),
        "append": lambda: Path(argument).open("a"),  # noqa: SIM115
        "remove": lambda: Path(argument).unlink(),
        "rename": lambda: Path(argument).rename(f"{argument}2"),
        "kill": lambda: os.kill(os.getppid(), 0),
        "around": lambda: Path(f"{Path(os.__file__).parent}/../../../../../../../../{argument}").read_text(),
    }
    try:
        actions[action]()
    except OSError as problem:
        return type(problem).__name__
    return "done"


def reads(path: str) -> str:
    return Path(path).read_text()


def environment() -> list[str]:
    return sorted(os.environ)


def called() -> Any:
    class Calls:
        def __reduce__(self) -> Any:
            return os.system, ("true",)

    return Calls()


def process() -> int:
    return os.getpid()


def late_child(path: str) -> None:
    """Tell who this is over a path that was opened before, then compute for ever."""
    os.write(int(path), str(os.getpid()).encode())
    endless()
