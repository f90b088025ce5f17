"""What the file says of itself: the Info dictionary and the XMP packet, which agree (ISO 16684-1; ISO 19005-2, 6.6)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape as escaped
from typing import TYPE_CHECKING

from presskit import __version__
from presskit.model.document import plain_text
from presskit.model.edition import Edition

if TYPE_CHECKING:
    import pikepdf

__all__ = ["Claim", "describe", "packet"]

escape = partial(escaped, quote=False)
"""Makes text of an element; ``xml.sax`` would bring the network's modules with it, which take longer than the packet."""
_NAMESPACE = uuid.UUID("6f1c8c2e-6a0e-5d0f-9a53-5f1b7c1a7a11")
_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# PDF/A knows nothing of PDF/UA's own property, so the packet describes it (ISO 19005-2, 6.6.2.3.3).
_EXTENSION = """\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""


@dataclass(frozen=True, slots=True)
class Claim:
    """Which standards the file says it conforms to: the part and level of ISO 19005 and the part of ISO 14289."""

    archive: int = 2
    level: str = "A"
    access: int = 1


def describe(pdf: pikepdf.Pdf, edition: Edition, claim: Claim, engine: str) -> None:
    """Write the edition's facts into ``pdf``, in both places; ``engine`` is what set the pages."""
    import pikepdf

    stream = pikepdf.Stream(pdf, packet(edition, claim, engine))
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = pdf.make_indirect(stream)
    pdf.Root.Lang = pikepdf.String(edition.language)
    pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary({f"/{key}": text for key, text in _info(edition, engine)}))


def _info(edition: Edition, engine: str) -> Iterator[tuple[str, str]]:
    yield "Title", plain_text(edition.title.inlines)
    if edition.authors:
        yield "Author", ", ".join(edition.authors)
    if edition.description:
        yield "Subject", edition.description
    if edition.keywords:
        yield "Keywords", ", ".join(edition.keywords)
    yield "Creator", f"presskit {__version__}"
    yield "Producer", engine
    if edition.date:
        stamp = f"D:{edition.date:%Y%m%d}000000Z"
        yield from (("CreationDate", stamp), ("ModDate", stamp))


def packet(edition: Edition, claim: Claim, engine: str) -> bytes:
    """Return the XMP packet."""
    spaces = " ".join(f'xmlns:{prefix}="{escaped(uri)}"' for prefix, uri in _SPACES.items() if prefix != "rdf")
    facts = "\n".join(_facts(edition, claim, engine))
    described = f'<rdf:Description rdf:about="" {spaces}>\n{facts}\n</rdf:Description>'
    rdf = f'<rdf:RDF xmlns:rdf="{_SPACES["rdf"]}">{described}</rdf:RDF>'
    start = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    return f'{start}\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n{rdf}\n</x:xmpmeta>\n<?xpacket end="r"?>'.encode()


def _facts(edition: Edition, claim: Claim, engine: str) -> Iterator[str]:
    yield f"<pdfaid:part>{claim.archive}</pdfaid:part>"
    yield f"<pdfaid:conformance>{claim.level}</pdfaid:conformance>"
    yield f"<pdfuaid:part>{claim.access}</pdfuaid:part>"
    yield _EXTENSION
    yield "<dc:format>application/pdf</dc:format>"
    yield _list("dc:language", "Bag", [edition.language])
    yield _alternatives("dc:title", plain_text(edition.title.inlines), edition.language)
    if edition.authors:
        yield _list("dc:creator", "Seq", [", ".join(edition.authors)])
    if edition.description:
        yield _alternatives("dc:description", edition.description, edition.language)
    if edition.keywords:
        yield _list("dc:subject", "Bag", edition.keywords)
        yield f"<pdf:Keywords>{escape(', '.join(edition.keywords))}</pdf:Keywords>"
    if edition.rights:
        yield _alternatives("dc:rights", edition.rights, edition.language)
        yield "<xmpRights:Marked>True</xmpRights:Marked>"
    yield f"<pdf:Producer>{escape(engine)}</pdf:Producer>"
    yield f"<xmp:CreatorTool>presskit {__version__}</xmp:CreatorTool>"
    if edition.date:
        dates = ("CreateDate", "ModifyDate", "MetadataDate")
        yield from (f"<xmp:{key}>{edition.date.isoformat()}T00:00:00Z</xmp:{key}>" for key in dates)
    yield from _identity(edition)


def _identity(edition: Edition) -> Iterator[str]:
    """Yield identifiers that last: the document's over its versions, the instance's for these words alone."""
    document = uuid.uuid5(_NAMESPACE, edition.name)
    instance = uuid.uuid5(_NAMESPACE, f"{edition.name} {edition.version} {edition.revision}")
    yield f"<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>"
    yield f"<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>"
    yield f"<xmpMM:VersionID>{edition.version}</xmpMM:VersionID>"


def _alternatives(name: str, text: str, language: str) -> str:
    items = "".join(f'<rdf:li xml:lang="{escaped(tag)}">{escape(text)}</rdf:li>' for tag in ("x-default", language))
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _list(name: str, kind: str, texts: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"
