"""Greys of 16 bits, which neither WeasyPrint nor Word shows: the same picture in 8 bits."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from presskit.pictures import png

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["in_eight_bits", "shallow"]

_DEPTH, _KIND = 24, 25
"""Where a PNG tells how many bits a sample has, and of what kind its colours are: 0 is grey."""


def in_eight_bits(data: bytes) -> bytes:
    """Return a PNG of deep greys in 8 bits; any other picture as it is."""
    if not data.startswith(png.MAGIC) or data[_DEPTH : _KIND + 1] != bytes((16, 0)):
        return data
    from PIL import Image

    picture, out = Image.open(io.BytesIO(data)), io.BytesIO()
    shallow(picture).save(out, "PNG")
    return out.getvalue()


def shallow(picture: Image) -> Image:
    """Return a picture of deep greys in 8 bits; any other as it is."""
    if not picture.mode.startswith("I"):
        return picture
    made = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    clear = picture.info.get("transparency")
    made.info = {"transparency": clear // 256} if isinstance(clear, int) else {}
    return made
