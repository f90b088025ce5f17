"""Results that take long and are always the same are kept next to Python's compiled files, under Python's conditions.

A kept file lies in ``__pycache__``, and its name holds the hash of all that it was made from: what is kept of an earlier
version is not found. Where Python writes no compiled files (``PYTHONDONTWRITEBYTECODE``, a folder of the system's), nothing
is kept. A damaged file counts as missing, and so does one that somebody else could have written. Imports next to nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["folder", "get", "get_checked", "place", "put", "put_checked", "stamp"]

_MODE = 0o644
_AS_IT_IS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def folder(module: str) -> Path | None:
    """Return the folder of a module's compiled file, ``module`` being its ``__file__``; None if nothing may be kept there.

    Nothing may be kept where others than those who can change the module itself could write: what is read is believed.
    """
    if sys.dont_write_bytecode:
        return None
    found = Path(importlib.util.cache_from_source(module)).parent
    return found if _is_ours(found, module) else None


def place(module: str, name: str, made_from: str) -> Path | None:
    """Return where a file is kept that was made from ``made_from``, beside the compiled file of a module."""
    compiled, digest = folder(module), hashlib.sha256(made_from.encode()).hexdigest()[:16]
    return compiled / f"{Path(name).stem}-{digest}{Path(name).suffix}" if compiled else None


def get(place: Path | None) -> str | None:
    """Return what is kept in a place; None if nothing can be read."""
    with suppress(OSError, UnicodeDecodeError):
        return _read(place).decode() if place else None
    return None


def get_checked(place: Path | None) -> bytes | None:
    """Return what :func:`put_checked` kept in a place; None if it is missing or has other bytes than were kept."""
    with suppress(OSError):
        digest, _, data = (_read(place) if place else b"").partition(b"\n")
        return data if digest == _digest(data) else None
    return None


def put(place: Path | None, text: str) -> None:
    """Keep a text, whole or not at all; if it cannot be written it is not kept."""
    _write(place, text.encode())


def put_checked(place: Path | None, data: bytes) -> None:
    """Keep bytes with their hash, whole or not at all: for what could do harm if it were damaged."""
    _write(place, _digest(data) + b"\n" + data)


def stamp(path: str) -> str:
    """Return what tells a file from its other versions: its name, size and time. Raises ``OSError`` if there is none."""
    facts = os.stat(path)  # noqa: PTH116 -- asked of every file of presskit
    return f"{os.path.basename(path)} {facts.st_size} {facts.st_mtime_ns}"  # noqa: PTH119


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _read(place: Path) -> bytes:
    """Return the bytes of a kept file; raises ``OSError`` where it is no plain file, or others could have written it."""
    handle = os.open(place, os.O_RDONLY | _AS_IT_IS)
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode) or not _is_safe(facts, place.parent.stat()):
            raise PermissionError(str(place))
        return file.read()


def _write(place: Path | None, data: bytes) -> None:
    if place is None:
        return
    part = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _MODE)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        part.replace(place)
    except OSError:  # a full disk, a folder of the system's, on Windows a file that somebody reads
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _is_ours(found: Path, module: str) -> bool:
    """Return whether nobody can write in a folder, or put another in its place, who cannot change ``module`` itself."""
    if os.name == "nt":  # its folders inherit the permissions of the module's
        return True
    try:
        code = os.stat(os.path.dirname(module) or ".")  # noqa: PTH116, PTH120 -- asked of every start
        return _may_keep(found, code) and all(_is_closed(each, code) for each in found.parents)
    except OSError:
        return False


def _may_keep(found: Path, code: os.stat_result) -> bool:
    """Return whether a folder, which need not exist yet, has no other writers than the folder of the code."""
    with suppress(FileNotFoundError, NotADirectoryError):
        return _is_safe(found.stat(), code)
    return True


def _is_closed(above: Path, code: os.stat_result) -> bool:
    """Return whether strangers cannot put another folder in the place of one in ``above``."""
    with suppress(FileNotFoundError, NotADirectoryError):
        facts = above.stat()
        is_open = facts.st_mode & stat.S_IWOTH and not facts.st_mode & stat.S_ISVTX
        return not is_open and facts.st_uid in {0, os.geteuid(), code.st_uid}
    return True


def _is_safe(facts: os.stat_result, beside: os.stat_result) -> bool:
    """Return whether a file or folder has no other writers than ``beside``, the folder that it is believed like."""
    if os.name == "nt":
        return True
    by_group = facts.st_mode & stat.S_IWGRP and not (beside.st_mode & stat.S_IWGRP and beside.st_gid == facts.st_gid)
    known = facts.st_uid in {0, os.geteuid(), beside.st_uid}
    return known and not by_group and not facts.st_mode & stat.S_IWOTH
