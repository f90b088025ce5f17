"""One process changes a folder at a time, and one sends the e-mails of a kit: locks that the operating system takes back.

A lock lasts on one machine, not across a shared network folder, and ends with its holder, however that ends.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from presskit.errors import KitBusyError
from presskit.store.commit import is_unsettled, settle, write_all
from presskit.store.folders import make_folders, open_private
from presskit.typography import in_line

__all__ = ["BusyError", "changing", "exclusive", "settled", "write"]

PATIENCE = 10.0
"""Seconds for which a reader waits until another process has made its change."""
ROOM = 200
"""Bytes after which the lock itself begins: on Windows nobody can read what is locked."""

ATTEMPTS = 100
"""How often a folder is opened again that was removed before it was locked."""


class BusyError(OSError):
    """Another process holds the lock; the message says which."""


@contextmanager
def changing(folder: Path, *, create: bool = False, private: bool = False) -> Iterator[None]:
    """Hold the lock of a folder while it is changed; raises :class:`~presskit.errors.KitBusyError` if it is held.

    A folder that does not exist, that may not be read, or that lies on a file system without locks, is not locked. With
    ``create``, a missing folder is created and locked, and removed afterwards if it is empty; ``private`` creates it for its
    owner alone. A change that was interrupted
    before is completed or cleared away first, which is told (``logging``, on standard error if nothing else is set up).
    """
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)] if create else []
    handle = _locked(folder, create=create, private=private)
    try:
        if is_unsettled(folder) and (done := settle(folder)):
            import logging  # seldom needed, and not at once there

            logging.getLogger("presskit").warning("presskit: %s", in_line(done))
        yield
    finally:
        if handle is not None:
            _release(handle, missing)


def write(folder: Path, files: Mapping[str, bytes], *, private: bool = False) -> tuple[Path, ...]:
    """Lock ``folder``, which need not exist, and write ``files`` as :func:`~presskit.store.commit.write_all` does."""
    with changing(folder, create=True, private=private):
        return write_all(folder, files, private=private)


def settled(folder: Path, patience: float = PATIENCE) -> None:
    """Return when no change of ``folder`` is under way any more, and none is left interrupted; for those who only read.

    Raises :class:`~presskit.errors.KitBusyError` if another process is still changing it after ``patience`` seconds.
    """
    end = time.monotonic() + patience
    while is_unsettled(folder):
        try:
            with changing(folder):
                return
        except KitBusyError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _locked(folder: Path, *, create: bool, private: bool) -> int | None:
    """Return a handle that holds the lock of the folder; None if it cannot be locked, which its reader or writer reports."""
    for _ in range(ATTEMPTS):
        try:
            if create:
                make_folders(folder, private=private)
            handle = _opened(folder)
        except OSError:
            return None
        with suppress(OSError):  # ENOLCK, EOPNOTSUPP: some network folders
            if not _lock(handle):
                os.close(handle)
                raise KitBusyError(f"another presskit is changing «{folder}»; try again when it has ended")
        if _is_at(folder, handle):
            return handle
        os.close(handle)
    return None


@contextmanager
def exclusive(path: Path, who: str) -> Iterator[None]:
    """Hold the lock at ``path`` and write ``who`` into it; raises :class:`BusyError` at once where it is held.

    The file stays: it is the lock on it that counts. Raises ``OSError`` where it cannot be made, or is a link or no file: a
    kit may come from a stranger.
    """
    make_folders(path.parent, private=True)
    handle = open_private(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
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

    def _is_at(folder: Path, handle: int) -> bool:  # noqa: ARG001 -- as on other systems
        """Return True: Windows removes no folder in which a file is open."""
        return True

    def _release(handle: int, folders: list[Path]) -> None:
        """End a lock, and remove those of the folders that are empty but for its file."""
        os.close(handle)
        with suppress(OSError):
            for folder in folders:
                (folder / ".presskit.lock").unlink(missing_ok=True)
                folder.rmdir()

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
        return os.open(folder, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY)

    def _is_at(folder: Path, handle: int) -> bool:
        """Return whether the locked folder is still at its path: the process that created it may have removed it."""
        try:
            return os.path.samestat(folder.stat(), os.fstat(handle))
        except OSError:
            return False

    def _release(handle: int, folders: list[Path]) -> None:
        """Remove those of the folders that are empty, and end the lock."""
        with suppress(OSError):
            for folder in folders:
                folder.rmdir()
        os.close(handle)

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
