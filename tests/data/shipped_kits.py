"""The kits in data/, read as the commands read them, on a day that does not move."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from presskit.checks import Context
from presskit.diagnostics import Diagnostic
from presskit.formats.fonts import coverage
from presskit.kit.loading import read
from presskit.model.document import Statement, segments
from presskit.model.release import Kit
from presskit.resources import Resources

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
KITS = ("aleppo", "starter")


@cache
def world() -> Context:
    return Context(datetime(2026, 3, 2, 12, tzinfo=UTC), coverage(Resources().font_files()))


def read_kit(folder: Path) -> tuple[Kit, tuple[Diagnostic, ...]]:
    """The kit in ``folder``, and all that readers and checks find."""
    reading = read(folder, world())
    assert reading.value is not None, reading.diagnostics
    return reading.value, reading.diagnostics


@cache
def shipped_kit(name: str) -> Kit:
    kit, _ = read_kit(DATA / name)
    return kit


def ids(statement: Statement) -> list[str]:
    return [segment.id for segment in segments(statement)]


def texts(folder: Path) -> dict[str, str]:
    """The texts of a kit's files by name."""
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir()) if path.suffix in {".md", ".yaml"}}
