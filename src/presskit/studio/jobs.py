"""Work that goes on while its page is open: each step told to whoever follows it; it can be stopped."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from presskit.errors import CancelledError, RequestError
from presskit.studio.releases import Release
from presskit.usecases.world import Cancellation, Step

__all__ = ["CANCELLED", "Job", "Jobs"]

R = TypeVar("R")
CANCELLED = "cancelled"
"""The problem of a job that was stopped before it had a report."""


@dataclass(slots=True)
class Job(Generic[R]):
    """Work that runs or has ended. ``state`` is that of the kit when it began; ``problem`` says why there is no report."""

    release: Release
    state: str
    kind: str = ""
    cancel: Cancellation = field(default_factory=Cancellation)
    step: Step = field(default_factory=lambda: Step(0, 0, ""))
    report: R | None = None
    problem: str = ""
    done: bool = False
    _watchers: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = field(default_factory=set)

    def begun(self, step: Step) -> None:
        """Take note of what is begun now."""
        self.step = step
        self._tell()

    def end(self) -> None:
        """Take note that nothing more is done."""
        self.done = True
        self._tell()

    async def steps(self) -> AsyncIterator[Step]:
        """Yield the step that is done now, and each that follows, until the work ends."""
        watcher = (asyncio.get_running_loop(), asyncio.Event())
        self._watchers.add(watcher)
        try:
            while not self.done:
                yield self.step
                await watcher[1].wait()
                watcher[1].clear()
        finally:
            self._watchers.discard(watcher)

    def _tell(self) -> None:
        for loop, event in tuple(self._watchers):
            loop.call_soon_threadsafe(event.set)


@dataclass(slots=True)
class Jobs(Generic[R]):
    """The last job of each release and kind; of one release one runs at a time."""

    _jobs: dict[tuple[str, str], Job[R]] = field(default_factory=dict)
    _threads: list[threading.Thread] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, release: Release, *kinds: str) -> Job[R] | None:
        """Return the job of a release that was begun last, of these kinds where some are named."""
        with self._lock:
            known = [each for (name, kind), each in self._jobs.items() if name == release.id and (not kinds or kind in kinds)]
        return known[-1] if known else None

    def running(self, release: Release) -> Job[R] | None:
        """Return the job of a release that runs. It is asked for before any report is: one that ends meanwhile has none yet."""
        job = self.find(release)
        return job if job and not job.done else None

    def start(
        self, release: Release, state: str, work: Callable[[Job[R]], R], kind: str = "", spend: Job[R] | None = None
    ) -> Job[R]:
        """Begin a job, unless one of this release is running; return the one that runs.

        With ``spend``, the job whose report it carries out, it is begun only if nobody has done so: otherwise the last one is
        returned.
        """
        with self._lock:
            mine = [each for (name, _), each in self._jobs.items() if name == release.id]
            if mine and (not mine[-1].done or (spend is not None and self._jobs.get((release.id, spend.kind)) is not spend)):
                return mine[-1]
            if spend is not None:
                self._jobs.pop((release.id, spend.kind), None)
            self._jobs.pop((release.id, kind), None)
            job = self._jobs[release.id, kind] = Job(release, state, kind)
            thread = threading.Thread(target=_run, args=(job, work), daemon=True)
            self._threads = [*(each for each in self._threads if each.is_alive()), thread]
        thread.start()
        return job

    def stop(self, seconds: float = 0) -> None:
        """Have every job end at its next step, and wait for that at most so long."""
        with self._lock:
            jobs, threads, until = tuple(self._jobs.values()), tuple(self._threads), time.monotonic() + seconds
        for job in jobs:
            job.cancel.cancel()
        for thread in threads if seconds else ():
            thread.join(max(0.0, until - time.monotonic()))


def _run(job: Job[R], work: Callable[[Job[R]], R]) -> None:
    try:
        job.report = work(job)
    except RequestError as problem:
        job.problem = str(problem)
    except CancelledError:
        job.problem = CANCELLED
    except Exception as fault:  # noqa: BLE001 -- of a thread: its page tells it
        job.problem = f"{type(fault).__name__}: {fault}"
    finally:
        job.end()
