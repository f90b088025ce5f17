"""Runs all comparisons and writes docs/performance.md: python -m benchmarks [--quick] [--only starts,builds]."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import cases, large, machine, page, peers, plot, profiles
from benchmarks.measuring import FailedError
from benchmarks.rows import ROWS, Found

Group = Callable[[Path, cases.Bounds], dict[str, Found]]
GROUPS: dict[str, Group] = {
    "starts": cases.starts,
    "builds": cases.builds,
    "one-of-three": cases.one_of_three,
    "hundred": cases.hundred,
    "large": large.lists,
    "mails": cases.mails,
}


def main(argv: Sequence[str] | None = None) -> None:
    """Measure, tell, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure presskit beside its alternatives.")
    parser.add_argument("--quick", action="store_true", help="few rounds: three minutes instead of fifteen")
    parser.add_argument("--only", metavar="LIST", help=f"these groups alone, and no page: {', '.join(GROUPS)}")
    options = parser.parse_args(argv)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its compiled files
    bounds = cases.QUICK if options.quick else cases.FULL
    say(peers.install())
    rows = measured(options.only.split(",") if options.only else list(GROUPS), bounds)
    if not options.only:
        write(rows, bounds, quick=options.quick)


def measured(names: Sequence[str], bounds: cases.Bounds) -> dict[str, Found]:
    """Measure the groups; one that fails is told, and the others go on."""
    rows: dict[str, Found] = {}
    for name in names:
        new: dict[str, Found] = {}
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                new = GROUPS[name](Path(folder), bounds)
            except (FailedError, OSError) as problem:
                say(f"{name} could not be measured: {problem}")
        say(f"{name} ({time.monotonic() - begun:.0f} s)")
        tell(new)
        rows |= new
    return rows


def tell(found: dict[str, Found]) -> None:
    """Print what was measured."""
    for row in ROWS:
        if row.name in found and (ratio := found[row.name].ratio):
            say(f"  {row.name:20} {ratio.median:8.3f}  ({ratio.least:.3f}–{ratio.most:.3f})  {row.limit}")


def write(rows: dict[str, Found], bounds: cases.Bounds, *, quick: bool) -> None:
    """Measure the peers and the profile too, and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        others, missing = peers.measure(Path(folder) / "peers", bounds)
        before, after = profiles.profile(Path(folder) / "profile", bounds.rounds)
    for name, why in missing.items():
        say(f"without {name}: {why}")
    day, facts = datetime.now(UTC).date(), machine.described()
    results = page.Results(day, facts, rows, others, missing, before, after, quick)
    page.PAGE.write_text(page.written(results, page.NOTES.read_text(encoding="utf-8")), encoding="utf-8")
    page.PICTURE.write_text(plot.draw(rows), encoding="utf-8")
    say(f"written: {page.PAGE.name}, {page.PICTURE.name}")


def say(words: str) -> None:
    """Print a line for the person who waits."""
    if words:
        print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
