"""What a print PDF says of itself: PDF/X-4 (ISO 15930-7), its printing condition, its names and days."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape as escaped
from typing import Any

from presskit.model.document import plain_text
from presskit.model.edition import Edition
from presskit.writers.print_pdf.inks import description

__all__ = ["VERSION", "identify"]

escape = partial(escaped, quote=False)
VERSION = "PDF/X-4"
REGISTRY = "http://www.color.org"
WITHOUT_DATE = date(1980, 1, 1)
"""The standard wants a day; a release that has none yet gets one that nobody takes for its own."""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>{day}T00:00:00Z</xmp:MetadataDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<xmpMM:VersionID>{version}</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>{standard}</pdfxid:GTS_PDFXVersion>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What both the document information and the XMP say."""

    title: str
    day: date
    creator: str
    producer: str
    version: str
    document: str
    instance: str


def identify(pdf: Any, edition: Edition, content: bytes, profile: bytes) -> None:
    """Write output intent, document information and XMP into ``pdf``; ``content`` is what its names are made from."""
    facts = _facts(pdf, edition, content)
    pdf.Root.OutputIntents = _output_intents(pdf, edition.print.condition, profile)
    _information(pdf, facts)
    _metadata(pdf, facts)


def _facts(pdf: Any, edition: Edition, content: bytes) -> _Facts:
    info = pdf.docinfo
    return _Facts(
        title=plain_text(edition.title.inlines),
        day=edition.date or WITHOUT_DATE,
        creator=str(info.get("/Creator", "presskit")),
        producer=str(info.get("/Producer", "presskit")),
        version=str(edition.version),
        document=_identifier(edition.name.encode()),
        instance=_identifier(content),
    )


def _identifier(content: bytes) -> str:
    return str(uuid.UUID(bytes=hashlib.sha256(content).digest()[:16], version=4))


def _output_intents(pdf: Any, condition: str, profile: bytes) -> Any:
    """Return the printing condition with its profile (ISO 15930-7, 6.2.2; ISO 32000-1, 14.11.5)."""
    import pikepdf

    stream = pikepdf.Stream(pdf, profile)
    stream.N = 4
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier=pikepdf.String(condition),
        RegistryName=pikepdf.String(REGISTRY), Info=pikepdf.String(description(profile) or condition),
        DestOutputProfile=pdf.make_indirect(stream),
    )  # fmt: skip
    return pikepdf.Array([pdf.make_indirect(intent)])


def _information(pdf: Any, facts: _Facts) -> None:
    import pikepdf

    day = pikepdf.String(f"D:{facts.day:%Y%m%d}000000Z")
    information = pikepdf.Dictionary(
        Title=pikepdf.String(facts.title), Creator=pikepdf.String(facts.creator), Producer=pikepdf.String(facts.producer),
        CreationDate=day, ModDate=day, Trapped=pikepdf.Name("/False"), GTS_PDFXVersion=pikepdf.String(VERSION),
    )  # fmt: skip
    pdf.trailer.Info = pdf.make_indirect(information)


def _metadata(pdf: Any, facts: _Facts) -> None:
    import pikepdf

    text = _XMP.format(
        title=escape(facts.title), day=facts.day.isoformat(), creator=escape(facts.creator), version=facts.version,
        producer=escape(facts.producer), document=facts.document, instance=facts.instance, standard=VERSION,
    )  # fmt: skip
    stream = pikepdf.Stream(pdf, text.encode())
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = pdf.make_indirect(stream)
