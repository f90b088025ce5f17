"""Which characters a font file can show, and by which glyphs: its ``cmap`` table (OpenType 1.9.1, formats 4 and 12).

Every check asks this of eleven fonts. fontTools answers it too, but takes longer to be imported than this takes to read
them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

__all__ = ["characters", "glyphs"]

_UNICODE = frozenset({(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)})
"""The (platform, encoding) pairs of subtables that map Unicode."""


def _cmap(data: bytes) -> bytes:
    """Return the table; empty where the font has none."""
    (tables,) = unpack_from(">H", data, 4)
    for record in range(12, 12 + 16 * tables, 16):
        if data[record : record + 4] == b"cmap":
            start, length = unpack_from(">LL", data, record + 8)
            return data[start : start + length]
    return b""


def _segments(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield (code point, glyph) of a subtable of format 4: glyphs follow from a delta or stand in a list."""
    (twice,) = unpack_from(">H", table, 6)
    count = twice // 2
    ends, starts, deltas, offsets = (
        unpack_from(f">{count}H", table, at) for at in (14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice)
    )
    for index, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        listed = 16 + 3 * twice + 2 * index + offset
        for point in range(start, end + 1):
            glyph = unpack_from(">H", table, listed + 2 * (point - start))[0] if offset else point
            if point != 0xFFFF and glyph:
                yield point, (glyph + delta) % 0x10000


def _groups(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield (code point, glyph) of a subtable of format 12."""
    (count,) = unpack_from(">L", table, 12)
    for index in range(count):
        start, end, glyph = unpack_from(">LLL", table, 16 + 12 * index)
        yield from ((point, glyph + point - start) for point in range(start, end + 1))


def glyphs(font: bytes) -> dict[int, int]:
    """Return the glyph of each code point that a TrueType or OpenType font can show."""
    cmap = _cmap(font)
    count = unpack_from(">H", cmap, 2)[0] if cmap else 0
    found: dict[int, int] = {}
    for index in range(count):
        platform, encoding, start = unpack_from(">HHL", cmap, 4 + 8 * index)
        (form,) = unpack_from(">H", cmap, start)
        if (platform, encoding) in _UNICODE and form in {4, 12}:
            found.update(pair for pair in (_segments if form == 4 else _groups)(cmap[start:]) if pair[1])
    return found


def characters(font: bytes) -> frozenset[int]:
    """Return the code points that a TrueType or OpenType font has glyphs for."""
    return frozenset(glyphs(font))
