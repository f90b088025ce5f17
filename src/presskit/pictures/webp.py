"""WebP (RFC 9649): chunks are kept or dropped whole, and the flags that announce them are mended."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from presskit.pictures.metadata import (
    DamagedError,
    MetadataKind,
    Stripped,
    in_order,
    plain_profile,
    profile_kinds,
    read_exif,
    upright_exif,
    xmp_kinds,
)

__all__ = ["MAGIC", "stated", "stripped"]

MAGIC = b"RIFF"
_SHOWN = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_FLAGS = {b"ICCP": 0x20, b"EXIF": 0x08, b"XMP ": 0x04}
"""Flags of ``VP8X`` (2.7.1)."""
FRAME = 16  # bytes before the chunks of an animation's frame

Chunk = tuple[bytes, bytes]


def _chunks(data: bytes, at: int, end: int) -> Iterator[Chunk]:
    """Yield name and contents of the chunks from ``at`` to ``end``. Raises :class:`DamagedError`."""
    while at < end:
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > end:
            raise DamagedError("a chunk is cut off")
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _of(data: bytes) -> Iterator[Chunk]:
    end = 8 + int.from_bytes(data[4:8], "little")
    if data[8:12] != b"WEBP" or end > len(data) + 1:
        raise DamagedError("the picture is cut off")
    yield from _chunks(data, 12, min(end, len(data)))
    if data[end:].strip(b"\0\r\n"):
        yield b"", data[end:]


def _joined(chunks: list[Chunk]) -> bytes:
    return b"".join(name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2) for name, body in chunks)


def _written(chunks: list[Chunk]) -> bytes:
    body = b"WEBP" + _joined(chunks)
    return MAGIC + struct.pack("<I", len(body)) + body


def stripped(data: bytes) -> Stripped:
    """Return a WebP with its picture, its colours and which side is up. Raises :class:`DamagedError`."""
    chunks, kinds, orientation = list[Chunk](), set[MetadataKind](), 1
    for name, body in _of(data):
        if name == b"ICCP":
            kinds |= profile_kinds(body)
            chunks += [(name, profile)] if (profile := plain_profile(body)) else []
        elif name == b"ANMF":
            shown = [each for each in _chunks(body, FRAME, len(body)) if each[0] in _SHOWN]
            chunks.append((name, body[:FRAME] + _joined(shown)))
        elif name in _SHOWN:
            chunks.append((name, body))
        elif name == b"EXIF":
            exif = read_exif(body)
            kinds, orientation = kinds | exif.kinds, exif.orientation
        else:
            kinds |= xmp_kinds(body) if name == b"XMP " else {MetadataKind.HIDDEN}
    chunks += [(b"EXIF", upright_exif(orientation))] if orientation != 1 else []
    return Stripped(_written(_announced(chunks)), in_order(kinds))


def _announced(chunks: list[Chunk]) -> list[Chunk]:
    """Return the chunks with flags that say which of them there are."""
    flags = sum(_FLAGS[name] for name in {name for name, _ in chunks} & set(_FLAGS))
    return [
        (name, bytes((body[0] & ~sum(_FLAGS.values()) | flags,)) + body[1:] if name == b"VP8X" and body else body)
        for name, body in chunks
    ]


def stated(data: bytes, packet: bytes) -> bytes:
    """Return a stripped WebP with an XMP packet; one without a head for such things stays as it is."""
    chunks = list(_of(data))
    return _written(_announced([*chunks, (b"XMP ", packet)])) if chunks[0][0] == b"VP8X" else data
