"""Files on their way: what was made for translators, until it is downloaded, and what came back, until it is taken."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from itertools import count

from presskit.limits import STUDIO_UPLOAD_BYTES
from presskit.studio.releases import Release

__all__ = ["Parcel", "Parcels"]

_KEPT = 12


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file of a release by its name; ``inside`` names what is in it where that is more than itself."""

    number: int
    release: str
    name: str
    data: bytes = field(repr=False)
    inside: tuple[str, ...] = ()


@dataclass(slots=True)
class Parcels:
    """The last files, in the memory of the server; older ones go, and are made or chosen again."""

    _kept: dict[int, Parcel] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, release: Release, name: str, data: bytes, inside: tuple[str, ...] = ()) -> Parcel:
        """Keep a file, and return it with its number."""
        with self._lock:
            parcel = Parcel(next(self._numbers), release.id, name, data, inside)
            self._kept[parcel.number] = parcel
            while len(self._kept) > _KEPT or (len(self._kept) > 1 and self._size() > STUDIO_UPLOAD_BYTES):
                del self._kept[min(self._kept)]
        return parcel

    def find(self, release: Release, number: str) -> Parcel | None:
        """Return a file of a release by its number, while it is kept."""
        found = self._kept.get(int(number)) if number.isascii() and number.isdecimal() and len(number) < 10 else None
        return found if found and found.release == release.id else None

    def _size(self) -> int:
        return sum(len(each.data) for each in self._kept.values())
