"""Python's collector of cycles, held back while a kit is read: thousands of signatories are a million objects and no cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["seldom_collected"]

SELDOM = 1_000_000
"""After so many new objects the collector looks at them; with Python's own 700 it walks a large kit hundreds of times."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collector look seldom while a build goes on. It holds for the whole process, and ends with the build."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
