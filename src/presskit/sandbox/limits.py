"""Limits that a worker process sets itself: processor time, memory, and its parent's life.

Time is the processor's (POSIX ``setitimer`` and ``setrlimit``): a busy machine takes none of it. A timer of the
process's own time interrupts Python, so that one can look at what is being done. What does not listen, such as a C library
in a loop, is ended by the system some seconds later. Windows has neither: there the clock alone decides, far later
(:data:`BACKSTOP`).
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Any, Self

__all__ = [
    "BACKSTOP", "GRACE", "REASONS", "Allowance", "StoppedError", "TookTooLongError", "address_space", "backstop",
    "end_with_parent", "limit_memory", "refuse_files_and_processes",
]  # fmt: skip

GRACE = 2
"""Seconds of processor time in which Python must have listened."""
AGAIN = 1.0
"""Seconds after which it is told once more: a library may go on behind what was broken off."""
ORPHANED = 0.5
"""Seconds between two looks at whether the parent is still there."""
BACKSTOP = 120.0, 20.0
"""Seconds by the clock after which a worker counts as stuck: so many, and so many times the job's processor time."""

REASONS = frozenset({"time", "stuck", "memory", "depth", "fault"})


class StoppedError(Exception):
    """A worker did not finish a job.

    ``reason`` is ``time`` (of the processor), ``stuck``, ``memory``, ``depth`` or ``fault``, ``detail`` what is known of it:
    of ``time``, for a page, which picture (its URL) or element of the page took it.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason} {detail}".strip())


class TookTooLongError(BaseException):
    """The job has taken its time; no ``except Exception`` may take it for a fault of a file."""


def _nowhere(_: FrameType | None) -> str:
    return ""


@dataclass(slots=True)
class Allowance:
    """``seconds`` of processor time for what is done in its ``with``. ``place`` is what they were ``spent`` on.

    ``look`` tells the place from the frame that was interrupted.
    """

    seconds: float
    look: Callable[[FrameType | None], str] = _nowhere
    spent: bool = False
    place: str = ""
    before: Any = field(default=None, init=False)

    def __enter__(self) -> Self:
        if hasattr(signal, "setitimer"):
            _limit_after(self.seconds + GRACE)
            self.before = signal.signal(signal.SIGPROF, self._stop)
            signal.setitimer(signal.ITIMER_PROF, self.seconds, AGAIN)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, self.before)
            _limit_after(None)

    def _stop(self, _: int, frame: FrameType | None) -> None:
        if not self.spent:
            self.spent, self.place = True, self.look(frame)
        raise TookTooLongError


def _limit_after(seconds: float | None) -> None:
    """Let the system end the process when it has worked ``seconds`` more; never where None."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = most if seconds is None else int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if most == resource.RLIM_INFINITY else min(soft, most), most))


def limit_memory(most: int) -> None:
    """Let the process have ``most`` bytes of address space, where the system can see to it; never more than it had before."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, before = resource.getrlimit(resource.RLIMIT_AS)
    most = most if before == resource.RLIM_INFINITY else min(most, before)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def address_space() -> int:
    """Return how many bytes of address space this process takes; 0 where the system does not tell (proc(5), statm)."""
    try:
        with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123 -- pathlib would be imported for it
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def refuse_files_and_processes() -> None:
    """Let the process write no file and start neither a process nor a thread, be it from C; where the system can see to it.

    The superuser may start processes nevertheless.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    for each in ("RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_NPROC"):
        if hasattr(resource, each):
            resource.setrlimit(getattr(resource, each), (0, 0))


def end_with_parent(parent: int) -> None:
    """End this process soon after its parent has ended, also in the middle of a job. Returns at once.

    Standard input ends with the parent as well, but only where no other copy of the parent holds it open, and nobody
    listens to it while a job is done. Windows gives an orphan no new parent: there it is standard input alone.
    """
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(ORPHANED)
    os._exit(0)


def backstop(seconds: float) -> float:
    """Return after how many seconds by the clock a job of so many seconds of processor time counts as stuck."""
    return BACKSTOP[0] + BACKSTOP[1] * seconds
