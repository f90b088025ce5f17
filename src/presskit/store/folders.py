"""Folders and private files: made, removed, and flushed to the disk."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

__all__ = ["PRIVATE", "flush", "make_folders", "open_private", "remove_folders"]

PRIVATE, PRIVATE_DIR = 0o600, 0o700
"""The permissions of what is its owner's alone."""


def make_folders(folder: Path, *, private: bool = False) -> tuple[Path, ...]:
    """Make the folder with those that it lies in; return those that were made, the outermost first.

    Those that are made are their owner's alone where they are ``private``, whatever the umask. Raises ``OSError``.
    """
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(exist_ok=True, mode=PRIVATE_DIR if private else 0o777)
        if private:
            each.chmod(PRIVATE_DIR)  # a umask may have taken rights of the owner, too
        flush(each.parent)
    return tuple(reversed(missing))


def remove_folders(made: tuple[Path, ...]) -> None:
    """Remove the folders that were made for a change that is not made."""
    for each in reversed(made):
        with contextlib.suppress(OSError):  # somebody else put something there
            each.rmdir()


def open_private(path: Path, flags: int) -> int:
    """Open or make a file that presskit keeps of people, and return its handle. A file that is made is its owner's alone.

    One that everybody could read becomes so; what its owner has opened to a group alone stays. Raises ``OSError``, also where
    it is no plain file.
    """
    handle = os.open(path, flags | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE)
    facts = os.fstat(handle)
    if not stat.S_ISREG(facts.st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a plain file", str(path))
    if os.name != "nt" and facts.st_mode & 0o007 and facts.st_uid == os.geteuid():
        os.fchmod(handle, PRIVATE)
    return handle


def flush(folder: Path) -> None:
    """Make the new names last, on systems where a folder can be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
