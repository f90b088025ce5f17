"""One process changes a kit at a time, and one sends its e-mails: locks that the operating system takes back.

A lock lasts on one machine, not across a shared network folder, and ends with its holder, however that ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from presskit.errors import KitBusyError

__all__ = ["BusyError", "changing", "exclusive"]

ROOM = 200
"""Bytes after which the lock itself begins: on Windows nobody can read what is locked."""


class BusyError(OSError):
    """Another process holds the lock; the message says which."""


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder while it is changed; raises :class:`~presskit.errors.KitBusyError` where it is held.

    A folder that is not there yet, that may not be read, or that lies on a file system without locks, is not locked.
    """
    handle = _opened_if_possible(folder)
    if handle is None:
        yield
        return
    try:
        if not _lock_if_possible(handle):
            raise KitBusyError(f"another presskit is changing «{folder}»; try again when it has ended")
        yield
    finally:
        os.close(handle)


def _opened_if_possible(folder: Path) -> int | None:
    """Return a handle of the folder; None where there is none, or it may not be read, which whoever reads it reports."""
    try:
        return _opened(folder) if folder.is_dir() else None
    except OSError:
        return None


def _lock_if_possible(handle: int) -> bool:
    try:
        return _lock(handle)
    except OSError:  # ENOLCK, EOPNOTSUPP: some network folders
        return True


@contextmanager
def exclusive(path: Path, who: str) -> Iterator[None]:
    """Hold the lock at ``path`` and write ``who`` into it; raises :class:`BusyError` at once where it is held.

    The file stays: it is the lock on it that counts.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _lock(handle):
            raise BusyError(os.read(handle, ROOM).decode("utf-8", "replace").strip() or "another process")
        os.ftruncate(handle, 0)
        os.write(handle, who.encode()[:ROOM])
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _opened(folder: Path) -> int:
        """Open a file in the folder, for Windows locks no folders."""
        return os.open(folder / ".presskit.lock", os.O_RDWR | os.O_CREAT, 0o666)

    def _lock(handle: int) -> bool:
        os.lseek(handle, ROOM, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _opened(folder: Path) -> int:
        """Open the folder itself; its lock leaves no file behind (flock(2))."""
        return os.open(folder, os.O_RDONLY | os.O_CLOEXEC)

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
