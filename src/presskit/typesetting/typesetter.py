"""Sets pages in worker processes: a job goes in, a future of its pages comes out.

How much a job may take is counted in processor time, by the worker itself: a busy machine makes nobody fail.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from presskit.limits import PAGE_MEMORY_BYTES
from presskit.sandbox.limits import StoppedError, backstop
from presskit.typesetting.job import Box, Job, Pages

__all__ = ["REMEMBERED", "Typesetter"]

REMEMBERED = 4
"""So many finished jobs are kept with their pages: the two PDFs of an edition are made of the same pages."""


class Typesetter:
    """Sets pages, ``workers`` jobs at once at the most, each worker in a process that may take ``memory`` bytes.

    Workers start when they are needed. They end with ``close()``, at the end of ``with``, or when the process that
    started them ends, however it ends. Threads may share a typesetter. In a forked copy of a process it begins anew, with
    workers of its own; it cannot be pickled, so a task that goes to another process needs one that is made there.

    A program that builds more than once keeps one open, so that WeasyPrint is imported once::

        with presskit.Typesetter() as typesetter:
            world = presskit.World(typesetter=typesetter)
            for kit in Path("kits").iterdir():
                presskit.build(kit, world=world)
    """

    def __init__(self, *, workers: int = 1, memory: int = PAGE_MEMORY_BYTES) -> None:
        self.workers, self.memory = workers, memory
        self._begin()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._closed = False
        self._known: dict[Job, Future[Pages]] = {}
        self._waiting: deque[tuple[Job, Future[Pages]]] = deque()
        self._busy: dict[Future[Pages], _Worker] = {}
        self._idle: list[_Worker] = []
        self._threads = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __reduce__(self) -> str:
        raise TypeError("a typesetter has processes of its own and cannot be pickled: make one in the other process")

    def warm_up(self) -> None:
        """Let a worker begin to import what it needs, where none is there: it is ready when the first job comes."""
        with self._own_lock():
            if not (self._closed or self._idle or self._threads):
                worker = _Worker(self.memory)
                worker.start()
                self._idle.append(worker)

    def submit(self, job: Job) -> Future[Pages]:
        """Return at once the future of a job's pages. Jobs are begun in the order in which they come.

        Equal jobs share a future, also for a while after they have been set (:data:`REMEMBERED`). ``cancel()`` of it works
        while the job is being set, too: its worker is ended, and the next job gets a new one. ``result()`` raises
        :class:`~presskit.sandbox.limits.StoppedError` where a job took too much time or memory, and ``OSError`` where
        Pango is missing. Raises ``RuntimeError`` where the typesetter is closed.
        """
        with self._own_lock():
            if self._closed:
                raise RuntimeError("the typesetter is closed")
            future = self._known.get(job)
            if future is not None and _is_lasting(future):
                return future
            future = Future()
            self._known[job] = future
            self._waiting.append((job, future))
            if self._threads < self.workers:
                self._threads += 1
                threading.Thread(target=self._serve, daemon=True).start()
        future.add_done_callback(self._end_cancelled)
        return future

    def processes(self) -> list[int]:
        """Return the numbers (pid) of the workers that run now."""
        with self._own_lock():
            workers = [*self._idle, *self._busy.values()]
        return [process.pid for worker in workers if (process := worker.process) is not None and process.poll() is None]

    def close(self) -> None:
        """End all workers; jobs that are not done are cancelled."""
        with self._own_lock():
            self._closed = True
            open_ = [*(future for _, future in self._waiting), *self._busy]
            idle, self._idle = self._idle, []
            self._known.clear()
        for future in open_:
            future.cancel()
        for worker in idle:
            worker.end()

    def _own_lock(self) -> threading.Lock:
        """Return the lock. A forked copy begins anew: workers, threads and the lock as it was are those of its parent."""
        if self._process != os.getpid():
            self._parents = self._idle, self._busy  # kept, so that nothing of them is closed or flushed here
            self._begin()
        return self._lock

    def _serve(self) -> None:
        """Do the jobs that wait, one after the other, with one worker; this is what each thread does."""
        worker: _Worker | None = None
        while (begun := self._next(worker)) is not None:
            job, future, worker = begun
            _do(job, future, worker)
            with self._lock:
                del self._busy[future]
                finished = [job for job, future in self._known.items() if future.done()]
                for job in finished[: max(0, len(finished) - REMEMBERED)]:
                    del self._known[job]

    def _next(self, worker: _Worker | None) -> tuple[Job, Future[Pages], _Worker] | None:
        """Return the next job and the worker that does it; None where none waits: the thread then ends."""
        with self._lock:
            while self._waiting:
                job, future = self._waiting.popleft()
                if future.cancelled():
                    future.set_running_or_notify_cancel()
                    continue
                worker = worker or (self._idle.pop() if self._idle else _Worker(self.memory))
                self._busy[future] = worker
                return job, future, worker
            self._threads -= 1
            if worker is not None and not self._closed:
                self._idle.append(worker)
                return None
        if worker is not None:
            worker.end()
        return None

    def _end_cancelled(self, future: Future[Pages]) -> None:
        """End the worker of a job that was cancelled while it was being set."""
        if future.cancelled() and self._process == os.getpid():
            with self._lock:
                if future in self._busy:
                    self._busy[future].kill()


def _is_lasting(future: Future[Pages]) -> bool:
    """Return whether another job like this one need not be tried: it is not done yet, or would end in the same way."""
    if not future.done() or future.cancelled():
        return not future.done()
    problem = future.exception()
    return problem is None or (isinstance(problem, StoppedError) and problem.reason in {"time", "depth", "fault"})


def _do(job: Job, future: Future[Pages], worker: _Worker) -> None:
    """Set a job's pages and give them to its future. The future stays pending until then, so that it can be cancelled."""
    with contextlib.suppress(InvalidStateError):  # cancelled meanwhile
        try:
            future.set_result(worker.run(job, future))
        except BaseException as problem:  # noqa: BLE001 -- whoever waits for the pages gets it
            future.set_exception(problem)
    if future.cancelled():
        worker.end()
        future.set_running_or_notify_cancel()


@dataclass(slots=True, eq=False)
class _Worker:
    """A process that sets pages, one job after the other, and is replaced when one takes too much."""

    memory: int
    process: subprocess.Popen[bytes] | None = None
    late: threading.Event = field(default_factory=threading.Event)

    def start(self) -> subprocess.Popen[bytes]:
        """Return the running process; a new one begins to import what it needs at once."""
        if self.process is not None and self.process.poll() is not None:
            self.end()
        if self.process is None:
            command = [sys.executable, "-P", "-m", "presskit.typesetting.worker", str(self.memory), str(os.getpid())]
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603
        return self.process

    def run(self, job: Job, future: Future[Pages]) -> Pages:
        """Return the pages of a job. Raises :class:`StoppedError`, and ``OSError`` where Pango is missing."""
        process = self.start()
        if future.cancelled():
            raise StoppedError("cancelled")
        self.late.clear()
        timer = threading.Timer(backstop(job.seconds), self._end_late, [process])
        timer.daemon = True
        timer.start()
        try:
            head, data = _exchange(process, job)
        except (OSError, ValueError) as broken:
            self.end()
            limit = "time" if process.returncode == -getattr(signal, "SIGXCPU", 0) else "memory"
            raise StoppedError("stuck" if self.late.is_set() else limit) from broken
        finally:
            timer.cancel()
        if "stopped" in head:
            self.end()  # what was broken off in the middle sets no further page
            raise StoppedError(head["stopped"], head.get("message", ""))
        if "missing" in head:
            raise OSError(head["missing"])
        boxes = tuple(Box(*each) for each in head["boxes"])
        return Pages(data, head["count"], tuple(head["remarks"]), tuple(head["refused"]), head["engine"], boxes)

    def _end_late(self, process: subprocess.Popen[bytes]) -> None:
        self.late.set()
        process.kill()

    def kill(self) -> None:
        """End the process at once, from any thread; the thread that waits for its answer cleans up."""
        if (process := self.process) is not None:
            process.kill()
            process.wait()

    def end(self) -> None:
        """End the process, if there is one, and wait for it."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        for stream in filter(None, (process.stdin, process.stdout)):
            with contextlib.suppress(OSError):
                stream.close()
        process.wait()


def _exchange(process: subprocess.Popen[bytes], job: Job) -> tuple[dict[str, Any], bytes]:
    """Send a job and return its answer. Raises ``OSError`` or ``ValueError`` where the process ends before that."""
    if process.stdin is None or process.stdout is None:
        raise OSError("the process has no pipes")
    body = job.text.encode()
    process.stdin.write(json.dumps({**job.as_json(), "bytes": len(body)}).encode() + b"\n" + body)
    process.stdin.flush()
    head: dict[str, Any] = json.loads(process.stdout.readline())
    data = process.stdout.read(head["bytes"])
    if len(data) != head["bytes"]:
        raise OSError("the answer was cut off")
    return head, data
