"""The pages that the Text screen shows: set one after the other, a stale job ended, the last ones kept for their pictures."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from presskit.studio.releases import Release
from presskit.usecases.pages import PagesReport, PagesRequest, pages
from presskit.usecases.world import Cancellation, World

__all__ = ["Sheets"]

_KEPT = 6
"""So many sets of pages are kept: the browser asks for the pictures of those that it shows."""


@dataclass(slots=True)
class Sheets:
    """Sets the pages of texts that are not saved. For each release and language the job before ends when one begins."""

    world: World
    _running: dict[tuple[str, str], Cancellation] = field(default_factory=dict)
    _made: dict[int, tuple[str, PagesReport]] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def set(self, release: Release, language: str, document: Mapping[str, Any] | None) -> tuple[int, PagesReport]:
        """Return the pages, and the number by which their pictures are found.

        Raises :class:`~presskit.errors.CancelledError` where another job for the same text began, and as
        :func:`~presskit.usecases.pages.pages`.
        """
        key, cancel = (release.id, language), Cancellation()
        with self._lock:
            before, self._running[key] = self._running.get(key), cancel
        if before:
            before.cancel()
        try:
            report = pages(PagesRequest(release.folder, language, document), world=self.world, cancel=cancel)
        finally:
            with self._lock:
                if self._running.get(key) is cancel:
                    del self._running[key]
        with self._lock:
            number = next(self._numbers)
            self._made[number] = (release.id, report)
            for oldest in list(self._made)[:-_KEPT]:
                del self._made[oldest]
        return number, report

    def find(self, release: Release, number: int) -> PagesReport | None:
        """Return pages of a release that were set, while they are kept."""
        owner, report = self._made.get(number, ("", None))
        return report if owner == release.id else None
