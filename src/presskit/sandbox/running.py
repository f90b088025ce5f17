"""Has a function done in a worker process that may take little and reach nothing: call → result.

On Linux, a process with a single thread makes a copy of itself, which has all imported already; one with threads has a second
process that makes the copies (:mod:`presskit.sandbox.copying`). Elsewhere a new process begins to import. Each ends with its
parent, however that ends.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from typing import Any

from presskit.limits import KEPT_WORKERS, WORKER_ANSWER_BYTES, WORKER_MEMORY_BYTES
from presskit.sandbox.cancelling import ending
from presskit.sandbox.guard import confined
from presskit.sandbox.limits import REASONS, StoppedError, backstop
from presskit.sandbox.plain import NotPlainError, loaded
from presskit.sandbox.worker import DONE, LENGTH, SECRETS, Call, resolved, serve_fork

__all__ = ["StoppedError", "forked", "run"]


def run(  # noqa: PLR0913 -- a call and its limits, one by one
    function: str,
    *arguments: Any,
    seconds: float,
    memory: int = WORKER_MEMORY_BYTES,
    reads: Iterable[str | os.PathLike[str]] = (),
    loads: Iterable[str] = (),
    keep: str = "",
) -> Any:
    """Return what ``function``, named as ``package.module:name``, makes of ``arguments``, within limits.

    It may use ``seconds`` of processor time and ``memory`` bytes, read presskit's own files and the folders and files
    ``reads``, and reach neither the network nor other processes. ``loads`` are modules that it needs. With ``keep``, the
    process is kept for further calls with the same limits and the same word there, which it then could influence. A worker
    that asks for a worker does the call itself, within its own limits.

    The result is data alone (:mod:`presskit.sandbox.plain`). Raises :class:`~presskit.sandbox.limits.StoppedError` where
    there is none, and :class:`~presskit.errors.CancelledError` where the use case was cancelled meanwhile
    (:mod:`presskit.sandbox.cancelling`).
    """
    call = Call(function, arguments, seconds, tuple(loads))
    if confined():
        return resolved(call)(*arguments)
    roots = tuple(os.path.abspath(each) for each in reads)  # noqa: PTH100
    if keep:
        data = _KEPT.exchanged(call, (memory, roots, keep))
    elif not _makes_copies():
        data = _begun(call, memory, roots)
    elif _has_one_thread():
        data = forked(call, memory, roots)
    else:
        data = _KEPT.copied(call, memory, roots)
    return _read(data)


def _read(data: bytes) -> Any:
    """Return the value of an answer, or raise why there is none."""
    try:
        value = loaded(data[1:])
    except NotPlainError as problem:
        raise StoppedError("fault", f"the answer is no data: {problem}") from problem
    if not data.startswith(DONE):
        reason, detail = value if isinstance(value, tuple) and len(value) == 2 else ("fault", "")
        raise StoppedError(str(reason) if reason in REASONS else "fault", str(detail))
    return value


def _makes_copies() -> bool:
    """Return whether processes are copied here: on Linux, where the system tells how many threads one has."""
    return sys.platform == "linux" and os.path.isdir("/proc/self/task")  # noqa: PTH112


def _has_one_thread() -> bool:
    """Return whether this process can be copied."""
    return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208


def _reason(status: int, *, late: bool) -> StoppedError:
    """Return why a process ended without an answer; ``status`` is its exit code, negative for a signal."""
    if late:
        return StoppedError("stuck")
    if status == -getattr(signal, "SIGXCPU", 0):
        return StoppedError("time")
    if status in {-getattr(signal, name, 0) for name in ("SIGKILL", "SIGABRT")}:  # by the system, or by a C library
        return StoppedError("memory")
    name = signal.Signals(-status).name if status < 0 else f"code {status}"
    return StoppedError("fault", f"the process ended with {name}")


def forked(call: Call, memory: int, roots: tuple[str, ...], ends: int | None = None) -> bytes:
    """Return the answer of a copy of this process, which has one thread.

    Where the descriptor ``ends`` can be read meanwhile, nobody waits for the answer any more: the copy is ended, and
    :class:`StoppedError` raised.
    """
    function, parent = resolved(call), os.getpid()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        serve_fork(call, function, memory, roots, writing, parent)
    os.close(writing)
    data: bytes | None = None
    ended = False
    try:
        with ending(lambda: os.kill(child, signal.SIGKILL)):
            data = _received(reading, time.monotonic() + backstop(call.seconds), ends)
            ended = data == b""  # by itself, and its status says why
    finally:
        os.close(reading)
        if not ended:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if not data:
        raise _reason(os.waitstatus_to_exitcode(status), late=data is None)
    return data


def _received(reading: int, deadline: float, ends: int | None = None) -> bytes | None:
    """Return a message from a descriptor; empty where it ends before, None where ``deadline`` or ``ends`` does."""
    gathered, length = bytearray(), None
    heard = [reading] if ends is None else [reading, ends]
    while length is None or len(gathered) < length:
        if reading not in select.select(heard, [], [], max(0.0, deadline - time.monotonic()))[0]:
            return None
        part = os.read(reading, 1 << 20)
        if not part:
            return b""
        gathered += part
        if length is None and len(gathered) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(gathered)
            del gathered[: LENGTH.size]
            if length > WORKER_ANSWER_BYTES:
                return b""
    return bytes(gathered)


class _Process:
    """A process that answers messages, one after the other, and is ended when an answer takes too long."""

    def __init__(self, module: str, *arguments: object) -> None:
        command = [sys.executable, "-P", "-m", f"presskit.sandbox.{module}", *map(str, arguments)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(SECRETS)}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=kept)  # noqa: S603
        self.late = threading.Event()

    def exchanged(self, seconds: float, *messages: object) -> bytes:
        """Return the answer to messages. Raises :class:`StoppedError` where none comes; the process has ended then."""
        timer = threading.Timer(seconds, self._end_late)
        timer.daemon = True
        timer.start()
        try:
            with ending(self.process.kill):
                return self._answer(messages)
        except (OSError, ValueError) as broken:
            if self.process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(1)
            self.end()
            raise _reason(self.process.returncode, late=self.late.is_set()) from broken
        finally:
            timer.cancel()
            timer.join()

    def _answer(self, messages: Iterable[object]) -> bytes:
        calls, answers = self.process.stdin, self.process.stdout
        if calls is None or answers is None:
            raise OSError("the process has no pipes")
        for message in messages:
            data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
            calls.write(LENGTH.pack(len(data)) + data)
        calls.flush()
        head = answers.read(LENGTH.size)
        length = LENGTH.unpack(head)[0] if len(head) == LENGTH.size else WORKER_ANSWER_BYTES + 1
        data = answers.read(length) if length <= WORKER_ANSWER_BYTES else b""
        if len(data) != length:
            raise OSError("the answer was cut off")
        return data

    def _end_late(self) -> None:
        self.late.set()
        self.process.kill()

    def end(self) -> None:
        """End the process and wait for it."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        self.process.wait()


_Limits = tuple[int, tuple[str, ...], str]
"""Bytes of memory, what may be read, and the word that stands for those whose calls may share a process."""


def _begun(call: Call, memory: int, roots: tuple[str, ...]) -> bytes:
    """Return the answer of a new process."""
    process = _Process("worker", memory, os.getpid())
    try:
        return process.exchanged(backstop(call.seconds), roots, call)
    finally:
        process.end()


class _Kept:
    """Processes that wait for further calls. A forked copy of a process leaves those of its parent alone."""

    def __init__(self) -> None:
        self.owner, self.lock = os.getpid(), threading.Lock()
        self.idle: list[tuple[_Limits | None, _Process]] = []

    def exchanged(self, call: Call, limits: _Limits) -> bytes:
        """Return the answer to a call, of a process that is kept for the same limits, or begun."""
        known = self._taken(limits)
        process = known or _Process("worker", limits[0], os.getpid())
        return self._answer(process, limits, backstop(call.seconds), *(() if known else (limits[1],)), call)

    def copied(self, call: Call, memory: int, roots: tuple[str, ...]) -> bytes:
        """Return the answer of a copy of a process that copies itself, which is kept or begun."""
        process = self._taken(None) or _Process("copying")
        return self._answer(process, None, backstop(call.seconds + 1), (call, memory, roots))

    def _taken(self, limits: _Limits | None) -> _Process | None:
        if self.owner != os.getpid():
            self.parents = self.idle  # kept, so that nothing of them is closed or flushed here
            self.owner, self.lock, self.idle = os.getpid(), threading.Lock(), []
        with self.lock:
            while known := next((each for each in self.idle if each[0] == limits), None):
                self.idle.remove(known)
                if known[1].process.poll() is None:
                    return known[1]
                known[1].end()  # somebody else has ended it
        return None

    def _answer(self, process: _Process, limits: _Limits | None, seconds: float, *messages: object) -> bytes:
        try:
            data = process.exchanged(seconds, *messages)
        except BaseException:
            process.end()
            raise
        if limits and not data.startswith(DONE):
            process.end()  # what was broken off in the middle does no further call
            return data
        with self.lock:
            self.idle.append((limits, process))
            over, self.idle = self.idle[:-KEPT_WORKERS], self.idle[-KEPT_WORKERS:]
        for _, each in over:
            each.end()
        return data

    def end(self) -> None:
        """End all processes that wait."""
        if self.owner == os.getpid():
            with self.lock:
                idle, self.idle = self.idle, []
            for _, each in idle:
                each.end()


_KEPT = _Kept()
atexit.register(_KEPT.end)
