"""The template: its styles are the contract, its looks are the designer's, and what is wrong with it is said."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import docx as python_docx
from presskit.formats.docx import CharacterStyle, Style
from presskit.resources import Resources, shipped
from presskit.writers import docx
from presskit.writers.errors import WriterError
from tests.docx.making import RESOURCES, TEMPLATE, changed, edited, made, sample, with_template
from tests.docx.reading import W, WordFile, value
from tests.docx.test_pictures import picture
from tests.docx.test_words import meant, said
from tests.samples import edition


def refused(resources: Resources) -> list[tuple[str, str]]:
    with pytest.raises(WriterError) as caught:
        docx.write(edition(), resources)
    assert all(each.hint and each.span.source == "release.docx" for each in caught.value.diagnostics)
    return [(each.code, each.message) for each in caught.value.diagnostics]


def style(file: WordFile, name: str) -> str:
    return etree.tostring(next(each for each in file.styles.values() if value(each.find(f"{W}name")) == name)).decode()


def test_the_template_is_what_its_script_makes(tmp_path: Path) -> None:
    script = shipped("templates") / "make_release_docx.py"
    shutil.copy(script, tmp_path)
    subprocess.run([sys.executable, tmp_path / script.name], check=True)
    assert WordFile((tmp_path / "release.docx").read_bytes()).files == WordFile(TEMPLATE).files


def test_no_sample_of_the_template_is_printed() -> None:
    assert said(sample()) == meant(edition())
    assert "A headline says" not in "".join(data.decode("utf-8", "replace") for data in sample().files.values())


def test_every_style_of_the_contract_is_in_the_template_and_shown_there() -> None:
    template = WordFile(TEMPLATE)
    names = {value(each.find(f"{W}name")) for each in template.styles.values()}
    assert {*Style, *CharacterStyle} <= names
    shown = {each.style for each in template.paragraphs()}
    assert set(Style) - shown == {Style.MASTHEAD, Style.EMBARGO_HEAD, Style.RUNNING_HEAD, Style.FOOTER}


def test_every_style_that_is_used_is_defined() -> None:
    file = sample("ar", embargo=("x",))
    roots = [file.xml(name) for name in file.files if name.endswith(".xml") and name.startswith("word/")]
    used = {value(each) for root in roots for tag in ("pStyle", "rStyle", "basedOn", "next") for each in root.iter(f"{W}{tag}")}
    assert used <= set(file.styles)


def test_a_restyled_template_is_followed(tmp_path: Path) -> None:
    resources = edited(tmp_path, '<w:sz w:val="46"/>', '<w:color w:val="00695C"/><w:sz w:val="52"/>')
    assert '<w:sz w:val="52"/>' in style(made(edition(), resources), "PK Title")
    assert said(made(edition(), resources)) == meant(edition())


def test_what_a_designer_set_in_the_sample_paragraph_is_followed(tmp_path: Path) -> None:
    old = '<w:pPr><w:pStyle w:val="PKQuote"/></w:pPr>'
    new = '<w:pPr><w:pStyle w:val="PKQuote"/><w:spacing w:before="999"/><w:jc w:val="both"/></w:pPr>'
    (quote,) = made(edition(), edited(tmp_path, old, new, "word/document.xml")).in_style("PK Quote")
    assert value(quote.element.find(f"{W}pPr/{W}spacing"), "before") == "999"
    assert value(quote.element.find(f"{W}pPr/{W}jc")) == "both"


def test_an_indent_of_a_list_style_is_also_that_of_lists_begun_anew(tmp_path: Path) -> None:
    indent = '<w:ind w:left="{}" w:right="0" w:hanging="345"/></w:pPr><w:rPr></w:rPr>'
    numbering = made(edition(), edited(tmp_path, indent.format(345), indent.format(999))).numbering
    assert "999" in {value(each, "left") for each in numbering.iter(f"{W}ind")}


def test_what_a_designer_put_into_the_header_stays(tmp_path: Path) -> None:
    address = "<w:p><w:r><w:t>1 Example Street, Brussels</w:t></w:r></w:p></w:hdr>"
    resources = edited(tmp_path, "</w:hdr>", address, "word/header_first.xml")
    header = made(edition(), resources).files["word/header_first.xml"].decode()
    assert "1 Example Street, Brussels" in header
    assert header.count("Joint press desk") == 1


def test_a_picture_in_the_header_stays_and_the_template_may_come_from_any_program(tmp_path: Path) -> None:
    saved = python_docx.Document(io.BytesIO(TEMPLATE))
    saved.sections[0].first_page_header.add_paragraph().add_run().add_picture(io.BytesIO(picture()))
    saved.core_properties.author = "A. Designer"
    written = io.BytesIO()
    saved.save(written)
    file = made(edition(), with_template(tmp_path, written.getvalue()))
    assert said(file) == meant(edition())
    assert [name for name in file.files if name.startswith("word/media/")] == ["word/media/image1.png"]
    assert not [name for name, data in file.files.items() if b"Designer" in data]


def test_an_embedded_object_in_the_header_is_a_finding(tmp_path: Path) -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    links = (
        f'<Relationships xmlns="{space}"><Relationship Id="rId1" Type="{relation}/chart" Target="theme1.xml"/></Relationships>'
    )
    written = io.BytesIO(TEMPLATE)
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("word/_rels/header_first.xml.rels", links)
    assert [code for code, _ in refused(with_template(tmp_path, written.getvalue()))] == ["broken-template"]


def test_a_template_without_headers_lists_theme_and_margins_works(tmp_path: Path) -> None:
    def bare(name: str, data: bytes) -> bytes | None:
        if name == "word/document.xml":
            return data[: data.index(b"<w:sectPr>")] + b"</w:body></w:document>"
        if name == "word/_rels/document.xml.rels":
            keep = [part for part in data.decode().split("<Relationship ") if "/styles" in part or part.startswith("<?xml")]
            return "<Relationship ".join(keep).removesuffix("</Relationships>").encode() + b"</Relationships>"
        return data

    file = made(edition(), with_template(tmp_path, changed(TEMPLATE, bare)))
    assert said(file) == meant(edition())
    assert [each.mark for each in file.in_style("PK Signatory")] == [f"{n}." for n in range(1, 26)]


def test_every_missing_style_is_named(tmp_path: Path) -> None:
    edited(tmp_path, '<w:name w:val="PK Title"/>', '<w:name w:val="Headline"/>')
    data = (tmp_path / "release.docx").read_bytes()
    resources = with_template(
        tmp_path, changed(data, lambda _, content: content.replace(b'w:val="PK Link"', b'w:val="PK Links"'))
    )
    assert refused(resources) == [
        ("missing-style", "the Word template has no style «PK Title»"),
        ("missing-style", "the Word template has no style «PK Link»"),
    ]


def zipped(**files: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def replaced(name: str, change: Callable[[bytes], bytes]) -> bytes:
    return changed(TEMPLATE, lambda each, data: change(data) if each == name else data)


def in_utf_16(data: bytes) -> bytes:
    return data.decode().replace("UTF-8", "UTF-16").encode("utf-16")


BAD = {
    "empty": b"",
    "a text": b"Dear colleagues",
    "an old .doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "cut off": TEMPLATE[:4000],
    "a zip of something": zipped(a=b"x"),
    "a workbook": changed(TEMPLATE, lambda _, data: data.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")),
    "no main part": changed(TEMPLATE, lambda name, data: None if name == "word/document.xml" else data),
    "no styles": changed(TEMPLATE, lambda name, data: None if name == "word/styles.xml" else data),
    "broken XML": replaced("word/styles.xml", lambda data: data[:-9]),
    "a document type": replaced("word/styles.xml", lambda data: data.replace(b"<w:styles", b'<!DOCTYPE x [<!ENTITY a "b">]><w:styles', 1)),
    "a document type in UTF-16": replaced("word/styles.xml", lambda data: in_utf_16(data).replace(
        "<w:styles".encode("utf-16-le"), "<!DOCTYPE x><w:styles".encode("utf-16-le"), 1)),
    "a bomb": zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": bytes(70_000_000)}),
    "a thousand parts": zipped(**{f"part{n}": b"" for n in range(1000)}),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_an_unfit_template_is_a_finding(name: str, tmp_path: Path) -> None:
    assert [code for code, _ in refused(with_template(tmp_path, BAD[name]))] == ["broken-template"]


def test_a_template_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert [code for code, _ in refused(Resources((tmp_path,), RESOURCES.fonts))] == ["broken-template"]


def test_nothing_personal_of_a_template_gets_into_the_file(tmp_path: Path) -> None:
    def personal(name: str, data: bytes) -> bytes:
        if name == "word/styles.xml":
            return data.replace(b"<w:qFormat/>", b'<w:qFormat/><w:rsid w:val="00AB12CD"/>', 1)
        if name == "word/document.xml":
            return data.replace(b"<w:p>", b'<w:p w:rsidR="00AB12CD">')
        return data

    file = made(edition(), with_template(tmp_path, changed(TEMPLATE, personal)))
    assert not [name for name, data in file.files.items() if b"rsid" in data]
    assert sorted(name for name in file.files if name.startswith("docProps")) == ["docProps/core.xml", "docProps/custom.xml"]
