"""Assembles a kit and makes everything of it: the one room that reads and writes the disk."""

from __future__ import annotations

from presskit.kit.building import BuildReport, Made, NotAskedForError, Step, build, read
from presskit.kit.loading import load
from presskit.kit.outputs import OutputError, write_all

__all__ = [
    "BuildReport",
    "Made",
    "NotAskedForError",
    "OutputError",
    "Step",
    "build",
    "load",
    "read",
    "write_all",
]
