"""What a worker process may not do, as an audit hook (PEP 578), which nothing can take away again.

It sees what Python does, not what a C library does by itself: those get no address and no path from a file, and the limits of
:mod:`presskit.sandbox.limits` hold for them too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

from presskit.paths import PACKAGE, shipped_folder

__all__ = ["confined", "guard", "keep_apart"]

_REACHING = (
    "socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.system", "os.startfile",
    "os.kill", "pty.", "sqlite3.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "telnetlib.",
    "webbrowser.", "signal.pthread_kill", "winreg.",
)  # fmt: skip
"""What reaches the network or other processes: events by how their names begin (the table of audit events in Python's
documentation)."""
_REFUSED = (
    *_REACHING, "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.chown",
    "os.truncate", "os.putenv", "os.setxattr", "os.removexattr", "shutil.", "urllib.",
)  # fmt: skip
_FOLDERS = frozenset({"os.listdir", "os.scandir", "os.walk", "glob.glob"})
_SYSTEM = ("/dev/null", "/dev/urandom", "/etc/mime.types", "/etc/localtime", "/usr/share/zoneinfo", "/usr/lib/zoneinfo")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CONFINED: list[bool] = []


def confined() -> bool:
    """Return whether this process is a worker that :func:`guard` holds: it need not, and cannot, begin another."""
    return bool(_CONFINED)


def keep_apart() -> None:
    """Refuse this process, from now on, the network and other processes; files stay within reach.

    For the process that sets pages, whose libraries write fonts into a folder of their own.
    """

    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event.startswith(_REACHING):
            raise PermissionError(f"a worker may not: {event}")

    sys.addaudithook(refuse)


def guard(reads: Iterable[str]) -> None:
    """Refuse this process, from now on, all but computing, and reading presskit's files, Python's library and ``reads``.

    What is refused raises ``PermissionError``. The working folder becomes presskit's own.
    """
    roots = (*_own_roots(), *map(os.path.realpath, reads))
    os.chdir(PACKAGE)
    sys.path[:] = [each for each in sys.path if each]

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_REFUSED):
            raise PermissionError(f"a worker may not: {event}")
        if event == "open" and (_writes(*arguments[1:3]) or not _is_within(arguments[0], roots)):
            raise PermissionError(f"a worker may not open «{arguments[0]}»")
        if event in _FOLDERS and not _is_within(arguments[0] if arguments else None, roots):
            raise PermissionError(f"a worker may not look into «{arguments[0]}»")
        if event == "ctypes.dlopen" and arguments[0] is not None and not _is_within(arguments[0], roots):
            raise PermissionError(f"a worker may not load «{arguments[0]}»")

    _CONFINED.append(True)
    sys.addaudithook(refuse)


def _own_roots() -> tuple[str, ...]:
    """Return where presskit, Python's library and the packages lie; the folder where a command was typed is none of these."""
    here = os.path.realpath(os.curdir)
    packages = [os.path.realpath(each) for each in sys.path if os.path.isabs(each)]  # noqa: PTH117 -- many at each start
    shipped = [shipped_folder(each) for each in ("templates", "fonts", "data")]
    own = [PACKAGE, *filter(None, shipped), sys.prefix, sys.base_prefix, sys.exec_prefix, *_SYSTEM]
    return (*map(os.path.realpath, own), *(each for each in packages if each != here))


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str) and set(mode) & set("wax+"):
        return True
    return isinstance(flags, int) and bool(flags & _WRITES)


def _is_within(path: object, roots: tuple[str, ...]) -> bool:
    """Return whether a path lies in one of the roots; a descriptor that is open already does.

    A relative path is one of the working folder, or of a folder that is open (``dir_fd``), which was looked at when it was
    opened.
    """
    if isinstance(path, int):
        return True
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    name = os.fsdecode(path)
    if ".." in name.replace("\\", "/").split("/"):
        name = os.path.normpath(name) if os.path.isabs(name) else "/"  # noqa: PTH117
    real = os.path.realpath(name)
    return any(real == root or real.startswith(root.rstrip(os.sep) + os.sep) for root in roots)
