"""Pictures that tell too much, in every place that a format has for it; what they tell holds the word SENTINEL."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

__all__ = ["PLANTED", "WORD", "encoded", "exif", "photograph", "xmp"]

WORD = b"SENTINEL"


def photograph() -> Image.Image:
    """Return a picture of which each part looks different."""
    grey = Image.linear_gradient("L").resize((60, 40))
    return Image.merge(
        "RGB", (grey, grey.transpose(Image.Transpose.FLIP_LEFT_RIGHT), grey.transpose(Image.Transpose.FLIP_TOP_BOTTOM))
    )


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int = 6) -> bytes:
    """Return Exif with a place, a camera, numbers, a name, an hour."""
    made = Image.Exif()
    made.update(
        {0x0112: orientation, 0x010F: "SENTINEL Cameras", 0x0110: "SENTINEL 9", 0x013B: "Ana SENTINEL", 0x0131: "SENTINEL 1.0"}
    )
    made.get_ifd(0x8825).update({1: "N", 2: (33.0, 30.0, 0.0), 3: "E", 4: (36.0, 18.0, 0.0)})
    made.get_ifd(0x8769).update({0xA431: "SENTINEL77", 0xA430: "SENTINEL Owner", 0x9003: "2026:03:02 11:12:13"})
    return made.tobytes()


def xmp() -> bytes:
    """Return an XMP packet with a name, a city, a serial number."""
    return (
        b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        b' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"'
        b' xmlns:dc="http://purl.org/dc/elements/1.1/" photoshop:City="SENTINELTOWN" aux:SerialNumber="SENTINEL78">'
        b"<dc:creator><rdf:Seq><rdf:li>Ana SENTINEL</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
        b'<?xpacket end="w"?>'
    )


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _iim(*datasets: tuple[int, bytes]) -> bytes:
    """Return the bytes of IPTC-IIM, as Photoshop keeps them."""
    data = b"".join(b"\x1c\x02" + bytes((number,)) + struct.pack(">H", len(text)) + text for number, text in datasets)
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data + bytes(len(data) % 2)


def _in_jpeg(plain: bytes, *segments: bytes, behind: bytes = b"") -> bytes:
    return plain[:2] + b"".join(segments) + plain[2:] + behind


@cache
def profile(describes: str) -> bytes:
    """Return an sRGB profile whose name is that of a screen; it holds the hour at which it is made."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    words = "sRGB built-in".encode("utf-16-be")
    assert words in plain
    return plain.replace(words, describes[:13].ljust(13).encode("utf-16-be"))


def jpeg(**options: Any) -> bytes:
    plain = encoded(photograph(), "JPEG", exif=exif(), icc_profile=profile("SENTINEL mac"), **options)
    small = b"JFXX\0\x10" + encoded(photograph().resize((9, 6)), "JPEG", comment=WORD)
    parts = (
        _segment(0xE0, small),
        _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp()),
        _segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + WORD),
        _segment(0xED, _iim((80, b"Ana SENTINEL"), (90, b"SENTINELTOWN"))),
        _segment(0xE2, b"FPXR\0" + WORD),
        _segment(0xEC, b"Ducky" + WORD),
        _segment(0xFE, b"SENTINEL took this"),
    )
    return _in_jpeg(plain, *parts, behind=b"\0\0SEFT" + WORD + plain)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Ana SENTINEL")
    texts.add_text("Comment", "SENTINEL " * 40, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", xmp().decode())
    plain = encoded(photograph(), "PNG", pnginfo=texts, exif=exif(), icc_profile=profile("SENTINEL mac"))
    end = plain.rindex(b"IEND") - 4
    further = _chunk(b"tIME", struct.pack(">H5B", 2026, 3, 2, 11, 12, 13)) + _chunk(b"prVt", WORD)
    return plain[:end] + further + plain[end:] + WORD


def webp(**options: Any) -> bytes:
    plain = encoded(photograph(), "WEBP", exif=exif(), xmp=xmp(), icc_profile=profile("SENTINEL mac"), **options)
    further = b"JUNK" + struct.pack("<I", len(WORD)) + WORD
    return b"RIFF" + struct.pack("<I", len(plain) - 8 + len(further)) + plain[8:] + further


def gif() -> bytes:
    plain = encoded(photograph().quantize(16), "GIF", comment=b"SENTINEL took this")
    trailer = bytes((1, *range(255, -1, -1), 0))  # so that a reader that knows nothing of XMP finds its end
    packet = b"\x21\xff\x0bXMP DataXMP" + xmp() + trailer
    return plain[:-1] + packet + b"\x21\x01\x0c" + bytes(12) + b"\x08SENTINEL\0" + b";" + WORD


def svg() -> bytes:
    inner = base64.b64encode(jpeg()).decode()
    return f"""<?xml version="1.0" encoding="UTF-8"?><!-- Made by Ana SENTINEL -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<?SENTINEL editor?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="40"
 xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 sodipodi:docname="SENTINEL.svg" inkscape:export-filename="/home/SENTINEL/x.png"><title>SENTINEL</title><desc>SENTINEL</desc>
<metadata><rdf:RDF><dc:creator>Ana SENTINEL</dc:creator></rdf:RDF></metadata>
<sodipodi:namedview inkscape:window-width="900" id="SENTINEL"/><style>rect {{ fill: red /* SENTINEL */ }}</style>
<g inkscape:label="SENTINEL" data-name="SENTINEL"><rect width="9" height="9"><title>SENTINEL</title></rect></g>
<image width="30" height="20" xlink:href="data:image/jpeg;base64,{inner}"/><text x="1" y="30">Dam<!-- SENTINEL --> here</text>
</svg>""".encode()


PLANTED: Mapping[str, Callable[[], bytes]] = {
    "photo.jpg": jpeg,
    "progressive.jpg": lambda: jpeg(progressive=True),
    "drawing.png": png,
    "photo.webp": webp,
    "lossless.webp": lambda: webp(lossless=True),
    "moving.gif": gif,
    "map.svg": svg,
}
