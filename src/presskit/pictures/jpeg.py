"""JPEG (ISO/IEC 10918-1, annex B): segments are kept or dropped whole; the picture is not decoded.

But for one in four inks: neither a screen nor an archive shows it truly, and its own profile says what its colours are.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import starmap

from presskit.limits import PICTURE_BYTES_A_SECOND, PICTURE_PIXELS, PICTURE_SECONDS
from presskit.pictures.metadata import (
    EXIF_HEAD,
    ORIENTATION,
    XMP_HEAD,
    DamagedError,
    MetadataKind,
    Stripped,
    in_order,
    plain_profile,
    profile_kinds,
    read_exif,
    upright_exif,
    xmp_kinds,
)
from presskit.sandbox.limits import StoppedError

__all__ = ["MAGIC", "on_screen", "profile_of", "stated", "stripped", "stripped_in_rgb", "uses_inks"]

MAGIC = b"\xff\xd8\xff"
SOS, EOI, APP0, APP1, APP2, APP14, COMMENT = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_PROFILE = b"ICC_PROFILE\0"
_MOST = 65533 - len(_PROFILE) - 2  # bytes of a profile in one segment
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_MARKER = re.compile(rb"\xff+([^\x00\xff])")
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends a scan: neither a byte that is stuffed nor a restart nor a fill byte."""

Segment = tuple[int, bytes]
"""A marker and what follows it: a segment without its length; with ``SOS`` the scan too, with ``EOI`` the file's rest."""


def _segments(data: bytes) -> Iterator[Segment]:
    """Yield the segments of a picture. Raises :class:`DamagedError`."""
    at = 2
    while True:
        match = _MARKER.match(data, at)
        if match is None:
            raise DamagedError("no segment where one must be")
        marker, at = match[1][0], match.end()
        if marker == EOI:
            yield EOI, data[at:]
            return
        end = at + int.from_bytes(data[at : at + 2], "big")
        if end < at + 2 or end > len(data):
            raise DamagedError("a segment is cut off")
        if marker == SOS:
            scan = _AFTER_SCAN.search(data, end)
            if scan is None:
                raise DamagedError("the picture has no end")
            end = scan.start()
        yield marker, data[at + 2 : end]
        at = end


def _written(segments: Iterable[Segment]) -> bytes:
    return b"\xff\xd8" + b"".join(starmap(_segment, segments)) + bytes((0xFF, EOI))


def _segment(marker: int, body: bytes) -> bytes:
    # the head of a scan has three bytes, one that counts the components, and two for each of them
    size = 4 + 2 * body[0] if marker == SOS else len(body)
    return struct.pack(">BBH", 0xFF, marker, 2 + size) + body


@dataclass(slots=True)
class _SortedSegments:
    """The segments that stay (``head``, ``rest``), and what is known of the others; ``profile`` in its numbered pieces."""

    head: list[Segment] = field(default_factory=list)
    rest: list[Segment] = field(default_factory=list)
    kinds: set[MetadataKind] = field(default_factory=set)
    profile: dict[int, bytes] = field(default_factory=dict)
    orientation: int = 1

    @property
    def colours(self) -> bytes:
        return b"".join(self.profile[number] for number in sorted(self.profile))

    @property
    def segments(self) -> list[Segment]:
        turned = [(APP1, EXIF_HEAD + upright_exif(self.orientation))] if self.orientation != 1 else []
        profile = plain_profile(self.colours)
        parts = [profile[at : at + _MOST] for at in range(0, len(profile), _MOST)]
        colours = [(APP2, _PROFILE + bytes((number, len(parts))) + part) for number, part in enumerate(parts, 1)]
        return [*self.head, *turned, *colours, *self.rest]


def _kinds_of(marker: int, body: bytes) -> set[MetadataKind]:
    """Return what a segment holds that is dropped; phones append films, further pictures and places behind the end."""
    if marker == EOI:
        return {MetadataKind.HIDDEN} if body.strip(b"\0\r\n\xff") else set()
    if body.startswith(b"http://ns.adobe.com/x"):
        return xmp_kinds(body)
    if marker == COMMENT or body.startswith((b"Photoshop 3.0\0", b"Adobe_")):
        return {MetadataKind.NOTES}
    return {MetadataKind.PREVIEW if body.startswith((b"JFXX", b"MPF\0")) else MetadataKind.HIDDEN}


def _sorted(data: bytes) -> _SortedSegments:
    result = _SortedSegments()
    for marker, body in _segments(data):
        if marker == APP0 and body.startswith(b"JFIF\0"):
            result.head.append((APP0, body[:12] + b"\0\0"))
            result.kinds |= {MetadataKind.PREVIEW} if len(body) > 14 else set()
        elif marker == APP1 and body.startswith(EXIF_HEAD):
            exif = read_exif(body)
            result.kinds |= exif.kinds
            result.orientation = exif.orientation
        elif marker == APP2 and body.startswith(_PROFILE) and len(body) > len(_PROFILE) + 2:
            result.profile[body[len(_PROFILE)]] = body[len(_PROFILE) + 2 :]
        elif marker == APP14 and body.startswith(b"Adobe"):
            result.rest.append((APP14, body[:12]))
        elif APP0 <= marker <= APP0 + 15 or marker in {COMMENT, EOI}:
            result.kinds |= _kinds_of(marker, body)
        else:
            result.rest.append((marker, body))
    result.kinds |= profile_kinds(result.colours)
    return result


def stripped(data: bytes) -> Stripped:
    """Return a JPEG with its picture, its colours and which side is up. Raises :class:`DamagedError`."""
    result = _sorted(data)
    return Stripped(_written(result.segments), in_order(result.kinds))


def uses_inks(data: bytes) -> bool:
    """Return whether a picture is a JPEG with four colours, which are inks. Raises :class:`DamagedError`."""
    segments = _segments(data) if data.startswith(MAGIC) else ()
    return any(marker in _FRAMES and len(body) > 5 and body[5] == 4 for marker, body in segments)


def profile_of(data: bytes) -> bytes:
    """Return the ICC profile of a JPEG, empty where it has none. Raises :class:`DamagedError`."""
    return plain_profile(_sorted(data).colours)


def stated(data: bytes, packet: bytes) -> bytes:
    """Return a stripped JPEG with an XMP packet. Raises :class:`DamagedError`."""
    segments = [each for each in _segments(data) if each[0] != EOI]
    place = next((at for at, (marker, _) in enumerate(segments) if marker not in {APP0, APP1}), 0)
    return _written([*segments[:place], (APP1, XMP_HEAD + packet), *segments[place:]])


_QUALITY = 95


def stripped_in_rgb(data: bytes) -> Stripped:
    """Return a JPEG without its metadata; one in inks with a profile has colours of a screen (sRGB) then.

    Raises :class:`~presskit.pictures.metadata.DamagedError`.
    """
    result = stripped(data)
    if not uses_inks(result.data) or not profile_of(result.data):
        return result
    screen = _on_screen(result.data)
    return replace(result, data=screen, converted=True) if screen else result


@lru_cache(maxsize=4)
def _on_screen(data: bytes) -> bytes:
    """Return the picture in sRGB, as its maker saw it; nothing where its profile is not one of four inks.

    It is decoded in a worker, within limits; nothing comes of one that takes more.
    """
    from presskit.sandbox.running import run

    seconds, loads = PICTURE_SECONDS + len(data) / PICTURE_BYTES_A_SECOND, ("PIL.JpegImagePlugin", "PIL.ImageCms")
    try:
        screen: bytes = run(f"{__name__}:on_screen", data, seconds=seconds, loads=loads)
    except StoppedError:
        return b""
    return screen


def on_screen(data: bytes) -> bytes:
    """Return a JPEG of four inks in sRGB; nothing where its profile is not one of inks, or it cannot be decoded."""
    from PIL import Image, ImageCms

    profile = io.BytesIO(profile_of(data))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > PICTURE_PIXELS:
            return b""
        picture.load()
        screen = ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (OSError, ValueError, SyntaxError, ImageCms.PyCMSError, Image.DecompressionBombError):
        return b""
    if screen is None:
        return b""
    out, orientation = io.BytesIO(), picture.getexif().get(ORIENTATION, 1)
    screen.info.clear()
    screen.save(out, "JPEG", quality=_QUALITY, subsampling=0, exif=EXIF_HEAD + upright_exif(orientation))
    return stripped(out.getvalue()).data
