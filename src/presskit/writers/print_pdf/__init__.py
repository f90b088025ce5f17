"""The PDF for the print shop: the very pages of the other PDF, in inks, with bleed and marks, as PDF/X-4 (ISO 15930-7)."""

from __future__ import annotations

import hashlib
import io
import uuid
from datetime import date
from typing import Any

from presskit.artefact import Artefact
from presskit.formats.expected_text import transcript_account as accounts
from presskit.formats.icc import fault
from presskit.model.document import plain_text
from presskit.model.edition import Edition
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.typesetting.job import Pages
from presskit.writers.colours import channels, readable
from presskit.writers.errors import BAD_PROFILE, WriterError
from presskit.writers.pages import page_findings
from presskit.writers.pdf import clarify, saved
from presskit.writers.pdf.archival import add_metadata, escape
from presskit.writers.print_pdf.inks import Inks, description, limited
from presskit.writers.print_pdf.recolouring import Recolouring
from presskit.writers.print_pdf.sheet import PDF_VERSION, Caption, impose, mm, separation

__all__ = ["PROFILE", "VERSION", "accounts", "identify", "words", "write"]

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


def identify(pdf: Any, edition: Edition, content: bytes, profile: bytes) -> None:
    """Write output intent, document information and XMP into ``pdf``; ``content`` is what its names are made from."""
    import pikepdf

    creator, producer = (str(pdf.docinfo.get(key, "presskit")) for key in ("/Creator", "/Producer"))
    title, day = plain_text(edition.title.inlines), edition.date or WITHOUT_DATE
    # the printing condition with its profile (ISO 15930-7, 6.2.2; ISO 32000-1, 14.11.5)
    condition = edition.print.condition
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier=pikepdf.String(condition),
        RegistryName=pikepdf.String(REGISTRY), Info=pikepdf.String(description(profile) or condition),
        DestOutputProfile=pdf.make_indirect(pikepdf.Stream(pdf, profile, N=4)),
    )  # fmt: skip
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])
    stamp = pikepdf.String(f"D:{day:%Y%m%d}000000Z")
    information = pikepdf.Dictionary(
        Title=pikepdf.String(title), Creator=pikepdf.String(creator), Producer=pikepdf.String(producer),
        CreationDate=stamp, ModDate=stamp, Trapped=pikepdf.Name("/False"), GTS_PDFXVersion=pikepdf.String(VERSION),
    )  # fmt: skip
    pdf.trailer.Info = pdf.make_indirect(information)
    packet = _XMP.format(
        title=escape(title), day=day.isoformat(), creator=escape(creator), version=edition.version,
        producer=escape(producer), document=_identifier(edition.name.encode()), instance=_identifier(content), standard=VERSION,
    )  # fmt: skip
    add_metadata(pdf, packet.encode())


def _identifier(content: bytes) -> str:
    return str(uuid.UUID(bytes=hashlib.sha256(content).digest()[:16], version=4))


PROFILE = "profiles/FOGRA39L_coated.icc"


def write(edition: Edition, resources: Resources, pages: Pages) -> Artefact:
    """Return the print PDF of an edition: words stand where they stand in the PDF, for the pages are the same.

    Raises :class:`~presskit.writers.errors.WriterError` where a picture or the profile cannot be used.
    """
    import pikepdf

    profile = _profile(edition, resources)
    with pikepdf.open(io.BytesIO(pages.data)) as pdf:
        clarify(pdf, resources.fonts)
        spot = edition.brand.spot
        space = separation(pdf, f"/{spot.name}", _shares(spot.cmyk)) if spot else None
        recolouring = Recolouring(pdf, _inks(edition, profile), space)
        impose(recolouring, mm(edition.print.bleed), edition.print.pad, resources.fonts, _caption(edition))
        identify(pdf, edition, pages.data, profile)
        data, count = saved(pdf, force_version=PDF_VERSION), len(pdf.pages)
    findings = page_findings(pages, edition, resources)
    return Artefact(Format.PRINT.file_name(edition.name), Format.PRINT.media_type, data, edition.language, count, findings)


def words(data: bytes) -> list[str]:
    """Return the lines as they stand on the sheets, running heads too: a print PDF has no tags."""
    from presskit.formats.pdfium import lines

    return [line for page in lines(data) for line in page]


def _profile(edition: Edition, resources: Resources) -> bytes:
    """Return the ICC profile of the print shop, or presskit's own for coated paper."""
    name = edition.print.profile
    if not name:
        return resources.template(PROFILE)
    message, hint = f"the profile «{name}» is not in the kit", "put the print shop's .icc file into the kit's folder"
    if name in resources.assets:
        problem = fault(resources.assets[name])
        if not problem:
            return resources.assets[name]
        message, hint = f"«{name}» {problem}", "ask the print shop for the ICC profile of its printing condition"
    raise WriterError([BAD_PROFILE.at(edition.print.span, message, hint)])


def _inks(edition: Edition, profile: bytes) -> Inks:
    """Return what turns the edition's colours into inks: its accent as the brand says, the others by the profile."""
    brand, limit = edition.brand, edition.print.ink
    accent = channels(readable(brand.accent))
    given = brand.cmyk or (brand.spot.cmyk if brand.spot else ())
    own = {accent: limited(_shares(given), limit / 100)} if given else {}
    return Inks(profile, limit, own, accent if brand.spot else None)


def _shares(percent: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(part / 100 for part in percent)


def _caption(edition: Edition) -> Caption:
    """Return what the slug says: which file and page, of which day, for which printing condition."""
    facts = [
        edition.date.isoformat() if edition.date else "", f"v{edition.version}", edition.print.condition,
        f"{edition.page} + {edition.print.bleed} mm",
    ]  # fmt: skip

    def lines(number: int, count: int) -> list[str]:
        return [f"{edition.name}-print.pdf · {number}/{count}", " · ".join(filter(None, facts))]

    return lines
