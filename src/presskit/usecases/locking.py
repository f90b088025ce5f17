"""One process changes a kit at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from presskit.usecases.errors import KitBusyError

__all__ = ["changing"]


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Hold the lock of a kit while it is changed; raises :class:`~presskit.usecases.errors.KitBusyError` where it is held.

    The operating system takes the lock back when its holder ends, however it ends. A folder that is not there yet is
    nobody's, and is not locked.
    """
    if not folder.is_dir():
        yield
        return
    with _held(folder) as mine:
        if not mine:
            raise KitBusyError(f"another presskit is changing «{folder}»; try again when it has ended")
        yield


if sys.platform == "win32":
    from presskit.kit.lock import BusyError, only_one

    @contextmanager
    def _held(folder: Path) -> Iterator[bool]:
        """Lock a file in the folder, for Windows locks no folders."""
        try:
            with only_one(folder / ".presskit.lock", str(os.getpid())):
                yield True
        except BusyError:
            yield False

else:
    import fcntl

    @contextmanager
    def _held(folder: Path) -> Iterator[bool]:
        """Lock the folder itself, which leaves no file behind (flock(2))."""
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            mine = False
        except OSError:  # a file system without locks, such as some network folders
            mine = True
        else:
            mine = True
        try:
            yield mine
        finally:
            os.close(handle)
