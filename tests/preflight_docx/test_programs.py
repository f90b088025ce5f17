"""What other programs make of our Word files, and what is found in theirs."""

from __future__ import annotations

import io

import pytest

import docx
from presskit.formats.docx_file import read_docx
from tests import programs
from tests.preflight_docx.files import codes, edit, edition, found, good, packed, parts
from tests.samples import LANGUAGES

needs_office = pytest.mark.skipif(programs.soffice() is None, reason="no LibreOffice")

EXPLAINED = {
    "docx-element-order": "note",  # LibreOffice 7 writes some properties of runs and sections out of order
    "docx-font": "note",  # it leaves out what may stand in for a font
    "docx-paragraph-id": "warning",
}


@pytest.mark.real
@needs_office
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_libreoffice_saved_again_gives_only_what_is_explained(language: str) -> None:
    saved = programs.converted(good(language), "docx", "docx:MS Word 2007 XML")
    told = {each.diagnostic.code: str(each.diagnostic.severity) for each in found(saved, edition(language))}
    assert told.items() <= EXPLAINED.items()
    assert "docx-element-order" in told


def test_a_file_of_python_docx_gives_what_its_template_leaks() -> None:
    document = docx.Document()
    document.add_heading("A title", 1)
    document.add_paragraph("Words.")
    out = io.BytesIO()
    document.save(out)
    told = {each.diagnostic.code: str(each.diagnostic.severity) for each in found(out.getvalue())}
    assert told == {
        "docx-title": "warning",
        "docx-page-number": "note",
        "docx-custom-xml": "note",
        "docx-thumbnail": "note",
        "docx-revision-ids": "note",
    }


@pytest.mark.real
@needs_office
def test_a_list_that_lost_its_beginning_on_the_way_through_an_old_format_is_told() -> None:
    old = programs.converted(good(), "docx", "doc:MS Word 97")
    assert codes(old) == {"docx-unreadable"}
    back = programs.converted(old, "doc", "docx:MS Word 2007 XML")
    (told,) = [each.diagnostic.message for each in found(back, edition()) if each.diagnostic.code == "docx-text-differs"]
    assert (
        told
        == "Where the release goes on with «4 Families have waited for days», the file says «1 Families have waited for days»."
    )


SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.{space}"'
    for prefix, space in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "w14": "microsoft.com/office/word/2010/wordml",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "openxmlformats.org/drawingml/2006/main",
    }.items()
)
BOX = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SHOW, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))
AS_WORD_WRITES_IT = f"""<w:document {SPACES} mc:Ignorable="w14"><w:body>
<w:sdt><w:sdtPr/><w:sdtContent>
<w:p w14:paraId="1A2B3C4D" w14:textId="77777777" w:rsidR="00112233">{BEGIN}<w:r><w:instrText> TOC \\h </w:instrText></w:r>{SHOW}
<w:hyperlink w:anchor="_Toc1"><w:r><w:t>Head</w:t></w:r><w:r><w:tab/></w:r>{BEGIN}<w:r><w:instrText> PAGEREF _Toc1 \\h </w:instrText></w:r>
{SHOW}<w:r><w:t>1</w:t></w:r>{END}</w:hyperlink></w:p><w:p>{END}</w:p></w:sdtContent></w:sdt>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="0" w:name="_Toc1"/><w:r><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/>
<w14:shadow/></w:rPr><w:t>Head</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="Text Box 1"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>
<w:r><w:t>Around it</w:t></w:r></w:p>
<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:sectPr w:rsidR="00112233"><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>"""


def test_contents_text_boxes_and_tables_as_word_writes_them_are_read_once() -> None:
    word = packed({**parts(good()), "word/document.xml": AS_WORD_WRITES_IT.encode()})
    assert [each.text for each in read_docx(word, "x").text() if each.text] == [
        "Head\t1",
        "Head",
        "Around it",
        "In a box",
        "cell",
    ]
    assert codes(edit("presskit-made-by", "made-by", "docProps/custom.xml")(word)) == {"docx-author", "docx-revision-ids"}
