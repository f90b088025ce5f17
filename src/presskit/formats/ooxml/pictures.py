"""What a picture's file tells beside its pixels: places, people, cameras."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from presskit.formats.ooxml.package import Package
from presskit.formats.ooxml.values import Image

if TYPE_CHECKING:
    from PIL.Image import Exif
    from PIL.Image import Image as Opened

__all__ = ["PLACE", "read_images"]

PLACE = "where it was taken"
MOST = 500
KINDS = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif"}
_GPS = 0x8825
_TAGS = {0x010F: "the camera", 0x0110: "the camera", 0x013B: "the author", 0x9C9D: "the author", 0x8298: "the owner of rights"}
_CAMERA = 0x8769
_CAMERA_TAGS = {0x9003: "when it was taken", 0xA430: "the owner of the camera", 0xA431: "the camera's serial number"}


def read_images(package: Package) -> Iterator[Image]:
    """Yield the picture files among the parts."""
    names = [each for each in package.names if PurePosixPath(each).suffix.lower() in KINDS]
    for each in names[:MOST]:
        yield Image(each, tuple(dict.fromkeys(_tells(package.data(each)))))


def _tells(data: bytes) -> Iterator[str]:
    """Yield what a picture tells; one that cannot be read tells nothing that this program can see."""
    from PIL import Image as Pillow

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Pillow.open(io.BytesIO(data))
            yield from _exif(picture.getexif())
            yield from _texts(picture)
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, Pillow.DecompressionBombError):
        return


def _exif(exif: Exif) -> Iterator[str]:
    if exif.get_ifd(_GPS):
        yield PLACE
    camera = exif.get_ifd(_CAMERA)
    for tags, told in ((exif, _TAGS), (camera, _CAMERA_TAGS)):
        yield from (words for tag, words in told.items() if tags.get(tag))


def _texts(picture: Opened) -> Iterator[str]:
    """Yield what stands in XMP, IPTC and the text chunks of a PNG."""
    if b"GPSLatitude" in _bytes(picture.info.get("xmp")) or "GPSLatitude" in str(picture.info.get("XML:com.adobe.xmp", "")):
        yield PLACE
    if str(picture.info.get("Author", "")).strip():
        yield "the author"


def _bytes(data: object) -> bytes:
    return data if isinstance(data, bytes) else b""
