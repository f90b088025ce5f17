"""A font keeps the tables that are needed, to the byte as fontTools writes them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from presskit.formats.fonts import with_tables_alone
from presskit.resources import Resources

FONTS = Resources().font_files()
NEEDED = frozenset({"head", "hhea", "hmtx", "maxp", "loca", "glyf", "cvt ", "fpgm", "prep"})


def by_fonttools(data: bytes, needed: frozenset[str]) -> bytes:
    with TTFont(io.BytesIO(data), lazy=True, recalcTimestamp=False, recalcBBoxes=False) as font:
        for tag in set(font.keys()) - needed - {"GlyphOrder"}:
            del font[tag]
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


@pytest.mark.parametrize("path", FONTS, ids=[path.stem for path in FONTS])
@pytest.mark.parametrize("more", [frozenset[str](), frozenset({"cmap", "name", "post", "GSUB", "GDEF", "OS/2"})])
def test_the_bytes_are_those_of_fonttools(path: Path, more: frozenset[str]) -> None:
    data = path.read_bytes()
    assert with_tables_alone(data, NEEDED | more) == by_fonttools(data, NEEDED | more)


def test_what_is_cut_off_is_no_font() -> None:
    with pytest.raises(ValueError, match="cut off"):
        with_tables_alone(FONTS[0].read_bytes()[:20], NEEDED)
