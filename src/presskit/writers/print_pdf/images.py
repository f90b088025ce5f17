"""Pictures of a page (ISO 32000-1, 8.9) in inks. What shines through stays as it is, in a soft mask of greys."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from presskit.writers.print_pdf.inks import Target, ink_of, reduced
from presskit.writers.print_pdf.streams import Size, space_of

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["repainted"]

_QUALITY = 95
FINE, FINER = 300, 450
"""Dots an inch that a press can show; a picture of more than the second number is made anew with the first."""
_PHOTOGRAPH = "/DCTDecode"


@dataclass(frozen=True, slots=True)
class _Pixels:
    """A decoded picture, and the ICC profile that its file brought along."""

    picture: Image.Image
    profile: bytes | None = None


def repainted(pdf: Any, image: Any, target: Target, refuse: Callable[[str], Exception], size: Size | None = None) -> Any:
    """Return a picture in the colours of ``target``; stencils and greys stay as they are.

    ``size`` is how large it is printed, in points, None where that cannot be told.
    """
    if image.get("/ImageMask", False):
        return image
    kind = space_of(_base(image.ColorSpace))
    if kind == "grey":
        return image
    if _masks_by_colour(image) or kind not in {"rgb", "cmyk"}:
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


def _masks_by_colour(image: Any) -> bool:
    import pikepdf

    return isinstance(image.get("/Mask"), pikepdf.Array)


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
