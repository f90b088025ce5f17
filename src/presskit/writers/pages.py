"""An edition → its pages, which both PDFs of a release are made of, and what the typesetter says of them as findings."""

from __future__ import annotations

import re
from concurrent.futures import Future

from presskit.diagnostics import Diagnostic
from presskit.limits import MEGABYTE, PAGE_MEMORY_BYTES
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.sandbox.limits import StoppedError
from presskit.source import Span
from presskit.typesetting.job import Job, Pages
from presskit.typesetting.rendering import STEPS
from presskit.typesetting.typesetter import Typesetter
from presskit.writers.confined import is_foreign
from presskit.writers.errors import LAYOUT_FAILED, PICTURE_LAYOUT_FAILED, STYLE_IGNORED, Named, WriterError, broken, named
from presskit.writers.html import TEMPLATE, page

__all__ = ["job_of", "page_findings", "set_pages", "waited_for"]

_PAGE = Span(TEMPLATE)
_SAVE = "save it anew as PNG or JPEG"


_NO_NUMBER = re.compile(
    rb"^(?:[^\s()]+ ){0,5}-?(?:nan|inf)(?: [^\s()]+){0,5} (?:re|m|l|c|v|y|cm|w)$"
    rb"|\[[^\]()<>]{0,80}\b(?:nan|inf)\b[^\]()<>]{0,80}\]",
    re.MULTILINE,
)
"""An operator that draws, or a box, with an operand that is no number."""
VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]|\\\\(?:fe0[0-9a-f]|e01[0-9a-e][0-9a-f]) ")
"""They choose among forms of a letter (Unicode 16.0, 23.4), as text or in a style sheet; the faces have one of each."""


def job_of(edition: Edition, resources: Resources) -> Job:
    """Return the job of an edition; raises :class:`~presskit.writers.errors.WriterError` for a broken template."""
    tighter = tuple("".join(resources.template(name).decode() for name in names) for names in STEPS)
    text = VARIATION_SELECTORS.sub("", page(edition, resources, "print"))
    return Job(text, tighter, resources.fonts, f"{edition.name}-{edition.version}-{edition.revision}".encode())


def set_pages(edition: Edition, resources: Resources, typesetter: Typesetter) -> Pages:
    """Return the pages of an edition, when the typesetter has set them.

    Raises :class:`~presskit.writers.errors.WriterError` where a page takes too much time or memory, lacks a picture, or
    asks for what is outside the kit, ``OSError`` where Pango is missing, and ``concurrent.futures.CancelledError`` where the
    job was cancelled.
    """
    job = job_of(edition, resources)
    return waited_for(job, typesetter.submit(job), edition, resources)


def waited_for(job: Job, future: Future[Pages], edition: Edition, resources: Resources) -> Pages:
    """Return the pages of an edition whose job was submitted. Raises as :func:`set_pages`."""
    try:
        pages = future.result()
    except StoppedError as stopped:
        remark = named(stopped.detail, edition, resources, _PAGE)
        raise WriterError([_stopped(stopped, job.seconds, remark, foreign=is_foreign(resources))]) from stopped
    if _NO_NUMBER.search(pages.data):
        message = "the page holds a size or a place that is no number (nan, inf), which no PDF can"
        hint = "look at the pictures, above all SVG, and at style sheets of your own"
        raise WriterError([LAYOUT_FAILED.at(_PAGE, message, hint)])
    if pages.refused:
        raise broken(
            TEMPLATE,
            0,
            f"the template asks for «{pages.refused[0][:80]}», which is outside the kit",
            "nothing is fetched while a page is made: put it into the style sheet",
        )
    lost = [named(text, edition, resources, _PAGE) for text in pages.remarks if text.startswith("Failed to ")]
    if missing := [each for each in lost if each.picture]:
        raise WriterError(PICTURE_LAYOUT_FAILED.at(each.place, f"{each.picture} cannot be set", _SAVE) for each in missing)
    return pages


def page_findings(pages: Pages, edition: Edition, resources: Resources) -> tuple[Diagnostic, ...]:
    """Return the warnings of the typesetter as findings."""
    hint = "mend the style sheet, or take the line out"
    remarks = (named(text, edition, resources, _PAGE) for text in pages.remarks)
    return tuple(
        STYLE_IGNORED.at(each.place, f"while the PDF was set: {each.text}", _SAVE if each.picture else hint)
        for each in remarks
    )


def _stopped(stopped: StoppedError, seconds: float, remark: Named, *, foreign: bool) -> Diagnostic:
    reasons = {
        "time": f"the pages were not set within {seconds:.0f} seconds of the processor's time",
        "stuck": "the pages were not set: the typesetter stood still for minutes",
        "memory": f"the pages need more memory than the {PAGE_MEMORY_BYTES // MEGABYTE} megabytes that they may take",
        "depth": "the page is nested too deeply to be set",
        "fault": f"the typesetter cannot set the page: {remark.text}",
    }
    hint = "the text or a list is too long to be set in pages: shorten it"
    if foreign:
        hint = "look at the pictures, above all SVG, and at templates of your own: one of them asks for too much"
    message = reasons[stopped.reason]
    if stopped.reason == "time" and stopped.detail:
        message += f"; what took it was {remark.picture or remark.text}"
        hint = "save it anew as PNG, or take it out" if remark.picture else hint
    return LAYOUT_FAILED.at(remark.place, message, hint)
