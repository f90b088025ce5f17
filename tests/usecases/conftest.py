"""A kit as presskit makes a new one, for programs that use the API alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import presskit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORLD = presskit.World({}, lambda: NOON)


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """The starter kit in a folder of its own."""
    return presskit.new(tmp_path / "my-kit").folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
