"""The characters of the bundled fonts are those that fontTools finds in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from presskit.formats.fonts import FACES, coverage, glyphs
from presskit.resources import Resources

FONTS = Resources().font_files()


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_the_bundled_fonts(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        assert set(glyphs(path.read_bytes())) == set(font.getBestCmap())
        assert glyphs(path.read_bytes()) == {point: font.getGlyphID(name) for point, name in font.getBestCmap().items()}


def test_every_face_is_counted() -> None:
    assert {path.name for path in FONTS} == {face.file for face in FACES}
    assert coverage(FONTS) >= {ord(letter) for letter in "aéẾπЖїضەی٤۴—…«»€"}
    assert ord("🚧") not in coverage(FONTS)


@pytest.mark.parametrize("points", [[0x41, 0x42, 0x45], [0x41, 0x1F6A7, 0x1F6A8], [0x627, 0xFFFD]])
def test_both_forms_of_the_table(points: list[int], tmp_path: Path) -> None:
    names = [f"g{point:X}" for point in points]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCharacterMap(dict(zip(points, names, strict=True)) | {0x7A: ".notdef"})
    builder.setupGlyf(dict.fromkeys([".notdef", *names], Glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names], (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupPost()
    builder.font.save(tmp_path / "font.ttf")
    assert set(glyphs((tmp_path / "font.ttf").read_bytes())) == set(points)

