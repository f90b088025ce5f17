"""A page's HTML → its pages as WeasyPrint sets them: the one place where the two PDFs of a release begin.

A job and its pages are plain values, so that equal jobs are set once, and in another process if need be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.diagnostics import Diagnostic
from presskit.source import Span
from presskit.writers.errors import WriterError
from presskit.writers.pdf import page_fit
from presskit.writers.pdf.overseer import StoppedError, shared
from presskit.writers.pdf.rendering import Typesetter, weasyprint
from presskit.writers.rules import PAGE_NOT_SET

if TYPE_CHECKING:
    from presskit.model.edition import Edition
    from presskit.resources import Resources

__all__ = ["Job", "Pages", "job_of", "set_here", "typeset"]

TEMPLATE = "release.html.j2"
PATIENCE = 15.0
"""Seconds that any page may take to be set."""
SPEED = 30_000.0
"""Bytes of HTML that are set in a second at the least: a third of what is measured on a slow machine."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be set: the page's HTML, styles that make it tighter, the folder of fonts, and the file's identifier."""

    text: str
    tighter: tuple[str, ...]
    fonts: Path
    identifier: bytes

    def sent(self) -> dict[str, Any]:
        """Return what goes to the worker as JSON, beside the text."""
        return {"tighter": self.tighter, "fonts": str(self.fonts), "identifier": self.identifier.decode()}

    @classmethod
    def received(cls, head: Mapping[str, Any], text: str) -> Job:
        """Return the job that :meth:`sent` described."""
        return cls(text, tuple(head["tighter"]), Path(head["fonts"]), head["identifier"].encode())


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages as a tagged PDF as WeasyPrint makes it, with the private keys of :mod:`~presskit.writers.pdf.origins`.

    ``refused`` are addresses outside the kit that the page asked for; ``remarks`` are WeasyPrint's warnings; ``engine``
    is its name and version.
    """

    data: bytes
    count: int
    remarks: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    engine: str = ""


def job_of(edition: Edition, resources: Resources) -> Job:
    """Return the job of an edition; raises :class:`~presskit.writers.errors.WriterError` for a broken template."""
    from presskit.writers.html import page

    tighter = tuple(resources.template(name).decode() for name in page_fit.STEPS)
    identifier = f"{edition.name}-{edition.version}-{edition.revision}".encode()
    return Job(page(edition, resources, "print"), tighter, resources.fonts, identifier)


@lru_cache(maxsize=4)
def typeset(job: Job) -> Pages:
    """Return the pages of a job, set in a process with limits of time and memory.

    Raises :class:`~presskit.writers.errors.WriterError` where it takes too much of either, and ``OSError`` where Pango
    is missing.
    """
    body = job.text.encode()
    seconds = PATIENCE + len(body) / SPEED
    try:
        told, data = shared.run(job.sent(), body, seconds)
    except StoppedError as stopped:
        raise WriterError([_stopped(stopped, seconds)]) from stopped
    return Pages(data, told["count"], tuple(told["remarks"]), tuple(told["refused"]), told["engine"])


def set_here(job: Job) -> Pages:
    """Return the pages of a job, set in this process, as loosely as they fit."""
    setter = Typesetter(job.text, job.fonts)
    document = page_fit.best(setter.lay_out, job.tighter)
    data = setter.print_(document, pdf_variant="pdf/ua-1", pdf_identifier=job.identifier)
    engine = f"WeasyPrint {weasyprint().__version__}"
    return Pages(data, len(document.pages), tuple(dict.fromkeys(setter.remarks)), tuple(setter.refused), engine)


def _stopped(stopped: StoppedError, seconds: float) -> Diagnostic:
    reasons = {
        "time": f"the page was not set within {seconds:.0f} seconds",
        "memory": "the page needs more memory than a page may",
        "depth": "the page is nested too deeply to be set",
        "fault": f"the typesetter cannot set the page: {stopped.detail}",
    }
    hint = "look at the pictures, above all SVG, and at templates of your own: one of them asks for too much"
    return PAGE_NOT_SET.at(Span(TEMPLATE), reasons[stopped.reason], hint)
