"""What a worker answers, as bytes, and back: data alone. Nothing that comes from a worker can have anything called.

Plain values, dates, zones, paths, and the frozen values of presskit's own that carry results: all else is refused.
"""

from __future__ import annotations

import importlib
import io
import pathlib
import pickle
import zoneinfo
from dataclasses import is_dataclass
from enum import Enum
from typing import Any

__all__ = ["NotPlainError", "dumped", "loaded", "path", "zone"]

ADMITTED = (
    "presskit.model", "presskit.diagnostics", "presskit.source", "presskit.artefact", "presskit.checks.preflight",
    "presskit.readers.importing", "presskit.readers.signatory_table", "presskit.readers.tables", "presskit.translation",
    "presskit.formats.pdf_file",
)  # fmt: skip
"""Modules, with those below, whose dataclasses and enumerations an answer may hold."""
_DATES = frozenset({"date", "datetime", "time", "timedelta", "timezone"})
_OWN = frozenset({"path", "zone"})


class NotPlainError(Exception):
    """An answer holds what is no data; the message names it."""


def path(text: str) -> pathlib.Path:
    """Return a path; this is what stands for one in an answer."""
    return pathlib.Path(text)


def zone(key: str) -> zoneinfo.ZoneInfo:
    """Return a time zone by its name (IANA); this is what stands for one in an answer."""
    return zoneinfo.ZoneInfo(key)


def dumped(value: object) -> bytes:
    """Return ``value`` as bytes that :func:`loaded` reads; raises :class:`NotPlainError` where it cannot be data."""
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    paths = (pathlib.PosixPath, pathlib.WindowsPath, pathlib.PurePosixPath, pathlib.PureWindowsPath)
    pickler.dispatch_table = {
        **{kind: lambda each: (path, (str(each),)) for kind in paths},
        zoneinfo.ZoneInfo: lambda each: (zone, (each.key,)),
    }
    try:
        pickler.dump(value)
    except (pickle.PicklingError, TypeError, AttributeError) as problem:
        raise NotPlainError(str(problem)) from problem
    return stream.getvalue()


def loaded(data: bytes) -> Any:
    """Return the value of :func:`dumped`. Raises :class:`NotPlainError` for all that is not data, and for damaged bytes."""
    try:
        return _Reader(io.BytesIO(data)).load()
    except NotPlainError:
        raise
    except Exception as problem:
        raise NotPlainError(f"{type(problem).__name__}: {problem}") from problem


class _Reader(pickle.Unpickler):
    """Finds the classes of data; ``pickle`` would call whatever else it found."""

    def find_class(self, module: str, name: str, /) -> Any:
        if module == "datetime" and name in _DATES:
            return super().find_class(module, name)
        if module == __name__ and name in _OWN:
            return globals()[name]
        if "." in name or not any(module == each or module.startswith(f"{each}.") for each in ADMITTED):
            raise NotPlainError(f"{module}.{name}")
        found = getattr(importlib.import_module(module), name, None)
        if not isinstance(found, type) or not (is_dataclass(found) or issubclass(found, Enum)):
            raise NotPlainError(f"{module}.{name}")
        return found
