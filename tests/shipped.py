"""The editions of the kits that presskit ships."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from presskit.editions import merge
from presskit.kit.loading import load
from presskit.model.edition import Edition
from presskit.model.release import Kit
from presskit.readers import kit as kit_reader
from presskit.resources import shipped

__all__ = ["editions", "kit_in"]


def kit_in(folder: Path) -> Kit:
    """The kit in a folder, which must be in order."""
    reading = kit_reader.read(load(folder).value)
    assert reading.value is not None
    return reading.value


@cache
def editions() -> tuple[Edition, ...]:
    """Every language of every kit in data/."""
    kits = [kit_in(folder) for folder in sorted(shipped("data").iterdir()) if (folder / "kit.yaml").exists()]
    return tuple(merge(kit, language).value for kit in kits for language in kit.release.languages)
