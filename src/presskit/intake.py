"""The one guarded way to files that somebody else may have put where they are: path → bytes, with a limit.

Nothing here waits for a pipe, reads a device, fills the memory or follows a link out of the folder that was named. Imports
next to nothing: a command that has nothing to do uses it too.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator

from presskit import limits

__all__ = ["DeepError", "LinkOutsideError", "RefusedError", "TooLargeError", "names", "read", "read_inside"]

_QUIET = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_GUARDED = _QUIET | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_UNLINKED = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = _QUIET | getattr(os, "O_DIRECTORY", 0)
_STEPS = os.open in os.supports_dir_fd


class RefusedError(OSError):
    """What lies there is not read; ``strerror`` says why."""

    def __init__(self, why: str, path: str) -> None:
        super().__init__(errno.EINVAL, why, path)


class LinkOutsideError(RefusedError):
    """A link leads out of the folder."""

    def __init__(self, path: str) -> None:
        super().__init__("it is a link that leads out of the folder", path)


class DeepError(RefusedError):
    """There is more in a folder than anybody puts there by hand."""


class TooLargeError(RefusedError):
    """The file has more than ``limit`` bytes; ``size`` is what the disk says of it."""

    def __init__(self, path: str, size: int, limit: int) -> None:
        super().__init__(f"it has {size:,} bytes; at most {limit:,} are read", path)
        self.size, self.limit = size, limit


def read(path: str | os.PathLike[str], limit: int) -> bytes:
    """Return the bytes of an ordinary file, at most ``limit``; links in ``path`` are followed, for a person named it.

    Raises ``OSError``: :class:`RefusedError` for a pipe, a device, a folder, and :class:`TooLargeError`.
    """
    name = os.fspath(path)
    _refuse_special(os.stat(name), name)  # noqa: PTH116 -- to open a device can move it
    return _read(os.open(name, _GUARDED), name, limit)


def read_inside(folder: str | os.PathLike[str], name: str, limit: int) -> bytes:
    """Return the bytes of the file ``name`` (with ``/``) of a folder, at most ``limit``.

    A link is followed as long as it stays in the folder. Raises ``OSError``: :class:`LinkOutsideError` for one that
    leads out, and for ``..`` and ``/`` in front, and what :func:`read` raises.
    """
    root, parts = os.fspath(folder), name.split("/")
    path = os.path.join(root, *parts)  # noqa: PTH118
    if "\0" in name or any(part in {"", ".", ".."} for part in parts) or os.path.isabs(parts[0]):  # noqa: PTH117
        raise LinkOutsideError(path)
    real, inside = os.path.realpath(path), os.path.realpath(root)
    if not _lies_in(inside, real):
        raise LinkOutsideError(path)
    _refuse_special(os.lstat(real), path)
    steps = os.path.relpath(real, inside).split(os.sep)  # noqa: PTH206 -- pathlib would take longer than the rest
    return _read(_opened(inside, steps, real), path, limit)


def _opened(root: str, steps: list[str], real: str) -> int:
    """Return a descriptor of the file, opened step by step where the system can, so that no link slips in between."""
    if not _STEPS:
        return os.open(real, _GUARDED | _UNLINKED)
    *folders, last = steps
    here = os.open(root, _FOLDER)
    try:
        for each in folders:
            further = os.open(each, _FOLDER | _UNLINKED, dir_fd=here)
            os.close(here)
            here = further
        return os.open(last, _GUARDED | _UNLINKED, dir_fd=here)
    finally:
        os.close(here)


def _refuse_special(facts: os.stat_result, path: str) -> None:
    if stat.S_ISLNK(facts.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
    if not stat.S_ISREG(facts.st_mode):
        raise RefusedError("it is a folder, a pipe or a device", path)


def _read(handle: int, path: str, limit: int) -> bytes:
    """Read an open file to its end and close it; one that grows meanwhile is read no further than its limit."""
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(handle)
        _refuse_special(facts, path)
        data = b"" if facts.st_size > limit else file.read(limit + 1)
    if facts.st_size > limit or len(data) > limit:
        raise TooLargeError(path, max(facts.st_size, len(data)), limit)
    return data


def names(
    folder: str, wanted: Callable[[str, bool], bool], refused: Callable[[str, OSError], None], *, deep: bool = True
) -> Iterator[str]:
    """Yield the names of the files in a folder, with ``/``, in a lasting order: those that are ``wanted`` (name, at the top?).

    What begins with a dot is skipped; a link to a folder is not followed. ``refused`` is called for such a link that leads
    out of the folder, and for what cannot be opened, with its name, "" for the folder itself.
    """
    waiting, seen = [""], 0
    while waiting:
        inside = waiting.pop()
        try:
            entries = _entries(folder, inside, limits.FOLDER_NAMES - seen)
        except OSError as problem:
            refused(inside, problem)
            continue
        seen += len(entries)
        for name, kind in entries:
            path = os.path.join(folder, *name.split("/"))  # noqa: PTH118
            if kind == "link" and not _lies_in(os.path.realpath(folder), os.path.realpath(path)):
                refused(name, LinkOutsideError(path))
            elif kind == "file" and wanted(name.rpartition("/")[2], inside == ""):
                yield name
        waiting += [name for name, kind in reversed(entries) if deep and kind == "folder"]


def _entries(folder: str, inside: str, most: int) -> list[tuple[str, str]]:
    """Return the names in a folder, each with what it is: a file, a folder, or a link to a folder."""
    path = os.path.join(folder, *inside.split("/")) if inside else folder  # noqa: PTH118
    if inside.count("/") >= limits.FOLDER_DEPTH:
        raise DeepError(f"more than {limits.FOLDER_DEPTH} folders lie inside each other", path)
    found: list[tuple[str, str]] = []
    with os.scandir(path) as entries:
        for entry in entries:
            if len(found) >= most:
                raise DeepError(f"it holds more than {limits.FOLDER_NAMES:,} files", path)
            if not entry.name.startswith("."):
                found.append((f"{inside}/{entry.name}" if inside else entry.name, _kind(entry)))
    return sorted(found)


def _kind(entry: os.DirEntry[str]) -> str:
    try:
        return ("link" if entry.is_symlink() else "folder") if entry.is_dir() else "file"
    except OSError:  # links in a circle: whoever reads the file is told
        return "file"


def _lies_in(folder: str, path: str) -> bool:
    """Return whether ``path`` lies in ``folder``; both are real paths, without links."""
    return path.startswith(folder.rstrip(os.sep) + os.sep)
