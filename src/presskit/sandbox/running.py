"""Has a function done in a worker process that may take little and reach nothing: call → result.

On Linux, a process with a single thread makes a copy of itself, which has all imported already; elsewhere a new process
begins to import. Either ends with its parent, however that ends.
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

__all__ = ["StoppedError", "run"]


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
    elif _has_one_thread():
        data = _forked(call, memory, roots)
    else:
        worker = _Worker(memory, roots)
        try:
            data = worker.exchanged(call)
        finally:
            worker.end()
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


def _has_one_thread() -> bool:
    """Return whether this process can be copied: on Linux, where the system tells that it has no other thread."""
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208
    except OSError:
        return False


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


def _forked(call: Call, memory: int, roots: tuple[str, ...]) -> bytes:
    """Return the answer of a copy of this process."""
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
            data = _received(reading, time.monotonic() + backstop(call.seconds))
            ended = data == b""  # by itself, and its status says why
    finally:
        os.close(reading)
        if not ended:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if not data:
        raise _reason(os.waitstatus_to_exitcode(status), late=data is None)
    return data


def _received(reading: int, deadline: float) -> bytes | None:
    """Return a message from a descriptor; empty where it ends before, None where it does not come until ``deadline``."""
    gathered, length = bytearray(), None
    while length is None or len(gathered) < length:
        if not select.select([reading], [], [], max(0.0, deadline - time.monotonic()))[0]:
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


class _Worker:
    """A process that does calls, one after the other, and is ended when one takes too much."""

    def __init__(self, memory: int, roots: tuple[str, ...]) -> None:
        command = [sys.executable, "-P", "-m", "presskit.sandbox.worker", str(memory), str(os.getpid())]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(SECRETS)}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=kept)  # noqa: S603
        self.first: tuple[str, ...] | None = roots
        self.late = threading.Event()

    def exchanged(self, call: Call) -> bytes:
        """Return the answer to a call. Raises :class:`StoppedError` where none comes; the process has ended then."""
        timer = threading.Timer(backstop(call.seconds), self._end_late)
        timer.daemon = True
        timer.start()
        try:
            with ending(self.process.kill):
                return self._answer(call)
        except (OSError, ValueError) as broken:
            if self.process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(1)
            self.end()
            raise _reason(self.process.returncode, late=self.late.is_set()) from broken
        finally:
            timer.cancel()
            timer.join()

    def _answer(self, call: Call) -> bytes:
        calls, answers = self.process.stdin, self.process.stdout
        if calls is None or answers is None:
            raise OSError("the process has no pipes")
        for message in (call,) if self.first is None else (self.first, call):
            data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
            calls.write(LENGTH.pack(len(data)) + data)
        calls.flush()
        self.first = None
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


class _Kept:
    """Processes that are kept for calls with equal limits. A forked copy of a process leaves those of its parent alone."""

    def __init__(self) -> None:
        self.owner, self.lock = os.getpid(), threading.Lock()
        self.idle: list[tuple[_Limits, _Worker]] = []

    def exchanged(self, call: Call, limits: _Limits) -> bytes:
        """Return the answer to a call, of a process that is kept or begun."""
        if self.owner != os.getpid():
            self.parents = self.idle  # kept, so that nothing of them is closed or flushed here
            self.owner, self.lock, self.idle = os.getpid(), threading.Lock(), []
        with self.lock:
            known = next((each for each in self.idle if each[0] == limits), None)
            if known:
                self.idle.remove(known)
        worker = known[1] if known else _Worker(*limits[:2])
        try:
            data = worker.exchanged(call)
        except BaseException:
            worker.end()
            raise
        if not data.startswith(DONE):
            worker.end()  # what was broken off in the middle does no further call
            return data
        with self.lock:
            self.idle.append((limits, worker))
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
