"""Assembles a kit and makes everything of it: the one room that reads and writes the disk."""

from __future__ import annotations

from presskit.kit.building import BuildReport, Made, NotAskedForError, Options, Step, build, read
from presskit.kit.loading import load
from presskit.kit.outputs import OutputError, write_all
from presskit.kit.workforce import Workforce

__all__ = [
    "BuildReport",
    "Made",
    "NotAskedForError",
    "Options",
    "OutputError",
    "Step",
    "Workforce",
    "build",
    "load",
    "read",
    "write_all",
]
