"""Pictures (ISO 32000-1, 8.9) and gradients (8.7.4.5) of a page in inks.

What shines through stays as it is, in a soft mask of greys.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from presskit.writers.print_pdf.inks import Size, Target, ink_of, reduced, rgb_of, space_of

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["gradient_in_inks", "image_in_inks"]

_QUALITY = 95
FINE, FINER = 300, 450
"""Dots an inch that a press can show; a picture of more than the second number is made anew with the first."""
_PHOTOGRAPH = "/DCTDecode"


class _UnknownFunctionError(Exception):
    """A gradient is described by a function of a type that SVG and CSS do not make (ISO 32000-1, 7.10)."""


def image_in_inks(pdf: Any, image: Any, target: Target, refuse: Callable[[str], Exception], size: Size | None = None) -> Any:
    """Return a picture in the colours of ``target``; stencils and greys stay as they are.

    ``size`` is how large it is printed, in points, None where that is not known.
    """
    import pikepdf

    if image.get("/ImageMask", False):
        return image
    kind = space_of(_base(image.ColorSpace))
    if kind == "grey":
        return image
    if isinstance(image.get("/Mask"), pikepdf.Array) or kind not in {"rgb", "cmyk"}:
        raise refuse("a picture in a colour space that presskit does not know")
    picture, profile = _decoded(image)
    if kind == "cmyk" and target.space == "/DeviceCMYK":  # in inks already: less of them where they are too many
        unchanged = picture.mode != "CMYK" or ink_of(picture) <= target.limit
        return image if unchanged else _stored(pdf, image, reduced(picture, target.limit))
    return _stored(pdf, image, target.picture(fitted(picture.convert("RGB"), size), profile))


def fitted(picture: Image.Image, size: Size | None) -> Image.Image:
    """Return a picture with no more dots than a press can show at ``size``."""
    from PIL import Image

    if size is None or min(size) <= 0:
        return picture
    dots = min(picture.width / size[0], picture.height / size[1]) * 72
    if dots <= FINER:
        return picture
    wide, high = (max(1, round(side * FINE / 72)) for side in size)
    return picture.resize((wide, high), Image.Resampling.LANCZOS)


def _base(space: Any) -> Any:
    """Return the space that the colours of a palette are in."""
    import pikepdf

    indexed = isinstance(space, pikepdf.Array) and str(space[0]) in {"/Indexed", "/I"}
    return space[1] if indexed else space


def _decoded(image: Any) -> tuple[Image.Image, bytes | None]:
    """Return a picture, and the ICC profile that its file brought along; None where it has none."""
    import pikepdf
    from PIL import Image

    if image.get("/Filter") != _PHOTOGRAPH:
        return pikepdf.PdfImage(image).as_pil_image(), None
    picture = Image.open(io.BytesIO(image.read_raw_bytes()))
    profile = picture.info.get("icc_profile")
    picture.load()
    return picture, profile if picture.mode == "RGB" else None


def _stored(pdf: Any, image: Any, picture: Image.Image) -> Any:
    """Return a picture as an image object: what was a JPEG becomes one, everything else keeps each pixel."""
    import pikepdf

    photograph, in_inks = image.get("/Filter") == _PHOTOGRAPH, picture.mode == "CMYK"
    facts = {key: image[key] for key in ("/SMask", "/Mask", "/Interpolate") if key in image} | {
        "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/BitsPerComponent": 8,
        "/Width": picture.width, "/Height": picture.height,
        "/ColorSpace": pikepdf.Name.DeviceCMYK if in_inks else pikepdf.Name.DeviceGray,
    }  # fmt: skip
    facts |= {"/Filter": pikepdf.Name.DCTDecode} if photograph else {}
    if photograph and in_inks:  # Pillow writes the inks of a JPEG inverted, as Adobe does
        facts["/Decode"] = pikepdf.Array([1, 0] * 4)
    return pdf.make_indirect(pikepdf.Stream(pdf, _jpeg(picture) if photograph else picture.tobytes(), facts))


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


SAMPLES = 256
_UNCHANGED = ("/ShadingType", "/Coords", "/Domain", "/Extend", "/BBox", "/AntiAlias")


def gradient_in_inks(pdf: Any, shading: Any, target: Target, refuse: Callable[[str], Exception]) -> Any:
    """Return a gradient along a line or between circles in the colours of ``target``; others raise what ``refuse`` makes."""
    import pikepdf

    kind = space_of(shading.ColorSpace)
    if kind == "cmyk" or (kind == "grey" and target.space == "/DeviceGray"):
        return shading
    if int(shading.ShadingType) not in {2, 3} or kind not in {"rgb", "grey", "lab"}:
        raise refuse("a gradient that runs neither along a line nor between circles")
    gradient = pikepdf.Dictionary({key: shading[key] for key in _UNCHANGED if key in shading})
    gradient.ColorSpace = pikepdf.Name(target.space)
    if "/Background" in shading:
        gradient.Background = pikepdf.Array([round(part, 4) for part in target.parts(rgb_of(kind, shading.Background))])
    low, high = (float(end) for end in shading.get("/Domain", [0, 1]))
    try:
        steps = [_value(shading.Function, low + (high - low) * step / (SAMPLES - 1)) for step in range(SAMPLES)]
    except _UnknownFunctionError:
        raise refuse("a gradient whose colours are computed") from None
    gradient.Function = _sampled(pdf, [target.parts(rgb_of(kind, step)) for step in steps], (low, high))
    return gradient


def _sampled(pdf: Any, samples: list[tuple[float, ...]], domain: tuple[float, float]) -> Any:
    """Return a function of type 0 (ISO 32000-1, 7.10.2)."""
    import pikepdf

    return pdf.make_indirect(pikepdf.Stream(
        pdf, bytes(round(part * 255) for sample in samples for part in sample), FunctionType=0, BitsPerSample=8,
        Domain=pikepdf.Array(list(domain)), Range=pikepdf.Array([0, 1] * len(samples[0])), Size=pikepdf.Array([len(samples)]),
    ))  # fmt: skip


def _value(function: Any, at: float) -> list[float]:
    """Return what a function of type 2 or 3 yields; raises :class:`_UnknownFunctionError` for others."""
    import pikepdf

    if isinstance(function, pikepdf.Array):
        return [part for each in function for part in _value(each, at)]
    match int(function.FunctionType):
        case 2:
            first, last = (map(float, function.get(key, [end])) for key, end in (("/C0", 0), ("/C1", 1)))
            share = at ** float(function.N)
            return [start + share * (end - start) for start, end in zip(first, last, strict=True)]
        case 3:
            return _stitched(function, at)
        case _:
            raise _UnknownFunctionError


def _stitched(function: Any, at: float) -> list[float]:
    low, high = (float(end) for end in function.Domain)
    bounds = [float(bound) for bound in function.Bounds]
    part = bisect_right(bounds, at)
    start, end = [low, *bounds, high][part : part + 2]
    begin, finish = (float(function.Encode[2 * part + side]) for side in (0, 1))
    share = (at - start) / (end - start) if end > start else 0
    return _value(function.Functions[part], begin + share * (finish - begin))
