"""The pages of a kit in one language as they would be printed now, as pictures, and where each block stands on them."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import CancelledError as Stopped
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from presskit.diagnostics import Diagnostic
from presskit.errors import CancelledError, RequestError
from presskit.formats.pdfium import page_picture
from presskit.typesetting.job import Box, Pages
from presskit.typesetting.typesetter import Typesetter
from presskit.usecases.preview import draft_of
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import Cancellation, World, cancellable
from presskit.writers.errors import WriterError
from presskit.writers.pages import job_of, waited_for

__all__ = ["Box", "PagesReport", "PagesRequest", "pages"]


@dataclass(frozen=True, slots=True)
class PagesRequest:
    """The kit, and the language of its pages; "" is that of the source. ``document`` as for a preview."""

    folder: Path
    language: str = ""
    document: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PagesReport:
    """The pages; ``count`` is 0 where none can be made yet, and ``diagnostics`` say why. Nothing has been checked.

    ``boxes`` are where the parts of the text with an id stand: a part that goes over a page's end has one on each.
    """

    count: int
    boxes: tuple[Box, ...] = field(repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()
    _data: bytes = field(default=b"", repr=False)

    def picture(self, number: int) -> bytes:
        """Return a page, counted from 1, as WebP. Raises :class:`~presskit.RequestError` where there is none of the number."""
        if not 1 <= number <= self.count:
            raise RequestError(f"there is no page {number}; there are {self.count}", fields=("number",))
        return page_picture(self._data, number)


@cancellable
def pages(request: PagesRequest | StrPath, *, world: World = World(), cancel: Cancellation | None = None) -> PagesReport:
    """Return the pages of a kit as they would be printed now. They are to look at, not to be sent: questions may be open.

    >>> presskit.pages("my-kit").count
    1

    Raises :class:`~presskit.RequestError` where the kit has no text in the language, where the data is no document, and where
    the library that sets pages is missing; :class:`~presskit.CancelledError` where it was cancelled.
    """
    request = as_request(PagesRequest, request)
    draft = draft_of(request.folder, request.language, request.document)
    if draft.edition is None:
        return PagesReport(0, (), draft.diagnostics)
    with nullcontext(world.typesetter) if world.typesetter else Typesetter() as typesetter:
        try:
            job = job_of(draft.edition, draft.resources)
            future = typesetter.submit(job)
            with cancel.calling(partial(_end, future)) if cancel else nullcontext():
                made = waited_for(job, future, draft.edition, draft.resources)
        except WriterError as problem:
            return PagesReport(0, (), problem.diagnostics)
        except Stopped as stopped:
            raise CancelledError("cancelled") from stopped
        except OSError as problem:
            raise RequestError(f"no pages can be set: {problem}") from problem
    return PagesReport(made.count, made.boxes, draft.diagnostics, made.data)


def _end(future: Future[Pages]) -> None:
    future.cancel()
