"""The Word file: what translators work in and editors copy from. Styles of ``release.docx`` say how it looks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart

from presskit.artefact import Artefact
from presskit.formats.expected_text import transcript_account as accounts
from presskit.formats.ooxml.inspection import words
from presskit.model.edition import Edition, transcript
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.writers.colours import readable
from presskit.writers.docx.lists import Lists
from presskit.writers.docx.package import add_properties, packed
from presskit.writers.docx.page import PLACES, Furniture, Page
from presskit.writers.docx.paragraphs import Paragraphs
from presskit.writers.docx.pictures import Pictures
from presskit.writers.docx.rows import DECLARATIONS, Rows, unfolded, whole
from presskit.writers.docx.story import Story
from presskit.writers.docx.template import Template, centred, opened, recoloured, recoloured_bytes, settings, turned
from presskit.writers.docx.xml import Element, add_part, name

__all__ = ["Draft", "accounts", "compose", "pack", "words", "write"]

_MAIN = "word/document.xml"
_OTHERS = {RT.THEME: ("/word/theme/theme1.xml", CT.OFC_THEME), RT.FONT_TABLE: ("/word/fontTable.xml", CT.WML_FONT_TABLE)}


@dataclass(frozen=True, slots=True)
class Draft:
    """A Word file before it is packed, whose parts can still be changed.

    ``rows`` are paragraphs as XML; the document has placeholders for them.
    """

    document: DocumentPart
    template: Template
    rows: Sequence[str] = ()

    def part(self, relation: str) -> Element:
        """Return the root of the part with a ``relation`` to the document, such as ``RT.STYLES``."""
        root: Element = cast("XmlPart", self.document.part_related_by(relation)).element
        return root


def write(edition: Edition, resources: Resources) -> Artefact:
    """Return the Word file of an edition: equal bytes for equal input.

    Raises :class:`~presskit.writers.errors.WriterError` where the template or a picture cannot be used.
    """
    return Artefact(
        Format.DOCX.file_name(edition.name),
        Format.DOCX.media_type,
        pack(_composed(edition, resources)),
        edition.language,
    )


def compose(edition: Edition, resources: Resources) -> Draft:
    """Return the parts of an edition's Word file, all paragraphs as elements; raises as :func:`write` does."""
    draft = _composed(edition, resources)
    whole(draft.document.element.find(name("body")), draft.rows)
    return Draft(draft.document, draft.template)


def _composed(edition: Edition, resources: Resources) -> Draft:
    template = opened(resources)
    package = Package()
    document = _document(package)
    lists, pictures = Lists(template), Pictures(resources.assets, edition)
    page = Page.of(edition.page, edition.direction, template.margins)
    accent = readable(edition.brand.accent).removeprefix("#").upper()
    lines = transcript(edition)
    furniture = Furniture(edition, template, page, pictures, accent, sum(len(line.text) for line in lines))
    links = {place: document.relate_to(furniture.part(place, package), getattr(RT, place[0].upper())) for place in PLACES}
    rows = Rows(Paragraphs(template, edition.direction, document))
    document.element.find(name("body")).extend(Story(edition, rows, lists, page, pictures, links).body())
    _add_parts(document, template, edition, lists, accent)
    add_properties(package, edition, lines)
    return Draft(document, template, rows.folded)


def _document(package: Package) -> DocumentPart:
    """Return a new main part without text. The ids of its paragraphs are an extension of 2010 ([MS-DOCX] 2.6.2.3)."""
    document = DocumentPart(
        PackURI(f"/{_MAIN}"),
        CT.WML_DOCUMENT_MAIN,
        parse_xml(f'<w:document{DECLARATIONS} mc:Ignorable="w14"><w:body/></w:document>'),
        package,
    )
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    return document


def _add_parts(document: DocumentPart, template: Template, edition: Edition, lists: Lists, accent: str) -> None:
    """Add styles, lists, settings, theme and fonts."""
    turned(template.styles, edition.language, edition.direction)
    if edition.direction == "rtl":
        centred(lists.root)
    for label, relation, content, root in (
        ("styles", RT.STYLES, CT.WML_STYLES, template.styles),
        ("numbering", RT.NUMBERING, CT.WML_NUMBERING, lists.root),
        ("settings", RT.SETTINGS, CT.WML_SETTINGS, settings(edition.language, edition.direction)),
    ):
        recoloured(root, accent)
        add_part(document, f"/word/{label}.xml", content, relation, root)
    for relation, data in sorted(template.others.items()):
        place, content = _OTHERS[relation]
        document.relate_to(Part(PackURI(place), content, recoloured_bytes(data, accent), document.package), relation)


def pack(draft: Draft) -> bytes:
    """Return a draft as a file: equal bytes for equal parts."""
    written = io.BytesIO()
    draft.document.package.save(written)
    return packed(written.getvalue(), {_MAIN: lambda data: unfolded(data, draft.rows)})
