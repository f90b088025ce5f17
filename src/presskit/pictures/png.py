"""PNG (W3C, third edition): chunks are kept or dropped whole.

Greys of 16 bits, which neither WeasyPrint nor Word shows, can be had in 8 bits.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from presskit.limits import PICTURE_PROFILE_BYTES
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

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["MAGIC", "in_eight_bits", "shallow", "stated", "stripped"]

MAGIC = b"\x89PNG\r\n\x1a\n"
_SHOWN = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA sRGB cICP mDCV cLLI mDCv cLLi sBIT bKGD hIST pHYs acTL fcTL fdAT".split()
)
"""The chunks of which a viewer makes the picture."""
_XMP, _PERSONS = b"XML:com.adobe.xmp\0", (b"Author\0", b"Artist\0", b"Copyright\0")

Chunk = tuple[bytes, bytes]


def _chunks(data: bytes) -> Iterator[Chunk]:
    """Yield name and contents of the chunks; behind ``IEND`` stands nothing. Raises :class:`DamagedError`."""
    at, name = len(MAGIC), b""
    while name != b"IEND":
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + size
        if len(name) < 4 or end > len(data):
            raise DamagedError("a chunk is cut off")
        yield name, data[at + 8 : end - 4]
        at = end
    if data[at:].strip(b"\0\r\n"):
        yield b"", data[at:]


def _written(chunks: list[Chunk]) -> bytes:
    return MAGIC + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def stripped(data: bytes) -> Stripped:
    """Return a PNG with its picture, its colours and which side is up. Raises :class:`DamagedError`."""
    chunks, kinds = list[Chunk](), set[MetadataKind]()
    for name, body in _chunks(data):
        if name in _SHOWN:
            chunks.append((name, body))
        elif name == b"iCCP":
            profile = _profile(body)
            kinds |= profile_kinds(profile)
            plain = plain_profile(profile)
            chunks += [(b"iCCP", b"Colours\0\0" + zlib.compress(plain, 9))] if plain else []
        elif name == b"eXIf":
            exif = read_exif(body)
            kinds |= exif.kinds
            chunks += [(b"eXIf", upright_exif(exif.orientation))] if exif.orientation != 1 else []
        elif name == b"tIME":
            kinds.add(MetadataKind.TIME)
        elif name not in {b"tEXt", b"zTXt", b"iTXt"}:
            kinds.add(MetadataKind.HIDDEN)
        elif body.startswith(_XMP):
            kinds |= xmp_kinds(body)
        else:
            kinds |= {MetadataKind.NOTES, MetadataKind.PERSON} if body.startswith(_PERSONS) else {MetadataKind.NOTES}
    return Stripped(_written(chunks), in_order(kinds))


def _profile(body: bytes) -> bytes:
    """Return the profile of an ``iCCP`` chunk; its name may be that of somebody's screen."""
    _, _, packed = body.partition(b"\0")
    try:
        return zlib.decompressobj().decompress(packed[1:], PICTURE_PROFILE_BYTES)
    except zlib.error:
        return b""


def stated(data: bytes, packet: bytes) -> bytes:
    """Return a stripped PNG with an XMP packet (XMP part 3, 1.1.5). Raises :class:`DamagedError`."""
    first, *others = _chunks(data)
    return _written([first, (b"iTXt", _XMP + bytes(4) + packet), *others])


_DEPTH, _KIND = 24, 25
"""Offsets of the bits of a sample and of the kind of colours: 0 is grey."""


def in_eight_bits(data: bytes) -> bytes:
    """Return a PNG of deep greys in 8 bits; any other picture as it is."""
    if not data.startswith(MAGIC) or data[_DEPTH : _KIND + 1] != bytes((16, 0)):
        return data
    from PIL import Image

    picture, out = Image.open(io.BytesIO(data)), io.BytesIO()
    shallow(picture).save(out, "PNG")
    return out.getvalue()


def shallow(picture: Image) -> Image:
    """Return a picture of deep greys in 8 bits; any other as it is."""
    if not picture.mode.startswith("I"):
        return picture
    grey = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    clear = picture.info.get("transparency")
    grey.info = {"transparency": clear // 256} if isinstance(clear, int) else {}
    return grey
