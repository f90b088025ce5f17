"""Keeps one process that sets pages, gives it jobs one after the other, and replaces it when one takes too much.

How much a job may take is counted in processor time, by the process itself: a busy machine makes nobody fail.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

__all__ = ["BACKSTOP", "Overseer", "StoppedError", "shared", "warm_up"]


BACKSTOP = 120.0, 20.0
"""Seconds by the clock after which a process counts as stuck: so many, and so many times the job's processor time."""


class StoppedError(Exception):
    """A job was not finished.

    ``reason`` is ``time`` (of the processor), ``stuck``, ``memory``, ``depth`` or ``fault``, ``detail`` what is known of it:
    of ``time``, which picture (its URL) or element of the page took it.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason} {detail}".strip())


@dataclass(slots=True)
class Overseer:
    """The owner of a worker process, which may take ``memory`` bytes. ``late`` tells that it was ended by the clock."""

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
        """Send a job, which may take ``seconds`` of processor time, and return its answer.

        Raises :class:`StoppedError`, and ``OSError`` where Pango is missing.
        """
        with self.lock:
            process = self.start()
            self.late.clear()
            timer = threading.Timer(BACKSTOP[0] + BACKSTOP[1] * seconds, self._end, [process])
            timer.daemon = True
            timer.start()
            try:
                told, data = _exchange(process, {**head, "seconds": seconds, "bytes": len(body)}, body)
            except (OSError, ValueError) as broken:
                self.close()
                raise StoppedError(self._reason(process)) from broken
            finally:
                timer.cancel()
            if "stopped" in told:
                self.close()  # what was broken off in the middle sets no further page
        return _checked(told, data)

    def _reason(self, process: subprocess.Popen[bytes]) -> str:
        """Return why a process ended without an answer."""
        if self.late.is_set():
            return "stuck"
        return "time" if process.returncode == -getattr(signal, "SIGXCPU", 0) else "memory"

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
