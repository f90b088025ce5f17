"""``python -m tests.growth [--combined N] [NAME …]``: print each reader and piece whose time grows too fast, with the exponent."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from tests.growth.measuring import combined, growth
from tests.growth.readers import EXPRESSIONS, PIECES, READERS

MOST = 1.25


def main(arguments: list[str]) -> int:
    """Print what grows faster than allowed, twice in a row; return 1 where something does."""
    parser = argparse.ArgumentParser(prog="python -m tests.growth")
    parser.add_argument("names", nargs="*", help="readers and expressions, by a part of their name; all where none is named")
    parser.add_argument("--combined", type=int, default=0, metavar="N", help="N pieces joined at random, in place of the pieces")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    pieces = list(combined(PIECES, asked.combined, asked.seed)) if asked.combined else list(PIECES)
    faults = measured = 0
    for name, read in {**READERS, **EXPRESSIONS}.items():
        if asked.names and not any(part in name for part in asked.names):
            continue
        read("warm up")
        found = [fault for piece in pieces if (fault := _report(name, read, piece))]
        faults += len(found)
        measured += len(pieces)
        _say(f"{name}: {len(pieces)} pieces, {len(found)} above {MOST}")
    _say(f"{measured} measured, {faults} above {MOST}")
    return int(bool(faults))


def _report(name: str, read: Callable[[str], Any], piece: str) -> bool:
    first = growth(read, piece)
    if first is None or first.exponent <= MOST:
        return False
    again = growth(read, piece) or first
    worst = min(first, again, key=lambda each: each.exponent)
    if worst.exponent <= MOST:
        return False
    _say(f"  {name} {piece!r} {worst.size} {worst.small:.3f} {worst.big:.3f} exponent {worst.exponent:.2f}")
    return True


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


sys.exit(main(sys.argv[1:]))
