"""The locks: exact, hashed, and silent about where packages come from."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[^ ]+)(?P<marker> ; .*)? \\$")

HASH = re.compile(r"^ +--hash=sha256:[0-9a-f]{64}( \\)?$")


def pins(lock: Path) -> dict[str, str]:
    return {match["name"]: match["version"] for line in lock.read_text().splitlines() if (match := PIN.match(line))}


def wanted(requirements: list[str]) -> set[str]:
    return {re.split(r"[><=\[ ]", each)[0].lower() for each in requirements}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_line_is_a_pin_or_a_hash_and_none_names_a_host(lock: Path) -> None:
    lines = lock.read_text().splitlines()
    assert lines
    assert not [line for line in lines if not PIN.match(line) and not HASH.match(line)]


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run, dev = pins(ROOT / "requirements/run.txt"), pins(ROOT / "requirements/dev.txt")
    groups = project["dependency-groups"]
    assert wanted(project["project"]["optional-dependencies"]["studio"]) <= set(run)
    assert wanted(project["project"]["dependencies"]) | wanted(groups["build"]) <= set(run)
    assert wanted(groups["dev"]) <= set(dev)
    assert run.items() <= dev.items()


def test_the_node_lock_names_no_host() -> None:
    for lock in (ROOT / "tests/tools").glob("package-lock.json"):
        entries = json.loads(lock.read_text())["packages"]
        assert not [name for name, entry in entries.items() if "resolved" in entry]
