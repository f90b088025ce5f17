"""Pictures of a text: captions and credits come along, and a picture above the text is asked about."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest

import presskit
from docx import Document
from tests.attacks.pictures import png
from tests.importing.reading import Read, read, refused


def page(inner: str) -> Read:
    picture = f"<img alt='A bridge' src='data:image/png;base64,{base64.b64encode(png()).decode()}'>"
    return read(("a.html", f"<h1>A bridge opens</h1><p>It is open to all who come.</p>{inner.format(picture)}".encode()), language="en")


def word(*, above: bool) -> bytes:
    document = Document()
    if above:
        document.add_picture(io.BytesIO(png()))
    document.add_paragraph("A bridge opens", style="Title")
    document.add_paragraph("The bridge is open to everybody who comes by.")
    if not above:
        document.add_picture(io.BytesIO(png()))
        document.add_paragraph("Crowds on the bridge in May. Photo: Ana Lund", style="Caption")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("inner", "written"), [
    ("{}<p>Crowds in May. Photo: Ana Lund</p>", '![A bridge](picture-1.png "Crowds in May."){credit="Ana Lund"} {#fig-1}'),
    ("<figure>{}<figcaption>Crowds in May.</figcaption></figure>", '![A bridge](picture-1.png "Crowds in May.") {#fig-1}'),
    ("{}<p>© Ana Lund</p>", '![A bridge](picture-1.png){credit="Ana Lund"} {#fig-1}'),
    ("{}<p>Foto: Ana Lund</p>", '![A bridge](picture-1.png){credit="Ana Lund"} {#fig-1}'),
    ("{}<p>The photo shows how many came: hundreds.</p>", "![A bridge](picture-1.png) {#fig-1}"),
])  # fmt: skip
def test_a_line_below_a_picture_is_its_caption_where_it_says_so(inner: str, written: str) -> None:
    found = page(inner)
    assert written in found.text().split("\n")
    assert not found.lost()


def test_a_caption_of_a_word_file_is_one() -> None:
    text = read(("a.docx", word(above=False)), language="en").text()
    assert '"Crowds on the bridge in May."){credit="Ana Lund"} {#fig-1}' in text


def test_a_picture_above_the_text_is_no_press_photo_unless_somebody_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(above=True))
    report = presskit.import_files(presskit.ImportRequest((tmp_path / "a.docx",), tmp_path / "kit"))
    (question,) = report.questions
    assert [each.key for each in question.choices] == ["logo", "photo", "neither"]
    assert "picture-1.png" not in (tmp_path / "kit" / "statement.en.md").read_text()
    presskit.answer(presskit.AnswerRequest(tmp_path / "kit", question.id, "logo"))
    assert "logo: picture-1.png" in (tmp_path / "kit" / "kit.yaml").read_text()
    assert not [each for each in presskit.check(tmp_path / "kit").diagnostics if each.severity == "error"]


def test_the_answer_that_it_is_a_photo_puts_it_below_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(above=True))
    (question,) = presskit.import_files(presskit.ImportRequest((tmp_path / "a.docx",), tmp_path / "kit")).questions
    presskit.answer(presskit.AnswerRequest(tmp_path / "kit", question.id, "photo"))
    assert "(picture-1.png)" in (tmp_path / "kit" / "statement.en.md").read_text()


def test_a_logo_in_the_header_of_the_pages_is_told() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png()))
    document.add_paragraph("A bridge opens", style="Title")
    document.add_paragraph("The bridge is open to everybody who comes by.")
    out = io.BytesIO()
    document.save(out)
    found = read(("a.docx", out.getvalue()), language="en")
    assert found.messages("import-picture") == ["a picture stands in the header of the pages; it is taken for a logo, and left out"]
    assert not found.imported.images


@pytest.mark.parametrize(("name", "way_out"), [("a.pdf", "made of"), ("a.doc", ".docx"), ("a.msg", ".eml"), ("a.zip", ".txt")])
def test_a_file_of_another_kind_is_refused_with_the_way_out(name: str, way_out: str) -> None:
    finding = refused(name, b"%PDF-1.7")[0]
    assert (finding.code, way_out in finding.hint) == ("import-file-kind", True)
