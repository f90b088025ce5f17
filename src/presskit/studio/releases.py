"""The releases that a browser may name: by an identifier of the server's own listing, never by a path."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from presskit.usecases.kit_status import KitStatus, kit_folders, kit_state, kit_status
from presskit.usecases.world import World

__all__ = ["Release", "Releases"]

_NAME = 60
OUTPUTS = "handed-out"
"""The folder beside the releases in which the outputs of each lie."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release of the listing: its identifier, its folder, and the folder of its outputs."""

    id: str
    folder: Path
    out: Path


@dataclass(slots=True)
class Releases:
    """The kits in the folder ``home``; with ``only``, those that are named so, and those that are added."""

    home: Path
    world: World
    only: set[str] | None = None
    _known: dict[Path, tuple[tuple[str, str], KitStatus]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def every(self) -> tuple[Release, ...]:
        """Return the releases by the names of their folders. Raises :class:`~presskit.errors.RequestError`."""
        folders: Iterable[Path] = kit_folders(self.home, world=self.world)
        return tuple(self._release(each) for each in folders if self.only is None or each.name in self.only)

    def find(self, name: str) -> Release | None:
        """Return the release with an identifier."""
        return next((each for each in self.every() if each.id == name), None)

    def status(self, release: Release) -> KitStatus:
        """Return how far a release is; it is read anew when its files have changed, or the hour has."""
        mark = (kit_state(release.folder, world=self.world), f"{self.world.now():%Y%m%d%H}")
        with self._lock:
            known = self._known.get(release.folder)
        if known and known[0] == mark:
            return known[1]
        status = kit_status(release.folder, world=self.world)
        with self._lock:
            self._known[release.folder] = ((status.state, mark[1]), status)
        return status

    def free_folder(self, wanted: str) -> Path:
        """Return a folder of ``home`` that is not there yet, called like ``wanted`` as far as a folder can be."""
        name = re.sub(r"[\W_]+", "-", wanted).strip("-").lower()[:_NAME].strip("-") or "release"
        numbered = (name, *(f"{name}-{number}" for number in range(2, 10_000)))
        return next(self.home / each for each in numbered if each != OUTPUTS and not (self.home / each).exists())

    def add(self, folder: Path) -> Release:
        """Return the release of a folder that was just made, and list it."""
        if self.only is not None:
            self.only.add(folder.name)
        return self._release(folder)

    def _release(self, folder: Path) -> Release:
        name = hashlib.sha256(folder.name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        return Release(name, folder, self.home / OUTPUTS / folder.name)
