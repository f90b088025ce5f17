"""One sender at a time: a lock that the operating system takes back when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["BusyError", "only_one"]

ROOM = 200
"""Bytes after which the lock itself begins: on Windows nobody can read what is locked."""


class BusyError(OSError):
    """Another process holds the lock; the message says which."""


@contextmanager
def only_one(path: Path, who: str) -> Iterator[None]:
    """Hold the lock at ``path`` and write ``who`` into it; raises :class:`BusyError` at once where it is held.

    The file stays: it is the lock on it that counts. A lock lasts on one machine, not across a shared network folder.
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

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
