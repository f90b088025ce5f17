"""Fonts: the faces that are shipped, which characters a font has, what its glyphs mean, and a font cut down to some tables."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from struct import unpack_from
from typing import Any

__all__ = ["FACES", "NUMERALS", "Face", "coverage", "file_of", "glyphs", "meanings", "plain", "with_tables_alone"]

_UNICODE = frozenset({(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)})
"""The (platform, encoding) pairs of subtables that map Unicode."""


def _tables(font: bytes) -> dict[str, slice]:
    """Return where each table of a font is, by its tag."""
    (count,) = unpack_from(">H", font, 4)
    entries = (unpack_from(">4s4xLL", font, 12 + 16 * index) for index in range(count))
    return {tag.decode("latin-1"): slice(start, start + length) for tag, start, length in entries}


def _segments(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield (code point, glyph) of a subtable of format 4: glyphs are computed with a delta or listed."""
    (twice,) = unpack_from(">H", table, 6)
    columns = (unpack_from(f">{twice // 2}H", table, at) for at in (14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice))
    for index, (end, start, delta, offset) in enumerate(zip(*columns, strict=True)):
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
    cmap = font[_tables(font).get("cmap", slice(0))]
    found: dict[int, int] = {}
    for index in range(unpack_from(">H", cmap, 2)[0] if cmap else 0):
        platform, encoding, start = unpack_from(">HHL", cmap, 4 + 8 * index)
        (form,) = unpack_from(">H", cmap, start)
        if (platform, encoding) in _UNICODE and form in {4, 12}:
            found.update(pair for pair in (_segments if form == 4 else _groups)(cmap[start:]) if pair[1])
    return found


NUMERALS = "Noto Sans Numerals"
"""A semi-bold face of digits alone: named before a text face, it sets numbers apart without an element around each."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and how a style sheet asks for it: family, weight (CSS Fonts 4, 100–900), style."""

    file: str
    family: str
    weight: int = 400
    style: str = "normal"


FACES: tuple[Face, ...] = (
    Face("NotoSerif-Regular.ttf", "Noto Serif"),
    Face("NotoSerif-Italic.ttf", "Noto Serif", style="italic"),
    Face("NotoSerif-Bold.ttf", "Noto Serif", 700),
    Face("NotoSerif-BoldItalic.ttf", "Noto Serif", 700, "italic"),
    Face("NotoSans-Regular.ttf", "Noto Sans"),
    Face("NotoSans-Italic.ttf", "Noto Sans", style="italic"),
    Face("NotoSans-SemiBold.ttf", "Noto Sans", 600),
    Face("NotoSans-Numerals.ttf", NUMERALS),
    Face("NotoNaskhArabic-Regular.ttf", "Noto Naskh Arabic"),
    Face("NotoNaskhArabic-Bold.ttf", "Noto Naskh Arabic", 700),
    Face("NotoSansArabic-Regular.ttf", "Noto Sans Arabic"),
    Face("NotoSansArabic-SemiBold.ttf", "Noto Sans Arabic", 600),
)


@lru_cache(maxsize=32)
def _characters(path: Path) -> frozenset[int]:
    return frozenset(glyphs(path.read_bytes()))


def coverage(paths: Iterable[Path]) -> frozenset[int]:
    """Return the code points that at least one of the font files can show."""
    return frozenset().union(*(_characters(path) for path in paths))


SINGLE, LIGATURE, EXTENSION = 1, 4, 7
"""Types of GSUB lookups."""


def plain(code: int) -> str:
    """Return the letters that a character is a form of: «ئ» for its middle form (NFKC), marks without their carrier."""
    return unicodedata.normalize("NFKC", chr(code)).strip() or chr(code)


def file_of(name: str) -> str:
    """Return the file of the bundled font that a PDF calls ``name``, such as «CXBVDS+Noto-Sans-Semi-Bold»; empty for none."""
    wanted = name.removeprefix("/").rpartition("+")[2].replace("-", "")
    names = {face.file.removesuffix(".ttf").removesuffix("-Regular").replace("-", ""): face.file for face in FACES}
    return names.get(wanted, "")


@lru_cache(maxsize=16)
def meanings(font: Path) -> Mapping[int, str]:
    """Return the letters of each glyph of a font file: of those that a character names, and of those put in their place."""
    from fontTools.ttLib import TTFont

    with TTFont(font, lazy=True) as opened:
        known: dict[str, str] = {}
        for code, glyph in sorted(opened.getBestCmap().items()):
            known.setdefault(glyph, plain(code))
        _add_replaced([*_replaced(opened["GSUB"].table)] if "GSUB" in opened else [], known)
        return {opened.getGlyphID(glyph): letters for glyph, letters in known.items()}


def _replaced(table: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield (glyphs, the glyph in their place)."""
    for lookup in table.LookupList.Lookup:
        for part in lookup.SubTable:
            inner = part.ExtSubTable if part.LookupType == EXTENSION else part
            if inner.LookupType == SINGLE:
                yield from (((old,), new) for old, new in inner.mapping.items())
            elif inner.LookupType == LIGATURE:
                yield from (
                    ((first, *each.Component), each.LigGlyph) for first, some in inner.ligatures.items() for each in some
                )


def _add_replaced(replaced: list[tuple[tuple[str, ...], str]], known: dict[str, str]) -> None:
    """Add the letters of glyphs that replace others, until no more can be added. Changes ``known``."""
    before = -1
    while before != len(known):
        before = len(known)
        for old, new in replaced:
            if new not in known and all(glyph in known for glyph in old):
                known[new] = "".join(known[glyph] for glyph in old)


_ORDER = (
    "head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "fpgm", "prep", "cvt ", "loca", "glyf", "kern", "name", "post", "gasp",
)  # fmt: skip
"""The order that the standard recommends for the data of TrueType fonts."""
_WHOLE = 0xB1B0AFBA  # 5.2.2: the sum of a font's checksum and its «head.checkSumAdjustment»
_AT = slice(8, 12)  # of that field in «head»


def with_tables_alone(font: bytes, needed: Collection[str]) -> bytes:
    """Return a font with those of its tables that are ``needed``. Raises ``ValueError`` where it is no font."""
    try:
        tables = _tables(font)
    except struct.error as broken:
        raise ValueError("the directory of a font is cut off") from broken
    return _written(font[:4], {tag: font[place] for tag, place in tables.items() if tag in needed})


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
    search, order = 16 << power, _ordered(tables)
    starts = accumulate((len(_padded(tables[tag])) for tag in order), initial=12 + 16 * len(tables))
    places = dict(zip(order, starts, strict=False))
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
