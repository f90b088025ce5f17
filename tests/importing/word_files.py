"""Word files made for the tests: a whole one by python-docx, and bare ones of hand-written XML."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docx import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
RELATIONS = f"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>"""


def bare(body: str, **parts: str | bytes) -> bytes:
    """A file whose document has ``body``; ``parts`` are further ones by name, ``comments`` for word/comments.xml."""
    document = f'<?xml version="1.0"?><w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
    files: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    files |= {f"word/{name}.xml": part for name, part in parts.items()}
    return zipped(files)


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def part(name: str, inner: str) -> str:
    return f'<?xml version="1.0"?><w:{name} xmlns:w="{W}" xmlns:r="{R}">{inner}</w:{name}>'


def p(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _link(paragraph: Any, words: str, target: str) -> None:
    relation = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def statement(picture: bytes) -> bytes:
    """A statement as an office writes it: styles, lists, links, stress, a table, a picture, header and footer."""
    document = Document()
    document.add_paragraph("Joint statement")
    document.add_paragraph("Open the road to the river towns", style="Title")
    document.add_paragraph("Bakeries have flour for two more days", style="Subtitle")
    lede = document.add_paragraph("BEIRUT, 3 December 2026 – For nine days ")
    lede.add_run("no lorry").italic = True
    lede.add_run(" has reached the towns. The ")
    _link(lede, "map", "https://example.org/map")
    lede.add_run(" shows why.")
    document.add_heading("What is missing", 1)
    document.add_paragraph("Flour", style="List Bullet")
    document.add_paragraph("Fuel", style="List Bullet")
    document.add_picture(io.BytesIO(picture))
    document.paragraphs[-1].runs[0]._r.xpath(".//wp:docPr")[0].set("descr", "A bridge in snow")
    document.add_paragraph("“We have lorries. What we need is a road.”", style="Quote")
    document.add_paragraph("We call on all parties to:")
    document.add_paragraph("Open the northern road.", style="List Number")
    document.add_paragraph("Let the sick pass.", style="List Number")
    document.add_heading("Signatories", 1)
    bold = document.add_paragraph()
    bold.add_run("River Alliance (RA)").bold = True
    for name in ("Harbour Relief", "Lantern Trust", "Northern Lights Network NLN"):
        document.add_paragraph(name, style="List Number 2")
    document.add_heading("Media contacts", 1)
    contact = document.add_paragraph("Nora Example, Harbour Relief, ")
    _link(contact, "nora@example.org", "mailto:nora@example.org")
    contact.add_run(", +44 20 7946 0123")
    document.sections[0].header.paragraphs[0].text = "River Alliance"
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 2"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
