"""Pictures of a kit → PNG and JPEG that a Word file may carry: no larger than needed, without the metadata of a camera."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from docx.oxml.parser import parse_xml
from docx.parts.story import StoryPart

from presskit.limits import PICTURE_PIXELS
from presskit.model.edition import Edition
from presskit.pictures.png import shallow
from presskit.writers.docx.xml import Element, allowed
from presskit.writers.errors import PICTURE_LAYOUT_FAILED, PICTURE_UNSUPPORTED_IN_WORD, WriterError, place_of

if TYPE_CHECKING:
    from PIL.Image import Image

    from presskit.source import Span

__all__ = ["EMU", "Pictures"]

EMU = 635
"""English Metric Units in a twentieth of a point (ECMA-376, part 1, 20.1.10.16)."""
FINEST = 300  # pixels per inch on the page; what is finer is not seen
_KINDS = {"JPEG": "JPEG", "MPO": "JPEG"}  # all others become PNG
_MODES = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA")}
_DRAWING = """\
<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent/><wp:docPr/>
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0"/><pic:cNvPicPr/>
</pic:nvPicPr><pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>
<a:ext/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>
</wp:inline></w:drawing>"""
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(slots=True)
class Pictures:
    """The pictures of one document; each drawing in it has its own number."""

    assets: Mapping[str, bytes]
    edition: Edition
    count: int = 0

    def drawing(self, source: str, alt: str, label: str, part: StoryPart, room: tuple[int, int]) -> Element:
        """Return the ``w:drawing`` of a picture that fits into ``room`` (width and height, twentieths of a point).

        ``alt`` is what it shows. Raises :class:`WriterError` where the picture is missing or cannot be shown.
        """
        data, size = self._fitted(source, room)
        link, _ = part.get_or_add_image(io.BytesIO(data))
        self.count += 1
        drawing: Element = parse_xml(_DRAWING)
        extent = {"cx": str(size[0] * EMU), "cy": str(size[1] * EMU)}
        attributes = {
            "extent": extent,
            "ext": extent,
            "docPr": {"id": str(self.count), "name": label, "descr": allowed(alt)},
            "cNvPr": {"name": label},
            "blip": {f"{_R}embed": link},
        }
        for element in drawing.iter():
            for attribute, content in attributes.get(element.tag.rpartition("}")[2], {}).items():
                element.set(attribute, content)
        return drawing

    def _fitted(self, source: str, room: tuple[int, int]) -> tuple[bytes, tuple[int, int]]:
        """Return the picture's bytes and its size on the page."""
        place = place_of(source, self.edition)
        if source not in self.assets:
            raise _unset(f"the picture «{source}» is not in the kit", "put it into the kit's folder", place)
        if PurePosixPath(source).suffix.lower() == ".svg":
            message = f"the picture «{source}» is an SVG, which older versions of Word and most translators' tools do not show"
            raise WriterError([PICTURE_UNSUPPORTED_IN_WORD.at(place, message, "save it as PNG and name that in the kit")])
        data = self.assets[source]
        picture, changed = _read(source, data, place)
        width, height = _size(picture.size, room)
        most = (width * FINEST // 1440 + 1, height * FINEST // 1440 + 1)
        if not changed and picture.width <= most[0] and picture.height <= most[1] and _stays(picture, data):
            return data, (width, height)
        picture.thumbnail(most)
        return _saved(picture), (width, height)


def _unset(message: str, hint: str, place: Span) -> WriterError:
    return WriterError([PICTURE_LAYOUT_FAILED.at(place, message, hint)])


def _stays(picture: Image, data: bytes) -> bool:
    """Return whether Word and python-docx can use the picture's bytes as they are: its metadata is gone already."""
    is_usual = data[6:10] in {b"JFIF", b"Exif"} if picture.format == "JPEG" else data[:4] == b"\x89PNG"
    return is_usual and picture.mode in _MODES[picture.format or "PNG"]


def _read(source: str, data: bytes, place: Span) -> tuple[Image, bool]:
    """Return a picture, upright as its camera held it, and whether it had to be changed for that."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
            if picture.width * picture.height > PICTURE_PIXELS:
                raise _unset(
                    f"the picture «{source}» has too many pixels",
                    f"up to {PICTURE_PIXELS // 1_000_000} million can be set",
                    place,
                )
            kind = picture.format
            upright = ImageOps.exif_transpose(picture)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise _unset(f"the picture «{source}» cannot be read", "save it anew as PNG or JPEG", place) from error
    shown = shallow(upright)
    shown.format = _KINDS.get(kind or "", "PNG")
    return shown, shown is not upright or picture.getexif().get(0x0112, 1) != 1


def _size(pixels: tuple[int, int], room: tuple[int, int]) -> tuple[int, int]:
    """Return the size on the page: 96 pixels an inch as on screens, smaller where there is no room for it."""
    width, height = (side * 15 for side in pixels)
    scale = min(1.0, room[0] / width, room[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _saved(picture: Image) -> bytes:
    """Return the picture's bytes without what a camera or a program wrote into them."""
    kind = picture.format or "PNG"
    plain = picture if picture.mode in _MODES[kind] else picture.convert("RGB" if kind == "JPEG" else "RGBA")
    plain.info = {key: plain.info[key] for key in ("transparency",) if key in plain.info}
    options = {"quality": 90} if kind == "JPEG" else {"optimize": True}
    written = io.BytesIO()
    plain.save(written, kind, **options)
    return written.getvalue()
