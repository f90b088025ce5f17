"""Builds several kits one after the other in one process: PDF and DOCX of every language.

    python benchmarks/many_builds.py JOBS OUT KIT …

Prints the memory of the process that sets pages (MiB) after each kit as JSON, where the system tells it.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from presskit import BuildRequest, World, build
from presskit.typesetting.overseer import shared

NOW = datetime(2016, 12, 15, tzinfo=UTC)


def main() -> None:
    """Build them all."""
    jobs, out = int(sys.argv[1]), Path(sys.argv[2])
    with ProcessPoolExecutor(jobs) if jobs > 1 else nullcontext() as executor:
        memory = [_built(Path(name), out / Path(name).parent.name, executor) for name in sys.argv[3:]]
    print(json.dumps(memory))  # noqa: T201


def _built(kit: Path, out: Path, executor: Executor | None) -> float:
    request = BuildRequest(kit, out, only=("pdf", "docx"), force=True, jobs=1)
    report = build(request, world=World({}, lambda: NOW), executor=executor)
    if report.failed:
        raise SystemExit("\n".join(str(each) for each in report.diagnostics))
    return _memory(shared.process.pid) if shared.process else 0.0


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
