"""Runs a command in copies of a folder, and kills it, or lets the disk be full, at each of its write operations in turn.

``python -m tests.store.interrupting EVERY PATTERN``: EVERY says of how many operations one is tried, PATTERN is a folder. Each
line of the input is, as JSON, the command line NEXT and the COMMAND, in which ``{}`` is the copy of the folder. Answers with a
line of JSON: for a kill and for a full disk, the states after COMMAND and NEXT, one a write operation, the number of operations,
and the states before and after. A state is the names and hashes of all files.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import importlib
import io
import json
import os
import pkgutil
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

import presskit
from presskit.cli import main

EVENTS = {"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "shutil.rmtree", "shutil.copyfile"}
UNTOLD = (".presskit-manifest.json",)


def state(folder: Path) -> dict[str, str]:
    """Return the hash of each file; what is prepared for a change that never was is no state, so it is told, too."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in UNTOLD)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in files}


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("it is dead")


def _full() -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def count_writes(folder: Path, at: int, stop: Callable[[], NoReturn]) -> list[int]:
    """Call ``stop`` at the ``at``-th write operation below ``folder``; return a list whose length is how many there were."""
    done: list[int] = []

    def begin(path: Any) -> None:
        if not isinstance(path, (str, bytes, os.PathLike)) or str(folder) in os.path.abspath(os.fsdecode(path)):  # noqa: PTH100
            done.append(1)
            if len(done) == at:
                stop()

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes or event in EVENTS:
            begin(arguments[0])

    fsync = os.fsync

    def flushed(handle: Any) -> None:
        begin(handle)
        fsync(handle)

    os.fsync = flushed  # type: ignore[assignment]
    sys.addaudithook(hook)
    return done


def run(command: list[str], copy: Path, at: int, stop: Callable[[], NoReturn]) -> tuple[int, int, str]:
    """Run a command in a process of its own; return how it ended, how many write operations it did, and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        said = io.StringIO()
        done = count_writes(copy, at, stop)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                code = main([word.replace("{}", str(copy)) for word in command])
            except SystemExit as end:
                code = int(str(end.code))
        os.write(writing, json.dumps([len(done), said.getvalue()[-4000:]]).encode())
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = json.loads(pipe.read() or b'[0, ""]')
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told[0], told[1]


STOPS = {"kill": _die, "full": _full}


def attempts(way: str, every: int, pattern: Path, then: list[str], command: list[str]) -> dict[str, Any]:
    """Return the states by the number of the write operation at which the command was interrupted."""
    stop = STOPS[way]
    told: dict[str, Any] = {"states": []}
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "k"

        def fresh() -> None:
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(pattern, copy, symlinks=True)

        fresh()
        run(then, copy, 0, stop)
        told["before"] = state(copy)
        fresh()
        told["code"], told["writes"], told["said"] = run(command, copy, 0, stop)
        run(then, copy, 0, stop)
        told["after"] = state(copy)
        for at in range(1, told["writes"] + 1, every):
            fresh()
            first = run(command, copy, at, stop)
            second = run(then, copy, 0, stop)
            told["states"].append({"ends": [first[0], second[0]], "said": [first[2], second[2]], "state": state(copy)})
    return told


def _import_all() -> None:
    """Do once, in this process, what each copy of it would otherwise do anew."""
    for module in pkgutil.walk_packages(presskit.__path__, "presskit."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _warm_up(pattern: Path, commands: Iterable[list[str]]) -> None:
    """Have commands read the languages in this process, for its copies."""
    with tempfile.TemporaryDirectory() as place, contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        copy = shutil.copytree(pattern, Path(place) / "k", symlinks=True)
        for command in commands:
            main([word.replace("{}", str(copy)) for word in command])


def _main(every: int, pattern: Path) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "1796000000"
    _import_all()
    for line in sys.stdin:
        then, command = json.loads(line)
        _warm_up(pattern, (command, then))
        told = {way: attempts(way, every, pattern, then, command) for way in STOPS}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main(int(sys.argv[1]), Path(sys.argv[2]))
