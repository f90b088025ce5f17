"""The profile of a cold and a warm build: medians of several, and what they were before (benchmarks/profile_before.json)."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.kits import ROOT, specimen

__all__ = ["BEFORE", "KINDS", "MOMENTS", "Profile", "before", "profile"]

BEFORE = ROOT / "benchmarks" / "profile_before.json"
KINDS = ("cold", "warm")
MOMENTS = ("files loaded", "pages begun", "kit read and checked", "pages set", "all written")
Profile = dict[str, dict[str, float]]
"""For a cold and a warm build, the milliseconds after which each part was done."""


def before() -> Profile:
    """Return the profile of the version that the page compares with."""
    found: Profile = json.loads(BEFORE.read_text(encoding="utf-8"))
    return found


def profile(folder: Path, rounds: int, source: Path = ROOT / "src") -> Profile:
    """Return the profile of the presskit in ``source``."""
    kit = specimen(folder)
    runs = [_run(kit, source) for _ in range(rounds)]
    return {kind: {name: statistics.median(run[kind][name] for run in runs) for name in MOMENTS} for kind in KINDS}


def _run(kit: Path, source: Path) -> Profile:
    command = [sys.executable, str(ROOT / "benchmarks" / "moments.py"), str(kit)]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    told = json.loads(done.stdout)
    return {kind: {name: at for name, at in told[kind] if name in MOMENTS} for kind in KINDS}
