"""A JPEG in four inks, which neither a screen nor an archive shows truly: its own profile says what its colours are."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from functools import lru_cache

from presskit.pictures import jpeg
from presskit.pictures.stripped import Stripped

__all__ = ["stripped"]

_QUALITY = 95
_MOST_PIXELS = 80_000_000


def stripped(data: bytes) -> Stripped:
    """Return a JPEG without its metadata; one in inks with a profile has colours of a screen (sRGB) then.

    Raises :class:`~presskit.pictures.stripped.DamagedError`.
    """
    made = jpeg.stripped(data)
    if not jpeg.uses_inks(made.data) or not jpeg.profile_of(made.data):
        return made
    screen = _on_screen(made.data)
    return replace(made, data=screen, converted=True) if screen else made


@lru_cache(maxsize=4)
def _on_screen(data: bytes) -> bytes:
    """Return the picture in sRGB, as its maker saw it; nothing where its profile is not one of four inks."""
    from PIL import Image, ImageCms

    profile = io.BytesIO(jpeg.profile_of(data))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > _MOST_PIXELS:
            return b""
        picture.load()
        screen = ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (OSError, ValueError, SyntaxError, ImageCms.PyCMSError, Image.DecompressionBombError):
        return b""
    if screen is None:
        return b""
    out, orientation = io.BytesIO(), picture.getexif().get(0x0112, 1)
    screen.info.clear()
    exif = Image.Exif()
    exif[0x0112] = orientation
    screen.save(out, "JPEG", quality=_QUALITY, subsampling=0, **({"exif": exif} if orientation != 1 else {}))
    return jpeg.stripped(out.getvalue()).data
