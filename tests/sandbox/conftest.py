"""The ways in which a worker is come by, whatever this process could do by itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from presskit.sandbox import running

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def come_by(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Have each worker be a ``copy`` of this process, a ``copy of another``, or a new ``process``; it finds the tests' modules."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), str(ROOT)]))
    kept = running._Kept()
    monkeypatch.setattr(running, "_KEPT", kept)

    def choose(way: str) -> None:
        if way.startswith("copy") and sys.platform != "linux":
            pytest.skip("no copies of processes here")
        if way == "copy" and not running._has_one_thread():
            pytest.skip("another thread runs")
        monkeypatch.setattr(running, "_makes_copies", lambda: way.startswith("copy"))
        monkeypatch.setattr(running, "_has_one_thread", lambda: way == "copy")

    yield choose
    kept.end()
