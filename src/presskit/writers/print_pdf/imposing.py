"""Typeset pages → the sheets of a print PDF: content in inks and moved inside the marks, boxes, blank pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from presskit.writers.print_pdf.inks import SPOT
from presskit.writers.print_pdf.recolouring import Recolouring
from presskit.writers.print_pdf.sheet import ALL, FONT, Sheet, marks, registration_space, slug, slug_font

__all__ = ["Caption", "impose", "saved", "sheet_of"]

Caption = Callable[[int, int], list[str]]
"""What the slug says of page ``number`` of ``count``, line by line."""
_ROOT = frozenset({"/Type", "/Pages", "/Lang", "/ViewerPreferences", "/Metadata", "/OutputIntents"})


def sheet_of(page: Any, bleed: float) -> Sheet:
    """Return the sheet around a page; ``bleed`` is in points."""
    left, bottom, right, top = (float(side) for side in page.MediaBox)
    return Sheet(right - left, top - bottom, bleed)


def impose(recolouring: Recolouring, bleed: float, pad: int, fonts: Path, caption: Caption) -> None:
    """Turn the pages of the recolouring's PDF into sheets, with marks; their number becomes a multiple of ``pad``.

    Links, structure, outline and attachments go: they are not printed.
    """
    pdf = recolouring.pdf
    for key in sorted(set(pdf.Root) - _ROOT):
        del pdf.Root[key]
    _fill_up(pdf, pad)
    shared = _Shared(pdf, fonts, recolouring.spot)
    for number, page in enumerate(pdf.pages, 1):
        recolouring.page, recolouring.transparent = number, False
        sheet = sheet_of(page, bleed)
        data, resources = recolouring.content(page, page.obj.get("/Resources", {}))
        recolouring.shift_patterns(resources, sheet.edge)
        shared.add_to(resources)
        parts = (_moved(data, sheet), shared.marks(sheet), slug(sheet, caption(number, len(pdf.pages))))
        _become(page.obj, sheet, resources, pdf.make_stream(b"\n".join(parts)))
        if recolouring.transparent:
            page.obj.Group = _mixed_in_inks()


def _fill_up(pdf: Any, pad: int) -> None:
    last = pdf.pages[-1].obj
    while len(pdf.pages) % pad:
        pdf.add_blank_page(page_size=(float(last.MediaBox[2]), float(last.MediaBox[3])))


class _Shared:
    """The resources of the marks, which all pages share."""

    def __init__(self, pdf: Any, fonts: Path, spot: Any) -> None:
        self.all = registration_space(pdf)
        self.font = slug_font(pdf, fonts)
        self.spot = spot

    def marks(self, sheet: Sheet) -> bytes:
        return marks(sheet, spot=self.spot is not None)

    def add_to(self, resources: Any) -> None:
        import pikepdf

        for category, name, part in (
            ("/ColorSpace", ALL, self.all), ("/Font", FONT, self.font), ("/ColorSpace", SPOT, self.spot),
        ):  # fmt: skip
            if part is not None:
                if category not in resources:
                    resources[category] = pikepdf.Dictionary()
                resources[category][name] = part


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


def _mixed_in_inks() -> Any:
    """Return the group of a page on which something shines through (ISO 32000-1, 11.6.6)."""
    import pikepdf

    return pikepdf.Dictionary(Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK, I=True)


def saved(pdf: Any) -> bytes:
    """Return the file: PDF 1.6, the same bytes for the same contents."""
    import pikepdf

    out = io.BytesIO()
    pikepdf.settings.set_flate_compression_level(9)
    objects = pikepdf.ObjectStreamMode.generate
    pdf.save(out, deterministic_id=True, force_version="1.6", object_stream_mode=objects, recompress_flate=True)
    return out.getvalue()
