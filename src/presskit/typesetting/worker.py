"""The process that sets pages: it may take neither more time nor more memory than it is given, and is then replaced.

WeasyPrint cannot be interrupted, and a picture or a style sheet can keep it busy for hours. A job goes in as a line of
JSON and the page's HTML, its pages come out as a line of JSON and a PDF; nothing is unpickled from a process that has
looked at pictures from outside.

How it is limited says :mod:`presskit.sandbox.limits`. Before it sees the first page it gives up the network and other processes
(:mod:`presskit.sandbox.guard`).
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from presskit.paths import shipped_folder
from presskit.sandbox.guard import keep_apart
from presskit.sandbox.limits import Allowance, TookTooLongError, end_with_parent, limit_memory
from presskit.typesetting.job import Job
from presskit.typesetting.rendering import Cache, Rendering, best, boxes
from presskit.typesetting.weasyprint_internals import element_at_work, weasyprint

__all__ = ["main"]

PAGE = """<html lang="en"><head><title>A page</title>{styles}</head><body class="ltr print few a4"><h1>A page</h1>
<section class="signatories"><p>Words, <a href="https://example.org">words</a></p><ol class="members"><li>a<li>b</ol>
</section></body></html>"""
"""It takes the ways through the typesetter that a release takes."""
SHEETS = ("release.css", "print.css")
"""The style sheets that most releases have."""


def main() -> None:
    """Answer jobs from standard input until it ends. Standard output is the answers' alone.

    The arguments are how many bytes of memory the process may take, and its parent's number.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory(int(sys.argv[1]))
    end_with_parent(int(sys.argv[2]))
    cache, is_apart = Cache(), False
    with contextlib.suppress(OSError):  # reported when there is something to be set
        weasyprint()
        with contextlib.suppress(Exception):  # what fails here fails again, and is reported, when a page is set
            _exercise(cache)
    jobs = sys.stdin.buffer
    while line := jobs.readline():
        head = json.loads(line)
        if not is_apart and "weasyprint" in sys.modules:  # its import may ask other processes for the libraries
            keep_apart()
            is_apart = True
        answer, data = _set(head, jobs.read(head["bytes"]).decode(), cache)
        answers.write(json.dumps({**answer, "bytes": len(data)}).encode() + b"\n" + data)
        answers.flush()


def _is_awaited() -> bool:
    """Return whether a job is there already; True where the system does not know."""
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
    """Return the pages as a head and a PDF; a job that took more time than it has is stopped, whatever came of it."""
    try:
        weasyprint()
    except OSError as problem:
        return {"missing": str(problem)}, b""
    allowance = Allowance(head["seconds"], element_at_work)
    answer = _attempted(Job.from_json(head, text), cache, allowance)
    return ({"stopped": "time", "message": allowance.place}, b"") if allowance.spent else answer


def _attempted(job: Job, cache: Cache, allowance: Allowance) -> tuple[dict[str, object], bytes]:
    try:
        with allowance:
            return _pages(job, cache)
    except (MemoryError, RecursionError) as fault:
        return {"stopped": "memory" if isinstance(fault, MemoryError) else "depth"}, b""
    except (Exception, TookTooLongError) as fault:  # noqa: BLE001 -- whatever WeasyPrint raises is reported to the parent
        return {"stopped": "fault", "message": f"{type(fault).__name__}: {fault}"}, b""


def _pages(job: Job, cache: Cache) -> tuple[dict[str, object], bytes]:
    """Return what is to be known of the pages of a job, which are set as loosely as they fit, and the pages as a PDF."""
    rendering = Rendering(job.text, job.fonts, cache)
    document = best(rendering.lay_out, job.tighter, rendering.direction)
    options = {"pdf_variant": "pdf/ua-1", "pdf_identifier": job.identifier}
    data = rendering.print_(document, **options, uncompressed_pdf=True)  # whoever finishes the file compresses it, and better
    remarks, engine = list(dict.fromkeys(rendering.remarks)), f"WeasyPrint {weasyprint().__version__}"
    head = {"count": len(document.pages), "remarks": remarks, "refused": rendering.refused, "engine": engine}
    return {**head, "boxes": [*boxes(document)]}, data


if __name__ == "__main__":
    main()
