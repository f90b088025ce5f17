"""A defect for every check: what is done to a good Word file, and what must be found then."""

from __future__ import annotations

import io
import os
import warnings
import zipfile
from dataclasses import dataclass

from PIL import Image

from tests.preflight_docx.files import Seed, add, edit, packed, parts, photograph, relate

__all__ = ["SEEDS", "Case", "both"]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES, CORE, SETTINGS = "word/styles.xml", "docProps/core.xml", "word/settings.xml"
RELS, FOOTER = "word/_rels/document.xml.rels", "word/footer_default.xml"
TITLE = '<w:pStyle w:val="PKTitle"/>'


@dataclass(frozen=True)
class Case:
    """A defect; ``paragraph`` is where it is found, 0 for the file as a whole."""

    code: str
    seed: Seed
    paragraph: int = 0
    severity: str = "error"
    language: str = "en"
    embargo: bool = False


def both(one: Seed, other: Seed) -> Seed:
    return lambda data: other(one(data))


def without(name: str) -> Seed:
    return lambda data: packed({part: content for part, content in parts(data).items() if part != name})


def part_twice(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(CORE, parts(data)[CORE])
    return out.getvalue()


def second_core(data: bytes) -> bytes:
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    return relate("metadata/core-properties", "docProps/core1.xml", parts(data)[CORE], "", kind)(data)


def placed() -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (36.0, 12.0, 0.0), 3: "E", 4: (37.0, 9.0, 0.0)}
    return photograph(exif)


def swapped(data: bytes) -> bytes:
    text = parts(data)["word/document.xml"].decode()
    one, other = "Basmeh &amp; Zeitooneh 1", "Women Now for Development 3"
    assert one in text
    assert other in text
    text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    return packed({**parts(data), "word/document.xml": text.encode()})


def field(code: str, shown: str = "x") -> Seed:
    return edit("</w:r></w:p>", f'</w:r><w:fldSimple w:instr="{code}"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple></w:p>')


def look(mark: str) -> Seed:
    """Give the first run without a look one."""
    return edit("<w:r><w:t>", f"<w:r><w:rPr>{mark}</w:rPr><w:t>")


comments = (
    f'<w:comments {W}><w:comment w:id="1" w:author="Amal"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:comment></w:comments>'.encode()
)
commented = relate("comments", "word/comments.xml", comments, content_type="application/x.comments+xml")
company = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>Agency Ltd</Company></Properties>'

SEEDS: dict[str, Case] = {
    "another word": Case("docx-text-differs", edit("Families have", "Families had"), 5),
    "a word too many": Case("docx-text-differs", edit("Families have", "Families always have"), 5),
    "a lost paragraph": Case("docx-text-differs", edit('<w:p [^>]*><w:pPr><w:pStyle w:val="PKHeading2"/>.*?</w:p>', ""), 7),
    "names that changed places": Case("docx-text-differs", swapped, 29),
    "the last line begins late": Case("docx-text-differs", edit("The original: ", ""), 101),
    "the last line is missing": Case("docx-text-differs", edit('<w:p><w:pPr><w:pStyle w:val="PKOriginal"/>.*?</w:p>', "")),
    "words after the end": Case(
        "docx-text-differs", edit("(<w:sectPr>(?:(?!<w:sectPr>).)*</w:body>)", r"<w:p><w:r><w:t>P.S.</w:t></w:r></w:p>\1"), 102
    ),
    "a list that begins elsewhere": Case(
        "docx-text-differs", edit('<w:startOverride w:val="3"/>', '<w:startOverride w:val="5"/>', "word/numbering.xml"), 15
    ),
    "a signatory in another list": Case(
        "docx-signatory-numbers",
        edit(
            '((?:<w:pStyle w:val="PKSignatory"/>.*?){6}<w:pStyle w:val="PKSignatory"/>)',
            r'\1<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>',
        ),
        35,
    ),
    "a sheet without the embargo": Case(
        "docx-embargo-missing",
        edit("PKEmbargoHead.*?</w:p>", 'PKEmbargoHead"/></w:pPr></w:p>', "word/header_default.xml"),
        embargo=True,
    ),
    "a foot without the number of pages": Case("docx-page-number", edit(" NUMPAGES ", " TITLE ", FOOTER)),
    "another sheet": Case("docx-page-size", edit('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'), 1),
    "a part twice": Case("docx-duplicate-part", part_twice),
    "two core.xml": Case("docx-duplicate-part", second_core),
    "two styles": Case("docx-duplicate-part", relate("styles", "word/styles2.xml", b"<x/>", content_type="a/styles+xml")),
    "no settings": Case("docx-part-missing", without(SETTINGS)),
    "no table of fonts": Case("docx-part-missing", edit('<Relationship [^>]*fontTable.xml"/>', "", RELS)),
    "an id that nothing defines": Case("docx-dangling-reference", edit('r:id="rId5"', 'r:id="rId999"'), 5),
    "an id given twice": Case("docx-dangling-reference", edit('Id="rId6"', 'Id="rId7"', RELS), 24),
    "styles that say they are a footer": Case(
        "docx-content-type", edit("wordprocessingml.styles", "wordprocessingml.footer", "[Content_Types].xml")
    ),
    "a part without a type": Case("docx-content-type", add("word/media/a.xyz", b"x")),
    "properties out of order": Case("docx-element-order", edit(TITLE, '<w:jc w:val="start"/>' + TITLE), 2),
    "a property twice": Case("docx-element-order", edit(TITLE, TITLE * 2), 2),
    "a section before the text": Case("docx-element-order", edit("<w:body>", "<w:body><w:sectPr/>")),
    "a style that is not there": Case("docx-style-undefined", edit(TITLE, '<w:pStyle w:val="PKTitel"/>'), 2),
    "a style twice": Case("docx-style-undefined", edit('w:styleId="PKBody"', 'w:styleId="PKLede"', STYLES), 6),
    "a list that is not there": Case("docx-list-undefined", edit('<w:numId w:val="[1-9]\\d*"/>', '<w:numId w:val="99"/>'), 14),
    "a field that leads nowhere": Case("docx-field-broken", field("REF nowhere"), 1),
    "a field that failed": Case("docx-field-broken", field("REF pk_title", "Error! Reference source not found."), 1),
    "a field without an end": Case("docx-field-broken", edit("</w:p>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>')),
    "an end without a field": Case("docx-field-broken", edit("</w:p>", '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'), 1),
    "a link into somebody's computer": Case(
        "docx-link-broken", edit('Target="https://example.org/release"', 'Target="file:///C:/Users/amal/x.docx"', RELS), 101
    ),
    "a link to no place": Case("docx-link-broken", edit('w:anchor="pknote_1"', 'w:anchor="pknote_9"'), 5),
    "a font of one's own": Case("docx-font", look('<w:rFonts w:ascii="Papyrus" w:hAnsi="Papyrus"/>'), 2, "warning"),
    "a large file": Case("docx-too-large", add("word/media/a.jpeg", os.urandom(10_000_001)), 0, "warning"),
    "a bookmark without an end": Case("docx-bookmark-open", edit("<w:bookmarkEnd [^>]*>", ""), 2),
    "a bookmark without a beginning": Case("docx-bookmark-open", edit("<w:bookmarkStart [^>]*>", ""), 2),
    "a bookmark that goes on": Case(
        "docx-bookmark-open", edit('(<w:bookmarkEnd w:id="0"/>)(.*?)(<w:bookmarkEnd )', r"\2\1\3"), 2
    ),
    "a name twice": Case("docx-bookmark-repeated", edit('w:name="pk_subtitle"', 'w:name="PK_Title"'), 3),
    "a number twice": Case("docx-bookmark-repeated", edit('w:id="1" w:name', 'w:id="0" w:name'), 3),
    "a segment without its bookmark": Case(
        "docx-segment-missing", edit('<w:bookmarkStart w:id="2"/?[^>]*>(.*?)<w:bookmarkEnd w:id="2"/>', r"\1")
    ),
    "a signatory without its bookmark": Case("docx-segment-missing", edit('pksignatory_sig__1"', 'x"')),
    "an id out of range": Case("docx-paragraph-id", edit('paraId="[0-9A-F]{8}"', 'paraId="F0000001"'), 2),
    "an id twice": Case("docx-paragraph-id", edit('(paraId="[0-9A-F]{8}")(.*?)paraId="[0-9A-F]{8}"', r"\1\2\1"), 3),
    "no title": Case("docx-title", edit("<dc:title>.*?</dc:title>", "", CORE)),
    "a title that is no heading": Case(
        "docx-headings", edit('(w:styleId="PKTitle".*?<w:basedOn w:val=")Heading1', r"\1Normal", STYLES), 0, "warning"
    ),
    "a level left out": Case(
        "docx-headings", edit('<w:pStyle w:val="PKHeading2"/>', '<w:pStyle w:val="PKHeading4"/>'), 7, "warning"
    ),
    "no language": Case("docx-language", edit('<w:lang w:val="en"[^>]*>', "", STYLES)),
    "another language": Case("docx-language", edit('<w:lang w:val="en"', '<w:lang w:val="fr"', STYLES)),
    "another language in the properties": Case("docx-language", edit("<dc:language>en<", "<dc:language>fr<", CORE)),
    "Arabic said to be Hebrew": Case("docx-language", edit('w:bidi="ar"', 'w:bidi="he"', STYLES), language="ar"),
    "an Arabic paragraph from the left": Case("docx-direction", edit(TITLE + "<w:bidi/>", TITLE), 2, language="ar"),
    "an Arabic foot from the left": Case("docx-direction", edit("<w:bidi/>", "", FOOTER), language="ar"),
    "an English paragraph from the right": Case("docx-direction", edit(TITLE, TITLE + "<w:bidi/>"), 2),
    "Arabic words that are not marked so": Case(
        "docx-direction", edit("<w:r><w:rPr><w:rtl/></w:rPr>", "<w:r>"), 1, language="ar"
    ),
    "an Arabic section from the left": Case("docx-direction", edit("<w:titlePg/><w:bidi/>", "<w:titlePg/>"), 1, language="ar"),
    "a picture without a word": Case("docx-alt-text", edit(' descr="[^"]*"', ""), 24, "warning"),
    "who saved it": Case(
        "docx-author",
        edit("</cp:coreProperties>", "<cp:lastModifiedBy>Amal Haddad</cp:lastModifiedBy></cp:coreProperties>", CORE),
    ),
    "who wrote it": Case("docx-author", edit("<dc:creator>.*?<", "<dc:creator>Amal Haddad<", CORE)),
    "the agency": Case(
        "docx-company", relate("extended-properties", "docProps/app.xml", company, "", "application/x.extended-properties+xml")
    ),
    "a list of people": Case(
        "docx-people", relate("people", "word/people.xml", b"<people/>", content_type="application/x.people+xml")
    ),
    "a comment": Case("docx-comment", both(commented, edit("</w:p>", '<w:r><w:commentReference w:id="1"/></w:r></w:p>')), 1),
    "a comment left over": Case("docx-comment", commented),
    "an addition": Case("docx-tracked-change", edit("(<w:r>.*?</w:r>)", r'<w:ins w:id="900" w:author="Amal">\1</w:ins>'), 1),
    "changes are recorded": Case(
        "docx-tracked-change", edit("<w:defaultTabStop ", "<w:trackRevisions/><w:defaultTabStop ", SETTINGS)
    ),
    "hidden text": Case("docx-hidden-text", look("<w:vanish/>"), 2),
    "a photograph that tells its place": Case(
        "docx-picture-data", relate("image", "word/media/b.jpg", placed(), content_type="image/jpeg")
    ),
    "a template": Case("docx-attached-template", relate("attachedTemplate", "file:///C:/Users/amal/x.dotm", source=SETTINGS)),
    "data of a server": Case(
        "docx-custom-xml", relate("customXml", "customXml/item1.xml", b"<x/>", content_type="application/xml")
    ),
    "an older text": Case("docx-stray-part", add("word/old.xml", b"<x/>")),
    "a thumbnail": Case(
        "docx-thumbnail", relate("metadata/thumbnail", "docProps/thumbnail.jpeg", photograph(), "", "image/jpeg")
    ),
    "a printer": Case("docx-printer", relate("printerSettings", "word/printerSettings1.bin", b"HP", content_type="x/printer")),
    "sessions": Case("docx-revision-ids", edit("<w:p>", '<w:p w:rsidR="00AB12CD">')),
    "a picture from elsewhere": Case("docx-external", relate("image", "https://example.org/pixel.png")),
    "macros": Case(
        "docx-embedded", relate("vbaProject", "word/vbaProject.bin", b"x", content_type="application/vnd.ms-office.vbaProject")
    ),
    "an object": Case(
        "docx-embedded", relate("oleObject", "word/embeddings/oleObject1.bin", b"x", content_type="application/x.ole")
    ),
    "a field that fetches": Case("docx-active-field", field("INCLUDETEXT https://example.org/x"), 1),
}
