"""A job of the typesetter and what comes of it, as plain values: equal jobs give equal pages, in any process."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Thread
from typing import Any

from presskit.typesetting.overseer import shared

__all__ = ["AHEAD", "PATIENCE", "SPEED", "Job", "Pages", "begin", "set_here", "typeset"]

PATIENCE = 15.0
"""Seconds of processor time that any page may take to be set."""
SPEED = 30_000.0
"""Bytes of HTML that are set in such a second at the least: a third of what is measured on a slow machine."""

AHEAD = 2
"""So many jobs may be begun: one that is being set, and one that comes next."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be set: the page's HTML, styles that make it tighter, the folder of fonts, and the file's identifier."""

    text: str
    tighter: tuple[str, ...]
    fonts: Path
    identifier: bytes

    @property
    def seconds(self) -> float:
        """How much processor time the job may take."""
        return PATIENCE + len(self.text) / SPEED

    def sent(self) -> dict[str, Any]:
        """Return what goes to the worker as JSON, beside the text."""
        return {"tighter": self.tighter, "fonts": str(self.fonts), "identifier": self.identifier.decode()}

    @classmethod
    def received(cls, head: Mapping[str, Any], text: str) -> Job:
        """Return the job that :meth:`sent` described."""
        return cls(text, tuple(head["tighter"]), Path(head["fonts"]), head["identifier"].encode())


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages as a tagged PDF as WeasyPrint makes it, with the private keys of :mod:`presskit.typesetting.origins`.

    ``refused`` are addresses outside the kit that the page asked for; ``remarks`` are WeasyPrint's warnings; ``engine``
    is its name and version.
    """

    data: bytes
    count: int
    remarks: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    engine: str = ""


@lru_cache(maxsize=4)
def typeset(job: Job) -> Pages:
    """Return the pages of a job, set in a process with limits of time and memory.

    Raises :class:`~presskit.typesetting.overseer.StoppedError` where it takes too much of either, and ``OSError`` where
    Pango is missing.
    """
    begun = _begun.pop(job, None)
    return begun.result() if begun else _answer(job)


def _answer(job: Job) -> Pages:
    told, data = shared.run(job.sent(), job.text.encode(), job.seconds)
    return Pages(data, told["count"], tuple(told["remarks"]), tuple(told["refused"]), told["engine"])


_begun: dict[Job, Future[Pages]] = {}
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begun.clear)  # what another process has begun never ends in this one


def begin(job: Job) -> None:
    """Begin a job, and return at once; :func:`typeset` then waits for its pages. The last :data:`AHEAD` are kept."""
    if job in _begun:
        return
    future: Future[Pages] = Future()

    def work() -> None:
        try:
            future.set_result(_answer(job))
        except BaseException as problem:  # noqa: BLE001 -- whoever waits for the pages is told
            future.set_exception(problem)

    for old in list(_begun)[: 1 - AHEAD]:
        _begun.pop(old, None)
    _begun[job] = future
    Thread(target=work, daemon=True).start()


def set_here(job: Job) -> Pages:
    """Return the pages of a job, set in this process, as loosely as they fit."""
    from presskit.typesetting import page_fit
    from presskit.typesetting.rendering import Typesetter, weasyprint

    setter = Typesetter(job.text, job.fonts)
    document = page_fit.best(setter.lay_out, job.tighter, setter.direction)
    options = {"pdf_variant": "pdf/ua-1", "pdf_identifier": job.identifier}
    data = setter.print_(document, **options, uncompressed_pdf=True)  # whoever finishes the file compresses it, and better
    engine = f"WeasyPrint {weasyprint().__version__}"
    return Pages(data, len(document.pages), tuple(dict.fromkeys(setter.remarks)), tuple(setter.refused), engine)
