"""An image of the file → its pixels and colours, and how much ink a CMYK image asks for."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

import pikepdf

from presskit.formats.pdf_file import coercion
from presskit.formats.pdf_file.coercion import Budget, TooMuchError
from presskit.formats.pdf_file.colour import GRAY, colour_space
from presskit.formats.pdf_file.values import Image
from presskit.limits import PDF_PICTURE_PIXELS
from presskit.pictures.jpeg import stripped
from presskit.pictures.metadata import DamagedError, MetadataKind

__all__ = ["inline_image", "load_image"]

_GRAVE = frozenset({MetadataKind.PLACE, MetadataKind.DEVICE, MetadataKind.TIME})
"""Names are none of it: that of a photographer is to be carried."""
PIXELS = PDF_PICTURE_PIXELS
"""Larger images are not sampled for their ink."""
SAMPLE = 300
"""Pixels of the longer side of the sample."""


def load_image(holder: Any, resources: Any, budget: Budget) -> Image:
    """Return what there is to say of an image (ISO 32000-1, 8.9.5)."""
    mask = coercion.get(holder, "/ImageMask") is True
    space = GRAY if mask else colour_space(coercion.get(holder, "/ColorSpace"), resources)
    width, height = (int(coercion.number(coercion.get(holder, key))) for key in ("/Width", "/Height"))
    soft_mask, inks = coercion.get(holder, "/SMask"), space.name in {"DeviceCMYK", "ICCBased"} and space.components == 4
    return Image(
        width, height, space, mask,
        soft_mask=soft_mask is not None or coercion.number(coercion.get(holder, "/SMaskInData")) > 0,
        ink=_ink(holder, width, height, budget) if inks else None,
        smoothed=any(coercion.get(each, "/Interpolate") is True for each in (holder, soft_mask)),
        tells=_tells(holder),
    )  # fmt: skip


def _tells(holder: Any) -> tuple[str, ...]:
    """Return what the metadata of a JPEG tells of places, devices, people and hours."""
    if _filters(holder) == ["DCTDecode"]:
        with suppress(DamagedError, pikepdf.PdfError, RuntimeError):
            return tuple(str(each) for each in stripped(bytes(holder.read_raw_bytes())).kinds if each in _GRAVE)
    return ()


def _filters(holder: Any) -> list[str]:
    return [coercion.name(each) for each in coercion.items(coercion.get(holder, "/Filter"))]


def inline_image(image: Any, resources: Any) -> Image:
    """Return what there is to say of an image inside a content stream (8.9.7)."""
    try:
        mask = bool(image.image_mask)
        named = image.obj.get("/ColorSpace", image.obj.get("/CS")) if hasattr(image, "obj") else None
        return Image(int(image.width), int(image.height), GRAY if mask else colour_space(named, resources), mask)
    except (pikepdf.PdfError, AttributeError, ValueError, TypeError, KeyError, NotImplementedError):
        return Image(0, 0, GRAY, mask=True)


def _ink(holder: Any, width: int, height: int, budget: Budget) -> float | None:
    """Return the ink that 99 of 100 sampled pixels keep to, in per cent; None where they cannot be read."""
    if not 0 < width * height <= PIXELS or coercion.number(coercion.get(holder, "/BitsPerComponent"), 8) != 8:
        return None
    filters = _filters(holder)
    inverted = coercion.numbers(coercion.get(holder, "/Decode"))[:2] == (1.0, 0.0)
    try:
        pixels = _jpeg(holder) if filters == ["DCTDecode"] else _raw(holder, width, height, filters, budget)
    except (OSError, ValueError, SyntaxError, pikepdf.PdfError, TooMuchError, MemoryError, RuntimeError):
        return None
    sums = sorted(sum(pixels[at : at + 4]) for at in range(0, len(pixels) - 3, 4))
    few = len(sums) // 100
    return (1020 - sums[few] if inverted else sums[-1 - few]) / 2.55 if sums else None


def _raw(holder: Any, width: int, height: int, filters: list[str], budget: Budget) -> bytes:
    """Return some rows' pixels; of a filter that only a decoder of pictures knows, none."""
    if {"JPXDecode", "CCITTFaxDecode", "JBIG2Decode", "DCTDecode"} & set(filters):
        return b""
    data = coercion.decoded(holder, budget)
    step = max(1, max(width, height) // SAMPLE)
    rows = (data[row * width * 4 : (row + 1) * width * 4] for row in range(0, height, step))
    return b"".join(row[at : at + 4] for row in rows for at in range(0, len(row) - 3, 4 * step))


def _jpeg(holder: Any) -> bytes:
    """Return the pixels of a small version as the file holds them; Pillow turns those of Adobe's programs around."""
    from PIL import Image as Pictures
    from PIL import ImageChops

    with Pictures.open(io.BytesIO(holder.read_raw_bytes()), formats=["JPEG"]) as picture:
        picture.draft("CMYK", (SAMPLE, SAMPLE))
        if picture.mode != "CMYK" or picture.width * picture.height > PIXELS:
            return b""
        small = picture.resize((min(SAMPLE, picture.width), min(SAMPLE, picture.height)), Pictures.Resampling.NEAREST)
        return (ImageChops.invert(small) if "adobe" in picture.info else small).tobytes()
