"""Makes the font files of this folder: static fonts, cut down to the scripts we promise.

    pip install fonttools==4.63 brotli fontpkg-noto-sans==2.15 fontpkg-noto-serif==2.15
    apt-get download fonts-noto-core fonts-noto-extra      # 20201225-1
    dpkg-deb -x fonts-noto-core_*.deb debian && dpkg-deb -x fonts-noto-extra_*.deb debian
    python fonts/make_fonts.py debian/usr/share/fonts/truetype/noto

Latin, Greek and Cyrillic are instances of variable fonts, which WeasyPrint lays out and embeds several times more slowly
than static ones, and of which Word knows nothing. Arabic is Noto's static release of 2020: since then Noto sets a letter
and its dots as two glyphs, so that one glyph stands for many letters and no program can copy or search the text of a
PDF. Nothing is drawn anew. The result is the same bytes on every run: the time of the last change is that of the source.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
SANS, SERIF = "fontpkg_noto_sans/files/NotoSans", "fontpkg_noto_serif/files/NotoSerif"

# Latin (with Vietnamese), Greek and Cyrillic with their accents, punctuation, currency, arrows, common signs.
EUROPEAN = [
    *range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x250, 0x2B0), *range(0x2B0, 0x370), *range(0x370, 0x400),
    *range(0x400, 0x530), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), *range(0x2070, 0x20A0), *range(0x20A0, 0x20D0),
    *range(0x2100, 0x2150), *range(0x2150, 0x2200), *range(0x2200, 0x2270), *range(0x25A0, 0x2600), 0x2713, 0x2717,
    *range(0xFB00, 0xFB07), 0xFFFD,
]  # fmt: skip
# The spaces between digits and words are set in the face of what they follow.
DIGITS = [0x20, *range(0x30, 0x3A), 0xA0, *range(0x2000, 0x200B), 0x202F]
# Arabic with Persian, Kurdish, Urdu and Uyghur letters and all forms; Latin 1 and punctuation for what stands between.
ARABIC = [
    *range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x600, 0x700), *range(0x750, 0x780), *range(0x8A0, 0x900),
    *range(0x2000, 0x2070), 0x20AC, 0x2122, 0x2190, 0x2192, 0x2212, 0x25CC, *range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00),
]  # fmt: skip


@dataclass(frozen=True)
class Face:
    """A font to make: its file name, the family and style it is called by, where it comes from, its weight."""

    file: str
    family: str
    style: str
    source: str
    weight: int
    characters: tuple[int, ...]


def _faces() -> list[Face]:
    european, arabic = tuple(EUROPEAN), tuple(ARABIC)
    axes = "[wdth,wght].ttf"
    return [
        Face("NotoSerif-Regular", "Noto Serif", "Regular", SERIF + axes, 400, european),
        Face("NotoSerif-Italic", "Noto Serif", "Italic", SERIF + "-Italic" + axes, 400, european),
        Face("NotoSerif-Bold", "Noto Serif", "Bold", SERIF + axes, 700, european),
        Face("NotoSerif-BoldItalic", "Noto Serif", "Bold Italic", SERIF + "-Italic" + axes, 700, european),
        Face("NotoSans-Regular", "Noto Sans", "Regular", SANS + axes, 400, european),
        Face("NotoSans-Italic", "Noto Sans", "Italic", SANS + "-Italic" + axes, 400, european),
        Face("NotoSans-SemiBold", "Noto Sans", "SemiBold", SANS + axes, 600, european),
        Face("NotoSans-Numerals", "Noto Sans Numerals", "SemiBold", SANS + axes, 600, tuple(DIGITS)),
        Face("NotoNaskhArabic-Regular", "Noto Naskh Arabic", "Regular", "NotoNaskhArabic-Regular.ttf", 400, arabic),
        Face("NotoNaskhArabic-Bold", "Noto Naskh Arabic", "Bold", "NotoNaskhArabic-Bold.ttf", 700, arabic),
        Face("NotoSansArabic-Regular", "Noto Sans Arabic", "Regular", "NotoSansArabic-Regular.ttf", 400, arabic),
        Face("NotoSansArabic-SemiBold", "Noto Sans Arabic", "SemiBold", "NotoSansArabic-SemiBold.ttf", 600, arabic),
    ]


def _source(inside: str, debian: Path) -> Path:
    """Return where a font lies: in a Python package, or among Debian's where no package is named."""
    package, named, rest = inside.partition("/")
    if not named:
        return debian / inside
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the package {package} is not installed: see the head of this file")
    return Path(spec.origin).parent / rest


def _name(font: TTFont, face: Face) -> None:
    """Give the instance the names of a static font: family, style, full and PostScript name (OpenType name ids 1-6)."""
    table = font["name"]
    names = {
        1: face.family, 2: face.style, 3: f"{face.file};presskit", 4: f"{face.family} {face.style}", 6: face.file,
        16: None, 17: None, 25: None,
    }  # fmt: skip
    for identity, text in names.items():
        table.removeNames(nameID=identity)
        if text:
            table.setName(text, identity, 3, 1, 0x409)


def _instance(face: Face, debian: Path) -> TTFont:
    font = TTFont(_source(face.source, debian), recalcTimestamp=False)
    if "fvar" not in font:
        return font
    limits = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": face.weight}
    instance = instancer.instantiateVariableFont(font, limits, overlap=instancer.OverlapMode.KEEP_AND_DONT_SET_FLAGS)
    instance["OS/2"].usWeightClass = face.weight
    if "STAT" in instance:
        del instance["STAT"]
    return instance


def make(face: Face, folder: Path, debian: Path) -> Path:
    """Write one face and return its path."""
    font = _instance(face, debian)
    options = Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["DSIG", "MATH", "meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=face.characters)
    subsetter.subset(font)
    _name(font, face)
    path = folder / f"{face.file}.ttf"
    font.save(path)
    return path


if __name__ == "__main__":
    for one in _faces():
        made = make(one, HERE, Path(sys.argv[1]))
        print(f"{made.name:32} {made.stat().st_size:>9,} bytes")
