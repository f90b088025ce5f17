"""XMP (ISO 16684-1): what a packet tells, and packets of one's own with what the kit states."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from presskit.pictures.stripped import Told

__all__ = ["HEAD", "Statement", "packet", "told"]

HEAD = b"http://ns.adobe.com/xap/1.0/\0"
"""What an APP1 segment of a JPEG begins with where it holds a packet (XMP part 3, 1.1.3)."""
_SIGNS = {
    Told.PLACE: (b"GPS", b":City", b":Location", b":Country", b"Sublocation", b":State"),
    Told.DEVICE: (b"SerialNumber", b"tiff:Make", b"tiff:Model", b":Lens", b"DeviceId", b"InternalSerial"),
    Told.PERSON: (b"dc:creator", b"dc:rights", b"Owner", b"PersonInImage", b"CreatorContact", b"photoshop:Author", b"Artist"),
    Told.TIME: (b"DateCreated", b"CreateDate", b"DateTime", b"ModifyDate"),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What the kit states of a picture: who made it, the line that says so, and the terms on which it may be used."""

    creator: str = ""
    credit: str = ""
    rights: str = ""


def told(data: bytes) -> set[Told]:
    """Return what a packet tells, by the names of its properties."""
    return {Told.NOTES, *(each for each, signs in _SIGNS.items() if any(sign in data for sign in signs))}


def packet(stated: Statement) -> bytes:
    """Return a packet that says what is stated, by the properties that picture desks read (IPTC Photo Metadata 2023)."""
    facts = ""
    if stated.creator:
        facts += f"<dc:creator><rdf:Seq><rdf:li>{escape(stated.creator)}</rdf:li></rdf:Seq></dc:creator>"
    if stated.credit:
        facts += f"<photoshop:Credit>{escape(stated.credit)}</photoshop:Credit>"
    if stated.rights:
        said = f'<rdf:li xml:lang="x-default">{escape(stated.rights)}</rdf:li>'
        facts += f"<dc:rights><rdf:Alt>{said}</rdf:Alt></dc:rights>"
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    described = f'<rdf:Description rdf:about="" {spaces}>{facts}</rdf:Description>'
    rdf = f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{described}</rdf:RDF>'
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf}</x:xmpmeta><?xpacket end="r"?>'
    ).encode()
