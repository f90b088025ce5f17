"""The process that works on what strangers sent: ``python -m presskit.sandbox.worker``, or a fork of a warm process.

It is asked by pickle, for it trusts its parent, and answers by :mod:`presskit.sandbox.plain`, for its parent does not trust it.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any, BinaryIO

from presskit.sandbox.guard import guard
from presskit.sandbox.limits import (
    Allowance,
    TookTooLongError,
    address_space,
    end_with_parent,
    limit_memory,
    refuse_files_and_processes,
)
from presskit.sandbox.plain import dumped

__all__ = ["DONE", "LENGTH", "SECRETS", "Call", "answers_alone", "asked", "main", "resolved", "sent", "serve_fork", "stopped"]

LENGTH = struct.Struct(">Q")
"""What stands before each message: how many bytes it has."""
DONE, STOPPED = b"+", b"-"
"""What an answer begins with."""
SECRETS = "PRESSKIT_"
"""Variables of the environment that begin so, passwords among them, are not handed to a worker."""
SELDOM = 1_000_000
"""After so many new objects Python's collector of cycles looks at them, as in a command."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is to be done: ``package.module:name``, its arguments, how many seconds of processor time it may take.

    ``loads`` are modules that it will need, imported before anything is looked at.
    """

    function: str
    arguments: tuple[Any, ...]
    seconds: float
    loads: tuple[str, ...] = ()


def resolved(call: Call) -> Callable[..., Any]:
    """Return the function of a call, with all imported that it will need."""
    for each in call.loads:
        importlib.import_module(each)
    module, _, name = call.function.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return function


def answered(call: Call, function: Callable[..., Any]) -> bytes:
    """Return the answer: :data:`DONE` and what the function returned, or :data:`STOPPED` and why."""
    allowance = Allowance(call.seconds, _template_at_work)
    try:
        with allowance:
            answer = DONE + dumped(function(*call.arguments))
    except MemoryError:
        return stopped("memory")
    except RecursionError:
        return stopped("depth")
    except (Exception, TookTooLongError) as fault:  # noqa: BLE001 -- whatever goes wrong is told to whoever asked
        return stopped("time", allowance.place) if allowance.spent else stopped("fault", f"{type(fault).__name__}: {fault}")
    return stopped("time", allowance.place) if allowance.spent else answer


def _template_at_work(frame: FrameType | None) -> str:
    """Return which template is being rendered, and its line, as ``name:line``; empty where none is."""
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return f"{template.name}:{template.get_corresponding_lineno(frame.f_lineno)}"
        frame = frame.f_back
    return ""


def stopped(reason: str, detail: str = "") -> bytes:
    """Return the answer that there is none, and why."""
    return STOPPED + dumped((reason, detail))


def serve_fork(call: Call, function: Callable[..., Any], memory: int, reads: Sequence[str], answers: int, parent: int) -> None:  # noqa: PLR0913, PLR0917 -- what a copy of a process takes over
    """Do a call in a copy of the process that asks, write its answer to the descriptor ``answers``, and end. Never returns."""
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for each in (0, 1, 2):
            os.dup2(nothing, each)
        os.dup2(answers, 3)
        os.closerange(4, max(nothing, answers, os.sysconf("SC_OPEN_MAX") if hasattr(os, "sysconf") else 0) + 1)
        for name in [each for each in os.environ if each.startswith(SECRETS)]:
            del os.environ[name]
        gc.freeze()  # a round of the collector would go through all that the parent has, and so copy it
        gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
        _confine(address_space() + memory, parent)
        guard(reads)
        sent(answered(call, function), lambda data: os.write(3, data))
    finally:
        os._exit(0)


def _confine(memory: int, parent: int) -> None:
    """Take away what no call needs. Ctrl-C is the parent's matter, which then ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent(parent)
    limit_memory(memory)
    refuse_files_and_processes()


def sent(data: bytes, write: Callable[[memoryview], int | None]) -> None:
    """Write a message."""
    rest = memoryview(LENGTH.pack(len(data)) + data)
    while rest:
        rest = rest[write(rest) or 0 :]


def main() -> None:
    """Answer calls from standard input until it ends. Standard output is the answers' alone.

    The arguments are how many bytes of memory the process may take, and its parent's number. The first message is what may
    be read, each further one a call.
    """
    answers, calls = answers_alone(), sys.stdin.buffer
    reads: Sequence[str] | None = asked(calls)
    while (call := asked(calls)) is not None:
        function = resolved(call)
        if reads is not None:
            _confine(int(sys.argv[1]), int(sys.argv[2]))
            guard(reads)
            reads = None
        with suppress(BrokenPipeError):
            sent(answered(call, function), answers.write)


def answers_alone() -> BinaryIO:
    """Return standard output for the answers alone; what else is printed goes where errors go. The collector comes seldom."""
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return answers


def asked(calls: BinaryIO) -> Any:
    """Return the next message of the parent, which is trusted; None where there is none any more."""
    head = calls.read(LENGTH.size)
    return pickle.loads(calls.read(*LENGTH.unpack(head))) if len(head) == LENGTH.size else None  # noqa: S301


if __name__ == "__main__":
    main()
