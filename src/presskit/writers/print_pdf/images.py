"""Pictures (ISO 32000-1, 8.9) and gradients (8.7.4.5) of a page in inks.

What shines through stays as it is, in a soft mask of greys.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from presskit.writers.print_pdf.inks import Size, Target, ink_of, reduced, rgb_of, space_of

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["gradient_in_inks", "image_in_inks"]

_QUALITY = 95
FINE, FINER = 300, 450
"""Dots an inch that a press can show; a picture of more than the second number is made anew with the first."""
_PHOTOGRAPH = "/DCTDecode"


@dataclass(frozen=True, slots=True)
class _Pixels:
    """A decoded picture, and the ICC profile that its file brought along."""

    picture: Image.Image
    profile: bytes | None = None


class _UnknownFunctionError(Exception):
    """A gradient is described by a function of a type that SVG and CSS do not make (ISO 32000-1, 7.10)."""


def image_in_inks(pdf: Any, image: Any, target: Target, refuse: Callable[[str], Exception], size: Size | None = None) -> Any:
    """Return a picture in the colours of ``target``; stencils and greys stay as they are.

    ``size`` is how large it is printed, in points, None where that cannot be told.
    """
    import pikepdf

    if image.get("/ImageMask", False):
        return image
    kind = space_of(_base(image.ColorSpace))
    if kind == "grey":
        return image
    if isinstance(image.get("/Mask"), pikepdf.Array) or kind not in {"rgb", "cmyk"}:
        raise refuse("a picture in a colour space that presskit does not know")
    if kind == "cmyk" and target.space == "/DeviceCMYK":
        return _four_inks(pdf, image, target)
    pixels = _pixels(image)
    picture = fitted(pixels.picture.convert("RGB"), size)
    return _stored(pdf, image, target.picture(picture, pixels.profile))


def fitted(picture: Image.Image, size: Size | None) -> Image.Image:
    """Return a picture with no more dots than a press can show at ``size``."""
    from PIL import Image

    if size is None or min(size) <= 0:
        return picture
    dots = min(picture.width / size[0], picture.height / size[1]) * 72
    if dots <= FINER:
        return picture
    width, height = (max(1, round(side * FINE / 72)) for side in size)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _four_inks(pdf: Any, image: Any, target: Target) -> Any:
    """Return a picture that is in inks already, with less of them where they are too many."""
    picture = _pixels(image).picture
    if picture.mode != "CMYK" or ink_of(picture) <= target.limit:
        return image
    return _stored(pdf, image, reduced(picture, target.limit))


def _base(space: Any) -> Any:
    """Return the space that the colours of a palette are in."""
    import pikepdf

    indexed = isinstance(space, pikepdf.Array) and str(space[0]) in {"/Indexed", "/I"}
    return space[1] if indexed else space


def _pixels(image: Any) -> _Pixels:
    import pikepdf
    from PIL import Image

    if image.get("/Filter") == _PHOTOGRAPH:
        picture = Image.open(io.BytesIO(image.read_raw_bytes()))
        profile = picture.info.get("icc_profile")
        picture.load()
        return _Pixels(picture, profile if picture.mode == "RGB" else None)
    return _Pixels(pikepdf.PdfImage(image).as_pil_image())


def _stored(pdf: Any, image: Any, picture: Image.Image) -> Any:
    """Return a picture as an image object: what was a JPEG becomes one, everything else keeps each pixel."""
    import pikepdf

    photograph = image.get("/Filter") == _PHOTOGRAPH
    made = pikepdf.Stream(pdf, _jpeg(picture) if photograph else picture.tobytes())
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    made.Width, made.Height, made.BitsPerComponent = picture.width, picture.height, 8
    made.ColorSpace = pikepdf.Name.DeviceCMYK if picture.mode == "CMYK" else pikepdf.Name.DeviceGray
    if photograph:
        made.Filter = pikepdf.Name.DCTDecode
        if picture.mode == "CMYK":  # Pillow writes the inks of a JPEG inverted, as Adobe does
            made.Decode = pikepdf.Array([1, 0] * 4)
    for key in ("/SMask", "/Mask", "/Interpolate"):
        if key in image:
            made[key] = image[key]
    return pdf.make_indirect(made)


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


SAMPLES = 256
_KEPT = ("/ShadingType", "/Coords", "/Domain", "/Extend", "/BBox", "/AntiAlias")


def gradient_in_inks(pdf: Any, shading: Any, target: Target, refuse: Callable[[str], Exception]) -> Any:
    """Return a gradient along a line or between circles in the colours of ``target``; others raise what ``refuse`` makes."""
    import pikepdf

    kind = space_of(shading.ColorSpace)
    if kind == "cmyk" or (kind == "grey" and target.space == "/DeviceGray"):
        return shading
    if int(shading.ShadingType) not in {2, 3} or kind not in {"rgb", "grey", "lab"}:
        raise refuse("a gradient that runs neither along a line nor between circles")
    made = pikepdf.Dictionary({key: shading[key] for key in _KEPT if key in shading})
    made.ColorSpace = pikepdf.Name(target.space)
    if "/Background" in shading:
        made.Background = pikepdf.Array([round(part, 4) for part in target.parts(rgb_of(kind, shading.Background))])
    low, high = (float(end) for end in shading.get("/Domain", [0, 1]))
    try:
        steps = [_value(shading.Function, low + (high - low) * step / (SAMPLES - 1)) for step in range(SAMPLES)]
    except _UnknownFunctionError:
        raise refuse("a gradient whose colours are computed") from None
    made.Function = _sampled(pdf, [target.parts(rgb_of(kind, step)) for step in steps], (low, high))
    return made


def _sampled(pdf: Any, samples: list[tuple[float, ...]], domain: tuple[float, float]) -> Any:
    """Return a function of type 0 (ISO 32000-1, 7.10.2)."""
    import pikepdf

    stream = pikepdf.Stream(pdf, bytes(round(part * 255) for sample in samples for part in sample))
    stream.FunctionType = 0
    stream.Domain = pikepdf.Array(list(domain))
    stream.Range = pikepdf.Array([0, 1] * len(samples[0]))
    stream.Size = pikepdf.Array([len(samples)])
    stream.BitsPerSample = 8
    return pdf.make_indirect(stream)


def _value(function: Any, at: float) -> list[float]:
    """Return what a function of type 2 or 3 yields; raises :class:`_UnknownFunctionError` for others."""
    import pikepdf

    if isinstance(function, pikepdf.Array):
        return [part for each in function for part in _value(each, at)]
    match int(function.FunctionType):
        case 2:
            return _interpolated(function, at)
        case 3:
            return _stitched(function, at)
        case _:
            raise _UnknownFunctionError


def _interpolated(function: Any, at: float) -> list[float]:
    first = [float(part) for part in function.get("/C0", [0])]
    last = [float(part) for part in function.get("/C1", [1])]
    share = at ** float(function.N)
    return [start + share * (end - start) for start, end in zip(first, last, strict=True)]


def _stitched(function: Any, at: float) -> list[float]:
    low, high = (float(end) for end in function.Domain)
    bounds = [float(bound) for bound in function.Bounds]
    part = bisect_right(bounds, at)
    part = min(part, len(bounds))
    edges = [low, *bounds, high]
    start, end = edges[part], edges[part + 1]
    begin, finish = (float(function.Encode[2 * part + side]) for side in (0, 1))
    share = (at - start) / (end - start) if end > start else 0
    return _value(function.Functions[part], begin + share * (finish - begin))
