"""The process that sets pages: it may take neither more time nor more memory than it is given, and is then replaced.

WeasyPrint cannot be interrupted, and a picture or a style sheet can keep it busy for hours. A job goes in as a line of
JSON and the page's HTML, its pages come out as a line of JSON and a PDF; nothing is unpickled from a process that has
looked at pictures from outside. A job's time is the processor's: a busy machine takes none of it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import BinaryIO

from presskit.paths import shipped_folder
from presskit.typesetting.allowance import Allowance, TookTooLongError
from presskit.typesetting.rendering import Typesetter, weasyprint

__all__ = ["main"]

PAGE = """<html lang="en"><head><title>A page</title>{styles}</head><body class="ltr print few a4"><h1>A page</h1>
<section class="signatories"><p>Words, <a href="https://example.org">words</a></p><ol class="members"><li>a<li>b</ol>
</section></body></html>"""
"""It takes the ways through the typesetter that a release takes."""
SHEETS = ("release.css", "print.css")
"""The style sheets that most releases have."""


def _limit_memory(most: int) -> None:
    """Let the process have ``most`` bytes of address space, where the system can see to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    """Answer jobs from standard input until it ends. Standard output is the answers' alone; the argument limits memory."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory(int(sys.argv[1]))
    with contextlib.suppress(OSError):  # told when there is something to be set
        weasyprint()
        with contextlib.suppress(Exception):  # what fails here fails again, and is told, when a page is set
            _exercise()
    jobs = sys.stdin.buffer
    while line := jobs.readline():
        _answer(json.loads(line), jobs, answers)


def _is_awaited() -> bool:
    """Tell whether a job is there already; where the system does not tell, one might be."""
    import select

    try:
        return bool(select.select([0], [], [], 0)[0])
    except OSError:  # Windows knows only sockets here
        return True


def _exercise() -> None:
    """Do what the first page of a process needs beside its own, as long as no job is there: nobody waits for it then."""
    templates = Path(shipped_folder("templates"))
    styles = "".join(f"<style>{(templates / name).read_text('utf-8')}</style>" for name in SHEETS)
    setter = Typesetter(PAGE.format(styles=styles), Path(shipped_folder("fonts")))
    setter.parse()
    if not _is_awaited():
        setter.print_(setter.lay_out(), pdf_variant="pdf/ua-1")


def _answer(head: dict[str, object], jobs: BinaryIO, answers: BinaryIO) -> None:
    body = jobs.read(int(str(head.pop("bytes"))))
    told, data = _set(head, body.decode())
    answers.write(json.dumps({**told, "bytes": len(data)}).encode() + b"\n" + data)
    answers.flush()


def _set(head: dict[str, object], text: str) -> tuple[dict[str, object], bytes]:
    try:
        weasyprint()
    except OSError as problem:
        return {"missing": str(problem)}, b""
    return _tried(head, text)


def _tried(head: dict[str, object], text: str) -> tuple[dict[str, object], bytes]:
    """Return the pages within the time that there is; a job that took more is not done, whatever came of it."""
    allowance = Allowance(float(str(head.pop("seconds"))))
    told, data = _attempted(head, text, allowance)
    return ({"stopped": "time", "message": allowance.place}, b"") if allowance.spent else (told, data)


def _attempted(head: dict[str, object], text: str, allowance: Allowance) -> tuple[dict[str, object], bytes]:
    from presskit.typesetting.job import Job, set_here

    try:
        with allowance:
            pages = set_here(Job.received(head, text))
    except MemoryError:
        return {"stopped": "memory"}, b""
    except RecursionError:
        return {"stopped": "depth"}, b""
    except (Exception, TookTooLongError) as fault:  # noqa: BLE001 -- whatever WeasyPrint trips over is told to whoever asked
        return {"stopped": "fault", "message": f"{type(fault).__name__}: {fault}"}, b""
    told = {"count": pages.count, "remarks": pages.remarks, "refused": pages.refused, "engine": pages.engine}
    return told, pages.data


if __name__ == "__main__":
    main()
