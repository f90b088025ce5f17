"""Bytes → files below one folder: all of them or none, and never a file outside it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from presskit.errors import RequestError

__all__ = ["OutputError", "refuse_used", "write_all", "write_new"]


class OutputError(RequestError):
    """The outputs could not be written; the message says which and why. What was there before is untouched."""


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write ``files`` (path below ``folder``, with ``/`` → bytes) and return where they are.

    Each is written to a temporary file beside its place and flushed to the disk (fsync); only when all are there do
    they take their names (rename). Raises :class:`OutputError`; then, and when interrupted, the temporary files go.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for name, data in files.items():
            target = _target(folder, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_stage(target, data), target))
        for temporary, target in staged:
            temporary.replace(target)
        for place in {target.parent for _, target in staged}:
            _flush(place)
    except OSError as problem:
        raise _explained(folder, problem) from problem
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
    return tuple(target for _, target in staged)


def refuse_used(folder: Path) -> None:
    """Raise :class:`OutputError` unless ``folder`` is missing or empty."""
    try:
        used = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as problem:
        raise OutputError(f"cannot look into {folder}: {problem.strerror}") from problem
    if used:
        raise OutputError(f"«{folder}» is in use: nothing was written. Name a new folder")


def write_new(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write ``files`` into a new or empty folder, as :func:`write_all` does."""
    refuse_used(folder)
    return write_all(folder, files)


def _target(folder: Path, name: str) -> Path:
    """Return the place of ``name``, which lies below ``folder`` also when links are followed."""
    parts = PurePosixPath(name).parts
    target = folder.joinpath(*parts)
    inside = target.parent.resolve().is_relative_to(folder.resolve())
    if not parts or ".." in parts or PurePosixPath(name).is_absolute() or not inside:
        raise OutputError(f"«{name}» would be written outside {folder}")
    if target.is_dir():
        raise OutputError(f"{target} is a folder: a file of that name cannot be written")
    return target


@contextlib.contextmanager
def _gone_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _stage(target: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    with _gone_on_failure(Path(name)):
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode())
    return Path(name)


def _mode() -> int:
    """Return the mode of an ordinary new file; a temporary file is its owner's alone."""
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask


def _flush(folder: Path) -> None:
    """Make the new names last, on systems where a folder can be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _explained(folder: Path, problem: OSError) -> OutputError:
    place = problem.filename or folder
    return OutputError(f"cannot write to {place}: {problem.strerror or problem}")
