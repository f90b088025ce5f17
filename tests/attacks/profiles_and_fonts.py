"""ICC profiles of a print shop, in a kit that is built for print."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

from tests.attacks.attack import FOUND, Attack, Place
from tests.attacks.kits import HEAD

__all__ = ["ATTACKS"]


def _profile(name: str, advisory: str, data: Callable[[], bytes]) -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.kit({"kit.yaml": HEAD + "outputs: [print]\nprint: {profile: shop.icc, condition: X}\n", "shop.icc": data()})
        return ("build", "kit", "-o", "out", "--only", "print")

    return Attack(name, advisory, make, FOUND)


def _icc(tags: bytes, count: int, size: int = 0, kind: bytes = b"prtrCMYKLab ") -> bytes:
    """Return a profile whose head says that it has so many tags."""
    body = bytes(4) + b"\x04\x20\0\0" + kind + bytes(12) + b"acsp" + bytes(88) + struct.pack(">I", count) + tags
    return struct.pack(">I", size or len(body) + 4) + bytes(4) + body[4:]


def _tag(name: bytes, offset: int, size: int) -> bytes:
    return name + struct.pack(">II", offset, size)


ATTACKS = (
    _profile("no profile", "CWE-755", lambda: b""),
    _profile("a head alone", "CVE-2024-28219", lambda: _icc(b"", 0)),
    _profile("tags without number", "CWE-770", lambda: _icc(_tag(b"desc", 132, 4), 2**32 - 1)),
    _profile("a tag outside", "CWE-125", lambda: _icc(_tag(b"A2B0", 2**31, 2**31), 1)),
    _profile("tags over each other", "CWE-770", lambda: _icc(_tag(b"A2B0", 128, 100) * 100, 100)),
    _profile("a description without end", "CVE-2024-28219", lambda: _icc(_tag(b"desc", 144, 100_000) + b"desc" + bytes(4) + b"a" * 100_000, 1)),
    _profile("a size that lies", "CWE-125", lambda: _icc(_tag(b"desc", 144, 9), 1, 2**32 - 1)),
    _profile("a table of a thousand million points", "CWE-770", lambda: _icc(_tag(b"B2A0", 144, 48) + b"mft2" + bytes(4) + b"\x03\x04\xff\0" + bytes(60), 1)),
    _profile("a profile of a screen", "CWE-843", lambda: _icc(b"", 0, 0, b"mntrRGB XYZ ")),
    _profile("a program", "CWE-434", lambda: b"\x7fELF" + bytes(3_000)),
    _profile("an entity", "CWE-611", lambda: b'<!DOCTYPE x SYSTEM "file:///etc/hostname"><x/>'),
)
