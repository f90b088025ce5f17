"""Checks so many random kits, as ``python -m tests.outside 200``, and prints what was found."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.outside.checking import Outcome, checked


def main(count: int) -> int:
    """Print the faults as they are found, then the figures; 1 where there is a fault."""
    total = Outcome()
    for seed in range(count):
        with tempfile.TemporaryDirectory() as folder:
            outcome = checked(seed, Path(folder))
        total.faults += [f"kit {seed}: {fault}" for fault in outcome.faults]
        sys.stdout.write("".join(f"kit {seed}: {fault}\n" for fault in outcome.faults))
        for one, other in ((total.outputs, outcome.outputs), (total.words, outcome.words)):
            one.update(other)
        total.explained.update(outcome.explained)
    by_name = Counter[str]()
    for (_, name), number in total.explained.items():
        by_name[name] += number
    sys.stdout.write(f"{count} kits, {len(total.faults)} faults\n")
    sys.stdout.write("".join(f"{output}: {number} files, {total.words[output]} words\n" for output, number in total.outputs.items()))
    sys.stdout.write("".join(f"{number:6} {name}\n" for name, number in by_name.most_common()))
    return 1 if total.faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
