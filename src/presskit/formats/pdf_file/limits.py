"""Limits for a PDF that may be broken or hostile: how deep, how much and how long it is looked into."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["DEPTH", "PAGES", "Budget", "TooMuchError", "qpdf_limits"]

MEGABYTE = 1024 * 1024
STREAM = 64 * MEGABYTE
"""A stream that unpacks to more than this is not read."""
TOTAL = 512 * MEGABYTE
STEPS = 1_500_000
"""Operators, structure elements and other steps of one file: ten times a long illustrated brochure."""
SECONDS = 8.0
DEPTH = 24
"""Forms inside forms, and other nests."""
PAGES = 2000


class TooMuchError(Exception):
    """A limit was met; the message says which, in words for the user."""


@dataclass(slots=True)
class Budget:
    """What may still be spent on one file. Steps bound the work; the time of the processor is for what no count foresees."""

    steps: int = STEPS
    bytes: int = TOTAL
    until: float = field(default_factory=lambda: time.process_time() + SECONDS)

    @property
    def spent(self) -> bool:
        """Tell whether nothing more can be done."""
        return self.steps < 0 or self.bytes < 0 or time.process_time() > self.until

    def step(self, count: int = 1) -> None:
        """Spend ``count`` steps; raises :class:`TooMuchError`."""
        self.steps -= count
        if self.steps < 0 or (self.steps % 1024 < count and self.spent):
            raise TooMuchError("it holds too many parts")

    def unpack(self, size: int) -> None:
        """Spend ``size`` bytes of an unpacked stream; raises :class:`TooMuchError`."""
        self.bytes -= size
        if self.spent:
            raise TooMuchError("its streams are too large")


_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def qpdf_limits() -> Iterator[None]:
    """Let qpdf unpack no stream beyond the limit.

    Its settings are the process's, so they are put back afterwards, and threads wait for each other: what one puts back
    must not be what another has set.
    """
    with _ONE_AT_A_TIME:
        from pikepdf import settings

        before = settings.set_qpdf_limits(
            flate_max_memory=STREAM,
            dct_max_memory=STREAM,
            run_length_max_memory=STREAM,
            png_max_memory=STREAM,
            tiff_max_memory=STREAM,
            doc_max_warnings=500,
            parser_max_container_size=500_000,
        )
        try:
            yield
        finally:
            settings.set_qpdf_limits(**before)  # type: ignore[arg-type]  # what it returns is what it takes
