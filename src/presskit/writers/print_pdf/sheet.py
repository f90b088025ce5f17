"""The sheets of a print PDF: boxes (ISO 32000-1, 14.11.2), marks, slug, pages moved between them, blank pages."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from presskit.writers.print_pdf.inks import SPOT
from presskit.writers.print_pdf.recolouring import Recolouring

__all__ = [
    "ALL", "ENCODING", "FONT", "PDF_VERSION", "Box", "Caption", "Sheet", "impose", "marks", "mm", "separation", "slug",
    "slug_font", "text_width",
]  # fmt: skip

PDF_VERSION = "1.6"
"""The version of PDF that PDF/X-4 wants (ISO 15930-7, 6.1)."""
Box: TypeAlias = tuple[float, float, float, float]
SLUG = 12
"""How far the sheet goes beyond the bleed, in mm: room for marks, colour bar and a line of text."""


def mm(length: float) -> float:
    """Return millimetres as points."""
    return length * 72 / 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of ``width`` × ``height`` once it is cut, with ``bleed`` on each side; all in points.

    The origin is the sheet's lower left corner.
    """

    width: float
    height: float
    bleed: float

    @property
    def edge(self) -> float:
        """How far the trimmed page lies inside the sheet."""
        return self.bleed + mm(SLUG)

    def around(self, distance: float) -> Box:
        """Return the box that goes ``distance`` beyond the trimmed page."""
        low, right, top = self.edge - distance, self.edge + self.width + distance, self.edge + self.height + distance
        return tuple(round(side, 6) for side in (low, low, right, top))  # type: ignore[return-value]

    @property
    def trim(self) -> Box:
        """The page once it is cut."""
        return self.around(0)

    @property
    def bleed_box(self) -> Box:
        """The page with its bleed."""
        return self.around(self.bleed)

    @property
    def media(self) -> Box:
        """The whole sheet."""
        return self.around(self.edge)


FACE = "NotoSans-Regular.ttf"
ENCODING = "cp1252"
"""What PDF calls WinAnsiEncoding (ISO 32000-1, annex D)."""
FIRST, LAST = 32, 255


@lru_cache(maxsize=4)
def _cut(path: Path) -> tuple[bytes, tuple[int, ...], dict[str, list[int]]]:
    """Return the cut font, the widths of its characters, and measures; all of them in thousandths of the size."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    characters = [bytes([code]).decode(ENCODING, "ignore") for code in range(FIRST, LAST + 1)]
    font = TTFont(path, recalcTimestamp=False)
    cutter = subset.Subsetter(subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[]))
    cutter.populate(unicodes=[ord(character) for character in characters if character])
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    names, advances, head, lines = font.getBestCmap(), font["hmtx"], font["head"], font["hhea"]
    scale = 1000 / head.unitsPerEm
    widths = [round(advances[names[ord(c)]][0] * scale) if c and ord(c) in names else 0 for c in characters]
    box = [round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]
    return out.getvalue(), tuple(widths), {"box": box, "lines": [round(lines.ascent * scale), round(lines.descent * scale)]}


def slug_font(pdf: Any, fonts: Path) -> Any:
    """Return the font as an object of ``pdf`` (ISO 32000-1, 9.6.3); ``fonts`` is the folder of presskit's fonts."""
    import pikepdf

    data, widths, measures = _cut(fonts / FACE)
    name, (ascent, descent) = pikepdf.Name("/PRESSK+NotoSans"), measures["lines"]
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=name, Flags=32, FontBBox=pikepdf.Array(measures["box"]), ItalicAngle=0,
        Ascent=ascent, Descent=descent, CapHeight=714, StemV=80,
        FontFile2=pdf.make_indirect(pikepdf.Stream(pdf, data, Length1=len(data))),
    )  # fmt: skip
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType, BaseFont=name, FirstChar=FIRST, LastChar=LAST,
        Widths=pikepdf.Array(widths), Encoding=pikepdf.Name.WinAnsiEncoding, FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    return pdf.make_indirect(font)


def text_width(text: str, size: float, fonts: Path) -> float:
    """Return how wide a line of ``size`` points is, in points."""
    widths = _cut(fonts / FACE)[1]
    return sum(widths[code - FIRST] for code in text.encode(ENCODING, "replace")) * size / 1000


ALL, FONT = "/PrintAll", "/PrintSlug"
_GAP, _LENGTH = 1, 5
"""Crop marks begin this far outside of the bleed and are this long, in mm; without bleed they keep off the page as well."""
_PATCH = 4.8
_HAIR = 0.25
"""The width of marks, in points."""
_ROUND = 0.5523
"""How far the handles of four Bézier curves reach that make a circle."""

_Inks = tuple[float, float, float, float]
_BAR: tuple[_Inks, ...] = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1),
    (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5),
    (0, 0, 0, 0.1), (0, 0, 0, 0.25), (0, 0, 0, 0.75), (0, 0, 0, 0.9),
)  # fmt: skip
_OVERLAPS: tuple[_Inks, ...] = ((0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0), (0.5, 0.4, 0.4, 0))


def separation(pdf: Any, name: str, inks: tuple[float, ...]) -> Any:
    """Return the colour space of one ink; ``inks`` are what stands for it where its plate is not."""
    import pikepdf

    tint = pikepdf.Dictionary(
        FunctionType=2, Domain=pikepdf.Array([0, 1]), N=1,
        C0=pikepdf.Array([0, 0, 0, 0]), C1=pikepdf.Array([round(ink, 4) for ink in inks]),
    )  # fmt: skip
    parts = [pikepdf.Name.Separation, pikepdf.Name(name), pikepdf.Name.DeviceCMYK, pdf.make_indirect(tint)]
    return pdf.make_indirect(pikepdf.Array(parts))


def marks(sheet: Sheet, *, spot: bool = False) -> bytes:
    """Return the instructions of all marks; ``spot`` adds patches of the spot ink to the colour bar."""
    lines = [*_crop_marks(sheet), *_registration_marks(sheet), *_bar(sheet, spot=spot)]
    return "\n".join(["q", f"{ALL} CS 1 SCN {_HAIR} w", *lines, "Q"]).encode()


def _crop_marks(sheet: Sheet) -> Iterator[str]:
    """Yield two lines at each corner, on the edges where the page is cut."""
    left, bottom, right, top = sheet.trim
    near = max(sheet.bleed, mm(2)) + mm(_GAP)
    far = near + mm(_LENGTH)
    for x in (left, right):
        yield from (_line(x, bottom - far, x, bottom - near), _line(x, top + near, x, top + far))
    for y in (bottom, top):
        yield from (_line(left - far, y, left - near, y), _line(right + near, y, right + far, y))


def _line(*ends: float) -> str:
    x, y, to_x, to_y = (f"{end:.3f}" for end in ends)
    return f"{x} {y} m {to_x} {to_y} l S"


def _registration_marks(sheet: Sheet) -> Iterator[str]:
    """Yield a registration mark beside each edge: a circle and a cross through it."""
    left, bottom, right, top = sheet.around(sheet.bleed + mm(_GAP + _LENGTH / 2 + 2))
    across, up, arm = (left + right) / 2, (bottom + top) / 2, mm(3)
    for x, y in ((across, bottom), (across, top), (left, up), (right, up)):
        yield from (_line(x - arm, y, x + arm, y), _line(x, y - arm, x, y + arm), _circle(x, y, mm(1.8)))


def _circle(x: float, y: float, radius: float) -> str:
    handle, path = radius * _ROUND, [f"{x + radius:.3f} {y:.3f} m"]
    for (ax, ay), (bx, by) in pairwise([(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]):
        points = (
            x + radius * ax + handle * bx, y + radius * ay + handle * by,
            x + radius * bx + handle * ax, y + radius * by + handle * ay,
            x + radius * bx, y + radius * by,
        )  # fmt: skip
        path.append(" ".join(f"{point:.3f}" for point in points) + " c")
    return " ".join([*path, "s"])


def _bar(sheet: Sheet, *, spot: bool) -> Iterator[str]:
    """Yield the colour bar, above the page: solids, halves and steps of black; right of the middle what overlaps."""
    left, _, right, top = sheet.trim
    y = top + sheet.bleed + mm(_GAP + 1.5)
    yield from _patches([_ink(inks) for inks in _BAR], left + mm(3), y)
    spots = [f"{SPOT} cs 1 scn", f"{SPOT} cs 0.5 scn"] if spot else []
    yield from _patches([*(_ink(inks) for inks in _OVERLAPS), *spots], (left + right) / 2 + mm(8), y)


def _ink(inks: _Inks) -> str:
    return " ".join(f"{ink:g}" for ink in inks) + " k"


def _patches(colours: Sequence[str], x: float, y: float) -> Iterator[str]:
    side = mm(_PATCH)
    for number, colour in enumerate(colours):
        yield f"{colour} {x + number * side:.3f} {y:.3f} {side:.3f} {side:.3f} re f"


def slug(sheet: Sheet, lines: Sequence[str]) -> bytes:
    """Return the instructions of lines of text below the page, in black, 5.5 points high."""
    left, bottom, _, _ = sheet.trim
    y = bottom - sheet.bleed - mm(_GAP + 3)
    shown = (
        f"BT {FONT} 5.5 Tf 0 0 0 1 k {left + mm(3):.3f} {y - 7.5 * at:.3f} Td <{line.encode(ENCODING, 'replace').hex()}> Tj ET"
        for at, line in enumerate(lines)
    )
    return "\n".join(["q", *shown, "Q"]).encode()


Caption = Callable[[int, int], list[str]]
"""What the slug says of page ``number`` of ``count``, line by line."""
_ROOT = frozenset({"/Type", "/Pages", "/Lang", "/ViewerPreferences", "/Metadata", "/OutputIntents"})


def impose(recolouring: Recolouring, bleed: float, pad: int, fonts: Path, caption: Caption) -> None:
    """Turn the pages of the recolouring's PDF into sheets, with marks; their number becomes a multiple of ``pad``.

    Links, structure, outline and attachments go: they are not printed.
    """
    import pikepdf

    pdf, spot = recolouring.pdf, recolouring.spot
    for key in sorted(set(pdf.Root) - _ROOT):
        del pdf.Root[key]
    _, _, wide, high = pdf.pages[-1].obj.MediaBox
    while len(pdf.pages) % pad:
        pdf.add_blank_page(page_size=(float(wide), float(high)))
    # the colour that is on every plate is Separation All (ISO 32000-1, 8.6.6.4)
    shared = [("/ColorSpace", ALL, separation(pdf, "/All", (1, 1, 1, 1))), ("/Font", FONT, slug_font(pdf, fonts))]
    shared += [("/ColorSpace", SPOT, spot)] if spot is not None else []
    for number, page in enumerate(pdf.pages, 1):
        recolouring.page, recolouring.transparent = number, False
        left, bottom, right, top = (float(side) for side in page.MediaBox)
        sheet = Sheet(right - left, top - bottom, bleed)
        data, resources = recolouring.content(page, page.obj.get("/Resources", {}))
        recolouring.shift_patterns(resources, sheet.edge)
        for category, name, part in shared:
            if category not in resources:
                resources[category] = pikepdf.Dictionary()
            resources[category][name] = part
        instructions = (_moved(data, sheet), marks(sheet, spot=spot is not None), slug(sheet, caption(number, len(pdf.pages))))
        _become(page.obj, sheet, resources, pdf.make_stream(b"\n".join(instructions)))
        if recolouring.transparent:  # the group of a page on which something shines through (11.6.6)
            kind = pikepdf.Name.Transparency
            page.obj.Group = pikepdf.Dictionary(Type=pikepdf.Name.Group, S=kind, CS=pikepdf.Name.DeviceCMYK, I=True)


def _moved(data: bytes, sheet: Sheet) -> bytes:
    """Return a page's instructions, moved to where the page lies on the sheet, and cut off at the bleed."""
    left, bottom, right, top = sheet.bleed_box
    clip = f"{left:.6f} {bottom:.6f} {right - left:.6f} {top - bottom:.6f} re W n"
    move = f"1 0 0 1 {sheet.edge:.6f} {sheet.edge:.6f} cm"
    return f"q {clip} {move}\n".encode() + data + b"\nQ"


def _become(page: Any, sheet: Sheet, resources: Any, contents: Any) -> None:
    """Give a page its sheet's boxes and contents, and nothing else."""
    import pikepdf

    for key in sorted(set(page) - {"/Type", "/Parent"}):
        del page[key]
    page.MediaBox = page.CropBox = pikepdf.Array(list(sheet.media))
    page.BleedBox, page.TrimBox = pikepdf.Array(list(sheet.bleed_box)), pikepdf.Array(list(sheet.trim))
    page.Resources, page.Contents = resources, contents
