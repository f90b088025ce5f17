"""GIF (89a): blocks are kept or dropped whole."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.pictures.metadata import DamagedError, MetadataKind, Stripped, in_order, xmp_kinds

__all__ = ["MAGIC", "stripped"]

MAGIC = b"GIF8"
IMAGE, EXTENSION, TRAILER = 0x2C, 0x21, 0x3B
CONTROL, APPLICATION, COMMENT = 0xF9, 0xFF, 0xFE
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def _table(packed: int) -> int:
    """Return how many bytes a table of colours takes, by the flags that announce it."""
    return 3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    """Return where a row of sub-blocks ends. Raises :class:`DamagedError`."""
    while at < len(data):
        if data[at] == 0:
            return at + 1
        at += 1 + data[at]
    raise DamagedError("a block is cut off")


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the label of each extension, or that of an image or the end, and its bytes. Raises :class:`DamagedError`."""
    if len(data) < 13:
        raise DamagedError("there is no picture")
    at = 13 + _table(data[10])
    while at < len(data):
        kind = data[at]
        if kind == TRAILER:
            yield TRAILER, data[at + 1 :]
            return
        if kind == EXTENSION and at + 1 < len(data):
            label, end = data[at + 1], _blocks_end(data, at + 2)
        elif kind == IMAGE and at + 9 < len(data):
            label, end = IMAGE, _blocks_end(data, at + 11 + _table(data[at + 9]))
        else:
            break
        yield label, data[at:end]
        at = end
    raise DamagedError("the picture has no end")


def stripped(data: bytes) -> Stripped:
    """Return a GIF with its pictures and how they follow each other. Raises :class:`DamagedError`."""
    blocks, kinds = [data[: 13 + _table(data[10]) if len(data) > 10 else 0]], set[MetadataKind]()
    for label, part in _parts(data):
        if label in {IMAGE, CONTROL} or (label == APPLICATION and part[3:14] in _LOOPS):
            blocks.append(part)
        elif label == TRAILER:
            kinds |= {MetadataKind.HIDDEN} if part.strip(b"\0\r\n") else set()
        elif label == APPLICATION and part[3:14] == b"XMP DataXMP":
            kinds |= xmp_kinds(part)
        else:
            kinds.add(MetadataKind.NOTES if label == COMMENT else MetadataKind.HIDDEN)
    return Stripped(b"".join(blocks) + bytes((TRAILER,)), in_order(kinds))
