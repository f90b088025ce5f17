"""Exif (CIPA DC-008): what it tells, and the one thing that a viewer needs of it, which side is up."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from presskit.pictures.stripped import Told

__all__ = ["HEAD", "Exif", "read", "upright"]

HEAD = b"Exif\0\0"
ORIENTATION, EXIF_IFD, GPS_IFD = 0x0112, 0x8769, 0x8825
MOST_ENTRIES = 2000
_TELLS = {
    Told.PLACE: {GPS_IFD},
    # Make, Model, MakerNote, serial numbers and names of body and lens, unique ids, the computer
    Told.DEVICE: {0x010F, 0x0110, 0x013C, 0x927C, 0xA420, 0xA431, 0xA432, 0xA433, 0xA434, 0xA435, 0xC614, 0xC62F},
    Told.PERSON: {0x013B, 0x8298, 0x9C9D, 0xA430, 0xA436, 0xA437, 0xA438},
    Told.TIME: {0x0132, 0x9003, 0x9004, 0x882A, 0x9010, 0x9011, 0x9012},
    Told.NOTES: {0x010D, 0x010E, 0x0131, 0x02BC, 0x83BB, 0x8649, 0x9286, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F, 0xEA1C},
    Told.PREVIEW: {0x0201},
}
_MEANING = {tag: told for told, tags in _TELLS.items() for tag in tags}


@dataclass(frozen=True, slots=True)
class Exif:
    """What a block of Exif tells. ``orientation`` is 1 to 8 as in its tag; 1 is upright."""

    told: frozenset[Told]
    orientation: int = 1


def read(data: bytes) -> Exif:
    """Read a block of Exif, from its TIFF header on; of a broken one it is known that it is there, and no more."""
    try:
        entries = dict(_entries(data.removeprefix(HEAD)))
    except (struct.error, ValueError):
        return Exif(frozenset({Told.NOTES}))
    orientation = entries.get(ORIENTATION, 1)
    told = frozenset(_MEANING[tag] for tag in entries if tag in _MEANING)
    return Exif(told, orientation if 1 <= orientation <= 8 else 1)


def _entries(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield tag and short value of the entries of all directories that tell something (TIFF 6.0, 2)."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        raise ValueError("no byte order")
    waiting, seen = [struct.unpack_from(order + "I", data, 4)[0]], set[int]()
    while waiting:
        at = waiting.pop()
        if at in seen or not at or len(seen) > MOST_ENTRIES:
            continue
        seen.add(at)
        (count,) = struct.unpack_from(order + "H", data, at)
        for index in range(min(count, MOST_ENTRIES)):
            tag, kind, _, value = struct.unpack_from(order + "HHI4s", data, at + 2 + 12 * index)
            yield tag, struct.unpack(order + "H", value[:2])[0] if kind == 3 else 0
            if tag == EXIF_IFD:
                waiting.append(struct.unpack(order + "I", value)[0])
        waiting.append(_next(data, order, at + 2 + 12 * count))


def _next(data: bytes, order: str, at: int) -> int:
    """Return where the next directory is: the second one describes a small copy of the picture."""
    return int(struct.unpack_from(order + "I", data, at)[0]) if at + 4 <= len(data) else 0


def upright(orientation: int) -> bytes:
    """Return a block of Exif, from its TIFF header on, that says which side is up and nothing else."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)
