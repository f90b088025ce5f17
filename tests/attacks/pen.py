"""Runs presskit's commands, each in a process of its own that is watched, and tells how each of them ended.

``python -m tests.attacks.pen`` loads presskit once and reads one order a line from its standard input, as JSON; it forks for
each, and answers with one line: exit code, processor time in seconds and memory in bytes, of the command and of the
processes that it waited for, and what it did that it may not.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import resource
import select
import shutil
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from presskit.cli import main

__all__ = ["GIGABYTE", "PROCESSOR_TIME", "serve"]

PROCESSOR_TIME = 10
"""Seconds that one command may take."""
GIGABYTE = 1024**3
HUNG = 120
"""Seconds after which a command that does nothing is ended: it waits for something."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {"os.mkdir", "os.rmdir", "os.remove", "os.rename", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown"}
_NETWORK = {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}
_STARTED = {"os.system", "os.exec", "os.posix_spawn", "os.startfile", "pty.spawn", "webbrowser.open"}


def _watch(order: dict[str, Any], tell: Callable[[str], object]) -> None:
    """Call ``tell`` for every read of a secret, write outside the command's folders, connection and program started."""
    allowed = tuple(os.path.realpath(each) for each in order["writable"])
    secret = os.path.realpath(order["secret"])

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" or event in _CHANGES:
            path = arguments[0]
            if not isinstance(path, (str, bytes)):
                return
            real = os.path.realpath(os.fsdecode(path))
            if real.startswith(secret):
                tell(f"{event} of what lies outside: {real}")
            flags = arguments[2] if event == "open" and isinstance(arguments[2], int) else 0
            if (event in _CHANGES or flags & _WRITING) and not real.startswith((*allowed, "/dev/null")):
                tell(f"{event} writes outside: {real}")
        elif event in _NETWORK and not (event != "socket.getaddrinfo" and str(arguments[-1]).startswith("/")):
            tell(f"{event} {arguments[1:]!r}")
        elif event in _STARTED:
            tell(f"{event} {arguments!r}")

    sys.addaudithook(hook)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_TIME + 2, PROCESSOR_TIME + 3))
    resource.setrlimit(resource.RLIMIT_AS, (4 * GIGABYTE, 4 * GIGABYTE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (GIGABYTE // 4, GIGABYTE // 4))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _attempt(order: dict[str, Any], told: int) -> int:
    """Run the command in this process, which is a copy, and return its exit code."""
    os.setpgid(0, 0)
    os.chdir(order["folder"])
    os.environ.update(order["environment"])
    for number, name in ((1, order["out"]), (2, order["err"])):
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(handle, number)
        os.close(handle)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
    _limit()
    _watch(order, lambda words: os.write(told, f"{words}\n".encode("utf-8", "replace")))
    try:
        code = main(order["command"])
    except SystemExit as ending:
        code = int(str(ending.code or 0))
    sys.stdout.flush()
    sys.stderr.flush()
    atexit._run_exitfuncs()
    return code


def _outcome(order: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 99
        try:
            os.close(reading)
            code = _attempt(order, writing)
        except BaseException:
            import traceback

            os.write(2, traceback.format_exc().encode())
            raise
        finally:
            os._exit(code)
    os.close(writing)
    told, hung = _told_of(reading)
    if hung:
        os.killpg(child, signal.SIGKILL)
    _, status, used = os.wait4(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss * 1024,
        "told": told.decode("utf-8", "replace").splitlines()[:20],
        "hung": hung,
    }


def _told_of(reading: int) -> tuple[bytes, bool]:
    """Return what the command did, when its end of the pipe is closed, and whether it hung."""
    told = b""
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while select.select([pipe], [], [], HUNG)[0]:
            data = pipe.read(65536)
            if not data:
                return told, False
            told = (told + data)[:100_000]
    return told, True


def _warm(folder: Path) -> None:
    """Run the commands once in this process: what they import is loaded in each copy of it."""
    kit = Path(shutil.copytree(Path(__file__).parents[1] / "commands" / "kit", folder / "kit"))
    text = folder / "a.txt"
    text.write_text("A title\n\nWords.\n", "utf-8")
    orders = (
        ["check", str(kit)],
        ["build", str(kit), "-o", str(folder / "o"), "--only", "html,text,docx"],
        ["import", str(text), "-o", str(folder / "i")],
        ["check", str(folder / "o/en/bridge-en.docx")],
        ["translate", "export", str(kit), "-o", str(folder / "t")],
    )
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        for order in orders:
            main(order)


def serve() -> None:
    """Read orders and answer them until the input ends."""
    _warm(Path(sys.argv[1]))
    socket.setdefaulttimeout(5)
    for line in sys.stdin:
        sys.__stdout__.write(json.dumps(_outcome(json.loads(line))) + "\n")  # type: ignore[union-attr]
        sys.__stdout__.flush()  # type: ignore[union-attr]


if __name__ == "__main__":
    serve()
