"""Font files as OpenType has them (ISO/IEC 14496-22, 4.3): a directory of tables, and the tables."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable

__all__ = ["with_tables_alone"]

_ORDER = (
    "head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "fpgm", "prep", "cvt ", "loca", "glyf", "kern", "name", "post", "gasp",
)  # fmt: skip
"""The order that the standard recommends for the data of TrueType fonts."""
_WHOLE = 0xB1B0AFBA  # 5.2.2: what a font's checksum and its «head.checkSumAdjustment» make together
_AT = slice(8, 12)  # of that field in «head»


def with_tables_alone(font: bytes, needed: Collection[str]) -> bytes:
    """Return a font with those of its tables that are ``needed``. Raises ``ValueError`` where it is no font."""
    try:
        version, count = struct.unpack_from(">4sH", font)
        entries = [struct.unpack_from(">4s4xLL", font, 12 + 16 * at) for at in range(count)]
    except struct.error as broken:
        raise ValueError("the directory of a font is cut off") from broken
    tables = {tag.decode("latin-1"): font[offset : offset + length] for tag, offset, length in entries}
    return _written(version, {tag: data for tag, data in tables.items() if tag in needed})


def _written(version: bytes, tables: dict[str, bytes]) -> bytes:
    if "head" in tables:
        tables["head"] = _adjusted(tables["head"], 0)
    head = _directory(version, tables)
    if "head" in tables:
        whole = _checksum(head) + sum(_checksum(data) for data in tables.values())
        tables["head"] = _adjusted(tables["head"], (_WHOLE - whole) & 0xFFFFFFFF)
    return head + b"".join(_padded(tables[tag]) for tag in _ordered(tables))


def _directory(version: bytes, tables: dict[str, bytes]) -> bytes:
    """Return the directory: by tag, with checksums; the search fields are those of a binary search (4.3.1)."""
    power = len(tables).bit_length() - 1
    search = 16 << power
    place, places = 12 + 16 * len(tables), dict[str, int]()
    for tag in _ordered(tables):
        places[tag], place = place, place + len(_padded(tables[tag]))
    head = struct.pack(">4sHHHH", version, len(tables), search, power, 16 * len(tables) - search)
    entries = [(tag.encode("latin-1"), _checksum(data), places[tag], len(data)) for tag, data in sorted(tables.items())]
    return head + b"".join(struct.pack(">4sLLL", *entry) for entry in entries)


def _ordered(tags: Iterable[str]) -> list[str]:
    return sorted(tags, key=lambda tag: (_ORDER.index(tag) if tag in _ORDER else len(_ORDER), tag))


def _adjusted(head: bytes, value: int) -> bytes:
    return head[: _AT.start] + struct.pack(">L", value) + head[_AT.stop :]


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _checksum(data: bytes) -> int:
    """Return the sum of a table's words of 32 bits."""
    padded = _padded(data)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
