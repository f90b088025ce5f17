"""The process that copies itself for each call: ``python -m presskit.sandbox.copying``.

It stands in for a process that has threads and so cannot be copied. What calls need is
imported once, and nothing is kept of them.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress

from presskit.sandbox.limits import StoppedError
from presskit.sandbox.running import forked
from presskit.sandbox.worker import answers_alone, asked, sent, stopped

__all__ = ["main"]


def main() -> None:
    """Have copies do the calls from standard input until it ends. A message: a call, its bytes of memory, what it may read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's matter
    answers, calls = answers_alone(), sys.stdin.buffer
    while (message := asked(calls)) is not None:
        try:
            call, memory, roots = message
            answer = forked(call, memory, roots, ends=calls.fileno())
        except StoppedError as problem:
            answer = stopped(problem.reason, problem.detail)
        with suppress(BrokenPipeError):
            sent(answer, answers.write)


if __name__ == "__main__":
    main()
