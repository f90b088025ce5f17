"""What the product reads in a Word file is what another reader, written for the tests alone, sees in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from presskit.formats.docx_file import read_docx
from presskit.model.document import Bullets, Calls, Numbered
from presskit.model.release import PageSize
from presskit.resources import Resources
from presskit.writers import docx
from tests.docx.reading import INVISIBLE, WordFile
from tests.preflight_docx.files import edit, found, good
from tests.samples import LANGUAGES, bare, item, paragraph


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_readers_see_the_same(language: str, page: PageSize) -> None:
    data = good(language, page=page)
    ours = [(each.style, each.mark, INVISIBLE.sub("", each.text).split()) for each in read_docx(data, "x").text()]
    theirs = [(each.style, each.mark, each.text.split()) for each in WordFile(data).paragraphs()]
    assert ours == theirs


def test_lists_in_lists_are_counted_alike() -> None:
    inner = Numbered((item(paragraph("one", "i1")), item(paragraph("two", "i2"))))
    outer = Numbered(
        (item(paragraph("a", "o1"), inner), item(paragraph("b", "o2"), inner), item(paragraph("c", "o3"))), start=4
    )
    bullets = Bullets((item(paragraph("x", "b1"), outer),))
    whole = replace(bare(), body=(outer, bullets, Calls((), (item(paragraph("z", "c1"), inner), item(paragraph("y", "c2"))))))
    data = docx.write(whole, Resources()).data
    assert [each.mark for each in read_docx(data, "x").text()] == [each.mark for each in WordFile(data).paragraphs()]
    assert found(data, whole) == []


@pytest.mark.parametrize(
    ("form", "marks"),
    [
        ("lowerLetter", ["y.", "z.", "aa.", "bb."]),
        ("upperRoman", ["XXV.", "XXVI.", "XXVII.", "XXVIII."]),
        ("decimalZero", ["25.", "26.", "27.", "28."]),
        ("none", [".", ".", ".", "."]),
    ],
)
def test_other_forms_of_numbers(form: str, marks: list[str]) -> None:
    formed = edit('(<w:pStyle w:val="PKCall"/>)', r"\1", "word/numbering.xml")(good())
    formed = edit(
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="PKCall"/>',
        f'<w:start w:val="25"/><w:numFmt w:val="{form}"/><w:pStyle w:val="PKCall"/>',
        "word/numbering.xml",
    )(formed)
    assert [each.mark for each in read_docx(formed, "x").text() if each.style == "PK Call"] == marks


def test_struck_out_text_is_not_read_and_added_text_is() -> None:
    changed = edit(
        "<w:r>",
        '<w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>new </w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3"><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r>',
    )(good())
    first = read_docx(changed, "x").text()[0].text
    assert first.startswith("new For")
    assert "old" not in first
    assert "gone" not in first


def test_files_in_the_strict_form_are_read_alike() -> None:
    strict = good()
    for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        strict = edit(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
            part,
        )(strict)
    assert [each.text for each in read_docx(strict, "x").text()] == [each.text for each in read_docx(good(), "x").text()]
