"""Builds that run while their page is open: one a release, each step told to whoever follows it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presskit.errors import CancelledError, RequestError
from presskit.studio.releases import Release
from presskit.usecases.world import Cancellation, Step, World

if TYPE_CHECKING:
    from presskit.usecases.build import BuildReport

__all__ = ["Job", "Jobs"]


@dataclass(slots=True)
class Job:
    """A build that runs or has ended. ``state`` is that of the kit when it began; ``problem`` says why there is no report."""

    release: Release
    state: str
    cancel: Cancellation = field(default_factory=Cancellation)
    step: Step = field(default_factory=lambda: Step(0, 0, ""))
    report: BuildReport | None = None
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
        """Yield the step that is done now, and each that follows, until the build ends."""
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
class Jobs:
    """The last build of each release."""

    world: World
    _jobs: dict[str, Job] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, release: Release) -> Job | None:
        """Return the last build of a release."""
        return self._jobs.get(release.id)

    def start(self, release: Release, state: str) -> Job:
        """Begin a build, unless one of this release is running; return the one that runs."""
        with self._lock:
            running = self._jobs.get(release.id)
            if running and not running.done:
                return running
            job = self._jobs[release.id] = Job(release, state)
        threading.Thread(target=self._run, args=(job,), daemon=True).start()
        return job

    def stop(self) -> None:
        """Have every build end at its next step."""
        for job in tuple(self._jobs.values()):
            job.cancel.cancel()

    def _run(self, job: Job) -> None:
        from presskit.usecases.build import BuildRequest, build

        request = BuildRequest(job.release.folder, job.release.out)
        try:
            job.report = build(request, world=self.world, progress=job.begun, cancel=job.cancel)
        except RequestError as problem:
            job.problem = str(problem)
        except CancelledError:
            job.problem = "cancelled"
        except Exception as fault:  # noqa: BLE001 -- of a thread: its page tells it
            job.problem = f"{type(fault).__name__}: {fault}"
        finally:
            job.end()
