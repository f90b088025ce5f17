"""What makes the file archival (PDF/A, ISO 19005-2): its output intent, its metadata, the release as data.

The Info dictionary and the XMP packet agree (ISO 16684-1; ISO 19005-2, 6.6).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from html import escape as escaped
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.bidi import without_isolates
from presskit.model.document import plain_text
from presskit.model.edition import Edition, transcript
from presskit.version import __version__

if TYPE_CHECKING:
    import pikepdf

__all__ = ["ATTACHMENT", "Claim", "add_output_intent", "as_data", "attach_release", "describe", "packet"]

PRINTED = 4  # ISO 32000-1, 12.5.3: the annotation is printed with the page


def add_output_intent(pdf: pikepdf.Pdf) -> None:
    """Give the file an output intent for its RGB colours (6.2.3) and its links the flag that they need (6.3.2).

    No picture asks a viewer to invent pixels between its own (6.2.8): WeasyPrint lets each one ask.
    """
    import pikepdf

    profile = pikepdf.Stream(pdf, _srgb(), N=3)
    intent: Any = pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1)
    intent.OutputConditionIdentifier = pikepdf.String("sRGB")
    intent.DestOutputProfile = pdf.make_indirect(profile)
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


ATTACHMENT = "release.json"


def as_data(edition: Edition) -> bytes:
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

    stream = pikepdf.Stream(pdf, as_data(edition))
    stream.Type, stream.Subtype = pikepdf.Name.EmbeddedFile, pikepdf.Name("/application/json")
    stamp = f"D:{edition.date:%Y%m%d}000000Z" if edition.date else "D:19800101000000Z"
    stream.Params = pikepdf.Dictionary(ModDate=pikepdf.String(stamp), Size=len(as_data(edition)))
    file: Any = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, AFRelationship=pikepdf.Name.Data)
    file.F = file.UF = pikepdf.String(ATTACHMENT)
    file.Desc = pikepdf.String("The release as data")
    held = pdf.make_indirect(stream)
    file.EF = pikepdf.Dictionary(F=held, UF=held)
    spec = pdf.make_indirect(file)
    pdf.Root.AF = pikepdf.Array([spec])
    names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String(ATTACHMENT), spec]))
    pdf.Root.Names = pdf.Root.get("/Names", pikepdf.Dictionary())
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(names)
