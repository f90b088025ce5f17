"""Writing kits into folders: never over what is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from presskit.cli.command import CommandError

__all__ = ["refuse_used", "write_new", "write_over"]


def refuse_used(folder: Path) -> None:
    """Raise :class:`CommandError` unless ``folder`` is missing or empty."""
    try:
        used = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as problem:
        raise CommandError(f"cannot look into {folder}: {problem.strerror}") from problem
    if used:
        raise CommandError(f"«{folder}» is in use: nothing was written. Name a new folder")


def write_new(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write a kit into a new or empty folder."""
    refuse_used(folder)
    return write_over(folder, files)


def write_over(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files of a kit, in the place of older ones of the same names."""
    from presskit.kit import OutputError, write_all

    try:
        return write_all(folder, files)
    except OutputError as problem:
        raise CommandError(str(problem)) from problem
