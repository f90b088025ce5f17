"""ICC profiles (ICC.1:2022) of pictures: the colours stay, the names of screens, programs and makers go."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from presskit.pictures.stripped import Told

__all__ = ["plain", "told"]

HEADER = 128
_COLOURS = frozenset(
    b"wtpt bkpt chad rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3"
    b" gamt lumi meas view cicp".split()
)
"""The tags that colours are worked out from."""
_DEVICES = frozenset({b"mmod", b"vcgt", b"ndin"})
"""The tags that a screen leaves: its model and serial number, how it is set."""
_NAME = "Colours"


def told(profile: bytes) -> set[Told]:
    """Return what a profile tells beside colours."""
    return {Told.DEVICE} if _DEVICES & set(_tags(profile)) else set()


def plain(profile: bytes) -> bytes:
    """Return the profile with what colours need, and no more; nothing where it is none."""
    tags = _tags(profile)
    if not tags:
        return b""
    kept = {name: data for name, data in tags.items() if name in _COLOURS}
    for name in (b"desc", b"cprt"):
        kept[name] = _text(name, modern=profile[8] >= 4)
    table, body = b"", b""
    begin = HEADER + 4 + 12 * len(kept)
    places: dict[bytes, int] = {}
    for name, data in kept.items():
        if data not in places:
            places[data] = begin + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    head = _header(profile, begin + len(body))
    return head + struct.pack(">I", len(kept)) + table + body


def _tags(profile: bytes) -> Mapping[bytes, bytes]:
    """Return the tags of a profile; none where it is no profile."""
    if profile[36:40] != b"acsp" or len(profile) < HEADER + 4:
        return {}
    found = {}
    for index in range(min(struct.unpack_from(">I", profile, HEADER)[0], 100)):
        entry = profile[HEADER + 4 + 12 * index :][:12]
        if len(entry) < 12:
            return {}
        name, at, size = struct.unpack(">4sII", entry)
        found[name] = profile[at : at + size]
    return found


def _header(profile: bytes, size: int) -> bytes:
    """Return the header (7.2) without program, platform, maker, model, creator, date and fingerprint."""
    head = bytearray(profile[:HEADER])
    head[0:4] = struct.pack(">I", size)
    head[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    for begin, end in ((4, 8), (40, 44), (48, 56), (80, 100)):
        head[begin:end] = bytes(end - begin)
    return bytes(head)


def _text(name: bytes, *, modern: bool) -> bytes:
    """Return a text that says nothing, as the version of the profile wants it (10.15; ICC.1:2001, 6.5.17 and 6.5.18)."""
    if modern:
        words = _NAME.encode("utf-16-be")
        return b"mluc" + struct.pack(">4xII2s2sII", 1, 12, b"en", b"US", len(words), 28) + words
    words = _NAME.encode() + b"\0"
    if name == b"cprt":
        return b"text" + bytes(4) + words
    return b"desc" + struct.pack(">4xI", len(words)) + words + bytes(4 + 4 + 2 + 1 + 67)
