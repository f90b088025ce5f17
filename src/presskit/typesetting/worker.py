"""The process that sets pages: it may take neither more time nor more memory than it is given, and is then replaced.

WeasyPrint cannot be interrupted, and a picture or a style sheet can keep it busy for hours. A job goes in as a line of
JSON and the page's HTML, its pages come out as a line of JSON and a PDF; nothing is unpickled from a process that has
looked at pictures from outside.

A job's time is the processor's (POSIX ``setitimer`` and ``setrlimit``): a busy machine takes none of it. A timer of the
process's own time interrupts Python, so that one can look at what is being done. What does not listen, such as a C library
in a loop, is ended by the system some seconds later. Windows has neither: there the clock alone decides, far later
(:data:`presskit.typesetting.typesetter.BACKSTOP`).
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

from presskit.paths import shipped_folder
from presskit.typesetting.job import Job, Pages
from presskit.typesetting.rendering import Cache, Rendering, best
from presskit.typesetting.weasyprint_internals import element_at_work, weasyprint

__all__ = ["Allowance", "TookTooLongError", "main"]

GRACE = 5
"""Seconds of processor time in which Python must have listened."""
AGAIN = 1.0
"""Seconds after which it is told once more: WeasyPrint goes on behind a drawing that was broken off."""
ORPHANED = 0.5
"""Seconds between two looks at whether the parent is still there."""
PAGE = """<html lang="en"><head><title>A page</title>{styles}</head><body class="ltr print few a4"><h1>A page</h1>
<section class="signatories"><p>Words, <a href="https://example.org">words</a></p><ol class="members"><li>a<li>b</ol>
</section></body></html>"""
"""It takes the ways through the typesetter that a release takes."""
SHEETS = ("release.css", "print.css")
"""The style sheets that most releases have."""


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
            self.spent, self.place = True, element_at_work(frame)
        raise TookTooLongError


def _limit_after(seconds: float | None) -> None:
    """Let the system end the process when it has worked ``seconds`` more; never where None."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = most if seconds is None else int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if most == resource.RLIM_INFINITY else min(soft, most), most))


def _limit_memory(most: int) -> None:
    """Let the process have ``most`` bytes of address space, where the system can see to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _end_with(parent: int) -> None:
    """End this process soon after its parent has ended, also in the middle of a job.

    Standard input ends with the parent as well, but only where no other copy of the parent holds it open, and nobody
    listens to it while a page is set. Windows gives an orphan no new parent: there it is standard input alone.
    """
    while os.getppid() == parent:
        time.sleep(ORPHANED)
    os._exit(0)


def main() -> None:
    """Answer jobs from standard input until it ends. Standard output is the answers' alone.

    The arguments are how many bytes of memory the process may take, and its parent's number.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory(int(sys.argv[1]))
    threading.Thread(target=_end_with, args=(int(sys.argv[2]),), daemon=True).start()
    cache = Cache()
    with contextlib.suppress(OSError):  # told when there is something to be set
        weasyprint()
        with contextlib.suppress(Exception):  # what fails here fails again, and is told, when a page is set
            _exercise(cache)
    jobs = sys.stdin.buffer
    while line := jobs.readline():
        head = json.loads(line)
        told, data = _set(head, jobs.read(head["bytes"]).decode(), cache)
        answers.write(json.dumps({**told, "bytes": len(data)}).encode() + b"\n" + data)
        answers.flush()


def _is_awaited() -> bool:
    """Tell whether a job is there already; where the system does not tell, one might be."""
    import select

    try:
        return bool(select.select([0], [], [], 0)[0])
    except OSError:  # Windows knows only sockets here
        return True


def _exercise(cache: Cache) -> None:
    """Do what the first page of a process needs beside its own, as long as no job is there: nobody waits for it then."""
    templates = Path(shipped_folder("templates"))
    styles = "".join(f"<style>{(templates / name).read_text('utf-8')}</style>" for name in SHEETS)
    rendering = Rendering(PAGE.format(styles=styles), Path(shipped_folder("fonts")), cache)
    rendering.parse()
    if not _is_awaited():
        rendering.print_(rendering.lay_out(), pdf_variant="pdf/ua-1")


def _set(head: dict[str, Any], text: str, cache: Cache) -> tuple[dict[str, object], bytes]:
    """Return the pages within the time that there is; a job that took more is not done, whatever came of it."""
    try:
        weasyprint()
    except OSError as problem:
        return {"missing": str(problem)}, b""
    allowance = Allowance(head["seconds"])
    told, data = _attempted(Job.from_json(head, text), cache, allowance)
    return ({"stopped": "time", "message": allowance.place}, b"") if allowance.spent else (told, data)


def _attempted(job: Job, cache: Cache, allowance: Allowance) -> tuple[dict[str, object], bytes]:
    try:
        with allowance:
            pages = _pages(job, cache)
    except MemoryError:
        return {"stopped": "memory"}, b""
    except RecursionError:
        return {"stopped": "depth"}, b""
    except (Exception, TookTooLongError) as fault:  # noqa: BLE001 -- whatever WeasyPrint trips over is told to whoever asked
        return {"stopped": "fault", "message": f"{type(fault).__name__}: {fault}"}, b""
    told = {"count": pages.count, "remarks": pages.remarks, "refused": pages.refused, "engine": pages.engine}
    return told, pages.data


def _pages(job: Job, cache: Cache) -> Pages:
    """Return the pages of a job, as loosely as they fit."""
    rendering = Rendering(job.text, job.fonts, cache)
    document = best(rendering.lay_out, job.tighter, rendering.direction)
    options = {"pdf_variant": "pdf/ua-1", "pdf_identifier": job.identifier}
    data = rendering.print_(document, **options, uncompressed_pdf=True)  # whoever finishes the file compresses it, and better
    engine = f"WeasyPrint {weasyprint().__version__}"
    return Pages(data, len(document.pages), tuple(dict.fromkeys(rendering.remarks)), tuple(rendering.refused), engine)


if __name__ == "__main__":
    main()
