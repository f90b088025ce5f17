"""What makes the file archival (PDF/A, ISO 19005-2): its output intent, its metadata, the release as data.

The Info dictionary and the XMP packet agree (ISO 16684-1; ISO 19005-2, 6.6).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from html import escape as escaped
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.bidi import without_isolates
from presskit.model.document import plain_text
from presskit.model.edition import Edition, transcript
from presskit.version import __version__

if TYPE_CHECKING:
    import pikepdf

__all__ = ["ATTACHMENT", "add_metadata", "add_output_intent", "attach_release", "describe", "escape"]

PRINTED = 4  # ISO 32000-1, 12.5.3: the annotation is printed with the page


def add_output_intent(pdf: pikepdf.Pdf) -> None:
    """Give the file an output intent for its RGB colours (6.2.3) and its links the flag that they need (6.3.2).

    No picture asks a viewer to invent pixels between its own (6.2.8): WeasyPrint lets each one ask.
    """
    import pikepdf

    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1, OutputConditionIdentifier=pikepdf.String("sRGB"),
        DestOutputProfile=pdf.make_indirect(pikepdf.Stream(pdf, _srgb(), N=3)),
    )  # fmt: skip
    pdf.Root.OutputIntents = pikepdf.Array([intent])
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            note.F = PRINTED
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and "/Interpolate" in each:
            del each["/Interpolate"]


def _srgb() -> bytes:
    """Return the profile that WeasyPrint carries, without importing WeasyPrint."""
    spec = find_spec("weasyprint")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("weasyprint")
    return (Path(spec.origin).parent / "pdf" / "sRGB2014.icc").read_bytes()


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


def add_metadata(pdf: pikepdf.Pdf, packet: bytes) -> None:
    """Make an XMP packet the metadata of ``pdf``."""
    import pikepdf

    stream = pikepdf.Stream(pdf, packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    pdf.Root.Metadata = pdf.make_indirect(stream)


def describe(pdf: pikepdf.Pdf, edition: Edition, archive: int, engine: str) -> None:
    """Write the edition's facts into ``pdf``, in both places.

    ``archive`` is the part of ISO 19005 to which the file conforms, at level A; ``engine`` is what set the pages.
    """
    import pikepdf

    add_metadata(pdf, _packet(edition, archive, engine))
    pdf.Root.Lang = pikepdf.String(edition.language)
    stamp = f"D:{edition.date:%Y%m%d}000000Z" if edition.date else ""
    facts = {
        "Author": ", ".join(edition.authors), "Subject": edition.description, "Keywords": ", ".join(edition.keywords),
        "CreationDate": stamp, "ModDate": stamp,
    }  # fmt: skip
    info = {f"/{key}": text for key, text in facts.items() if text}
    info |= {"/Title": plain_text(edition.title.inlines), "/Creator": f"presskit {__version__}", "/Producer": engine}
    pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(info))


def _packet(edition: Edition, archive: int, engine: str) -> bytes:
    """Return the XMP packet."""
    spaces = " ".join(f'xmlns:{prefix}="{escaped(uri)}"' for prefix, uri in _SPACES.items() if prefix != "rdf")
    lines = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
        f'<rdf:RDF xmlns:rdf="{_SPACES["rdf"]}"><rdf:Description rdf:about="" {spaces}>',
        *filter(None, _facts(edition, archive, engine)),
        "</rdf:Description></rdf:RDF>",
        "</x:xmpmeta>",
        '<?xpacket end="r"?>',
    )
    return "\n".join(lines).encode()


def _facts(edition: Edition, archive: int, engine: str) -> Iterable[str]:
    """Return the elements of the packet, empty where the edition has no such fact.

    The document's identifier lasts over its versions, the instance's is that of these words alone.
    """
    language, rights, keywords = edition.language, edition.rights, edition.keywords
    instance = f"{edition.name} {edition.version} {edition.revision}"
    dates = ("CreateDate", "ModifyDate", "MetadataDate") if edition.date else ()
    return (
        f"<pdfaid:part>{archive}</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        _EXTENSION,
        "<dc:format>application/pdf</dc:format>",
        _list("dc:language", "Bag", [language]),
        _alternatives("dc:title", plain_text(edition.title.inlines), language),
        _list("dc:creator", "Seq", [", ".join(edition.authors)]) if edition.authors else "",
        _alternatives("dc:description", edition.description, language) if edition.description else "",
        _list("dc:subject", "Bag", keywords) if keywords else "",
        f"<pdf:Keywords>{escape(', '.join(keywords))}</pdf:Keywords>" if keywords else "",
        _alternatives("dc:rights", rights, language) if rights else "",
        "<xmpRights:Marked>True</xmpRights:Marked>" if rights else "",
        f"<pdf:Producer>{escape(engine)}</pdf:Producer>",
        f"<xmp:CreatorTool>presskit {__version__}</xmp:CreatorTool>",
        *(f"<xmp:{key}>{edition.date}T00:00:00Z</xmp:{key}>" for key in dates),
        f"<xmpMM:DocumentID>uuid:{uuid.uuid5(_NAMESPACE, edition.name)}</xmpMM:DocumentID>",
        f"<xmpMM:InstanceID>uuid:{uuid.uuid5(_NAMESPACE, instance)}</xmpMM:InstanceID>",
        f"<xmpMM:VersionID>{edition.version}</xmpMM:VersionID>",
    )


def _alternatives(name: str, text: str, language: str) -> str:
    items = "".join(f'<rdf:li xml:lang="{escaped(tag)}">{escape(text)}</rdf:li>' for tag in ("x-default", language))
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _list(name: str, kind: str, texts: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


ATTACHMENT = "release.json"


def _as_data(edition: Edition) -> bytes:
    """Return every word of the edition in reading order, with its facts, as JSON; nothing that is not printed."""
    facts = {
        "id": edition.id,
        "version": edition.version,
        "revision": edition.revision,
        "language": edition.language,
        "title": plain_text(edition.title.inlines),
        "date": edition.date.isoformat() if edition.date else None,
        "places": edition.dateline_place or None,
        "embargo": list(edition.embargo),
        "authors": list(edition.authors),
        "keywords": list(edition.keywords),
        "website": edition.website or None,
        "rights": edition.rights or None,
        "lines": [{key: value for key, value in asdict(line).items() if value} for line in transcript(edition)],
    }
    return (without_isolates(json.dumps(facts, ensure_ascii=False, indent=1)) + "\n").encode()


def attach_release(pdf: pikepdf.Pdf, edition: Edition) -> None:
    """Put the data into ``pdf`` as an associated file of the document."""
    import pikepdf

    data, name = _as_data(edition), pikepdf.String(ATTACHMENT)
    stamp = f"D:{edition.date:%Y%m%d}000000Z" if edition.date else "D:19800101000000Z"
    stream = pdf.make_indirect(pikepdf.Stream(
        pdf, data, Type=pikepdf.Name.EmbeddedFile, Subtype=pikepdf.Name("/application/json"),
        Params=pikepdf.Dictionary(ModDate=pikepdf.String(stamp), Size=len(data)),
    ))  # fmt: skip
    file = pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec, AFRelationship=pikepdf.Name.Data, F=name, UF=name,
        Desc=pikepdf.String("The release as data"), EF=pikepdf.Dictionary(F=stream, UF=stream),
    ))  # fmt: skip
    pdf.Root.AF = pikepdf.Array([file])
    names = pikepdf.Dictionary(Names=pikepdf.Array([name, file]))
    pdf.Root.Names = pdf.Root.get("/Names", pikepdf.Dictionary())
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(names)
