"""Little CMS, as Pillow brings it: transforms between profiles, each made once."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["lab_to_srgb", "lightness_of_black", "lightness_of_grey", "to_cmyk"]

_Named = Literal["sRGB", "LAB"]


def _profile(source: bytes | _Named) -> Any:
    from PIL import ImageCms

    if isinstance(source, str):
        return ImageCms.createProfile(source, 5000) if source == "LAB" else ImageCms.createProfile(source)
    return ImageCms.ImageCmsProfile(io.BytesIO(source))


@lru_cache(maxsize=16)
def _transform(source: bytes | _Named, target: bytes | _Named, from_mode: str, to_mode: str) -> Any:
    """Return a transform: relative colorimetric, with black point compensation."""
    from PIL import ImageCms

    return ImageCms.buildTransform(
        _profile(source),
        _profile(target),
        from_mode,
        to_mode,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _applied(picture: Image.Image, transform: Any) -> Image.Image:
    from PIL import ImageCms

    made = ImageCms.applyTransform(picture, transform)
    if made is None:
        raise ValueError("a transform into another picture makes one")
    return made


def to_cmyk(picture: Image.Image, profile: bytes, source: bytes | None) -> Image.Image:
    """Return a picture (mode RGB) in the inks of ``profile``; a ``source`` profile that cannot be used counts as sRGB."""
    from PIL import ImageCms

    try:
        return _applied(picture, _transform(source or "sRGB", profile, "RGB", "CMYK"))
    except (OSError, ImageCms.PyCMSError):
        return _applied(picture, _transform("sRGB", profile, "RGB", "CMYK"))


def lab_to_srgb(parts: tuple[float, float, float]) -> tuple[int, int, int]:
    """Return a CIE L*a*b* colour (D50) as sRGB."""
    from PIL import Image

    light, a, b = parts
    pixel = bytes((round(light * 2.55) & 255, round(a) & 255, round(b) & 255))
    made: Any = _applied(Image.frombytes("LAB", (1, 1), pixel), _transform("LAB", "sRGB", "LAB", "RGB")).getpixel((0, 0))
    return made[0], made[1], made[2]


def lightness_of_black(profile: bytes) -> bytes:
    """Return how light each of 256 steps of black alone is on the paper of ``profile``: L* from 0 to 255."""
    from PIL import Image

    steps = Image.frombytes("CMYK", (256, 1), b"".join(bytes((0, 0, 0, step)) for step in range(256)))
    return _applied(steps, _transform(profile, "LAB", "CMYK", "LAB")).getchannel(0).tobytes()


def lightness_of_grey() -> bytes:
    """Return how light each of the 256 greys of a screen is: L* from 0 to 255."""
    from PIL import Image

    steps = Image.frombytes("RGB", (256, 1), b"".join(bytes((step, step, step)) for step in range(256)))
    return _applied(steps, _transform("sRGB", "LAB", "RGB", "LAB")).getchannel(0).tobytes()
