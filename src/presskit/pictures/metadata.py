"""What stands in a picture file beside the picture: what it gives away; Exif, ICC profiles and XMP, read and written."""

from __future__ import annotations

import struct
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from presskit.limits import EXIF_ENTRIES

__all__ = [
    "EXIF_HEAD",
    "ORIENTATION",
    "XMP_HEAD",
    "DamagedError",
    "Exif",
    "MetadataKind",
    "PictureStatement",
    "Stripped",
    "in_order",
    "plain_profile",
    "profile_kinds",
    "read_exif",
    "upright_exif",
    "xmp_kinds",
    "xmp_packet",
]  # fmt: skip

class DamagedError(ValueError):
    """The bytes do not follow their format, so what they contain cannot be known."""


class MetadataKind(StrEnum):
    """What kind of fact metadata holds, in words that follow «tells»."""

    PLACE = "where it was taken"
    DEVICE = "the camera or another device"
    PERSON = "names of people"
    TIME = "when it was taken"
    NOTES = "notes of an editing program or an agency"
    PREVIEW = "a small copy of the picture, perhaps an older one"
    HIDDEN = "data that no viewer shows"


@dataclass(frozen=True, slots=True)
class Stripped:
    """The bytes of a picture, with the ``kinds`` of its metadata; ``converted`` from four inks to screen colours."""

    data: bytes
    kinds: tuple[MetadataKind, ...] = ()
    converted: bool = False


def in_order(kinds: Container[MetadataKind]) -> tuple[MetadataKind, ...]:
    """Return the kinds in the order of :class:`MetadataKind`."""
    return tuple(each for each in MetadataKind if each in kinds)


EXIF_HEAD = b"Exif\0\0"
ORIENTATION, EXIF_IFD, GPS_IFD = 0x0112, 0x8769, 0x8825
_TAGS_OF_KIND = {
    MetadataKind.PLACE: {GPS_IFD},
    # Make, Model, MakerNote, serial numbers and names of body and lens, unique ids, the computer
    MetadataKind.DEVICE: {0x010F, 0x0110, 0x013C, 0x927C, 0xA420, 0xA431, 0xA432, 0xA433, 0xA434, 0xA435, 0xC614, 0xC62F},
    MetadataKind.PERSON: {0x013B, 0x8298, 0x9C9D, 0xA430, 0xA436, 0xA437, 0xA438},
    MetadataKind.TIME: {0x0132, 0x9003, 0x9004, 0x882A, 0x9010, 0x9011, 0x9012},
    MetadataKind.NOTES: {0x010D, 0x010E, 0x0131, 0x02BC, 0x83BB, 0x8649, 0x9286, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F, 0xEA1C},
    MetadataKind.PREVIEW: {0x0201},
}
_KIND_OF_TAG = {tag: kind for kind, tags in _TAGS_OF_KIND.items() for tag in tags}


@dataclass(frozen=True, slots=True)
class Exif:
    """The metadata in a block of Exif. ``orientation`` is 1 to 8 as in its tag; 1 is upright."""

    kinds: frozenset[MetadataKind]
    orientation: int = 1


def read_exif(data: bytes) -> Exif:
    """Read a block of Exif, from its TIFF header on; of a broken one it is known that it is there, and no more."""
    try:
        entries = dict(_entries(data.removeprefix(EXIF_HEAD)))
    except (struct.error, ValueError):
        return Exif(frozenset({MetadataKind.NOTES}))
    orientation = entries.get(ORIENTATION, 1)
    kinds = frozenset(_KIND_OF_TAG[tag] for tag in entries if tag in _KIND_OF_TAG)
    return Exif(kinds, orientation if 1 <= orientation <= 8 else 1)


def _entries(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield tag and short value of the entries of all directories that matter here (TIFF 6.0, 2)."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        raise ValueError("no byte order")
    waiting, seen = [struct.unpack_from(order + "I", data, 4)[0]], set[int]()
    while waiting:
        at = waiting.pop()
        if at in seen or not at or len(seen) > EXIF_ENTRIES:
            continue
        seen.add(at)
        (count,) = struct.unpack_from(order + "H", data, at)
        for index in range(min(count, EXIF_ENTRIES)):
            tag, kind, _, value = struct.unpack_from(order + "HHI4s", data, at + 2 + 12 * index)
            yield tag, struct.unpack(order + "H", value[:2])[0] if kind == 3 else 0
            if tag == EXIF_IFD:
                waiting.append(struct.unpack(order + "I", value)[0])
        after = at + 2 + 12 * count  # where the next directory is: the second one describes a small copy of the picture
        waiting += struct.unpack_from(order + "I", data, after) if after + 4 <= len(data) else ()


def upright_exif(orientation: int) -> bytes:
    """Return a block of Exif, from its TIFF header on, that says which side is up and nothing else."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)


HEADER = 128
_COLOURS = frozenset(
    b"wtpt bkpt chad rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3"
    b" gamt lumi meas view cicp".split()
)
"""The tags that colours are worked out from."""
_DEVICES = frozenset({b"mmod", b"vcgt", b"ndin"})
"""The tags that a screen leaves: its model and serial number, how it is set."""
_NAME = "Colours"


def profile_kinds(profile: bytes) -> set[MetadataKind]:
    """Return the kinds of metadata that a profile contains beside colours."""
    return {MetadataKind.DEVICE} if _DEVICES & set(_tags(profile)) else set()


def plain_profile(profile: bytes) -> bytes:
    """Return the profile with what colours need, and no more; nothing where it is none."""
    tags = _tags(profile)
    if not tags:
        return b""
    plain = {name: data for name, data in tags.items() if name in _COLOURS}
    plain |= {name: _text(name, modern=profile[8] >= 4) for name in (b"desc", b"cprt")}
    table, body, places = b"", b"", dict[bytes, int]()
    begin = HEADER + 4 + 12 * len(plain)
    for name, data in plain.items():
        if data not in places:
            places[data] = begin + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    return _header(profile, begin + len(body)) + struct.pack(">I", len(plain)) + table + body


def _tags(profile: bytes) -> Mapping[bytes, bytes]:
    """Return the tags of a profile; none where it is no profile."""
    if profile[36:40] != b"acsp" or len(profile) < HEADER + 4:
        return {}
    size_of_table = 12 * min(struct.unpack_from(">I", profile, HEADER)[0], 100)
    table = profile[HEADER + 4 :][:size_of_table]
    if len(table) < size_of_table:
        return {}
    return {name: profile[at : at + size] for name, at, size in struct.iter_unpack(">4sII", table)}


def _header(profile: bytes, size: int) -> bytes:
    """Return the header (7.2) without program, platform, maker, model, creator, date and fingerprint."""
    head = bytearray(profile[:HEADER])
    head[0:4] = struct.pack(">I", size)
    head[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    for begin, end in ((4, 8), (40, 44), (48, 56), (80, 100)):
        head[begin:end] = bytes(end - begin)
    return bytes(head)


def _text(name: bytes, *, modern: bool) -> bytes:
    """Return a text that says nothing, as the version of the profile wants it (10.15; ICC.1:2001, 6.5.17 and 6.5.18)."""
    if modern:
        words = _NAME.encode("utf-16-be")
        return b"mluc" + struct.pack(">4xII2s2sII", 1, 12, b"en", b"US", len(words), 28) + words
    words = _NAME.encode() + b"\0"
    described = b"desc" + struct.pack(">4xI", len(words)) + words + bytes(4 + 4 + 2 + 1 + 67)
    return b"text" + bytes(4) + words if name == b"cprt" else described


XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
"""What an APP1 segment of a JPEG begins with where it holds an XMP packet (XMP part 3, 1.1.3)."""
_SIGNS = {
    MetadataKind.PLACE: (b"GPS", b":City", b":Location", b":Country", b"Sublocation", b":State"),
    MetadataKind.DEVICE: (b"SerialNumber", b"tiff:Make", b"tiff:Model", b":Lens", b"DeviceId", b"InternalSerial"),
    MetadataKind.PERSON: (
        b"dc:creator", b"dc:rights", b"Owner", b"PersonInImage", b"CreatorContact", b"photoshop:Author", b"Artist",
    ),
    MetadataKind.TIME: (b"DateCreated", b"CreateDate", b"DateTime", b"ModifyDate"),
}


@dataclass(frozen=True, slots=True)
class PictureStatement:
    """What the kit states of a picture: its creator, its credit line, and the terms on which it may be used."""

    creator: str = ""
    credit: str = ""
    rights: str = ""


def xmp_kinds(data: bytes) -> set[MetadataKind]:
    """Return the kinds of metadata in an XMP packet, by the names of its properties."""
    return {MetadataKind.NOTES, *(each for each, signs in _SIGNS.items() if any(sign in data for sign in signs))}


def xmp_packet(stated: PictureStatement) -> bytes:
    """Return an XMP packet with what is stated, by the properties that picture desks read (IPTC Photo Metadata 2023)."""
    properties = (
        (stated.creator, "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>"),
        (stated.credit, "<photoshop:Credit>{}</photoshop:Credit>"),
        (stated.rights, '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>'),
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
        + "".join(element.format(escape(text)) for text, element in properties if text)
        + '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()
