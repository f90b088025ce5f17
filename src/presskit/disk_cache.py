"""What takes long to work out and is always the same is kept beside Python's compiled files, under Python's conditions.

A kept file lies in ``__pycache__``, and its name holds the hash of all that it was made from: what is kept of an earlier
version is not found. Where Python writes no compiled files (``PYTHONDONTWRITEBYTECODE``, a folder of the system's), nothing
is kept. A spoiled file is to be taken for none. Imports next to nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["folder", "get", "place", "put", "stamp"]


def folder(module: str) -> Path | None:
    """Return the folder of a module's compiled file, ``module`` being its ``__file__``; None where nothing may be kept."""
    found = Path(importlib.util.cache_from_source(module)).parent
    return None if sys.dont_write_bytecode else found


def place(module: str, name: str, made_from: str) -> Path | None:
    """Return where a file is kept that was made from ``made_from``, beside the compiled file of a module."""
    found, stem = folder(module), Path(name)
    digest = hashlib.sha256(made_from.encode()).hexdigest()[:16]
    return found / f"{stem.stem}-{digest}{stem.suffix}" if found else None


def get(place: Path | None) -> str | None:
    """Return what is kept in a place; None where nothing can be read."""
    with suppress(OSError, UnicodeDecodeError):
        return place.read_text(encoding="utf-8") if place else None
    return None


def put(place: Path | None, text: str) -> None:
    """Keep a text, whole or not at all; where it cannot be written it is not kept."""
    if place is None:
        return
    part = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(place)
    except OSError:  # a full disk, a folder of the system's, on Windows a file that somebody reads
        with suppress(OSError):
            part.unlink(missing_ok=True)


def stamp(path: str) -> str:
    """Return what tells a file from its other versions: its name, size and time. Raises ``OSError`` where there is none."""
    facts = Path(path).stat()
    return f"{Path(path).name} {facts.st_size} {facts.st_mtime_ns}"
