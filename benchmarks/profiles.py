"""The profile of a cold and a warm build, of this version and an earlier one: medians of several."""

from __future__ import annotations

import io
import json
import os
import statistics
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.kits import ROOT, specimen

__all__ = ["BEFORE", "KINDS", "MOMENTS", "Profile", "profile"]

EARLIER = "50870aa"
"""The commit before builds were made faster."""
BEFORE = ROOT / "benchmarks" / "profile_before.json"
KINDS = ("cold", "warm")
MOMENTS = ("files loaded", "pages begun", "kit read and checked", "pages set", "all written")
Profile = dict[str, dict[str, float]]
"""For a cold and a warm build, the milliseconds after which each part was done."""


def profile(folder: Path, rounds: int) -> tuple[Profile, Profile]:
    """Return the profile of the earlier version and of this one, run in turn.

    Where Git cannot give the earlier version, its profile is the one that was kept, of a machine that may have been
    busier.
    """
    kit = specimen(folder)
    earlier, now = _earlier(folder / "earlier"), ROOT / "src"
    runs = [(_run(kit, earlier) if earlier else None, _run(kit, now)) for _ in range(rounds)]
    before = [run for run, _ in runs if run]
    kept: Profile = json.loads(BEFORE.read_text(encoding="utf-8"))
    return _medians(before) if before else kept, _medians([run for _, run in runs])


def _earlier(folder: Path) -> Path | None:
    """Put the earlier version into ``folder`` and return where its source lies."""
    folder.mkdir(parents=True)
    packed = subprocess.run(["git", "archive", "--format=tar", EARLIER], cwd=ROOT, check=False, capture_output=True)  # noqa: S607
    if packed.returncode:
        return None
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "src"


def _medians(runs: Sequence[Profile]) -> Profile:
    return {kind: {name: statistics.median(run[kind][name] for run in runs) for name in MOMENTS} for kind in KINDS}


def _run(kit: Path, source: Path) -> Profile:
    command = [sys.executable, str(ROOT / "benchmarks" / "moments.py"), str(kit)]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    told = json.loads(done.stdout)
    return {kind: {name: at for name, at in told[kind] if name in MOMENTS} for kind in KINDS}
