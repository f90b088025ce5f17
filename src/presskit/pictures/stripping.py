"""Any picture of a kit → the same picture without its metadata. All pictures of outputs pass through here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from presskit.pictures import gif, jpeg, png, svg, webp
from presskit.pictures.metadata import DamagedError, PictureStatement, Stripped, xmp_packet

__all__ = ["ENDINGS", "bare", "stated", "stripped"]

ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff"})
"""How the names of pictures end."""
_FORMATS: Mapping[bytes, Callable[[bytes], Stripped]] = {
    jpeg.MAGIC: jpeg.stripped_in_rgb,
    png.MAGIC: png.stripped,
    webp.MAGIC: webp.stripped,
    gif.MAGIC: gif.stripped,
}
_STATED: Mapping[bytes, Callable[[bytes, bytes], bytes]] = {
    jpeg.MAGIC: jpeg.stated,
    png.MAGIC: png.stated,
    webp.MAGIC: webp.stated,
}


def stripped(data: bytes) -> Stripped:
    """Return a picture without its metadata, its format known by its first bytes; anything else is read as SVG.

    Raises :class:`~presskit.pictures.metadata.DamagedError` where the bytes do not follow their format.
    """
    way = next((way for magic, way in _FORMATS.items() if data.startswith(magic)), None)
    return way(data) if way else svg.stripped(data, stripped)


def bare(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that an output may show, the pictures among them without metadata.

    A picture that cannot be read is left out, for nobody knows what stands in it, and so is one that no output shows.
    """
    results = {name: _bare(data) if name.lower().endswith(tuple(ENDINGS)) else data for name, data in files.items()}
    return {name: data for name, data in results.items() if data is not None}


def _bare(data: bytes) -> bytes | None:
    try:
        return stripped(data).data
    except DamagedError:
        return None


def stated(data: bytes, statement: PictureStatement) -> bytes:
    """Return a stripped picture with what the kit states of it, where its format has a place for that."""
    way = next((way for magic, way in _STATED.items() if data.startswith(magic)), None)
    return data if way is None or statement == PictureStatement() else way(data, xmp_packet(statement))
