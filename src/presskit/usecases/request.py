"""What every use case takes: its request, or the path of a kit for a request with nothing else in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

__all__ = ["StrPath", "as_request"]

R = TypeVar("R")

StrPath = str | os.PathLike[str]
"""A path, as the functions of the standard library take it."""


def as_request(kind: Callable[[Path], R], given: R | StrPath) -> R:
    """Return the request that was given; a bare path stands for ``kind(Path(path))``."""
    return kind(Path(given)) if isinstance(given, str | os.PathLike) else given
