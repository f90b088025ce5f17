"""Prints the branch coverage of each room: python -m tests.packaging.coverage_of_rooms, after coverage combine."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path, PurePosixPath


def rooms(report: dict[str, dict[str, dict[str, int]]]) -> dict[str, tuple[int, int]]:
    """Return how many statements and branches of each room were run, of how many."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, entry in report.items():
        parts = PurePosixPath(name.replace("\\", "/").partition("presskit/")[2]).parts
        summary = entry["summary"]
        for room in (parts[0] if len(parts) > 1 else "(top)", "all"):
            found[room][0] += summary["covered_lines"] + summary["covered_branches"]
            found[room][1] += summary["num_statements"] + summary["num_branches"]
    return {room: (run, every) for room, (run, every) in sorted(found.items())}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coverage.json"
        subprocess.run([sys.executable, "-m", "coverage", "json", "-q", "-o", str(path)], check=True)
        report = json.loads(path.read_text("utf-8"))
    for room, (run, every) in rooms(report["files"]).items():
        sys.stdout.write(f"{room:14} {100 * run / every:5.1f} %  of {every:6} statements and branches\n")


if __name__ == "__main__":
    main()
