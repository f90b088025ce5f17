"""The processor time that a job may take, and what it was spent on (POSIX ``setitimer`` and ``setrlimit``).

A timer of the process's own time interrupts Python, so that one can look at what is being done. What does not listen, such
as a C library in a loop, is ended by the system some seconds later. Windows has neither: there the clock alone decides, far
later (:data:`presskit.typesetting.overseer.BACKSTOP`).
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Any, Self

__all__ = ["Allowance", "TookTooLongError"]

GRACE = 5
"""Seconds of processor time in which Python must have listened."""
AGAIN = 1.0
"""Seconds after which it is told once more: WeasyPrint goes on behind a drawing that was broken off."""


class TookTooLongError(BaseException):
    """The job has taken its time; no ``except Exception`` may take it for a fault of a picture."""


@dataclass(slots=True)
class Allowance:
    """``seconds`` of processor time for what is done in its ``with``. ``place`` is what they were ``spent`` on."""

    seconds: float
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
            self.spent, self.place = True, _place(frame)
        raise TookTooLongError


def _limit_after(seconds: float | None) -> None:
    """Let the system end the process when it has worked ``seconds`` more; never where None."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = most if seconds is None else int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if most == resource.RLIM_INFINITY else min(soft, most), most))


def _place(frame: FrameType | None) -> str:
    """Return the URL of the picture that is being drawn, or else the element of the page that is being laid out."""
    frames = list(_outwards(frame))
    for each in frames:
        url = each.get("url") or getattr(each.get("self"), "_base_url", None)
        if isinstance(url, str) and url.startswith("data:"):
            return url
    tags = (_tag(each.get("box")) for each in frames)
    return next((f"<{tag}>" for tag in tags if tag), "")


def _outwards(frame: FrameType | None) -> Iterator[dict[str, Any]]:
    while frame is not None:
        yield frame.f_locals
        frame = frame.f_back


def _tag(box: Any) -> str:
    """Return the tag of a box of WeasyPrint's; empty where it stands for no element."""
    return str(box.element_tag) if getattr(box, "element", None) is not None else ""
