"""Keeps one process that sets pages, gives it jobs one after the other, and ends it when it takes too long."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Overseer", "StoppedError", "shared", "warm_up"]


class StoppedError(Exception):
    """A job was not finished. ``reason`` is ``time``, ``memory``, ``depth`` or ``fault``, ``detail`` what is known of it."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason} {detail}".strip())


@dataclass(slots=True)
class Overseer:
    """The owner of a worker process, which may take ``memory`` bytes. ``late`` tells that it was ended for its time."""

    memory: int = 3 * 1024**3
    process: subprocess.Popen[bytes] | None = None
    late: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> subprocess.Popen[bytes]:
        """Return the running process; a new one begins to import what it needs at once."""
        if self.process is not None and self.process.poll() is not None:
            self.close()
        if self.process is None:
            command = [sys.executable, "-m", "presskit.typesetting.worker", str(self.memory)]
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603
        return self.process

    def run(self, head: dict[str, Any], body: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        """Send a job and return its answer. Raises :class:`StoppedError`, and ``OSError`` where Pango is missing."""
        with self.lock:
            process = self.start()
            self.late.clear()
            timer = threading.Timer(seconds, self._end, [process])
            timer.daemon = True
            timer.start()
            try:
                told, data = _exchange(process, {**head, "bytes": len(body)}, body)
            except (OSError, ValueError) as broken:
                self.close()
                raise StoppedError("time" if self.late.is_set() else "memory", f"{seconds:.0f}") from broken
            finally:
                timer.cancel()
        return _checked(told, data)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        self.late.set()
        process.kill()

    def forget(self) -> None:
        """Leave the process to the one that started it: a forked copy of this program must not talk to it."""
        self.process, self.lock = None, threading.Lock()

    def close(self) -> None:
        """End the process, if there is one."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()


def _exchange(process: subprocess.Popen[bytes], head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    if process.stdin is None or process.stdout is None:
        raise OSError("the process has no pipes")
    process.stdin.write(json.dumps(head).encode() + b"\n" + body)
    process.stdin.flush()
    told: dict[str, Any] = json.loads(process.stdout.readline())
    data = process.stdout.read(told["bytes"])
    if len(data) != told["bytes"]:
        raise OSError("the answer was cut off")
    return told, data


def _checked(told: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    if "missing" in told:
        raise OSError(told["missing"])
    if "stopped" in told:
        raise StoppedError(told["stopped"], told.get("message", ""))
    return told, data


shared = Overseer()
"""The overseer of this process: its worker lives until the program ends."""
PAGED = frozenset({"pdf", "print"})
"""The outputs that are set in pages."""


def warm_up(outputs: Collection[str]) -> None:
    """Let the worker begin to import what it needs, if one of the ``outputs`` is set in pages; none named are all."""
    if not outputs or PAGED.intersection(outputs):
        shared.start()


atexit.register(shared.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=shared.forget)
