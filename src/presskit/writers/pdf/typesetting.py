"""An edition → its pages: the one place where the two PDFs of a release begin."""

from __future__ import annotations

import re

from presskit.diagnostics import Diagnostic
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.source import Span
from presskit.typesetting import job as jobs
from presskit.typesetting.job import Job, Pages
from presskit.typesetting.overseer import StoppedError
from presskit.typesetting.page_fit import STEPS
from presskit.writers.errors import WriterError
from presskit.writers.html import TEMPLATE, page
from presskit.writers.rules import PAGE_NOT_SET

__all__ = ["job_of", "typeset"]


VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]|\\\\(?:fe0[0-9a-f]|e01[0-9a-e][0-9a-f]) ")
"""They choose among forms of a letter (Unicode 16.0, 23.4), as text or in a style sheet; the faces have one of each."""


def job_of(edition: Edition, resources: Resources) -> Job:
    """Return the job of an edition; raises :class:`~presskit.writers.errors.WriterError` for a broken template."""
    tighter = tuple("".join(resources.template(name).decode() for name in names) for names in STEPS)
    identifier = f"{edition.name}-{edition.version}-{edition.revision}".encode()
    text = VARIATION_SELECTORS.sub("", page(edition, resources, "print"))
    return Job(text, tighter, resources.fonts, identifier)


def typeset(job: Job) -> Pages:
    """Return the pages of a job; equal jobs are set once.

    Raises :class:`~presskit.writers.errors.WriterError` where a page takes too much time or memory, and ``OSError``
    where Pango is missing.
    """
    try:
        return jobs.typeset(job)
    except StoppedError as stopped:
        raise WriterError([_stopped(stopped, job.seconds)]) from stopped


def _stopped(stopped: StoppedError, seconds: float) -> Diagnostic:
    reasons = {
        "time": f"the page was not set within {seconds:.0f} seconds",
        "memory": "the page needs more memory than a page may",
        "depth": "the page is nested too deeply to be set",
        "fault": f"the typesetter cannot set the page: {stopped.detail}",
    }
    hint = "look at the pictures, above all SVG, and at templates of your own: one of them asks for too much"
    return PAGE_NOT_SET.at(Span(TEMPLATE), reasons[stopped.reason], hint)
