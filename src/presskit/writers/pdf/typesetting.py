"""A page's HTML → its pages as WeasyPrint sets them: the one place where the two PDFs of a release begin.

A job and its pages are plain values, so that equal jobs are set once, and in another process if need be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.writers.html import page
from presskit.writers.pdf import page_fit
from presskit.writers.pdf.rendering import Typesetter

__all__ = ["Job", "Pages", "job_of", "typeset"]


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be set: the page's HTML, styles that make it tighter, the folder of fonts, and the file's identifier."""

    text: str
    tighter: tuple[str, ...]
    fonts: Path
    identifier: bytes


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages as a tagged PDF as WeasyPrint makes it, with the private keys of :mod:`~presskit.writers.pdf.origins`.

    ``refused`` are addresses outside the kit that the page asked for; ``remarks`` are WeasyPrint's warnings.
    """

    data: bytes
    count: int
    remarks: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def job_of(edition: Edition, resources: Resources) -> Job:
    """Return the job of an edition; raises :class:`~presskit.writers.errors.WriterError` for a broken template."""
    tighter = tuple(resources.template(name).decode() for name in page_fit.STEPS)
    identifier = f"{edition.name}-{edition.version}-{edition.revision}".encode()
    return Job(page(edition, resources, "print"), tighter, resources.fonts, identifier)


@lru_cache(maxsize=4)
def typeset(job: Job) -> Pages:
    """Return the pages of a job, set as loosely as they fit. Raises ``OSError`` where Pango is missing."""
    setter = Typesetter(job.text, job.fonts)
    document = page_fit.best(setter.lay_out, job.tighter)
    data = setter.print_(document, pdf_variant="pdf/ua-1", pdf_identifier=job.identifier)
    return Pages(data, len(document.pages), tuple(dict.fromkeys(setter.remarks)), tuple(setter.refused))
