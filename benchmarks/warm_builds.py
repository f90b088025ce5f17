"""Builds a kit again and again in one warm process, as ``--watch`` does.

    python -m benchmarks.warm_builds KIT OUT STATEMENT OUTPUT,…

For each line on standard input one word of the statement changes, and the answer is what the build took, in JSON.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.kits import change_a_word
from presskit import BuildRequest, World, build

NOW = datetime(2016, 12, 15, tzinfo=UTC)


def main() -> None:
    """Answer until there are no more lines."""
    kit, out, statement = (Path(word) for word in sys.argv[1:4])
    request = BuildRequest(kit, out, only=tuple(sys.argv[4].split(",")), languages=(statement.suffixes[0][1:],))
    for _ in sys.stdin:
        change_a_word(statement)
        begun, used = time.perf_counter(), time.process_time()
        report = build(request, world=World({}, lambda: NOW))
        if report.failed:
            raise SystemExit(str(report.diagnostics))
        print(json.dumps([time.perf_counter() - begun, time.process_time() - used]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
